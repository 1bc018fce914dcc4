//! Writes the file of weights that [`Weights::read`] reads.

use crate::tagger::{
    product::Matrix,
    weights::{MAGIC, Weights},
};

/// How coarsely the file rounds.
#[derive(Clone, Copy, Debug)]
pub struct Rounding {
    /// The largest number of a row of a layer's matrix becomes this.
    pub matrix: f32,
    /// The largest number of a row of the embeddings' turn becomes this.
    pub turn: f32,
    /// The step of the words' embeddings in parts of their standard deviation.
    pub words: f32,
    /// The step of the other features' embeddings.
    pub features: f32,
    /// The part of a step that is added to an embedding's number before what is left of a step is
    /// cut off: under a half, more become 0, and the file gets smaller for the same loss.
    pub up: f32,
}

/// The bytes of the file; `table` is that of [`Turned::bytes`](super::turned::Turned::bytes).
pub fn file(words: &[String], table: &[u8], weights: &Weights, rounding: Rounding) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for number in [weights.width, weights.layers.len(), words.len(), weights.confidence.len()] {
        bytes.extend((number as u32).to_le_bytes());
    }
    write_words(&mut bytes, words);
    bytes.extend(table);
    weights.norm.iter().for_each(|part| write_floats(&mut bytes, part));
    for layer in &weights.layers {
        layer.kernel.iter().for_each(|part| write_floats(&mut bytes, part));
        write_matrix(&mut bytes, &layer.gates, rounding.matrix);
        write_floats(&mut bytes, &layer.bias);
        layer.peephole.iter().for_each(|part| write_floats(&mut bytes, part));
    }
    write_matrix(&mut bytes, &weights.heads.matrix, rounding.matrix);
    write_floats(&mut bytes, &weights.heads.bias);
    write_matrix(&mut bytes, &weights.labels.matrix, 127.0);
    write_floats(&mut bytes, &weights.labels.bias);
    write_floats(&mut bytes, &weights.chain.start);
    write_floats(&mut bytes, &weights.chain.end);
    weights.chain.steps.iter().for_each(|row| write_floats(&mut bytes, row));
    write_floats(&mut bytes, &weights.confidence);
    bytes
}

/// Writes numbers to 16 bits, the rest being noise that does not compress.
pub fn write_floats(bytes: &mut Vec<u8>, numbers: &[f32]) {
    bytes.extend(numbers.iter().flat_map(|number| coarse(*number).to_le_bytes()));
}

/// A number to 16 bits.
pub fn coarse(number: f32) -> f32 {
    if number.is_finite() { f32::from_bits((number.to_bits() + 0x8000) & 0xffff_0000) } else { number }
}

/// Whole numbers such that the largest of each row becomes `most`, and what one is worth in
/// each row.
pub fn round(numbers: &[f32], columns: usize, most: f32) -> (Vec<i16>, Vec<f32>) {
    let mut scales = Vec::new();
    let mut whole = Vec::with_capacity(numbers.len());
    for row in numbers.chunks_exact(columns) {
        let scale = coarse(row.iter().fold(1e-9_f32, |a, v| a.max(v.abs())) / most);
        whole.extend(row.iter().map(|v| (v / scale).round().clamp(-most, most) as i16));
        scales.push(scale);
    }
    (whole, scales)
}

fn write_matrix(bytes: &mut Vec<u8>, matrix: &Matrix, most: f32) {
    let number = |(whole, scale): (i16, f32)| f32::from(whole) * scale;
    let places = (0..matrix.rows).flat_map(|r| (0..matrix.columns).map(move |c| (r, c)));
    let numbers: Vec<f32> = places.map(|(r, c)| number(matrix.at(r, c))).collect();
    write_rounded(bytes, &round(&numbers, matrix.columns, most));
}

/// Writes what [`round`] makes.
pub fn write_rounded(bytes: &mut Vec<u8>, (whole, scales): &(Vec<i16>, Vec<f32>)) {
    write_floats(bytes, scales);
    bytes.extend(whole.iter().map(|v| *v as i8 as u8));
}

fn write_words(bytes: &mut Vec<u8>, words: &[String]) {
    let mut before = "";
    for word in words {
        let mut shared = word.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count().min(255);
        while !word.is_char_boundary(shared) {
            shared -= 1;
        }
        bytes.push(shared as u8);
        bytes.extend(word[shared..].bytes());
        bytes.push(b'\n');
        before = word;
    }
}
