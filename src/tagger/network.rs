//! The network in use: a summed embedding a word, then simple recurrent layers in both
//! directions, then a score a label.
//!
//! A layer mixes each word with its neighbours, multiplies all words with one matrix, and runs
//! two gated averages over the result; so nearly all of the work is one product of matrices,
//! done in whole numbers.

use super::{
    chain::Scores,
    features::SLOTS,
    weights::{Layer, Matrix, Weights},
};

/// The largest whole number of an activation. With weights of at most 11 bits and rows of at
/// most 256 numbers a sum stays below 2^31.
const MOST: f32 = 4095.0;
/// Rows that are multiplied side by side.
const ROWS: usize = 4;
/// Numbers that a vector instruction takes at once.
const LANES: usize = 8;
const EPSILON: f32 = 1e-5;

/// The labels' scores of each word, given its rows of the table.
pub fn emissions(weights: &Weights, words: &[[u32; SLOTS]]) -> Vec<Scores> {
    let mut x = embed(weights, words);
    for layer in &weights.layers {
        x = recur(layer, weights.width, &x);
    }
    let mut scores = vec![0.0; words.len() * weights.output.scales.len()];
    multiply(&weights.output, &x, &mut scores);
    scores
        .chunks_exact(weights.output.scales.len())
        .map(|row| std::array::from_fn(|y| row[y] + weights.output_bias[y]))
        .collect()
}

fn embed(weights: &Weights, words: &[[u32; SLOTS]]) -> Vec<f32> {
    let d = weights.width;
    let mut x = vec![0.0; words.len() * d];
    let [gain, bias] = &weights.norm;
    for (into, rows) in x.chunks_exact_mut(d).zip(words) {
        for &row in rows {
            let row = &weights.table[row as usize * d..][..d];
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
    let [before, here, after] = &layer.kernel;
    for t in 0..n {
        let x = &input[t * d..][..d];
        let left = if t > 0 { &input[(t - 1) * d..][..d] } else { &silence };
        let right = if t + 1 < n { &input[(t + 1) * d..][..d] } else { &silence };
        for (i, y) in convolved[t * d..][..d].iter_mut().enumerate() {
            *y = before[i] * left[i] + here[i] * x[i] + after[i] * right[i];
        }
    }
    let mut gates = vec![0.0; n * 3 * d];
    multiply(&layer.gates, &convolved, &mut gates);
    for row in gates.chunks_exact_mut(3 * d) {
        row.iter_mut().zip(&layer.bias).for_each(|(g, b)| *g += b);
        for direction in row.chunks_exact_mut(3 * half) {
            direction[half..].iter_mut().for_each(|g| *g = sigmoid(*g));
        }
    }
    let mut out = vec![0.0; n * d];
    for direction in 0..2 {
        let mut carried = vec![0.0; half];
        for step in 0..n {
            let t = if direction == 0 { step } else { n - 1 - step };
            let (z, gates) = gates[(t * 2 + direction) * 3 * half..][..3 * half].split_at(half);
            let (forget, show) = gates.split_at(half);
            let at = t * d + direction * half;
            let x = &input[at..][..half];
            let y = &mut out[at..][..half];
            for i in 0..half {
                carried[i] = z[i] + forget[i] * (carried[i] - z[i]);
                y[i] = x[i] + show[i] * (carried[i] - x[i]);
            }
        }
    }
    out
}

/// The logistic function, from an exponential good to five digits that vectorises.
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// 2^y by its whole part in the exponent's bits and a polynomial for the rest.
fn exp(x: f32) -> f32 {
    let y = (x * std::f32::consts::LOG2_E).clamp(-40.0, 40.0);
    let whole = (y + 64.0) as i32 - 64;
    let rest = y - whole as f32;
    // Taylor's series of 2^rest about 0 in five terms, fitted to [0, 1).
    let fraction = 1.0 + rest * (0.693_147_2 + rest * (0.240_226_5 + rest * (0.055_504_1 + rest * (0.009_618_1 + rest * 0.001_503_9))));
    fraction * f32::from_bits(((whole + 127) << 23) as u32)
}

/// `out[t][r] = matrix[r] . x[t]`.
fn multiply(matrix: &Matrix, x: &[f32], out: &mut [f32]) {
    let columns = matrix.columns;
    let rows = matrix.scales.len();
    let mut whole = vec![0i16; columns];
    for (x, out) in x.chunks_exact(columns).zip(out.chunks_exact_mut(rows)) {
        let largest = x.iter().fold(1e-9_f32, |a, v| a.max(v.abs()));
        let scale = MOST / largest;
        for (whole, x) in whole.iter_mut().zip(x) {
            *whole = (x * scale + if *x < 0.0 { -0.5 } else { 0.5 }) as i16;
        }
        let back = largest / MOST;
        let blocks = matrix.values.chunks(ROWS * columns);
        for ((block, scales), out) in blocks.zip(matrix.scales.chunks(ROWS)).zip(out.chunks_mut(ROWS)) {
            for ((row, scale), out) in block.chunks_exact(columns).zip(scales).zip(out) {
                *out = dot(row, &whole) as f32 * scale * back;
            }
        }
    }
}

fn dot(a: &[i16], b: &[i16]) -> i32 {
    let mut sums = [0i32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for i in 0..LANES {
            sums[i] += i32::from(a[i]) * i32::from(b[i]);
        }
    }
    sums.iter().sum()
}
