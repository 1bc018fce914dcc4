//! Labels every word as cue, source, content or neither with a small network, and ties them into
//! attributions.

pub mod chain;
pub mod features;
pub mod labels;
mod link;
mod network;
pub(crate) mod product;
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

/// The words of a passage in groups that are labelled alike: each quotation with its marks, since
/// whoever attributes a part of it attributes all (97% of those of eight words and more in the
/// corpus, and nearly all shorter ones, or none of it); every other word by itself.
fn groups(text: &Text, passage: &Range<usize>) -> Vec<Range<usize>> {
    let mut groups = Vec::with_capacity(passage.len());
    let mut at = passage.start;
    for quotation in text.quotations.iter().filter(|q| q.depth == 0) {
        let start = text.words.partition_point(|w| w.span.end <= quotation.span.start);
        let end = text.words.partition_point(|w| w.span.start < quotation.span.end);
        let (start, end) = (start.max(at), end.min(passage.end));
        if start < end {
            groups.extend((at..start).map(|i| i..i + 1));
            groups.push(start..end);
            at = end;
        }
    }
    groups.extend((at..passage.end).map(|i| i..i + 1));
    groups
}

/// Links.
pub fn link(text: &Text, labels: &[labels::Label]) -> Vec<Attribution> {
    link::link(text, &labels::stretches(labels))
}

/// The attributions of a text.
pub fn attributions(text: &Text, weights: &Weights) -> Vec<Attribution> {
    let rows = features::features(text, &weights.vocabulary);
    let mut all = Vec::with_capacity(text.words.len());
    for passage in passages(text) {
        let scores = network::emissions(weights, &rows[passage.clone()]);
        let mut groups = groups(text, &passage);
        for group in &mut groups {
            *group = group.start - passage.start..group.end - passage.start;
        }
        let best = weights.chain.best(&weights.chain.joined(&scores, &groups));
        for (label, group) in best.into_iter().zip(groups) {
            all.push(label);
            all.extend(group.skip(1).map(|_| chain::going_on(usize::from(label)) as labels::Label));
        }
    }
    link::link(text, &labels::stretches(&all))
}
