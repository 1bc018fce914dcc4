//! The learned numbers as the engine uses them, and the file that carries them.
//!
//! The file is made to be small after the compression that every web server does: a matrix has a
//! byte a number and a scale a row; the table of embeddings is turned so that most of its
//! spread lies in few columns, rounded to one step, and written column by column.

use std::sync::OnceLock;

use super::{
    chain::{Chain, Scores},
    features::{Row, SLOTS, Vocabulary},
    labels::LABELS,
    product::Matrix,
    tags::HEADS,
};
use crate::steps::pause;

/// How a file of weights begins.
pub const MAGIC: &[u8; 8] = b"inquit 2";

/// The weights that the engine ships with, when they are unpacked.
static SHIPPED: OnceLock<Option<Weights>> = OnceLock::new();

/// Rows of the table that are unpacked in a step.
const ROWS: usize = 512;

/// The weights that the engine ships with, which unpack in steps at their first use; none if the build embedded a broken file.
pub async fn shipped() -> Option<&'static Weights> {
    if SHIPPED.get().is_none() {
        let mut packed = Packed::read(include_bytes!("weights.bin"));
        while packed.as_mut().is_some_and(Packed::unpack) {
            pause().await;
        }
        SHIPPED.get_or_init(|| packed.map(|packed| packed.weights));
    }
    SHIPPED.get()?.as_ref()
}

/// A recurrent layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// The convolution's weights of the word before, the word, the word after.
    pub kernel: [Vec<f32>; 3],
    /// From the convolved input to candidate, forget gate and output gate, forwards then backwards.
    pub gates: Matrix,
    /// Added to those.
    pub bias: Vec<f32>,
    /// What the forget gate and the output gate see of the state before.
    pub peephole: [Vec<f32>; 2],
}

/// What gives scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Output<const N: usize> {
    /// A row a class.
    pub matrix: Matrix,
    /// Added to their scores.
    pub bias: [f32; N],
}

/// Everything that the tagger has learned.
#[derive(Clone, Debug, PartialEq)]
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
    /// Parts of speech and places in a name, from what the first layer makes.
    pub heads: Output<HEADS>,
    /// The labels, from what the last layer makes.
    pub labels: Output<LABELS>,
    /// The labels' grammar.
    pub chain: Chain,
    /// The coefficients of [`super::confidence::confidence`].
    pub confidence: Vec<f32>,
}

impl Weights {
    /// Reads a file of weights; none if it is not one, or not whole.
    #[cfg(any(test, feature = "train"))]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut packed = Packed::read(bytes)?;
        while packed.unpack() {}
        Some(packed.weights)
    }
}

/// Whether a network may have that width and so many layers: the heads read the first one.
pub fn is_measure(width: usize, layers: usize) -> bool {
    width.is_multiple_of(16) && (16..=256).contains(&width) && (1..=8).contains(&layers)
}

/// Weights whose table is still to be unpacked: most of the time goes into that.
struct Packed<'a> {
    /// The table has those rows that are unpacked.
    weights: Weights,
    /// A step for each slot's rows.
    steps: Vec<f32>,
    /// What each column is multiplied with, and what it then adds to each row.
    turn: (Vec<f32>, Vec<f32>),
    /// The whole numbers.
    columns: Vec<&'a [u8]>,
}

