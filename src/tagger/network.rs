//! The network in use: a summed embedding a word, then simple recurrent layers in both
//! directions (Lei et al., Simple Recurrent Units for Highly Parallelizable Recurrence, 2018), then a score a label. What
//! the first layer makes also gives a word's part of speech and its place in a name.
//!
//! A layer mixes each word with its neighbours, multiplies all words with one matrix, and runs
//! two gated averages over the result, whose gates also see what they carry; so nearly all of the work is one product of matrices,
//! done in whole numbers.

use wide::{f32x4, i32x4};

use super::{
    chain::Scores,
    exponential::{TO_SIGMOID, power_of_two, sigmoid_of},
    features::{Row, SLOTS},
    product::{Products, Vectors, four},
    tags::HEADS,
    weights::{Layer, Output, Weights},
};

const EPSILON: f32 = 1e-5;

/// What the network makes of some words.
#[derive(Debug, Default)]
pub struct Scored {
    /// The labels' scores of each.
    pub emissions: Vec<Scores>,
    /// The scores of its parts of speech and of its places in a name.
    pub heads: Vec<[f32; HEADS]>,
}

/// The scores of each word, given its rows of the table.
pub fn scores(weights: &Weights, words: &[[Row; SLOTS]]) -> Scored {
    let d = weights.width;
    let mut x = embed(weights, words);
    let mut products = Products::default();
    let mut scored = Scored::default();
    for (i, layer) in weights.layers.iter().enumerate() {
        recur(layer, d, &mut x, &mut products);
        if i == 0 {
            scored.heads = outputs(&weights.heads, &x, d, &mut products);
        }
    }
    scored.emissions = outputs(&weights.labels, &x, d, &mut products);
    scored
}

/// An output's scores of each word.
fn outputs<const N: usize>(output: &Output<N>, x: &[f32], d: usize, products: &mut Products) -> Vec<[f32; N]> {
    let mut vectors = Vectors::with_capacity(x.len() / d, d);
    x.chunks_exact(d).for_each(|x| vectors.push(x));
    let mut scores = Vec::with_capacity(x.len() / d);
    for block in 0..vectors.blocks() {
        output.matrix.times(0..N, &vectors, block, products);
        scores.extend(vectors.block(block).map(|t| -> [f32; N] {
            let (sums, unit) = (products.of(t), vectors.unit(t));
            std::array::from_fn(|y| sums[y] as f32 * unit * output.matrix.scales[y] + output.bias[y])
        }));
    }
    scores
}

fn embed(weights: &Weights, words: &[[Row; SLOTS]]) -> Vec<f32> {
    let d = weights.width;
    let mut x = vec![0.0; words.len() * d];
    for (x, rows) in x.chunks_exact_mut(d).zip(words) {
        // The rows that are seldom in a near cache come first, and without others between them: a
        // processor then fetches more of them at a time.
        let [form, prefix, suffix, ending, others @ ..] = rows.map(|row| &weights.table[usize::from(row) * d..][..d]);
        add(x, [form, prefix, suffix, ending]);
        add(x, others);
        let mean = total(x, |x| x) / d as f32;
        let variance = total(x, |x| (x - mean) * (x - mean)) / d as f32;
        normalise(x, mean, 1.0 / (variance + EPSILON).sqrt(), &weights.norm);
    }
    x
}

/// Adds rows to `x`, the first row first.
#[inline(never)]
fn add<const N: usize>(x: &mut [f32], rows: [&[f32]; N]) {
    let rows = rows.map(|row| &row[..x.len()]);
    for at in (0..x.len()).step_by(4) {
        let sum = rows.iter().fold(four(x, at), |sum, row| sum + four(row, at));
        x[at..at + 4].copy_from_slice(&sum.to_array());
    }
}

/// The sum of what `of` makes of the numbers, in the same order on every machine.
#[inline(never)]
fn total(x: &[f32], of: impl Fn(f32x4) -> f32x4) -> f32 {
    let fours = x.chunks_exact(4).fold(f32x4::ZERO, |sum, x| sum + of(four(x, 0)));
    fours.to_array().into_iter().sum()
}

/// A function of its own, as [`total`] is: within another the JavaScript engines compute the root at
/// every step.
#[inline(never)]
fn normalise(x: &mut [f32], mean: f32, inverse: f32, [gain, bias]: &[Vec<f32>; 2]) {
    for (x, (gain, bias)) in x.chunks_exact_mut(4).zip(gain.chunks_exact(4).zip(bias.chunks_exact(4))) {
        let normal = (four(x, 0) - f32x4::splat(mean)) * f32x4::splat(inverse) * four(gain, 0) + four(bias, 0);
        x.copy_from_slice(&normal.to_array());
    }
}

