//! The network forward and backward, with its gradients written by hand.

use std::ops::Range;

use fastrand::Rng;
use ndarray::{ArrayView2, ArrayViewMut2, linalg::general_mat_mul};

use super::parameters::{Layout, Parameters, TASKS};
use crate::tagger::{
    chain::{Chain, Scores, Sweep},
    exponential::sigmoids,
    features::{Row, SLOTS},
    labels::{LABELS, Label},
};

/// No row of the table: a feature that is dropped.
pub const NO_ROW: Row = Row::MAX;
/// A word of which an auxiliary task knows nothing.
pub const NO_CLASS: u16 = u16::MAX;

/// Words in a row to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Rows of the table of each word.
    pub rows: Vec<[Row; SLOTS]>,
    /// Each word's pretrained vector, where it has one.
    pub vectors: Vec<Option<u32>>,
    /// What is to be learned of the labels.
    pub target: Target,
    /// The classes of the auxiliary tasks.
    pub classes: Vec<[u16; TASKS]>,
    /// What its loss counts beside others'.
    pub weight: f32,
}

/// What is to be learned of the labels.
#[derive(Clone, Debug)]
pub enum Target {
    /// Each word's label.
    Labels(Vec<Label>),
    /// How likely a teacher holds each label of each word, as logarithms.
    Chances(Vec<Scores>),
}

impl Default for Target {
    fn default() -> Self {
        Target::Labels(Vec::new())
    }
}

/// What a sequence asks to change.
#[derive(Clone, Debug, Default)]
pub struct Gradient {
    /// By [`Layout`].
    pub dense: Vec<f32>,
    /// Of each word's summed embedding.
    pub embeddings: Vec<f32>,
    /// The loss of the labels, and of all.
    pub loss: [f64; 2],
}

/// Dropout, and what the auxiliary losses weigh.
#[derive(Clone, Copy, Debug)]
pub struct Regularisation {
    /// Of the numbers between layers.
    pub dropout: f32,
    /// The weight of the auxiliary losses beside the labels'.
    pub auxiliary: f32,
}

/// `c = a b + keep c`, with `a` and `b` transposed where asked; shapes are those after that.
#[allow(clippy::too_many_arguments)]
fn multiply(c: &mut [f32], a: &[f32], ta: bool, b: &[f32], tb: bool, [m, k, n]: [usize; 3], keep: f32) {
    let view = |s, rows, columns, turned: bool| {
        let shape = if turned { (columns, rows) } else { (rows, columns) };
        let view = ArrayView2::from_shape(shape, s).expect("the lengths agree");
        if turned { view.reversed_axes() } else { view }
    };
    let mut c = ArrayViewMut2::from_shape((m, n), c).expect("the lengths agree");
    general_mat_mul(1.0, &view(a, m, k, ta), &view(b, k, n, tb), keep, &mut c);
}

/// What one layer remembers for the way back.
struct Memory {
    /// Input after dropout.
    input: Vec<f32>,
    /// Convolved input.
    convolved: Vec<f32>,
    /// z, and the gates after their sigmoid.
    gates: Vec<f32>,
    /// The recurrent state.
    state: Vec<f32>,
}

/// A network at work.
pub struct Network<'a> {
    /// Where its parts lie.
    pub layout: &'a Layout,
    /// What it has learned.
    pub parameters: &'a Parameters,
    /// Pretrained vectors, one after the other.
    pub vectors: &'a [f32],
}

struct Forward {
    gathered: Vec<f32>,
    centred: Vec<f32>,
    spread: Vec<f32>,
    masks: Vec<Vec<f32>>,
    memory: Vec<Memory>,
    top: Vec<f32>,
    emissions: Vec<Scores>,
}

const EPSILON: f32 = 1e-5;

