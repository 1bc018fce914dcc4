//! The product of a matrix with many vectors in whole numbers: where most of the time goes.
//!
//! Sixteen rows of the matrix make a panel. In it numbers stand in pairs, as the instruction takes
//! them that multiplies eight pairs and adds each two: a pair of each of four rows, four times, then
//! the next pair of columns. A column's partner is the fourth after it, so that a vector is paired
//! without moving numbers within registers. A sum of up to 256 products of an activation of at most [`MOST`] and a
//! weight of 11 bits stays below 2^31.

use std::ops::Range;

use bytemuck::cast;
use wide::{f32x4, i16x8, i32x4};

use super::exponential::ONES;

/// Rows of a panel.
const PANEL: usize = 16;
/// The largest whole number of an activation.
const MOST: f32 = 4095.0;
/// Vectors that are multiplied side by side: with a panel's rows as many sums as fit the registers of
/// the commonest processors.
const ABREAST: usize = 2;
/// Vectors of a block, which go through all panels together, so that they and a panel stay in the
/// nearest cache, and their sums in the next; a multiple of [`ABREAST`].
const BLOCK: usize = 48;

/// Eight weights: a pair of columns of four rows.
type Quad = i16x8;

/// A matrix of whole numbers with a scale a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// How many numbers a product has.
    pub rows: usize,
    /// How many numbers a vector has, in eights.
    pub columns: usize,
    /// What each row is multiplied with.
    pub scales: Vec<f32>,
    panels: Vec<[Quad; PANEL / 4]>,
}

impl Matrix {
    /// A matrix from its numbers, row after row, and what each row is multiplied with.
    pub fn new(values: &[i16], columns: usize, scales: Vec<f32>) -> Self {
        let rows = scales.len();
        let value = |row: usize, column: usize| match row < rows && column < columns {
            true => values[row * columns + column],
            false => 0,
        };
        let mut panels = Vec::new();
        for panel in (0..rows).step_by(PANEL) {
            for pair in 0..columns / 2 {
                panels.push(std::array::from_fn(|quad| {
                    i16x8::new(std::array::from_fn(|i| {
                        value(panel + quad * 4 + i / 2, pair / 4 * 8 + pair % 4 + i % 2 * 4)
                    }))
                }));
            }
        }
        Matrix { rows, columns, panels, scales }
    }

    /// The whole number at a place, and its row's scale.
    #[cfg(feature = "train")]
    pub fn at(&self, row: usize, column: usize) -> (i16, f32) {
        let pair = column / 8 * 4 + column % 4;
        let quad = &self.panels[row / PANEL * self.columns / 2 + pair][row % PANEL / 4];
        (quad.to_array()[row % 4 * 2 + column % 8 / 4], self.scales[row])
    }

    /// The products of some rows with the vectors of a block, before the vectors' units and the rows' scales are
    /// multiplied in. They take the place of those that `products` has.
    pub fn times(&self, rows: Range<usize>, vectors: &Vectors, block: usize, products: &mut Products) {
        let pairs = self.columns / 2;
        let panels = rows.start / PANEL..rows.end.div_ceil(PANEL);
        let padded = panels.len() * PANEL;
        let words = vectors.block(block);
        let whole = &vectors.whole[words.start * pairs..words.end.next_multiple_of(ABREAST) * pairs];
        products.sums.resize(whole.len() / pairs * padded, 0);
        for (at, panel) in self.panels[panels.start * pairs..panels.end * pairs].chunks_exact(pairs).enumerate() {
            let abreast = whole.chunks_exact(ABREAST * pairs).zip(products.sums.chunks_exact_mut(ABREAST * padded));
            for (whole, sums) in abreast {
                let (first, second) = whole.split_at(pairs);
                let tile = tile(panel, first, second);
                for (sums, product) in sums.chunks_exact_mut(padded).zip(tile) {
                    sums[at * PANEL..][..PANEL].copy_from_slice(&product);
                }
            }
        }
        let skipped = rows.start - panels.start * PANEL;
        (products.padded, products.rows, products.first) = (padded, skipped..skipped + rows.len(), words.start);
    }
}

/// Vectors, each rounded so that its largest number becomes [`MOST`].
pub struct Vectors {
    /// Two numbers to an `i32`; with a vector of nought at the end where it takes one to fill
    /// [`ABREAST`].
    whole: Vec<i32>,
    /// What one is worth in each vector.
    units: Vec<f32>,
    pairs: usize,
}

impl Vectors {
    /// Room for `n` vectors of `columns` numbers, in eights.
    pub fn with_capacity(n: usize, columns: usize) -> Self {
        let pairs = columns / 2;
        Vectors { whole: vec![0; n.next_multiple_of(ABREAST) * pairs], units: Vec::with_capacity(n), pairs }
    }

