//! The network in use: a summed embedding a word, then simple recurrent layers in both
//! directions, then a score a label.
//!
//! A layer mixes each word with its neighbours, multiplies all words with one matrix, and runs
//! two gated averages over the result, whose gates also see what they carry; so nearly all of the work is one product of matrices,
//! done in whole numbers.

use wide::{f32x4, i32x4};

use super::{
    chain::Scores,
    exponential::{TO_SIGMOID, sigmoid},
    features::{Row, SLOTS},
    product::{Vectors, four},
    weights::{Layer, Weights},
};

const EPSILON: f32 = 1e-5;

/// The labels' scores of each word, given its rows of the table.
pub fn emissions(weights: &Weights, words: &[[Row; SLOTS]]) -> Vec<Scores> {
    let d = weights.width;
    let mut x = embed(weights, words);
    for layer in &weights.layers {
        x = recur(layer, d, &x);
    }
    let mut top = Vectors::with_capacity(words.len(), d);
    x.chunks_exact(d).for_each(|x| top.push(x));
    let (products, scales) = (weights.output.times(top), &weights.output.scales);
    let scores = |t| {
        let (sums, unit) = products.of(t);
        std::array::from_fn(|y| sums[y] as f32 * unit * scales[y] + weights.output_bias[y])
    };
    (0..words.len()).map(scores).collect()
}

fn embed(weights: &Weights, words: &[[Row; SLOTS]]) -> Vec<f32> {
    let d = weights.width;
    let mut x = vec![0.0; words.len() * d];
    let [gain, bias] = &weights.norm;
    for (into, rows) in x.chunks_exact_mut(d).zip(words) {
        let rows = rows.map(|row| &weights.table[usize::from(row) * d..][..d]);
        let mut sum = f32x4::ZERO;
        for at in (0..d).step_by(4) {
            let x = rows.iter().fold(f32x4::ZERO, |x, row| x + four(row, at));
            sum += x;
            into[at..at + 4].copy_from_slice(&x.to_array());
        }
        let mean = f32x4::splat(total(sum) / d as f32);
        let mut sum = f32x4::ZERO;
        for at in (0..d).step_by(4) {
            let off = four(into, at) - mean;
            sum += off * off;
        }
        let inverse = f32x4::splat(1.0 / (total(sum) / d as f32 + EPSILON).sqrt());
        for at in (0..d).step_by(4) {
            let x = (four(into, at) - mean) * inverse * four(gain, at) + four(bias, at);
            into[at..at + 4].copy_from_slice(&x.to_array());
        }
    }
    x
}

/// The sum of four numbers, in their order on every machine.
fn total(four: f32x4) -> f32 {
    four.to_array().into_iter().sum()
}

fn recur(layer: &Layer, d: usize, input: &[f32]) -> Vec<f32> {
    let n = input.len() / d;
    let half = d / 2;
    let mut mixed = Vectors::with_capacity(n, d);
    let mut convolved = vec![0.0; d];
    let silence = vec![0.0; d];
    let [before, here, after] = layer.kernel.each_ref().map(|weights| &weights[..d]);
    for t in 0..n {
        let x = &input[t * d..][..d];
        let left = if t > 0 { &input[(t - 1) * d..][..d] } else { &silence };
        let right = if t + 1 < n { &input[(t + 1) * d..][..d] } else { &silence };
        let (left, right) = (&left[..d], &right[..d]);
        for (i, y) in convolved.iter_mut().enumerate() {
            *y = before[i] * left[i] + here[i] * x[i] + after[i] * right[i];
        }
        mixed.push(&convolved);
    }
    let gates = layer.gates.times(mixed);
    let mut out = vec![0.0; n * d];
    for direction in 0..2 {
        let own = direction * half..(direction + 1) * half;
        let fours: Vec<Four> = (0..half).step_by(4).map(|at| Four::new(layer, direction, at)).collect();
        let mut carried = vec![f32x4::ZERO; half / 4];
        for step in 0..n {
            let t = if direction == 0 { step } else { n - 1 - step };
            let (sums, unit) = gates.of(t);
            let sums = &sums[3 * own.start..3 * own.end];
            take_in(&fours, sums, unit, &input[t * d..][own.clone()], &mut carried, &mut out[t * d..][own.clone()]);
        }
    }
    out
}

/// What four neighbouring numbers of one direction are computed with: the scales and the biases of
/// candidate, forget gate and output gate, and what both gates see of what is carried.
struct Four {
    scales: [f32x4; 3],
    bias: [f32x4; 3],
    peephole: [f32x4; 2],
}

impl Four {
    fn new(layer: &Layer, direction: usize, at: usize) -> Self {
        let half = layer.peephole[0].len() / 2;
        let of = |numbers: &[f32], gate: usize| {
            let four = four(numbers, (direction * 3 + gate) * half + at);
            if gate == 0 { four } else { four * TO_SIGMOID }
        };
        Four {
            scales: [0, 1, 2].map(|gate| of(&layer.gates.scales, gate)),
            bias: [0, 1, 2].map(|gate| of(&layer.bias, gate)),
            peephole: layer.peephole.each_ref().map(|numbers| four(numbers, direction * half + at) * TO_SIGMOID),
        }
    }
}

/// Takes in one word in one direction, given the products of its gates and what one of them is worth.
/// A function of its own, so that nothing else takes up registers.
#[inline(never)]
fn take_in(fours: &[Four], sums: &[i32], unit: f32, x: &[f32], carried: &mut [f32x4], y: &mut [f32]) {
    let (z, gates) = sums.split_at(sums.len() / 3);
    let (forget, show) = gates.split_at(gates.len() / 2);
    let sums = z.chunks_exact(4).zip(forget.chunks_exact(4)).zip(show.chunks_exact(4));
    let numbers = x.chunks_exact(4).zip(y.chunks_exact_mut(4));
    for (((four_of, ((z, forget), show)), carried), (x, y)) in fours.iter().zip(sums).zip(carried).zip(numbers) {
        let number = |sums: &[i32], gate: usize| {
            let sums = i32x4::from(<[i32; 4]>::try_from(sums).unwrap_or_default());
            sums.round_float() * unit * four_of.scales[gate] + four_of.bias[gate]
        };
        let (x, before) = (four(x, 0), *carried);
        let z = number(z, 0);
        let forget = sigmoid(number(forget, 1) + four_of.peephole[0] * before);
        let show = sigmoid(number(show, 2) + four_of.peephole[1] * before);
        *carried = z + forget * (before - z);
        y.copy_from_slice(&(x + show * (*carried - x)).to_array());
    }
}