/// Lets each word take in the words before it with the one half of its numbers, those after it with
/// the other. The halves don't meet, so that a direction may put its own in place.
fn recur(layer: &Layer, d: usize, x: &mut [f32], products: &mut Products) {
    let half = d / 2;
    let mixed = mix(layer, d, x);
    for direction in 0..2 {
        let own = direction * half..(direction + 1) * half;
        let mut state = State::new(layer, direction);
        for block in 0..mixed.blocks() {
            let block = if direction == 0 { block } else { mixed.blocks() - 1 - block };
            layer.gates.times(3 * own.start..3 * own.end, &mixed, block, products);
            let words = mixed.block(block);
            for step in words.clone() {
                let t = if direction == 0 { step } else { words.start + words.end - 1 - step };
                state.take_in(products.of(t), mixed.unit(t), &mut x[t * d..][own.clone()]);
            }
        }
    }
}

/// Each word mixed with its neighbours.
fn mix(layer: &Layer, d: usize, x: &[f32]) -> Vectors {
    let n = x.len() / d;
    let mut mixed = Vectors::with_capacity(n, d);
    let mut convolved = vec![0.0; d];
    let silence = vec![0.0; d];
    let [before, here, after] = layer.kernel.each_ref().map(|weights| &weights[..d]);
    for t in 0..n {
        let left = if t > 0 { &x[(t - 1) * d..][..d] } else { &silence[..d] };
        let right = if t + 1 < n { &x[(t + 1) * d..][..d] } else { &silence[..d] };
        let x = &x[t * d..][..d];
        for (i, y) in convolved.iter_mut().enumerate() {
            *y = before[i] * left[i] + here[i] * x[i] + after[i] * right[i];
        }
        mixed.push(&convolved);
    }
    mixed
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

    /// What four sums are worth for the candidate or a gate.
    #[inline(always)]
    fn number(&self, gate: usize, sums: &[i32], unit: f32) -> f32x4 {
        let sums = i32x4::from(<[i32; 4]>::try_from(sums).unwrap_or_default());
        sums.round_float() * unit * self.scales[gate] + self.bias[gate]
    }
}

/// One direction of a layer underway.
struct State {
    fours: Vec<Four>,
    carried: Vec<f32x4>,
    /// Forget gate and output gate of each four numbers.
    gates: Vec<[f32x4; 2]>,
}

impl State {
    fn new(layer: &Layer, direction: usize) -> Self {
        let fours: Vec<Four> =
            (0..layer.peephole[0].len() / 2).step_by(4).map(|at| Four::new(layer, direction, at)).collect();
        State { carried: vec![f32x4::ZERO; fours.len()], gates: vec![[f32x4::ZERO; 2]; fours.len()], fours }
    }

    /// Takes in one word, given the products of its gates, what one of them is worth, and its
    /// numbers, whose place is taken by those of the layer above. In three short loops: a processor
    /// that sees ahead into the next rounds of a loop need not wait for the end of a long chain in
    /// this one. It is a fifth faster.
    fn take_in(&mut self, sums: &[i32], unit: f32, x: &mut [f32]) {
        let (candidate, gates) = sums.split_at(sums.len() / 3);
        self.ask(gates, unit);
        raise(&mut self.gates);
        self.carry(candidate, unit, x);
    }

    /// Puts the arguments of the gates' powers in their place.
    #[inline(never)]
    fn ask(&mut self, sums: &[i32], unit: f32) {
        let (forget, show) = sums.split_at(sums.len() / 2);
        let sums = forget.chunks_exact(4).zip(show.chunks_exact(4));
        for (((four, before), gates), (forget, show)) in
            self.fours.iter().zip(&self.carried).zip(&mut self.gates).zip(sums)
        {
            gates[0] = four.number(1, forget, unit) + four.peephole[0] * *before;
            gates[1] = four.number(2, show, unit) + four.peephole[1] * *before;
        }
    }

    #[inline(never)]
    fn carry(&mut self, sums: &[i32], unit: f32, x: &mut [f32]) {
        let numbers = sums.chunks_exact(4).zip(x.chunks_exact_mut(4));
        for (((of, carried), gates), (sums, x)) in
            self.fours.iter().zip(&mut self.carried).zip(&self.gates).zip(numbers)
        {
            let [forget, show] = gates.map(sigmoid_of);
            let candidate = of.number(0, sums, unit);
            *carried = candidate + forget * (*carried - candidate);
            let below = four(x, 0);
            x.copy_from_slice(&(below + show * (*carried - below)).to_array());
        }
    }
}

/// Two to the power of each.
#[inline(never)]
fn raise(gates: &mut [[f32x4; 2]]) {
    gates.as_flattened_mut().iter_mut().for_each(|gate| *gate = power_of_two(*gate));
}
