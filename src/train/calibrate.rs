//! Fits the confidence: a logistic regression of whether attributions are right on their
//! evidence, by Newton's method.

use crate::tagger::confidence::{EVIDENCE, confidence};

/// An attribution's evidence, and whether it is right.
pub type Outcome = ([f32; EVIDENCE], bool);

/// Pulls the coefficients towards 0, as if by so many outcomes that say nothing.
const RIDGE: f64 = 1.0;

/// The coefficients that make the outcomes most likely.
pub fn fit(outcomes: &[Outcome]) -> Vec<f32> {
    let mut coefficients = vec![0.0f32; EVIDENCE];
    // Newton's method on a convex function is there after a few steps.
    for _ in 0..20 {
        let mut slope = [0.0f64; EVIDENCE];
        let mut curve = [[0.0f64; EVIDENCE]; EVIDENCE];
        for i in 0..EVIDENCE {
            slope[i] = -RIDGE * f64::from(coefficients[i]);
            curve[i][i] = RIDGE;
        }
        for (evidence, right) in outcomes {
            let p = f64::from(confidence(&coefficients, evidence));
            let error = f64::from(u8::from(*right)) - p;
            for i in 0..EVIDENCE {
                slope[i] += error * f64::from(evidence[i]);
                for j in 0..EVIDENCE {
                    curve[i][j] += p * (1.0 - p) * f64::from(evidence[i] * evidence[j]);
                }
            }
        }
        for (c, step) in coefficients.iter_mut().zip(solve(curve, slope)) {
            *c += step as f32;
        }
    }
    coefficients
}

/// Gauss' elimination; the matrix is positive definite.
fn solve(mut a: [[f64; EVIDENCE]; EVIDENCE], mut b: [f64; EVIDENCE]) -> [f64; EVIDENCE] {
    for i in 0..EVIDENCE {
        for j in i + 1..EVIDENCE {
            let factor = a[j][i] / a[i][i];
            let row = a[i];
            a[j].iter_mut().zip(row).for_each(|(x, y)| *x -= factor * y);
            b[j] -= factor * b[i];
        }
    }
    for i in (0..EVIDENCE).rev() {
        let known: f64 = (i + 1..EVIDENCE).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}

/// The mean distance between confidence and the part that is right, over ten bins.
pub fn calibration_error(outcomes: &[(f32, bool)]) -> f32 {
    let mut bins = [(0.0f32, 0.0f32); 10];
    for (p, right) in outcomes {
        let bin = &mut bins[((p * 10.0) as usize).min(9)];
        bin.0 += p;
        bin.1 += f32::from(u8::from(*right));
    }
    bins.iter().map(|(sum, right)| (sum - right).abs()).sum::<f32>() / outcomes.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_finds_the_odds() {
        let mut outcomes = Vec::new();
        for i in 0..1000 {
            let mut evidence = [0.0; EVIDENCE];
            (evidence[0], evidence[1]) = (1.0, if i % 2 == 0 { -1.0 } else { 0.0 });
            outcomes.push((evidence, i % 10 < if i % 2 == 0 { 3 } else { 8 }));
        }
        let coefficients = fit(&outcomes);
        let judged: Vec<(f32, bool)> =
            outcomes.iter().map(|(e, right)| (confidence(&coefficients, e), *right)).collect();
        assert!(calibration_error(&judged) < 0.02);
    }
}
