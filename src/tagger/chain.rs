//! The linear-chain conditional random field over the labels: its best sequence, and how likely
//! each label is.

use std::ops::Range;

use wide::f32x4;

use super::exponential::power_of_two;
use super::labels::{LABELS, Label, label, may_follow, role};

/// One score a label.
pub type Scores = [f32; LABELS];

/// Scores for pairs of neighbours and for both ends of a sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// `steps[a][b]`: label `b` after label `a`.
    pub steps: [Scores; LABELS],
    /// A label at the start.
    pub start: Scores,
    /// A label at the end.
    pub end: Scores,
}

/// The score of what must not be.
const NEVER: f32 = f32::NEG_INFINITY;

impl Chain {
    /// Forbids what the labels' grammar forbids.
    pub fn constrain(&mut self) {
        for b in 0..LABELS {
            if !may_follow(None, b as Label) {
                self.start[b] = NEVER;
            }
            for a in 0..LABELS {
                if !may_follow(Some(a as Label), b as Label) {
                    self.steps[a][b] = NEVER;
                }
            }
        }
    }

    /// The sequence of labels with the highest score.
    pub fn best(&self, emissions: &[Scores]) -> Vec<Label> {
        let Some(first) = emissions.first() else { return Vec::new() };
        let mut score: Scores = std::array::from_fn(|b| self.start[b] + first[b]);
        // As wide as a score, so that four are compared and chosen at once.
        let mut from: Vec<[u32; LABELS]> = Vec::with_capacity(emissions.len());
        for emission in &emissions[1..] {
            let mut next = [NEVER; LABELS];
            let mut back = [0; LABELS];
            for (a, (before, steps)) in score.iter().zip(&self.steps).enumerate() {
                for (b, step) in steps.iter().enumerate() {
                    let path = before + step;
                    let better = path > next[b];
                    next[b] = if better { path } else { next[b] };
                    back[b] = if better { a as u32 } else { back[b] };
                }
            }
            next.iter_mut().zip(emission).for_each(|(next, score)| *next += score);
            score = next;
            from.push(back);
        }
        let last = (0..LABELS).max_by(|&a, &b| (score[a] + self.end[a]).total_cmp(&(score[b] + self.end[b])));
        let mut label = last.unwrap_or(0) as Label;
        let mut labels = vec![label; emissions.len()];
        for (i, back) in from.iter().enumerate().rev() {
            label = back[usize::from(label)] as Label;
            labels[i] = label;
        }
        labels
    }

    /// Scores of words of which some must be labelled alike, each such group as if it were one word.
    pub fn joined(&self, emissions: &[Scores], groups: &[Range<usize>]) -> Vec<Scores> {
        groups
            .iter()
            .map(|group| {
                std::array::from_fn(|y| {
                    let later = usize::from(going_on(y as Label));
                    let rest = emissions[group.start + 1..group.end].iter().enumerate();
                    let first = emissions[group.start][y];
                    rest.fold(first, |sum, (i, e)| sum + e[later] + self.steps[if i == 0 { y } else { later }][later])
                })
            })
            .collect()
    }

    /// How likely each label is at each word, and the logarithm of the sum over all sequences.
    pub fn marginals(&self, emissions: &[Scores]) -> (Vec<Scores>, f64) {
        let sweep = self.sweep(emissions);
        let likely = sweep.forward.iter().zip(&sweep.backward);
        let likely = likely.map(|(f, b)| std::array::from_fn(|y| (f[y] * b[y]) as f32)).collect();
        (likely, sweep.log_sum)
    }

    /// Forward and backward sums, scaled at each word so that their product is the marginal.
    pub(crate) fn sweep(&self, emissions: &[Scores]) -> Sweep {
        let n = emissions.len();
        let steps = self.steps.map(|row| row.map(|s| libm::exp(f64::from(s))));
        let mut local: Vec<[f64; LABELS]> = Vec::with_capacity(n);
        let mut log_sum = 0.0;
        for emission in emissions {
            let top = emission.iter().fold(NEVER, |a, &b| if b > a { b } else { a });
            log_sum += f64::from(top);
            local.push(exponentials(&emission.map(|e| e - top)));
        }
        let mut forward = local.clone();
        let mut scale = vec![1.0; n];
        for i in 0..n {
            let before = match i {
                0 => self.start.map(|s| libm::exp(f64::from(s))),
                _ => weighted(&steps, &forward[i - 1]),
            };
            forward[i].iter_mut().zip(before).for_each(|(f, before)| *f *= before);
            let sum: f64 = forward[i].iter().sum();
            scale[i] = sum;
            log_sum += libm::log(sum);
            forward[i].iter_mut().for_each(|f| *f /= sum);
        }
        let mut backward = vec![[0.0; LABELS]; n];
        if let Some(last) = n.checked_sub(1) {
            let end = self.end.map(|e| libm::exp(f64::from(e)));
            let sum: f64 = (0..LABELS).map(|a| forward[last][a] * end[a]).sum();
            log_sum += libm::log(sum);
            backward[last] = end.map(|e| e / sum);
            let back = std::array::from_fn(|b| std::array::from_fn(|a| steps[a][b]));
            for i in (0..last).rev() {
                let ahead = std::array::from_fn(|b| local[i + 1][b] * backward[i + 1][b]);
                backward[i] = weighted(&back, &ahead).map(|sum| sum / scale[i + 1]);
            }
        }
        Sweep {
            forward,
            backward,
            #[cfg(feature = "train")]
            local,
            #[cfg(feature = "train")]
            scale,
            log_sum,
        }
    }
}