impl<'a> Packed<'a> {
    #[inline(never)]
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut file = Reader(bytes);
        if file.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let width = file.number()?;
        let layers = file.number()?;
        let words = file.number()?;
        let confidence = file.number()?;
        if !is_measure(width, layers) || words > 1 << 16 || confidence > 64 {
            return None;
        }
        let vocabulary = Vocabulary::new(&file.words(words)?);
        if vocabulary.table_rows() > usize::from(Row::MAX) {
            return None;
        }
        let steps = file.floats(SLOTS)?;
        let (scales, turn) = file.rounded(width, width)?;
        let turn = (scales, turn.into_iter().map(f32::from).collect());
        let columns = (0..width).map(|_| file.take(vocabulary.table_rows())).collect::<Option<_>>()?;
        let table = Vec::with_capacity(vocabulary.table_rows() * width);
        let norm = [file.floats(width)?, file.floats(width)?];
        let layers = (0..layers).map(|_| {
            Some(Layer {
                kernel: [file.floats(width)?, file.floats(width)?, file.floats(width)?],
                gates: file.matrix(3 * width, width)?,
                bias: file.floats(3 * width)?,
                peephole: [file.floats(width)?, file.floats(width)?],
            })
        });
        let layers = layers.collect::<Option<Vec<_>>>()?;
        let heads = file.output(width)?;
        let labels = file.output(width)?;
        let mut chain = Chain { steps: [[0.0; LABELS]; LABELS], start: file.scores()?, end: file.scores()? };
        for row in &mut chain.steps {
            *row = file.scores()?;
        }
        chain.constrain();
        let confidence = file.floats(confidence)?;
        let weights = Weights { vocabulary, width, table, norm, layers, heads, labels, chain, confidence };
        file.0.is_empty().then_some(Packed { weights, steps, turn, columns })
    }

    /// Unpacks some more rows of the table, if there are more.
    #[inline(never)]
    fn unpack(&mut self) -> bool {
        let Weights { vocabulary, width, table, .. } = &mut self.weights;
        let first = table.len() / *width;
        let last = vocabulary.table_rows().min(first + ROWS);
        let (scales, turn) = &self.turn;
        for (slot, step) in vocabulary.slots().into_iter().zip(&self.steps) {
            for row in slot.start.max(first)..slot.end.min(last) {
                table.resize((row + 1) * *width, 0.0);
                let numbers =
                    self.columns.iter().zip(scales).map(|(column, scale)| f32::from(column[row] as i8) * step * scale);
                turn_back(turn, numbers, &mut table[row * *width..]);
            }
        }
        last < vocabulary.table_rows()
    }
}

/// What is left of a file.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    fn floats(&mut self, n: usize) -> Option<Vec<f32>> {
        let bytes = self.take(4 * n)?.chunks_exact(4);
        bytes.map(|b| Some(f32::from_le_bytes(b.try_into().ok()?))).collect()
    }

    fn scores(&mut self) -> Option<Scores> {
        self.floats(LABELS)?.try_into().ok()
    }

    fn output<const N: usize>(&mut self, width: usize) -> Option<Output<N>> {
        Some(Output { matrix: self.matrix(N, width)?, bias: self.floats(N)?.try_into().ok()? })
    }

    fn matrix(&mut self, rows: usize, columns: usize) -> Option<Matrix> {
        let (scales, values) = self.rounded(rows, columns)?;
        Some(Matrix::new(&values, columns, scales))
    }

    /// A scale a row, then the rows of whole numbers.
    fn rounded(&mut self, rows: usize, columns: usize) -> Option<(Vec<f32>, Vec<i16>)> {
        let scales = self.floats(rows)?;
        let values = self.take(rows * columns)?.iter().map(|&b| i16::from(b as i8)).collect();
        Some((scales, values))
    }

    /// Sorted words, each written as how many bytes it shares with the one before, and the rest
    /// to the end of the line.
    fn words(&mut self, n: usize) -> Option<Vec<String>> {
        let mut words: Vec<String> = Vec::with_capacity(n);
        for _ in 0..n {
            let shared = usize::from(self.take(1)?[0]);
            let end = self.0.iter().position(|b| *b == b'\n')?;
            let rest = std::str::from_utf8(self.take(end + 1)?.split_last()?.1).ok()?;
            let before = words.last().map_or("", String::as_str);
            words.push(before.get(..shared)?.to_owned() + rest);
        }
        Some(words)
    }
}

/// Adds what the numbers of a row were before the turn. A browser makes a function fast, not a part of one.
#[inline(never)]
fn turn_back(turn: &[f32], numbers: impl Iterator<Item = f32>, into: &mut [f32]) {
    for (turn, number) in turn.chunks_exact(into.len()).zip(numbers) {
        if number != 0.0 {
            into.iter_mut().zip(turn).for_each(|(x, t)| *x += number * t);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_whole_and_no_other_passes() {
        let bytes = include_bytes!("weights.bin");
        assert!(Weights::read(bytes).is_some());
        assert!(Weights::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Weights::read(&[&bytes[..], &[0]].concat()).is_none());
        assert!(Weights::read(&[]).is_none());
    }
}
