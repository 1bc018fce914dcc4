//! Turns articles into what the network learns from.

use std::collections::HashMap;

use super::{
    corpus::{Annotation, Article, Taught},
    gradient::{Example, NO_CLASS, Target},
    parameters::{TASKS, Tasks},
};
use crate::{
    tagger::{
        chain::{Scores, going_on},
        features::{self, Row, Vocabulary},
        labels::{LABELS, Label, OUTSIDE, Role, Side, begins, label, role},
        passages,
        tags::{InName, PARTS, PLACES, Part},
    },
    text::{Span, Text},
};

/// The way to the head is told up to so many words, and beyond as that many.
const REACH: isize = 15;

/// How many classes each task of [`Example::classes`] has.
pub const CLASSES: Tasks = [PARTS, PLACES, 2 * REACH as usize + 1];

/// Pretrained vectors of the words of a vocabulary.
#[derive(Debug, Default)]
pub struct Vectors {
    /// Numbers a vector.
    pub dimensions: usize,
    /// One vector after the other.
    pub numbers: Vec<f32>,
    /// Which vector a row of the vocabulary has.
    pub of_row: Vec<Option<u32>>,
}

/// The examples of an article by one of its annotators, one a passage, each of which counts `weight`.
pub fn examples(
    article: &Article,
    annotator: usize,
    vocabulary: &Vocabulary,
    vectors: &Vectors,
    weight: f32,
) -> Vec<Example> {
    let text = Text::new(&article.text);
    let rows = features::features(&text, vocabulary);
    let labels = match &article.taught {
        Some(taught) => taught_labels(&text, taught),
        None => labels(&text, &article.annotations[annotator]),
    };
    let chances = article.taught.as_ref().filter(|t| !t.chances.is_empty()).map(|t| chances(&text, t, &labels));
    let classes = classes(&text, article);
    let known = |row: Row| vectors.of_row.get(usize::from(row)).copied().flatten();
    passages(&text)
        .into_iter()
        .map(|passage| {
            let mut labels = labels[passage.clone()].to_vec();
            if let Some(first) = labels.first_mut() {
                *first = beginning(*first);
            }
            let target = match &chances {
                None => Target::Labels(labels),
                Some(chances) => {
                    let mut chances = chances[passage.clone()].to_vec();
                    // A passage begins with no label that goes on.
                    let first = &mut chances[0];
                    for y in (1..LABELS).step_by(2) {
                        first[y] = first[y].max(first[y + 1]);
                    }
                    Target::Chances(chances)
                }
            };
            Example {
                vectors: rows[passage.clone()].iter().map(|r| known(r[features::FORM])).collect(),
                rows: rows[passage.clone()].to_vec(),
                target,
                classes: classes[passage].to_vec(),
                weight,
            }
        })
        .collect()
}

/// The labels of a teacher's stretches.
fn taught_labels(text: &Text, taught: &Taught) -> Vec<Label> {
    let mut labels = vec![OUTSIDE; text.words.len()];
    for (span, first) in &taught.stretches {
        let words = text.words_in(*span);
        labels[words.clone()].fill(going_on(*first));
        if let Some(word) = words.clone().next() {
            labels[word] = beginning(*first);
        }
    }
    labels
}

/// What a teacher's file takes for certain, which is mostly so: it lists words under 98%.
const CERTAIN: f32 = 0.995;
/// The least chance, so that a teacher's nought in a hundred is not never.
const LEAST: f32 = 5e-4;