/// The sum of the rows, each times its weight.
fn weighted(rows: &[[f64; LABELS]; LABELS], weights: &[f64; LABELS]) -> [f64; LABELS] {
    let mut sums = [0.0; LABELS];
    for (row, weight) in rows.iter().zip(weights) {
        sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += weight * number);
    }
    sums
}

/// e to the power of each score.
fn exponentials(scores: &Scores) -> [f64; LABELS] {
    let mut powers = [0.0; LABELS];
    for (powers, scores) in powers.chunks_mut(4).zip(scores.chunks(4)) {
        let mut four = [0.0; 4];
        four[..scores.len()].copy_from_slice(scores);
        let four = power_of_two(f32x4::from(four) * std::f32::consts::LOG2_E).to_array();
        powers.iter_mut().zip(four).for_each(|(power, number)| *power = f64::from(number));
    }
    powers
}

/// The label of the words after the first of a group whose first has label `first`.
pub fn going_on(first: Label) -> Label {
    role(first).map_or(first, |role| label(role, false))
}

/// The sums that [`Chain::sweep`] makes.
pub(crate) struct Sweep {
    pub forward: Vec<[f64; LABELS]>,
    pub backward: Vec<[f64; LABELS]>,
    /// Each word's own scores, exponentiated.
    #[cfg(feature = "train")]
    pub local: Vec<[f64; LABELS]>,
    #[cfg(feature = "train")]
    pub scale: Vec<f64>,
    pub log_sum: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Chain {
        let score = |i: usize| ((i * 37 % 23) as f32 - 11.0) / 8.0;
        let mut chain = Chain {
            steps: std::array::from_fn(|a| std::array::from_fn(|b| score(a * LABELS + b))),
            start: std::array::from_fn(|b| score(b + 3)),
            end: std::array::from_fn(|b| score(b + 7)),
        };
        chain.constrain();
        chain
    }

    fn emissions() -> Vec<Scores> {
        (0..3).map(|t| std::array::from_fn(|y| ((t * 5 + y * 3) % 7) as f32 / 3.0)).collect()
    }

    /// Every sequence of three labels with its score.
    fn all(chain: &Chain, emissions: &[Scores]) -> Vec<([usize; 3], f32)> {
        let mut all = Vec::new();
        for a in 0..LABELS {
            for b in 0..LABELS {
                for c in 0..LABELS {
                    let own = emissions[0][a] + emissions[1][b] + emissions[2][c];
                    let score = own + chain.start[a] + chain.steps[a][b] + chain.steps[b][c] + chain.end[c];
                    all.push(([a, b, c], score));
                }
            }
        }
        all
    }

    #[test]
    fn the_best_sequence_has_the_highest_score() {
        let (chain, emissions) = (chain(), emissions());
        let (best, _) = all(&chain, &emissions).into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(chain.best(&emissions), best.map(|y| y as Label));
    }

    #[test]
    fn marginals_sum_over_all_sequences() {
        let (chain, emissions) = (chain(), emissions());
        let all = all(&chain, &emissions);
        let total: f64 = all.iter().map(|(_, score)| f64::from(*score).exp()).sum();
        let (likely, log_sum) = chain.marginals(&emissions);
        assert!((log_sum - total.ln()).abs() < 1e-6);
        for (t, likely) in likely.iter().enumerate() {
            for (y, likely) in likely.iter().enumerate() {
                let with = all.iter().filter(|(labels, _)| labels[t] == y);
                let wanted = with.map(|(_, score)| f64::from(*score).exp()).sum::<f64>() / total;
                assert!((f64::from(*likely) - wanted).abs() < 1e-5, "word {t}, label {y}");
            }
        }
    }

    #[test]
    fn no_words_have_no_labels() {
        assert!(chain().best(&[]).is_empty());
        assert!(chain().marginals(&[]).0.is_empty());
    }
}
