//! Writes the file of weights that [`Weights::read`] reads.

use crate::tagger::{
    features::FORM,
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

/// The bytes of the file; `table` is that of [`rounded_table`].
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
    write_matrix(&mut bytes, &weights.output, 127.0);
    write_floats(&mut bytes, &weights.output_bias);
    write_floats(&mut bytes, &weights.chain.start);
    write_floats(&mut bytes, &weights.chain.end);
    weights.chain.steps.iter().for_each(|row| write_floats(&mut bytes, row));
    write_floats(&mut bytes, &weights.confidence);
    bytes
}

/// Numbers are kept to 16 bits, the rest being noise that does not compress.
fn write_floats(bytes: &mut Vec<u8>, numbers: &[f32]) {
    bytes.extend(numbers.iter().flat_map(|number| coarse(*number).to_le_bytes()));
}

fn coarse(number: f32) -> f32 {
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

fn write_rounded(bytes: &mut Vec<u8>, (whole, scales): &(Vec<i16>, Vec<f32>)) {
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

/// The table of embeddings as the file has it.
pub fn rounded_table(weights: &Weights, rounding: Rounding) -> Vec<u8> {
    let mut bytes = Vec::new();
    let d = weights.width;
    let turn = round(&principal_axes(&weights.table, d), d, rounding.turn);
    let slots = weights.vocabulary.slots();
    let deviation = |rows: &std::ops::Range<usize>| {
        let part = &weights.table[rows.start * d..rows.end * d];
        (part.iter().map(|x| x * x).sum::<f32>() / part.len().max(1) as f32).sqrt()
    };
    let steps: Vec<f32> = slots
        .iter()
        .enumerate()
        .map(|(slot, rows)| deviation(rows).max(1e-6) * if slot == FORM { rounding.words } else { rounding.features })
        .map(coarse)
        .collect();
    write_floats(&mut bytes, &steps);
    write_rounded(&mut bytes, &turn);
    for (axis, scale) in turn.0.chunks_exact(d).zip(&turn.1) {
        for (rows, step) in slots.iter().zip(&steps) {
            for row in rows.clone() {
                let along: f32 =
                    weights.table[row * d..][..d].iter().zip(axis).map(|(x, a)| x * f32::from(*a) * scale).sum();
                let whole = ((along / step).abs() + rounding.up).floor().copysign(along);
                bytes.push(whole.clamp(-127.0, 127.0) as i8 as u8);
            }
        }
    }
    bytes
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
