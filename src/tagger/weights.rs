//! The learned numbers as the engine uses them, and the file that carries them.

use super::{
    chain::Chain,
    features::Vocabulary,
    labels::LABELS,
};

/// A matrix of whole numbers with a scale a row.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Numbers a row.
    pub columns: usize,
    /// Row after row.
    pub values: Vec<i16>,
    /// What a row's numbers are multiplied with.
    pub scales: Vec<f32>,
}

impl Matrix {
    /// Rounds a matrix so that the largest number of each row becomes `most`.
    pub fn round(values: &[f32], columns: usize, most: f32) -> Self {
        let mut matrix = Matrix { columns, values: Vec::with_capacity(values.len()), scales: Vec::new() };
        for row in values.chunks_exact(columns) {
            let scale = row.iter().fold(1e-9_f32, |a, v| a.max(v.abs())) / most;
            matrix.values.extend(row.iter().map(|v| (v / scale).round() as i16));
            matrix.scales.push(scale);
        }
        matrix
    }
}

/// A recurrent layer.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The convolution's weights of the word before, the word, the word after.
    pub kernel: [Vec<f32>; 3],
    /// From the convolved input to candidate, forget gate and output gate, forwards then backwards.
    pub gates: Matrix,
    /// Added to those.
    pub bias: Vec<f32>,
}

/// Everything that the tagger has learned.
#[derive(Clone, Debug)]
pub struct Weights {
    /// The words it knows.
    pub vocabulary: Vocabulary,
    /// Numbers a word.
    pub width: usize,
    /// A row a feature.
    pub table: Vec<f32>,
    /// Gain and bias of the normalised embedding.
    pub norm: [Vec<f32>; 2],
    /// The layers from the bottom.
    pub layers: Vec<Layer>,
    /// A row a label.
    pub output: Matrix,
    /// Added to the labels' scores.
    pub output_bias: [f32; LABELS],
    /// The labels' grammar.
    pub chain: Chain,
}