/// How likely a teacher holds each label of each word, as logarithms. A word that is only a later part of one of the
/// teacher's goes on with what that begins.
fn chances(text: &Text, taught: &Taught, labels: &[Label]) -> Vec<Scores> {
    let sure = |label: Label| -> Scores {
        std::array::from_fn(|y| if y == usize::from(label) { CERTAIN.ln() } else { LEAST.ln() })
    };
    let mut found: Vec<Scores> = labels.iter().map(|label| sure(*label)).collect();
    for (span, chances) in &taught.chances {
        for word in text.words_in(*span) {
            let mut scores = chances.map(|hundredths| f32::from(hundredths) / 100.0);
            if text.words[word].span.start > span.start {
                for y in (1..LABELS).step_by(2) {
                    scores[y + 1] += scores[y];
                    scores[y] = 0.0;
                }
            }
            found[word] = scores.map(|chance| chance.max(LEAST).ln());
        }
    }
    found
}

fn beginning(going_on: Label) -> Label {
    role(going_on).map_or(OUTSIDE, |role| label(role, true))
}

/// The labels of the words of a text by its annotation.
pub fn labels(text: &Text, annotations: &[Annotation]) -> Vec<Label> {
    let mut labels = vec![OUTSIDE; text.words.len()];
    // How far the cue of a source's label is: where cues share a source it tells of the nearest.
    let mut nearest = vec![usize::MAX; text.words.len()];
    let words = |span: &Span| {
        let start = text.words.partition_point(|w| w.span.end <= span.start);
        start..text.words.partition_point(|w| w.span.start < span.end)
    };
    for annotation in annotations {
        let cue = annotation.cue.first().map(words);
        let side = |at: usize| match &cue {
            Some(cue) if cue.start > at => Side::Right,
            _ => Side::Left,
        };
        let mut write = |span: &Span, role: &dyn Fn(Side) -> Role| {
            let words = words(span);
            let distance = cue.as_ref().map_or(0, |cue| cue.start.abs_diff(words.start));
            if words.clone().any(|i| nearest[i] < distance) {
                return;
            }
            let role = role(side(words.start));
            for i in words.clone() {
                labels[i] = label(role, i == words.start);
                nearest[i] = distance;
            }
        };
        annotation.content.iter().for_each(|span| write(span, &Role::Content));
        annotation.source.iter().for_each(|span| write(span, &Role::Source));
        annotation.cue.iter().for_each(|span| write(span, &|_| Role::Cue));
    }
    // A stretch that was written over in part must begin again.
    for i in 0..labels.len() {
        let goes_on = labels[i] != OUTSIDE && !begins(labels[i]);
        if goes_on && (i == 0 || role(labels[i - 1]) != role(labels[i])) {
            labels[i] = beginning(labels[i]);
        }
    }
    labels
}

/// What the other tasks are to learn of each word.
fn classes(text: &Text, article: &Article) -> Vec<[u16; TASKS]> {
    let at: HashMap<usize, usize> = text.words.iter().enumerate().map(|(i, w)| (w.span.start, i)).collect();
    let mut found = vec![[NO_CLASS; TASKS]; text.words.len()];
    for token in article.tokens.iter().filter(|t| !t.span.is_empty()) {
        let Some(&i) = at.get(&token.span.start) else { continue };
        let head = token.head.and_then(|head| at.get(&article.tokens.get(head)?.span.start));
        let way = head.map(|&head| (head as isize - i as isize).clamp(-REACH, REACH) + REACH);
        found[i] =
            [Part::row(token.part) as u16, InName::row(token.name) as u16, way.map_or(NO_CLASS, |way| way as u16)];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::labels::stretches;

    #[test]
    fn labels_say_on_which_side_the_cue_stands() {
        let source = "Leaks harm trust, Mia said.";
        let text = Text::new(source);
        let span = |part: &str| {
            let start = source.find(part).unwrap();
            vec![Span::new(start, start + part.len())]
        };
        let annotation = Annotation { source: span("Mia"), cue: span("said"), content: span("Leaks harm trust") };
        let roles: Vec<Role> = stretches(&labels(&text, &[annotation])).into_iter().map(|s| s.role).collect();
        assert_eq!(roles, [Role::Content(Side::Right), Role::Source(Side::Right), Role::Cue]);
    }
}