impl Network<'_> {
    /// The chain's scores, from the parameters.
    pub fn chain(&self) -> Chain {
        let at = self.layout.chain;
        let dense = &self.parameters.dense;
        let mut chain = Chain {
            steps: std::array::from_fn(|a| std::array::from_fn(|b| dense[at + a * LABELS + b])),
            start: std::array::from_fn(|b| dense[at + LABELS * LABELS + b]),
            end: std::array::from_fn(|b| dense[at + LABELS * LABELS + LABELS + b]),
        };
        chain.constrain();
        chain
    }

    /// The labels' scores of each word, without dropout.
    #[cfg(test)]
    pub fn emissions(&self, example: &Example) -> Vec<Scores> {
        self.forward(example, None).emissions
    }

    fn forward(&self, example: &Example, mut dropout: Option<(f32, &mut Rng)>) -> Forward {
        let n = example.rows.len();
        let shape = self.layout.shape;
        let d = shape.width;
        let dense = &self.parameters.dense;
        let mut x = vec![0.0; n * d];
        let mut gathered = Vec::new();
        if shape.vector > 0 {
            gathered = vec![0.0; n * shape.vector];
            for (into, vector) in gathered.chunks_exact_mut(shape.vector).zip(&example.vectors) {
                if let Some(v) = vector {
                    let at = *v as usize * shape.vector;
                    into.copy_from_slice(&self.vectors[at..at + shape.vector]);
                }
            }
            let projection = &dense[self.layout.projection..self.layout.projection + shape.vector * d];
            multiply(&mut x, &gathered, false, projection, false, [n, shape.vector, d], 0.0);
        }
        for (into, rows) in x.chunks_exact_mut(d).zip(&example.rows) {
            for &row in rows.iter().filter(|r| **r != NO_ROW) {
                let row = &self.parameters.table[row as usize * d..(row as usize + 1) * d];
                into.iter_mut().zip(row).for_each(|(x, e)| *x += e);
            }
        }
        // Normalisation.
        let (gain, bias) = dense[self.layout.norm..self.layout.norm + 2 * d].split_at(d);
        let mut spread = Vec::with_capacity(n);
        let mut centred = x;
        let mut x = vec![0.0; n * d];
        for (from, into) in centred.chunks_exact_mut(d).zip(x.chunks_exact_mut(d)) {
            let mean = from.iter().sum::<f32>() / d as f32;
            let variance = from.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / d as f32;
            let inverse = 1.0 / (variance + EPSILON).sqrt();
            for i in 0..d {
                from[i] = (from[i] - mean) * inverse;
                into[i] = from[i] * gain[i] + bias[i];
            }
            spread.push(inverse);
        }
        let mut masks = Vec::new();
        let mut drop = |x: &mut [f32], masks: &mut Vec<Vec<f32>>| {
            if let Some((rate, rng)) = &mut dropout {
                let keep = 1.0 / (1.0 - *rate);
                let mask: Vec<f32> = x.iter().map(|_| if rng.f32() < *rate { 0.0 } else { keep }).collect();
                x.iter_mut().zip(&mask).for_each(|(x, m)| *x *= m);
                masks.push(mask);
            }
        };
        let mut memory = Vec::new();
        for layer in 0..shape.layers {
            drop(&mut x, &mut masks);
            let (done, next) = self.layer_forward(layer, x, n);
            memory.push(done);
            x = next;
        }
        drop(&mut x, &mut masks);
        let mut scores = vec![0.0; n * LABELS];
        let output = &dense[self.layout.output..self.layout.output + LABELS * d];
        multiply(&mut scores, &x, false, output, true, [n, d, LABELS], 0.0);
        let bias = &dense[self.layout.output + LABELS * d..][..LABELS];
        let emissions = scores.chunks_exact(LABELS).map(|row| std::array::from_fn(|y| row[y] + bias[y])).collect();
        Forward { gathered, centred, spread, masks, memory, top: x, emissions }
    }

    fn layer_forward(&self, layer: usize, input: Vec<f32>, n: usize) -> (Memory, Vec<f32>) {
        let d = self.layout.shape.width;
        let half = d / 2;
        let dense = &self.parameters.dense;
        let [at, matrix, bias, peephole] = self.layout.layer[layer];
        let kernel = &dense[at..at + 3 * d];
        let mut convolved = vec![0.0; n * d];
        for (tap, weights) in kernel.chunks_exact(d).enumerate() {
            let (from, into) = shifted(tap, n, d);
            let pairs = convolved[into].chunks_exact_mut(d).zip(input[from].chunks_exact(d));
            for (into, from) in pairs {
                into.iter_mut().zip(from).zip(weights).for_each(|((y, x), k)| *y += k * x);
            }
        }
        let mut gates = vec![0.0; n * 3 * d];
        multiply(&mut gates, &convolved, false, &dense[matrix..matrix + 3 * d * d], true, [n, d, 3 * d], 0.0);
        let biases = &dense[bias..bias + 3 * d];
        for row in gates.chunks_exact_mut(3 * d) {
            row.iter_mut().zip(biases).for_each(|(g, b)| *g += b);
        }
        let mut state = vec![0.0; n * d];
        let mut out = vec![0.0; n * d];
        let mut carried = vec![0.0; half];
        for direction in 0..2 {
            carried.fill(0.0);
            let [peep_f, peep_r] = [0, 1].map(|gate| &dense[peephole + gate * d + direction * half..][..half]);
            for step in 0..n {
                let t = if direction == 0 { step } else { n - 1 - step };
                let (z, g) = gates[t * 3 * d + direction * 3 * half..][..3 * half].split_at_mut(half);
                let (f, r) = g.split_at_mut(half);
                let here = t * d + direction * half;
                let (x, h, c) = (&input[here..][..half], &mut out[here..][..half], &mut state[here..][..half]);
                let (z, f, r, carried) = (&z[..half], &mut f[..half], &mut r[..half], &mut carried[..half]);
                for i in 0..half {
                    f[i] += peep_f[i] * carried[i];
                    r[i] += peep_r[i] * carried[i];
                }
                sigmoids(f);
                sigmoids(r);
                for i in 0..half {
                    carried[i] = f[i] * carried[i] + (1.0 - f[i]) * z[i];
                    c[i] = carried[i];
                    h[i] = r[i] * carried[i] + (1.0 - r[i]) * x[i];
                }
            }
        }
        (Memory { input, convolved, gates, state }, out)
    }

    /// The loss of an example and its gradient. The loss counts every word alike, so that a
    /// batch's gradient is the sum of its examples' over its words.
    pub fn gradient(&self, example: &Example, weights: Regularisation, rng: &mut Rng, into: &mut Gradient) {
        let n = example.rows.len();
        let shape = self.layout.shape;
        let d = shape.width;
        into.dense.clear();
        into.dense.resize(self.layout.len, 0.0);
        let forward = self.forward(example, (weights.dropout > 0.0).then_some((weights.dropout, rng)));
        let (chain_loss, d_scores) = self.chain_gradient(&forward.emissions, example, &mut into.dense);
        into.loss = [chain_loss, chain_loss];

        let output = self.layout.output;
        let dense = &self.parameters.dense;
        let mut dx = vec![0.0; n * d];
        multiply(&mut dx, &d_scores, false, &dense[output..output + LABELS * d], false, [n, LABELS, d], 0.0);
        multiply(
            &mut into.dense[output..output + LABELS * d],
            &d_scores,
            true,
            &forward.top,
            false,
            [LABELS, n, d],
            0.0,
        );
        sum_rows(&mut into.dense[output + LABELS * d..][..LABELS], &d_scores);

        let undrop = |dx: &mut [f32], layer: usize| {
            if let Some(mask) = forward.masks.get(layer) {
                dx.iter_mut().zip(mask).for_each(|(g, m)| *g *= m);
            }
        };
        undrop(&mut dx, shape.layers);
        for layer in (0..shape.layers).rev() {
            if layer == 0 && weights.auxiliary > 0.0 {
                // The first layer's output is the second's input, dropout included.
                let first = forward.memory.get(1).map_or(&forward.top, |m| &m.input);
                let mut d_first = vec![0.0; n * d];
                into.loss[1] += self.task_gradient(first, example, weights.auxiliary, &mut into.dense, &mut d_first);
                undrop(&mut d_first, 1);
                dx.iter_mut().zip(&d_first).for_each(|(a, b)| *a += b);
            }
            dx = self.layer_backward(layer, &forward.memory[layer], &dx, &mut into.dense);
            undrop(&mut dx, layer);
        }

        // Normalisation.
        let norm = self.layout.norm;
        for t in 0..n {
            let row = &mut dx[t * d..(t + 1) * d];
            let centred = &forward.centred[t * d..(t + 1) * d];
            let (mut mean, mut slope) = (0.0, 0.0);
            for i in 0..d {
                into.dense[norm + i] += row[i] * centred[i];
                into.dense[norm + d + i] += row[i];
                row[i] *= dense[norm + i];
                mean += row[i];
                slope += row[i] * centred[i];
            }
            (mean, slope) = (mean / d as f32, slope / d as f32);
            for i in 0..d {
                row[i] = (row[i] - mean - centred[i] * slope) * forward.spread[t];
            }
        }
        if shape.vector > 0 {
            let projection = self.layout.projection;
            let part = &mut into.dense[projection..projection + shape.vector * d];
            multiply(part, &forward.gathered, true, &dx, false, [shape.vector, n, d], 0.0);
        }
        into.embeddings = dx;
    }

    /// The loss of the labels and its slope by their scores; that by the chain goes into `dense`.
    fn chain_gradient(&self, emissions: &[Scores], example: &Example, dense: &mut [f32]) -> (f64, Vec<f32>) {
        let chain = self.chain();
        let sweep = chain.sweep(emissions);
        let expected = Counts::expected(&chain, &sweep);
        let (wanted, entropy) = match &example.target {
            Target::Labels(labels) => (Counts::of(labels), 0.0),
            Target::Chances(chances) => {
                let teacher = teacher_chain();
                let sweep = teacher.sweep(chances);
                let counts = Counts::expected(&teacher, &sweep);
                let entropy = sweep.log_sum - counts.score(&teacher, chances);
                (counts, entropy)
            }
        };
        let loss = sweep.log_sum - wanted.score(&chain, emissions) - entropy;
        // The slope is what the network expects less what is wanted.
        let slope = |(expected, wanted): (&f32, &f32)| example.weight * (expected - wanted);
        let into = &mut dense[self.layout.chain..][..CHAIN];
        into.iter_mut().zip(expected.chain.iter().zip(&wanted.chain)).for_each(|(into, pair)| *into += slope(pair));
        let scores = expected.scores.iter().zip(&wanted.scores).map(slope).collect();
        (f64::from(example.weight) * loss, scores)
    }

    fn task_gradient(&self, x: &[f32], example: &Example, weight: f32, dense: &mut [f32], dx: &mut [f32]) -> f64 {
        let d = self.layout.shape.width;
        let n = example.rows.len();
        let mut loss = 0.0;
        for (task, &at) in self.layout.task.iter().enumerate() {
            let classes = self.layout.shape.tasks[task];
            if classes == 0 {
                continue;
            }
            let parameters = &self.parameters.dense[at..at + classes * d + classes];
            let (matrix, bias) = parameters.split_at(classes * d);
            let mut scores = vec![0.0; n * classes];
            multiply(&mut scores, x, false, matrix, true, [n, d, classes], 0.0);
            for (t, row) in scores.chunks_exact_mut(classes).enumerate() {
                let class = example.classes.get(t).map_or(NO_CLASS, |c| c[task]);
                if class == NO_CLASS {
                    row.fill(0.0);
                    continue;
                }
                let class = usize::from(class);
                row.iter_mut().zip(bias).for_each(|(s, b)| *s += b);
                let top = row.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
                row.iter_mut().for_each(|s| *s = (*s - top).exp());
                let sum: f32 = row.iter().sum();
                let weight = weight * example.weight;
                loss -= f64::from(weight * (row[class] / sum).max(1e-30).ln());
                row.iter_mut().for_each(|s| *s *= weight / sum);
                row[class] -= weight;
            }
            multiply(dx, &scores, false, matrix, false, [n, classes, d], 1.0);
            multiply(&mut dense[at..at + classes * d], &scores, true, x, false, [classes, n, d], 0.0);
            sum_rows(&mut dense[at + classes * d..][..classes], &scores);
        }
        loss
    }

    fn layer_backward(&self, layer: usize, memory: &Memory, d_out: &[f32], dense: &mut [f32]) -> Vec<f32> {
        let d = self.layout.shape.width;
        let half = d / 2;
        let n = d_out.len() / d;
        let [at, matrix, bias, peephole] = self.layout.layer[layer];
        let mut d_input = vec![0.0; n * d];
        let mut d_gates = vec![0.0; n * 3 * d];
        let mut d_state = vec![0.0; half];
        let silence = vec![0.0; half];
        for direction in 0..2 {
            d_state.fill(0.0);
            let parameters = &self.parameters.dense;
            let [peep_f, peep_r] = [0, 1].map(|gate| &parameters[peephole + gate * d + direction * half..][..half]);
            let [mut d_peep_f, mut d_peep_r] = [vec![0.0; half], vec![0.0; half]];
            for step in (0..n).rev() {
                let (t, before) = if direction == 0 {
                    (step, step.checked_sub(1))
                } else {
                    (n - 1 - step, (step > 0).then_some(n - step))
                };
                let here = t * d + direction * half;
                let gate = t * 3 * d + direction * 3 * half;
                let g = &memory.gates[gate..gate + 3 * half];
                let (dz, rest) = d_gates[gate..gate + 3 * half].split_at_mut(half);
                let (df, dr) = rest.split_at_mut(half);
                let (z, f, r) = (&g[..half], &g[half..2 * half], &g[2 * half..]);
                let (dh, c) = (&d_out[here..][..half], &memory.state[here..][..half]);
                let (x, dx) = (&memory.input[here..][..half], &mut d_input[here..][..half]);
                let c_before = before.map_or(&silence[..], |b| &memory.state[b * d + direction * half..][..half]);
                let (z, f, r, c_before) = (&z[..half], &f[..half], &r[..half], &c_before[..half]);
                let (dz, df, dr, d_state) = (&mut dz[..half], &mut df[..half], &mut dr[..half], &mut d_state[..half]);
                let (d_peep_f, d_peep_r) = (&mut d_peep_f[..half], &mut d_peep_r[..half]);
                for i in 0..half {
                    dx[i] += dh[i] * (1.0 - r[i]);
                    let dc = dh[i] * r[i] + d_state[i];
                    dz[i] = dc * (1.0 - f[i]);
                    df[i] = dc * (c_before[i] - z[i]) * f[i] * (1.0 - f[i]);
                    dr[i] = dh[i] * (c[i] - x[i]) * r[i] * (1.0 - r[i]);
                    d_state[i] = dc * f[i] + df[i] * peep_f[i] + dr[i] * peep_r[i];
                    d_peep_f[i] += df[i] * c_before[i];
                    d_peep_r[i] += dr[i] * c_before[i];
                }
            }
            for (gate, slope) in [d_peep_f, d_peep_r].iter().enumerate() {
                let into = &mut dense[peephole + gate * d + direction * half..][..half];
                into.iter_mut().zip(slope).for_each(|(a, b)| *a += b);
            }
        }
        sum_rows(&mut dense[bias..bias + 3 * d], &d_gates);
        multiply(&mut dense[matrix..matrix + 3 * d * d], &d_gates, true, &memory.convolved, false, [3 * d, n, d], 0.0);
        let mut dy = vec![0.0; n * d];
        multiply(
            &mut dy,
            &d_gates,
            false,
            &self.parameters.dense[matrix..matrix + 3 * d * d],
            false,
            [n, 3 * d, d],
            0.0,
        );
        let kernel = &self.parameters.dense[at..at + 3 * d];
        for (tap, weights) in kernel.chunks_exact(d).enumerate() {
            let (from, into) = shifted(tap, n, d);
            let d_weights = &mut dense[at + tap * d..][..d];
            let pairs = dy[into].chunks_exact(d).zip(memory.input[from.clone()].chunks_exact(d));
            for ((g, x), dx) in pairs.zip(d_input[from].chunks_exact_mut(d)) {
                for i in 0..d {
                    dx[i] += weights[i] * g[i];
                    d_weights[i] += g[i] * x[i];
                }
            }
        }
        d_input
    }
}

