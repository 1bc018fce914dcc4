//! The product of a matrix with many vectors in whole numbers: where most of the time goes.
//!
//! Sixteen rows of the matrix make a panel. In it numbers stand in pairs, as the instruction takes
//! them that multiplies eight pairs and adds each two: a pair of each of four rows, four times, then
//! the next pair of columns. A column's partner is the fourth after it, so that a vector is paired
//! without moving numbers within registers. A sum of up to 256 products of an activation of at most [`MOST`] and a
//! weight of 11 bits stays below 2^31.

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
/// Vectors that go through all panels before the next ones do, so that they and a panel stay in the
/// nearest cache; a multiple of [`ABREAST`].
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

    /// The product with each vector, before its unit and the rows' scales are multiplied in.
    pub fn times(&self, vectors: Vectors) -> Products {
        let Vectors { whole, units, .. } = vectors;
        let pairs = self.columns / 2;
        let rows = self.rows.next_multiple_of(PANEL);
        let mut sums = vec![0; units.len().next_multiple_of(ABREAST) * rows];
        for (whole, sums) in whole.chunks(BLOCK * pairs).zip(sums.chunks_mut(BLOCK * rows)) {
            for (at, panel) in self.panels.chunks_exact(pairs).enumerate() {
                let abreast = whole.chunks_exact(ABREAST * pairs).zip(sums.chunks_exact_mut(ABREAST * rows));
                for (whole, sums) in abreast {
                    let (first, second) = whole.split_at(pairs);
                    let products = products(panel, first, second);
                    for (sums, product) in sums.chunks_exact_mut(rows).zip(products) {
                        sums[at * PANEL..][..PANEL].copy_from_slice(&product);
                    }
                }
            }
        }
        Products { sums, units, rows }
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

    /// Adds a vector.
    pub fn push(&mut self, x: &[f32]) {
        let fours = |x: &[f32]| [four(x, 0), four(x, 4)];
        let largest = x
            .chunks_exact(8)
            .map(fours)
            .fold(f32x4::splat(1e-9), |largest, [x, y]| largest.fast_max(x.abs()).fast_max(y.abs()));
        let largest = largest.to_array().into_iter().fold(0.0, |a, b| if b > a { b } else { a });
        let scale = f32x4::splat(MOST / largest);
        let whole = &mut self.whole[self.units.len() * self.pairs..][..self.pairs];
        for (pairs, x) in whole.chunks_exact_mut(4).zip(x.chunks_exact(8)) {
            // The nearest whole numbers, in the low 16 bits.
            let [x, y]: [i32x4; 2] = fours(x).map(|x| cast(x * scale + f32x4::splat(ONES)));
            let high: i32x4 = y << 16;
            let pair = (x & i32x4::splat(0xffff)) | high;
            pairs.copy_from_slice(&pair.to_array());
        }
        self.units.push(largest / MOST);
    }
}

/// The four numbers from `at` on.
#[inline(always)]
pub fn four(numbers: &[f32], at: usize) -> f32x4 {
    f32x4::from(<[f32; 4]>::try_from(&numbers[at..at + 4]).unwrap_or_default())
}

/// What [`Matrix::times`] makes.
pub struct Products {
    sums: Vec<i32>,
    units: Vec<f32>,
    rows: usize,
}

impl Products {
    /// The sums of a vector, a row each and some more, and what one is worth but for the row's scale.
    pub fn of(&self, vector: usize) -> (&[i32], f32) {
        (&self.sums[vector * self.rows..][..self.rows], self.units[vector])
    }
}

/// The sums of a panel's rows with two vectors. Inlined: the JavaScript engines unroll a loop within
/// loops more often.
#[inline(always)]
fn products(panel: &[[Quad; PANEL / 4]], first: &[i32], second: &[i32]) -> [[i32; PANEL]; ABREAST] {
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
        let products = matrix.times(vectors);
        for (t, x) in x.chunks(columns).enumerate() {
            for row in 0..rows {
                let numbers = values[row * columns..].iter().zip(x);
                let wanted: f32 = numbers.map(|(w, x)| f32::from(*w) * x * scales[row]).sum();
                let (sums, unit) = products.of(t);
                let found = sums[row] as f32 * unit * scales[row];
                assert!((wanted - found).abs() < 1e-2, "{wanted} {found}");
            }
        }
    }
}
