//! The network in use: a summed embedding a word, then simple recurrent layers in both
//! directions, then a score a label.
//!
//! A layer mixes each word with its neighbours, multiplies all words with one matrix, and runs
//! two gated averages over the result, whose gates also see what they carry; so nearly all of the work is one product of matrices,
//! done in whole numbers.

use super::{
    chain::Scores,
    features::{Row, SLOTS},
    labels::LABELS,
    weights::{Layer, Weights},
};

const EPSILON: f32 = 1e-5;

/// The labels' scores of each word, given its rows of the table.
pub fn emissions(weights: &Weights, words: &[[Row; SLOTS]]) -> Vec<Scores> {
    let mut x = embed(weights, words);
    for layer in &weights.layers {
        x = recur(layer, weights.width, &x);
    }
    let scores = weights.output.times(&x);
    scores.chunks_exact(LABELS).map(|row| std::array::from_fn(|y| row[y] + weights.output_bias[y])).collect()
}

fn embed(weights: &Weights, words: &[[Row; SLOTS]]) -> Vec<f32> {
    let d = weights.width;
    let mut x = vec![0.0; words.len() * d];
    let [gain, bias] = &weights.norm;
    for (into, rows) in x.chunks_exact_mut(d).zip(words) {
        for &row in rows {
            let row = &weights.table[usize::from(row) * d..][..d];
            into.iter_mut().zip(row).for_each(|(x, e)| *x += e);
        }
        let mean = into.iter().sum::<f32>() / d as f32;
        let variance = into.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / d as f32;
        let inverse = 1.0 / (variance + EPSILON).sqrt();
        for ((x, gain), bias) in into.iter_mut().zip(gain).zip(bias) {
            *x = (*x - mean) * inverse * gain + bias;
        }
    }
    x
}

fn recur(layer: &Layer, d: usize, input: &[f32]) -> Vec<f32> {
    let n = input.len() / d;
    let half = d / 2;
    let mut convolved = vec![0.0; n * d];
    let silence = vec![0.0; d];
    let [before, here, after] = layer.kernel.each_ref().map(|weights| &weights[..d]);
    for t in 0..n {
        let x = &input[t * d..][..d];
        let left = if t > 0 { &input[(t - 1) * d..][..d] } else { &silence };
        let right = if t + 1 < n { &input[(t + 1) * d..][..d] } else { &silence };
        let (left, right) = (&left[..d], &right[..d]);
        for (i, y) in convolved[t * d..][..d].iter_mut().enumerate() {
            *y = before[i] * left[i] + here[i] * x[i] + after[i] * right[i];
        }
    }
    let mut gates = layer.gates.times(&convolved);
    for row in gates.chunks_exact_mut(3 * d) {
        row.iter_mut().zip(&layer.bias).for_each(|(g, b)| *g += b);
    }
    let mut out = vec![0.0; n * d];
    for direction in 0..2 {
        let own = direction * half..(direction + 1) * half;
        let [peep_forget, peep_show] = [0, 1].map(|gate| &layer.peephole[gate][own.clone()]);
        let mut carried = vec![0.0; half];
        for step in 0..n {
            let t = if direction == 0 { step } else { n - 1 - step };
            let (z, gates) = gates[(t * 2 + direction) * 3 * half..][..3 * half].split_at(half);
            let (forget, show) = gates.split_at(half);
            let x = &input[t * d..][own.clone()];
            let y = &mut out[t * d..][own.clone()];
            // All are as long as half; saying so spares the loop its checks.
            let (z, forget, show, x, y) = (&z[..half], &forget[..half], &show[..half], &x[..half], &mut y[..half]);
            let (peep_forget, peep_show) = (&peep_forget[..half], &peep_show[..half]);
            let carried = &mut carried[..half];
            for i in 0..half {
                let before = carried[i];
                let forget = sigmoid(forget[i] + peep_forget[i] * before);
                let show = sigmoid(show[i] + peep_show[i] * before);
                carried[i] = z[i] + forget * (before - z[i]);
                y[i] = x[i] + show * (carried[i] - x[i]);
            }
        }
    }
    out
}

/// The logistic function, from an exponential good to five digits that vectorises.
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// e^x, as a power of two: its whole part in the exponent's bits, a polynomial for the rest.
fn exp(x: f32) -> f32 {
    let y = (x * std::f32::consts::LOG2_E).clamp(-40.0, 40.0);
    let whole = (y + 64.0) as i32 - 64;
    let rest = (y - whole as f32) * std::f32::consts::LN_2;
    // Taylor's series of e^rest for a rest below ln 2.
    let fraction = 1.0 + rest * (1.0 + rest * (1.0 / 2.0 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest / 120.0))));
    fraction * f32::from_bits(((whole + 127) << 23) as u32)
}