/// Where the start's and the end's scores lie in the chain, after the steps, and its length.
const START: usize = LABELS * LABELS;
const END: usize = START + LABELS;
const CHAIN: usize = END + LABELS;

/// How often each score of a sequence counts: of each word's labels, and of the chain.
struct Counts {
    scores: Vec<f32>,
    chain: Vec<f32>,
}

/// The chain of a teacher that judged each word by itself: it knows the labels' grammar and nothing more. What it expects
/// for pairs of neighbours is what a chain can learn from. (Distillation of a conditional random field by the teacher's
/// expected counts; Wang et al., Structure-Level Knowledge Distillation, 2020.)
fn teacher_chain() -> Chain {
    let mut chain = Chain { steps: [[0.0; LABELS]; LABELS], start: [0.0; LABELS], end: [0.0; LABELS] };
    chain.constrain();
    chain
}

impl Counts {
    /// Those of one sequence of labels.
    fn of(labels: &[Label]) -> Self {
        let mut counts = Counts { scores: vec![0.0; labels.len() * LABELS], chain: vec![0.0; CHAIN] };
        for (t, &label) in labels.iter().enumerate() {
            let label = usize::from(label);
            counts.scores[t * LABELS + label] = 1.0;
            let place = if t == 0 { START + label } else { usize::from(labels[t - 1]) * LABELS + label };
            counts.chain[place] += 1.0;
            if t + 1 == labels.len() {
                counts.chain[END + label] += 1.0;
            }
        }
        counts
    }