    /// How many blocks they make.
    pub fn blocks(&self) -> usize {
        self.units.len().div_ceil(BLOCK)
    }

    /// Which vectors make up a block.
    pub fn block(&self, block: usize) -> Range<usize> {
        block * BLOCK..self.units.len().min((block + 1) * BLOCK)
    }

    /// What one is worth in a vector.
    pub fn unit(&self, vector: usize) -> f32 {
        self.units[vector]
    }

    /// Adds a vector.
    pub fn push(&mut self, x: &[f32]) {
        let largest = x
            .chunks_exact(8)
            .fold([f32x4::splat(1e-9); 2], |[a, b], x| [a.fast_max(four(x, 0).abs()), b.fast_max(four(x, 4).abs())]);
        let largest =
            largest[0].fast_max(largest[1]).to_array().into_iter().fold(0.0, |a, b| if b > a { b } else { a });
        round(x, MOST / largest, &mut self.whole[self.units.len() * self.pairs..][..self.pairs]);
        self.units.push(largest / MOST);
    }
}

/// Rounds `x` times `scale` into pairs. A function of its own: within another the JavaScript engines
/// divide for the scale at every step.
#[inline(never)]
fn round(x: &[f32], scale: f32, pairs: &mut [i32]) {
    for (pairs, x) in pairs.chunks_exact_mut(4).zip(x.chunks_exact(8)) {
        // The nearest whole numbers, in the low 16 bits.
        let [x, y]: [i32x4; 2] = [0, 4].map(|at| cast(four(x, at) * scale + f32x4::splat(ONES)));
        let high: i32x4 = y << 16;
        let pair = (x & i32x4::splat(0xffff)) | high;
        pairs.copy_from_slice(&pair.to_array());
    }
}

/// The four numbers from `at` on.
#[inline(always)]
pub fn four(numbers: &[f32], at: usize) -> f32x4 {
    f32x4::from(<[f32; 4]>::try_from(&numbers[at..at + 4]).unwrap_or_default())
}

/// What [`Matrix::times`] makes.
#[derive(Default)]
pub struct Products {
    sums: Vec<i32>,
    /// Sums of a vector, those between whose are asked for and the panel's edges included.
    padded: usize,
    /// Where among them those stand that are asked for.
    rows: Range<usize>,
    /// The block's first vector.
    first: usize,
}

impl Products {
    /// The sums of a vector of the block, a row each.
    pub fn of(&self, vector: usize) -> &[i32] {
        &self.sums[(vector - self.first) * self.padded..][..self.padded][self.rows.clone()]
    }
}

/// The sums of a panel's rows with two vectors. Inlined: the JavaScript engines unroll a loop within
/// loops more often.
#[inline(always)]
fn tile(panel: &[[Quad; PANEL / 4]], first: &[i32], second: &[i32]) -> [[i32; PANEL]; ABREAST] {
    let mut sums = [[i32x4::ZERO; PANEL / 4]; ABREAST];
    for ((quads, first), second) in panel.iter().zip(first).zip(second) {
        let pairs: [i16x8; ABREAST] = [first, second].map(|pair| cast(i32x4::splat(*pair)));
        for (i, quad) in quads.iter().enumerate() {
            for (sums, pair) in sums.iter_mut().zip(pairs) {
                sums[i] += quad.dot(pair);
            }
        }
    }
    sums.map(cast)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_product_is_that_of_the_numbers() {
        let (rows, columns) = (19, 24);
        let values: Vec<i16> = (0..rows * columns).map(|i| (i * 37 % 255) as i16 - 127).collect();
        let scales: Vec<f32> = (0..rows).map(|i| 0.01 + i as f32 * 0.001).collect();
        let matrix = Matrix::new(&values, columns, scales.clone());
        let x: Vec<f32> = (0..3 * columns).map(|i| (i as f32 * 0.7).sin()).collect();
        let mut vectors = Vectors::with_capacity(3, columns);
        x.chunks(columns).for_each(|x| vectors.push(x));
        let mut products = Products::default();
        matrix.times(0..rows, &vectors, 0, &mut products);
        for (t, x) in x.chunks(columns).enumerate() {
            for row in 0..rows {
                let numbers = values[row * columns..].iter().zip(x);
                let wanted: f32 = numbers.map(|(w, x)| f32::from(*w) * x * scales[row]).sum();
                let found = products.of(t)[row] as f32 * vectors.unit(t) * scales[row];
                assert!((wanted - found).abs() < 1e-2, "{wanted} {found}");
            }
        }
    }
}
