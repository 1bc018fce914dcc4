//! Labels every word as cue, source, content or neither with a small network, which also says its part of speech and the
//! kind of name that it is in, and ties the labels into attributions.

pub mod chain;
pub(crate) mod confidence;
pub(crate) mod exponential;
pub mod features;
pub mod labels;
mod link;
pub(crate) mod network;
pub(crate) mod product;
pub(crate) mod tags;
pub mod weights;

use std::ops::Range;

use confidence::{confidence, evidence};
use labels::{Label, OUTSIDE, Stretch, stretches};
pub use link::Attribution;
pub(crate) use link::link;
use tags::decide;
pub(crate) use tags::{InName, NameKind, Part};
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

/// What the network makes of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    /// Its label.
    pub label: Label,
    /// How likely that is.
    pub likely: f32,
    /// How likely it is that the stretch of the word before goes on here.
    pub goes_on: f32,
    /// Its part of speech.
    pub part: Part,
    /// Its place in a name.
    pub name: Option<InName>,
}

/// What the network makes of each word of a text, a passage a step.
pub(crate) async fn tag(text: &Text<'_>, weights: &Weights) -> Vec<Tag> {
    let rows = features::features(text, &weights.vocabulary);
    let mut tags = Vec::with_capacity(text.words.len());
    for passage in passages(text) {
        pause().await;
        tag_passage(text, weights, &rows, &passage, &mut tags);
    }
    tags
}

fn tag_passage(
    text: &Text,
    weights: &Weights,
    rows: &[[features::Row; features::SLOTS]],
    passage: &Range<usize>,
    tags: &mut Vec<Tag>,
) {
    let scored = network::scores(weights, &rows[passage.clone()]);
    let groups = groups(text, passage);
    let scores = weights.chain.joined(&scored.emissions, &groups);
    let best = weights.chain.best(&scores);
    let (likely, _) = weights.chain.marginals(&scores);
    let mut heads = scored.heads.iter();
    let mut in_name = None;
    for ((first, likely), group) in best.into_iter().zip(likely).zip(groups) {
        let before = tags.last().map_or(OUTSIDE, |tag| chain::going_on(tag.label));
        for (i, heads) in heads.by_ref().take(group.len()).enumerate() {
            let (part, name) = decide(heads, in_name);
            in_name = name;
            tags.push(Tag {
                label: if i == 0 { first } else { chain::going_on(first) },
                likely: likely[usize::from(first)],
                // Within a group nothing ends.
                goes_on: if i == 0 { likely[usize::from(before)] } else { 1.0 },
                part,
                name,
            });
        }
    }
}

/// The stretches that the words' labels spell.
pub(crate) fn labelled(tags: &[Tag]) -> Vec<Stretch> {
    stretches(&tags.iter().map(|tag| tag.label).collect::<Vec<_>>())
}

/// What the shipped network makes of each word of an English text; nothing of another.
pub(crate) async fn tags(text: &Text<'_>) -> Vec<Tag> {
    match shipped().await.filter(|_| text.is_english()) {
        Some(weights) => tag(text, weights).await,
        None => Vec::new(),
    }
}

/// The attributions of a text, given its words' tags.
pub(crate) async fn attributions(text: &Text<'_>, tags: &[Tag]) -> Vec<Attribution> {
    let mut found = link(text, &labelled(tags));
    if let Some(weights) = shipped().await {
        for attribution in &mut found {
            let evidence = evidence(text, attribution, tags);
            attribution.confidence = confidence(&weights.confidence, &evidence);
        }
    }
    found
}
