//! Labels every word as cue, source, content or neither with a small network, and ties them into
//! attributions.

pub mod chain;
pub(crate) mod confidence;
pub(crate) mod exponential;
pub mod features;
pub mod labels;
mod link;
pub(crate) mod network;
pub(crate) mod product;
pub mod weights;

use std::ops::Range;

use confidence::{confidence, evidence};
use labels::{Label, OUTSIDE, stretches};
pub use link::Attribution;
pub(crate) use link::link;
pub use weights::{Weights, shipped};

use crate::{steps::pause, text::Text};

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

/// The words of a passage, counted from its first, in groups that are labelled alike: each quotation with its marks, since
/// whoever attributes a part of it attributes all (97% of those of eight words and more in the
/// corpus, and nearly all shorter ones, or none of it); every other word by itself.
fn groups(text: &Text, passage: &Range<usize>) -> Vec<Range<usize>> {
    let mut groups = Vec::with_capacity(passage.len());
    let mut at = passage.start;
    let Some(first_word) = text.words.get(passage.start) else { return groups };
    let last = text.words[passage.end - 1].span.end;
    let first = text.quotations.partition_point(|q| q.span.start < first_word.span.start);
    let within = text.quotations[first..].iter().take_while(|q| q.span.start < last);
    for quotation in within.filter(|q| q.depth == 0) {
        let words = text.words_in(quotation.span);
        let (start, end) = (words.start.max(at), words.end.min(passage.end));
        if start < end {
            groups.extend((at..start).map(|i| i..i + 1));
            groups.push(start..end);
            at = end;
        }
    }
    groups.extend((at..passage.end).map(|i| i..i + 1));
    groups.into_iter().map(|g| g.start - passage.start..g.end - passage.start).collect()
}

/// What the network makes of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labelling {
    /// Each word's label.
    pub labels: Vec<Label>,
    /// How likely it is.
    pub likely: Vec<f32>,
    /// How likely it is that the stretch of the word before goes on here.
    pub goes_on: Vec<f32>,
}

/// Labels the words of a text, a passage a step.
pub(crate) async fn label(text: &Text<'_>, weights: &Weights) -> Labelling {
    let rows = features::features(text, &weights.vocabulary);
    let mut labelling = Labelling::default();
    for passage in passages(text) {
        pause().await;
        label_passage(text, weights, &rows, &passage, &mut labelling);
    }
    labelling
}

fn label_passage(
    text: &Text,
    weights: &Weights,
    rows: &[[features::Row; features::SLOTS]],
    passage: &Range<usize>,
    labelling: &mut Labelling,
) {
    let scores = network::emissions(weights, &rows[passage.clone()]);
    let groups = groups(text, passage);
    let scores = weights.chain.joined(&scores, &groups);
    let best = weights.chain.best(&scores);
    let (likely, _) = weights.chain.marginals(&scores);
    for ((first, likely), group) in best.into_iter().zip(likely).zip(groups) {
        let later = chain::going_on(first);
        let before = labelling.labels.last().map_or(OUTSIDE, |label| chain::going_on(*label));
        // Within a group nothing ends.
        let certain = group.len() - 1;
        labelling.goes_on.push(likely[usize::from(before)]);
        labelling.goes_on.extend(std::iter::repeat_n(1.0, certain));
        labelling.likely.extend(std::iter::repeat_n(likely[usize::from(first)], certain + 1));
        labelling.labels.push(first);
        labelling.labels.extend(std::iter::repeat_n(later, certain));
    }
}

/// The attributions of a text.
pub async fn attributions(text: &Text<'_>, weights: &Weights) -> Vec<Attribution> {
    let labelling = label(text, weights).await;
    pause().await;
    let mut found = link(text, &stretches(&labelling.labels));
    for attribution in &mut found {
        let evidence = evidence(text, attribution, &labelling);
        attribution.confidence = confidence(&weights.confidence, &evidence);
    }
    found
}
