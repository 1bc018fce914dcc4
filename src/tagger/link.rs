//! Ties each content and each source to its cue.

use std::ops::Range;

use super::labels::{Role, Side, Stretch};
use crate::text::Text;

/// One attribution: somebody is made the source of some content by a cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that attribute; empty for content without a cue.
    pub cue: Range<usize>,
    /// The words that name the source, where there are any.
    pub source: Option<Range<usize>>,
    /// What is attributed, in order; never empty.
    pub content: Vec<Range<usize>>,
}

/// What a cue on the other side than the label says is charged, in words.
const OTHER_SIDE: usize = 1000;
/// What a cue in another sentence is charged, in words.
const OTHER_SENTENCE: usize = 200;

/// The attributions that the stretches of a text make up.
pub fn link(text: &Text, stretches: &[Stretch]) -> Vec<Attribution> {
    let place = Places::new(text);
    let cues: Vec<&Stretch> = stretches.iter().filter(|s| s.role == Role::Cue).collect();
    let sources: Vec<&Stretch> = stretches.iter().filter(|s| matches!(s.role, Role::Source(_))).collect();
    let mut found: Vec<Attribution> =
        cues.iter().map(|c| Attribution { cue: c.words.clone(), source: None, content: Vec::new() }).collect();
    for stretch in stretches {
        if let Role::Content(side) = stretch.role {
            if let Some(cue) = nearest(&place, &stretch.words, side, &cues) {
                found[cue].content.push(stretch.words.clone());
            }
        }
    }
    for (cue, attribution) in cues.iter().zip(&mut found) {
        attribution.source = source_of(&place, cue, &sources);
    }
    found.retain(|a| !a.content.is_empty());
    found.sort_by_key(|a| a.content[0].start);
    found
}

/// The sentence and the paragraph of each word.
struct Places {
    sentence: Vec<u32>,
    paragraph: Vec<u32>,
}

impl Places {
    fn new(text: &Text) -> Self {
        let number = |ranges: &[Range<usize>]| {
            let mut numbers = vec![0; text.words.len()];
            for (i, range) in ranges.iter().enumerate() {
                numbers[range.clone()].fill(i as u32);
            }
            numbers
        };
        Places { sentence: number(&text.sentences), paragraph: number(&text.paragraphs) }
    }

    /// How far a stretch is from a cue in words, with what the sentence is charged; none in
    /// another paragraph.
    fn distance(&self, words: &Range<usize>, cue: &Range<usize>) -> Option<(usize, Side)> {
        let (gap, side, near, far) = if cue.start >= words.end {
            (cue.start - words.end, Side::Right, words.end - 1, cue.start)
        } else {
            (words.start.saturating_sub(cue.end), Side::Left, cue.end - 1, words.start)
        };
        (self.paragraph[near] == self.paragraph[far]).then(|| {
            (gap + if self.sentence[near] == self.sentence[far] { 0 } else { OTHER_SENTENCE }, side)
        })
    }
}

fn nearest(place: &Places, words: &Range<usize>, side: Side, cues: &[&Stretch]) -> Option<usize> {
    // Cues stand in order and do not overlap, so only the last before and the first after count.
    let after = cues.partition_point(|c| c.words.start < words.start);
    [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|i| {
            let (distance, cue_side) = place.distance(words, &cues.get(i)?.words)?;
            Some((distance + if cue_side == side { 0 } else { OTHER_SIDE }, i))
        })
        .min()
        .map(|(_, i)| i)
        .or_else(|| continued(place, words, side, cues, after))
}

/// The cue of a content in another paragraph, where its label says that one came before.
fn continued(place: &Places, words: &Range<usize>, side: Side, cues: &[&Stretch], after: usize) -> Option<usize> {
    let before = after.checked_sub(1)?;
    let cue = &cues[before].words;
    let apart = place.paragraph[words.start] - place.paragraph[cue.end - 1];
    (side == Side::Left && apart == 1).then_some(before)
}

/// The source nearest to a cue; several cues may share one.
fn source_of(place: &Places, cue: &Stretch, sources: &[&Stretch]) -> Option<Range<usize>> {
    let after = sources.partition_point(|s| s.words.start < cue.words.start);
    [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|i| {
            let source = sources.get(i)?;
            let (distance, side) = place.distance(&source.words, &cue.words)?;
            let other = source.role != Role::Source(side);
            Some((distance + if other { OTHER_SIDE } else { 0 }, i))
        })
        .min()
        .map(|(_, i)| sources[i].words.clone())
}