    /// Those that a chain expects.
    fn expected(chain: &Chain, sweep: &Sweep) -> Self {
        let n = sweep.forward.len();
        let mut counts = Counts { scores: vec![0.0; n * LABELS], chain: vec![0.0; CHAIN] };
        let steps = chain.steps.map(|row| row.map(|s| f64::from(s).exp()));
        for t in 0..n {
            for y in 0..LABELS {
                let likely = (sweep.forward[t][y] * sweep.backward[t][y]) as f32;
                counts.scores[t * LABELS + y] = likely;
                if t == 0 {
                    counts.chain[START + y] += likely;
                }
                if t + 1 == n {
                    counts.chain[END + y] += likely;
                }
            }
            if t == 0 {
                continue;
            }
            let ahead: [f64; LABELS] =
                std::array::from_fn(|b| sweep.local[t][b] * sweep.backward[t][b] / sweep.scale[t]);
            for (a, steps) in steps.iter().enumerate() {
                let before = sweep.forward[t - 1][a];
                let row = &mut counts.chain[a * LABELS..][..LABELS];
                for ((into, step), ahead) in row.iter_mut().zip(steps).zip(&ahead) {
                    *into += (before * step * ahead) as f32;
                }
            }
        }
        counts
    }

    /// The score of what is counted. What is forbidden counts nothing.
    fn score(&self, chain: &Chain, emissions: &[Scores]) -> f64 {
        let product = |(count, score): (&f32, &f32)| {
            if *count > 0.0 { f64::from(*count) * f64::from(*score) } else { 0.0 }
        };
        let words: f64 = self.scores.iter().zip(emissions.iter().flatten()).map(product).sum();
        let scores = chain.steps.iter().flatten().chain(&chain.start).chain(&chain.end);
        words + self.chain.iter().zip(scores).map(product).sum::<f64>()
    }
}

