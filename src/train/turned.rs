//! The table of embeddings as the file has it: turned onto the axes along which its rows spread, and rounded to whole steps
//! there.
//!
//! The last epochs learn the table along these axes, each number used as it is rounded and moved as if it were not: the
//! straight-through estimator (Bengio et al., Estimating or Propagating Gradients Through Stochastic Neurons, 2013).

use std::ops::Range;

use rayon::prelude::*;

use super::file::{Rounding, coarse, round, write_floats, write_rounded};
use crate::tagger::features::{FORM, Vocabulary};

/// The axes and the steps.
pub struct Turned {
    width: usize,
    /// The axes in whole numbers, what one is worth in each, and as the reader of the file has them: an axis a row.
    turn: (Vec<i16>, Vec<f32>),
    axes: Vec<f32>,
    /// The rows of each slot and their step.
    slots: Vec<(Range<usize>, f32)>,
    up: f32,
}

impl Turned {
    /// Those of a table.
    pub fn new(table: &[f32], width: usize, vocabulary: &Vocabulary, rounding: Rounding) -> Self {
        let turn = round(&principal_axes(table, width), width, rounding.turn);
        let axes = turn.0.chunks_exact(width).zip(&turn.1);
        let axes = axes.flat_map(|(axis, scale)| axis.iter().map(move |a| f32::from(*a) * scale)).collect();
        let deviation = |rows: &Range<usize>| {
            let part = &table[rows.start * width..rows.end * width];
            (part.iter().map(|x| x * x).sum::<f32>() / part.len().max(1) as f32).sqrt()
        };
        let slots = vocabulary.slots().into_iter().enumerate().map(|(slot, rows)| {
            let steps = if slot == FORM { rounding.words } else { rounding.features };
            let step = coarse(deviation(&rows).max(1e-6) * steps);
            (rows, step)
        });
        Turned { width, turn, axes, slots: slots.collect(), up: rounding.up }
    }

    /// How far each row reaches along each axis.
    pub fn along(&self, table: &[f32]) -> Vec<f32> {
        let mut along = vec![0.0; table.len()];
        along.par_chunks_exact_mut(self.width).zip(table.par_chunks_exact(self.width)).for_each(|(along, row)| {
            self.turn(row, along);
        });
        along
    }

    /// The slope by a row's reach along each axis, given that by the row itself: the axes being at right angles, both turn alike.
    pub fn turn(&self, row: &[f32], along: &mut [f32]) {
        for (along, axis) in along.iter_mut().zip(self.axes.chunks_exact(self.width)) {
            *along = row.iter().zip(axis).map(|(x, a)| x * a).sum();
        }
    }

    fn step(&self, row: usize) -> f32 {
        self.slots.iter().find(|(rows, _)| rows.contains(&row)).map_or(1.0, |(_, step)| *step)
    }

    fn whole(&self, along: f32, step: f32) -> f32 {
        ((along / step).abs() + self.up).floor().copysign(along).clamp(-127.0, 127.0)
    }

    /// A row as the reader of the file has it.
    pub fn rounded(&self, row: usize, along: &[f32], into: &mut [f32]) {
        let step = self.step(row);
        into.fill(0.0);
        for (along, axis) in along.iter().zip(self.axes.chunks_exact(self.width)) {
            let whole = self.whole(*along, step);
            if whole != 0.0 {
                into.iter_mut().zip(axis).for_each(|(x, a)| *x += whole * step * a);
            }
        }
    }

    /// All rows as the reader of the file has them.
    pub fn table(&self, along: &[f32]) -> Vec<f32> {
        let mut table = vec![0.0; along.len()];
        let rows = table.par_chunks_exact_mut(self.width).zip(along.par_chunks_exact(self.width)).enumerate();
        rows.for_each(|(row, (into, along))| self.rounded(row, along, into));
        table
    }

    /// The table as the file has it.
    pub fn bytes(&self, along: &[f32]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_floats(&mut bytes, &self.slots.iter().map(|(_, step)| *step).collect::<Vec<_>>());
        write_rounded(&mut bytes, &self.turn);
        for axis in 0..self.width {
            for (rows, step) in &self.slots {
                let numbers = rows.clone().map(|row| self.whole(along[row * self.width + axis], *step) as i8 as u8);
                bytes.extend(numbers);
            }
        }
        bytes
    }
}

/// The axes along which the rows spread, the longest first: eigenvectors of their second moments,
/// by Jacobi's rotations.
fn principal_axes(rows: &[f32], d: usize) -> Vec<f32> {
    let mut moments = vec![0.0f64; d * d];
    for row in rows.chunks_exact(d) {
        for i in 0..d {
            for j in 0..=i {
                moments[i * d + j] += f64::from(row[i] * row[j]);
            }
        }
    }
    for i in 0..d {
        for j in 0..i {
            moments[j * d + i] = moments[i * d + j];
        }
    }
    let mut axes = vec![0.0f64; d * d];
    (0..d).for_each(|i| axes[i * d + i] = 1.0);
    // Ten sweeps leave nothing off the diagonal that matters.
    for _ in 0..10 {
        for p in 0..d {
            for q in p + 1..d {
                let off = moments[p * d + q];
                if off.abs() < 1e-12 {
                    continue;
                }
                let theta = (moments[q * d + q] - moments[p * d + p]) / (2.0 * off);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..d {
                    let (a, b) = (moments[k * d + p], moments[k * d + q]);
                    (moments[k * d + p], moments[k * d + q]) = (c * a - s * b, s * a + c * b);
                }
                for k in 0..d {
                    let (a, b) = (moments[p * d + k], moments[q * d + k]);
                    (moments[p * d + k], moments[q * d + k]) = (c * a - s * b, s * a + c * b);
                    let (a, b) = (axes[p * d + k], axes[q * d + k]);
                    (axes[p * d + k], axes[q * d + k]) = (c * a - s * b, s * a + c * b);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..d).collect();
    order.sort_by(|&a, &b| moments[b * d + b].total_cmp(&moments[a * d + a]));
    order.iter().flat_map(|&i| axes[i * d..(i + 1) * d].iter().map(|x| *x as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fine steps give each row back, alone or with the others.
    #[test]
    fn a_turned_table_is_the_table() {
        let vocabulary = Vocabulary::new(&["rain".to_owned()]);
        let width = 16;
        let number = |i: usize| ((i * 37 % 101) as f32 - 50.0) / 50.0;
        let table: Vec<f32> = (0..vocabulary.table_rows() * width).map(number).collect();
        let fine = Rounding { matrix: 127.0, turn: 127.0, words: 0.05, features: 0.05, up: 0.5 };
        let turned = Turned::new(&table, width, &vocabulary, fine);
        let along = turned.along(&table);
        let back = turned.table(&along);
        let furthest = back.iter().zip(&table).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(furthest < 0.15, "{furthest}");
        let mut row = vec![0.0; width];
        turned.rounded(7, &along[7 * width..8 * width], &mut row);
        assert_eq!(row, back[7 * width..8 * width]);
    }
}
