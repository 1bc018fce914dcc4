//! Everything that is learned, in two flat vectors: the table of embeddings, of which a batch
//! touches few rows, and all the rest.

use fastrand::Rng;

use super::file;

use crate::tagger::labels::LABELS;

/// What the first layer learns besides: part of speech and place in a name, which the file keeps, and the way to the head,
/// which only helps.
pub const TASKS: usize = 3;

/// Classes of each of them.
pub type Tasks = [usize; TASKS];

/// The network's measures.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Numbers a word; half of them each recurrent direction.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Rows of the table.
    pub rows: usize,
    /// Numbers of a pretrained vector; 0 without.
    pub vector: usize,
    /// The other tasks' classes; 0 for one that nothing is known of.
    pub tasks: Tasks,
}

/// Where each part lies in the dense vector.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Of the network.
    pub shape: Shape,
    /// `vector` x `width`: from a pretrained vector to the embedding.
    pub projection: usize,
    /// Gain, then bias, of the normalisation of the embeddings.
    pub norm: usize,
    /// Of each layer: 3 x `width` convolution, 3 `width` x `width` matrix, 3 `width` biases, 2 x
    /// `width` peepholes.
    pub layer: Vec<[usize; 4]>,
    /// `LABELS` x `width`, then biases.
    pub output: usize,
    /// Steps, start, end of the chain.
    pub chain: usize,
    /// Of each auxiliary task: classes x `width`, then biases.
    pub task: [usize; TASKS],
    /// All of it.
    pub len: usize,
}

impl Layout {
    /// Lays out the parts one after the other.
    pub fn new(shape: Shape) -> Self {
        let mut len = 0;
        let mut take = |n: usize| {
            len += n;
            len - n
        };
        let d = shape.width;
        let projection = take(shape.vector * d);
        let norm = take(2 * d);
        let layer = (0..shape.layers).map(|_| [take(3 * d), take(3 * d * d), take(3 * d), take(2 * d)]).collect();
        let output = take(LABELS * d + LABELS);
        let chain = take(LABELS * LABELS + 2 * LABELS);
        let task = shape.tasks.map(|n| take(n * d + n));
        Layout { shape, projection, norm, layer, output, chain, task, len }
    }

    /// What is left of a dense vector where there are no pretrained vectors: the projection comes
    /// first.
    pub fn without_vectors<'a>(&self, dense: &'a [f32]) -> &'a [f32] {
        &dense[self.projection + self.shape.vector * self.shape.width..]
    }

    /// Where weights decay: matrices, but no bias, gain or convolution.
    pub fn decays(&self) -> Vec<bool> {
        let d = self.shape.width;
        let mut decays = vec![false; self.len];
        decays[self.projection..self.projection + self.shape.vector * d].fill(true);
        for [_, matrix, ..] in &self.layer {
            decays[*matrix..matrix + 3 * d * d].fill(true);
        }
        decays[self.output..self.output + LABELS * d].fill(true);
        decays
    }
}

/// The learned numbers.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Rows x width.
    pub table: Vec<f32>,
    /// By [`Layout`].
    pub dense: Vec<f32>,
}

impl Parameters {
    /// The dense parameters with the layers' matrices as the file rounds them.
    pub fn rounded(&self, layout: &Layout, most: f32) -> Vec<f32> {
        let mut dense = self.dense.clone();
        let d = layout.shape.width;
        for [_, matrix, ..] in &layout.layer {
            let part = &mut dense[*matrix..matrix + 3 * d * d];
            let (whole, scales) = file::round(part, d, most);
            for ((row, whole), scale) in part.chunks_exact_mut(d).zip(whole.chunks_exact(d)).zip(scales) {
                row.iter_mut().zip(whole).for_each(|(x, w)| *x = f32::from(*w) * scale);
            }
        }
        dense
    }

    /// Where training begins.
    pub fn random(layout: &Layout, rng: &mut Rng) -> Self {
        let d = layout.shape.width;
        let mut dense = vec![0.0; layout.len];
        let mut fill = |part: &mut [f32], deviation: f32| part.iter_mut().for_each(|w| *w = normal(rng) * deviation);
        let mut table = vec![0.0; layout.shape.rows * d];
        fill(&mut table, 0.03);
        // Pretrained vectors have a norm of about 6 over 100 numbers.
        fill(&mut dense[layout.projection..layout.projection + layout.shape.vector * d], 0.03);
        let scale = (1.0 / d as f32).sqrt();
        for [convolution, matrix, bias, peephole] in &layout.layer {
            fill(&mut dense[*matrix..matrix + 3 * d * d], scale);
            fill(&mut dense[*peephole..peephole + 2 * d], 0.1);
            fill(&mut dense[*convolution..convolution + 3 * d], 0.1);
            dense[convolution + d..convolution + 2 * d].iter_mut().for_each(|w| *w += 1.0);
            // Forget gates from quick to slow, so that each width of memory is there from the start.
            let half = d / 2;
            for direction in 0..2 {
                for i in 0..half {
                    dense[bias + direction * 3 * half + half + i] = -1.0 + 4.0 * i as f32 / half as f32;
                }
            }
        }
        fill(&mut dense[layout.output..layout.output + LABELS * d], scale);
        for (at, classes) in layout.task.iter().zip(layout.shape.tasks) {
            fill(&mut dense[*at..at + classes * d], scale);
        }
        dense[layout.norm..layout.norm + d].fill(1.0);
        Parameters { table, dense }
    }
}

/// A normal deviate, by Box and Muller.
fn normal(rng: &mut Rng) -> f32 {
    let radius = (-2.0 * (1.0 - rng.f32()).ln()).sqrt();
    radius * (std::f32::consts::TAU * rng.f32()).cos()
}
