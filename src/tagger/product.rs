//! The product of a matrix with many vectors in whole numbers: where nearly all of the time goes.
//!
//! Sixteen rows of the matrix make a panel. In it numbers stand in pairs, as the instruction
//! takes them that multiplies eight pairs and adds each two: a pair of each of four rows, four
//! times, then the next pair of columns. A sum of up to 256 products of an activation of at most
//! [`MOST`] and a weight of 11 bits stays below 2^31.

use bytemuck::cast;
use wide::{i16x8, i32x4};

/// Rows of a panel.
const PANEL: usize = 16;
/// The largest whole number of an activation.
const MOST: f32 = 4095.0;
/// Vectors that are multiplied side by side.
const ABREAST: usize = 2;

/// Eight weights: a pair of columns of four rows.
type Quad = i16x8;

/// A matrix of whole numbers with a scale a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// How many numbers a product has.
    pub rows: usize,
    /// How many numbers a vector has; even.
    pub columns: usize,
    panels: Vec<[Quad; PANEL / 4]>,
    scales: Vec<f32>,
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
            for column in (0..columns).step_by(2) {
                panels.push(std::array::from_fn(|quad| {
                    i16x8::new(std::array::from_fn(|i| value(panel + quad * 4 + i / 2, column + i % 2)))
                }));
            }
        }
        Matrix { rows, columns, panels, scales }
    }

    /// The whole number at a place, and its row's scale.
    #[cfg(feature = "train")]
    pub fn at(&self, row: usize, column: usize) -> (i16, f32) {
        let pairs = self.columns.div_ceil(2);
        let quad = &self.panels[row / PANEL * pairs + column / 2][row % PANEL / 4];
        (quad.to_array()[row % 4 * 2 + column % 2], self.scales[row])
    }

    /// The product with each vector in `x`, one after the other.
    pub fn times(&self, x: &[f32]) -> Vec<f32> {
        let n = x.len() / self.columns;
        let pairs = self.columns.div_ceil(2);
        let mut out = vec![0.0; n * self.rows];
        let mut whole = vec![0; ABREAST * pairs];
        let vectors = x.chunks(ABREAST * self.columns);
        for (x, out) in vectors.zip(out.chunks_mut(ABREAST * self.rows)) {
            let mut units = [0.0; ABREAST];
            for ((x, whole), unit) in x.chunks(self.columns).zip(whole.chunks_mut(pairs)).zip(&mut units) {
                *unit = to_pairs(x, whole);
            }
            let (first, second) = whole.split_at(pairs);
            for (at, panel) in self.panels.chunks_exact(pairs).enumerate() {
                let sums = products(panel, first, second);
                let rows = at * PANEL..self.rows.min((at + 1) * PANEL);
                for ((out, sums), unit) in out.chunks_mut(self.rows).zip(&sums).zip(units) {
                    let scales = &self.scales[rows.clone()];
                    for ((out, sum), scale) in out[rows.clone()].iter_mut().zip(sums).zip(scales) {
                        *out = *sum as f32 * unit * scale;
                    }
                }
            }
        }
        out
    }
}

/// Rounds a vector so that its largest number becomes [`MOST`], two numbers to an `i32`; gives
/// what one is worth.
fn to_pairs(x: &[f32], whole: &mut [i32]) -> f32 {
    // Compared by hand: `f32::max` minds what is no number, and calls a function to do so.
    let mut largest = [1e-9_f32; 8];
    for x in x.chunks(8) {
        for (largest, x) in largest.iter_mut().zip(x) {
            let size = x.abs();
            *largest = if size > *largest { size } else { *largest };
        }
    }
    let largest = largest.into_iter().fold(0.0, |a, b| if b > a { b } else { a });
    let scale = MOST / largest;
    // Adding half a step away from zero rounds, as truncation is the cheapest.
    let round = |v: f32| (v * scale + 0.5_f32.copysign(v)) as i32;
    for (pair, x) in whole.iter_mut().zip(x.chunks_exact(2)) {
        *pair = (round(x[0]) & 0xffff) | (round(x[1]) << 16);
    }
    largest / MOST
}

/// The sums of a panel's rows with two vectors.
fn products(panel: &[[Quad; PANEL / 4]], first: &[i32], second: &[i32]) -> [[i32; PANEL]; ABREAST] {
    let mut sums = [[i32x4::ZERO; PANEL / 4]; ABREAST];
    for ((quads, first), second) in panel.iter().zip(first).zip(second) {
        let pairs: [i16x8; ABREAST] = [cast(i32x4::splat(*first)), cast(i32x4::splat(*second))];
        for (i, quad) in quads.iter().enumerate() {
            sums[0][i] += quad.dot(pairs[0]);
            sums[1][i] += quad.dot(pairs[1]);
        }
    }
    sums.map(cast)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_product_is_that_of_the_numbers() {
        let (rows, columns) = (19, 6);
        let values: Vec<i16> = (0..rows * columns).map(|i| (i * 37 % 255) as i16 - 127).collect();
        let scales: Vec<f32> = (0..rows).map(|i| 0.01 + i as f32 * 0.001).collect();
        let matrix = Matrix::new(&values, columns, scales.clone());
        let x: Vec<f32> = (0..3 * columns).map(|i| (i as f32 * 0.7).sin()).collect();
        let out = matrix.times(&x);
        for (t, x) in x.chunks(columns).enumerate() {
            for row in 0..rows {
                let numbers = values[row * columns..].iter().zip(x);
                let wanted: f32 = numbers.map(|(w, x)| f32::from(*w) * x * scales[row]).sum();
                let found = out[t * rows + row];
                assert!((wanted - found).abs() < 1e-2, "{wanted} {found}");
            }
        }
    }
}