/// What a tap of the convolution reads and where that goes: the word before, the word, the word
/// after.
fn shifted(tap: usize, n: usize, d: usize) -> (Range<usize>, Range<usize>) {
    let all = n * d;
    match tap {
        0 => (0..all - d, d..all),
        1 => (0..all, 0..all),
        _ => (d..all, 0..all - d),
    }
}

fn sum_rows(into: &mut [f32], rows: &[f32]) {
    for row in rows.chunks_exact(into.len()) {
        into.iter_mut().zip(row).for_each(|(a, b)| *a += b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::parameters::Shape;

    #[test]
    fn gradients_are_the_slopes() {
        check(Target::Labels(vec![3, 4, 1, 9, 10, 0]));
    }

    #[test]
    fn so_are_those_of_a_teachers_chances() {
        let chance = |t: usize, y: usize| ((t * 5 + y * 3) % 7) as f32 / -2.0;
        check(Target::Chances((0..6).map(|t| std::array::from_fn(|y| chance(t, y))).collect()));
    }

    /// A teacher that is certain teaches what its labels teach.
    #[test]
    fn certain_chances_are_labels() {
        let labels = [3, 4, 1, 9, 10, 0];
        let chances = labels.map(|label| std::array::from_fn(|y| if y == label { 0.0 } else { -40.0 }));
        let teacher = teacher_chain();
        let expected = Counts::expected(&teacher, &teacher.sweep(&chances));
        let certain = Counts::of(&labels.map(|label| label as Label));
        let pairs = || expected.scores.iter().zip(&certain.scores).chain(expected.chain.iter().zip(&certain.chain));
        assert!(pairs().all(|(a, b)| (a - b).abs() < 1e-5));
    }

    /// Every part's gradient against the slope between two nearby points.
    fn check(target: Target) {
        let shape = Shape { width: 8, layers: 2, rows: 30, vector: 4, tasks: [3, 0, 5] };
        let layout = Layout::new(shape);
        let mut rng = Rng::with_seed(7);
        let mut parameters = Parameters::random(&layout, &mut rng);
        parameters.table.iter_mut().for_each(|w| *w *= 10.0);
        let vectors: Vec<f32> = (0..40).map(|_| rng.f32() - 0.5).collect();
        let n = 6;
        let example = Example {
            rows: (0..n).map(|_| std::array::from_fn(|s| if s == 3 { NO_ROW } else { rng.u16(0..30) })).collect(),
            vectors: (0..n as u32).map(|t| (t % 3 != 0).then_some(t)).collect(),
            target,
            classes: (0..n as u16).map(|t| [if t == 2 { NO_CLASS } else { t % 3 }, NO_CLASS, t % 5]).collect(),
            weight: 0.7,
        };
        let weights = Regularisation { dropout: 0.0, auxiliary: 0.5 };
        let loss = |parameters: &Parameters| {
            let network = Network { layout: &layout, parameters, vectors: &vectors };
            let mut gradient = Gradient::default();
            network.gradient(&example, weights, &mut Rng::with_seed(0), &mut gradient);
            gradient
        };
        let gradient = loss(&parameters);
        let step = 1e-2;
        let mut checked = 0;
        for i in (0..layout.len).step_by(3) {
            let mut moved = parameters.clone();
            moved.dense[i] += step;
            let up = loss(&moved).loss[1];
            moved.dense[i] -= 2.0 * step;
            let down = loss(&moved).loss[1];
            if !up.is_finite() || !down.is_finite() {
                continue;
            }
            let slope = ((up - down) / f64::from(2.0 * step)) as f32;
            let error = (slope - gradient.dense[i]).abs();
            assert!(error < 2e-3 + 0.01 * slope.abs(), "part {i}: {slope} against {}", gradient.dense[i]);
            checked += 1;
        }
        assert!(checked > 100);
        let word = 1;
        let row = example.rows[word][0] as usize;
        let slope_of_row: Vec<f32> = (0..shape.width)
            .map(|i| {
                let mut moved = parameters.clone();
                moved.table[row * shape.width + i] += step;
                let up = loss(&moved).loss[1];
                moved.table[row * shape.width + i] -= 2.0 * step;
                ((up - loss(&moved).loss[1]) / f64::from(2.0 * step)) as f32
            })
            .collect();
        let mut wanted = vec![0.0; shape.width];
        for (t, rows) in example.rows.iter().enumerate() {
            for _ in rows.iter().filter(|r| **r as usize == row) {
                let slope = &gradient.embeddings[t * shape.width..];
                wanted.iter_mut().zip(slope).for_each(|(wanted, slope)| *wanted += slope);
            }
        }
        for (slope, wanted) in slope_of_row.iter().zip(&wanted) {
            assert!((slope - wanted).abs() < 2e-3 + 0.01 * slope.abs(), "{slope} against {wanted}");
        }
    }
}
