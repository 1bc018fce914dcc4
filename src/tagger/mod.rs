//! Labels every word as cue, source, content or neither with a small network, and ties them into
//! attributions.

pub mod chain;
pub mod features;
pub mod labels;
mod link;
mod network;
pub mod weights;

use std::ops::Range;

pub use link::Attribution;
use weights::Weights;

use crate::text::Text;

/// Words that the network sees at once at most: bounds memory, and is as long as what it was
/// trained on.
const PASSAGE: usize = 256;

/// The words of a text in groups of whole paragraphs; a paragraph longer than a passage is cut.
pub(crate) fn passages(text: &Text) -> Vec<Range<usize>> {
    let mut passages: Vec<Range<usize>> = Vec::new();
    for paragraph in &text.paragraphs {
        match passages.last_mut() {
            Some(last) if paragraph.end - last.start <= PASSAGE => last.end = paragraph.end,
            _ => {
                let mut start = paragraph.start;
                while start < paragraph.end {
                    let end = paragraph.end.min(start + PASSAGE);
                    passages.push(start..end);
                    start = end;
                }
            }
        }
    }
    passages
}

/// The attributions of a text.
pub fn attributions(text: &Text, weights: &Weights) -> Vec<Attribution> {
    let rows = features::features(text, &weights.vocabulary);
    let mut all = Vec::with_capacity(text.words.len());
    for passage in passages(text) {
        let scores = network::emissions(weights, &rows[passage]);
        all.extend(weights.chain.best(&scores));
    }
    link::link(text, &labels::stretches(&all))
}
