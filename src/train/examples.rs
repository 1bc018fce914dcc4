//! Turns articles into what the network learns from.

use std::collections::HashMap;

use super::{
    corpus::{Annotation, Article},
    gradient::{Example, NO_CLASS},
};
use crate::{
    tagger::{
        features::{self, Row, Vocabulary},
        labels::{Label, OUTSIDE, Role, Side, begins, label, role},
        passages,
    },
    text::{Span, Text},
};

/// Names of the classes of the auxiliary tasks.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    parts: HashMap<String, u16>,
    relations: HashMap<String, u16>,
}

/// The way to the head is told up to so many words, and beyond as that many.
const REACH: isize = 15;

impl Classes {
    /// Those of the syntax of `articles`.
    pub fn of(articles: &[Article]) -> Self {
        let number = |names: &mut Vec<&str>| {
            names.sort_unstable();
            names.dedup();
            names.iter().enumerate().map(|(i, n)| ((*n).to_owned(), i as u16)).collect()
        };
        let tokens = || articles.iter().flat_map(|a| &a.tokens);
        Classes {
            parts: number(&mut tokens().map(|t| t.part.as_str()).collect()),
            relations: number(&mut tokens().map(|t| t.relation.as_str()).collect()),
        }
    }

    /// How many classes each task has.
    pub fn counts(&self) -> [usize; 3] {
        if self.parts.is_empty() { [0; 3] } else { [self.parts.len(), self.relations.len(), 2 * REACH as usize + 1] }
    }
}

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

/// The examples of an article by one of its annotators, one a passage.
pub fn examples(
    article: &Article,
    annotator: usize,
    vocabulary: &Vocabulary,
    vectors: &Vectors,
    classes: &Classes,
) -> Vec<Example> {
    let text = Text::new(&article.text);
    let rows = features::features(&text, vocabulary);
    let labels = labels(&text, &article.annotations[annotator]);
    let syntax = syntax(&text, article, classes);
    let known = |row: Row| vectors.of_row.get(usize::from(row)).copied().flatten();
    passages(&text)
        .into_iter()
        .map(|passage| {
            let mut labels = labels[passage.clone()].to_vec();
            if let Some(first) = labels.first_mut() {
                *first = beginning(*first);
            }
            Example {
                vectors: rows[passage.clone()].iter().map(|r| known(r[features::FORM])).collect(),
                rows: rows[passage.clone()].to_vec(),
                labels,
                classes: syntax[passage].to_vec(),
            }
        })
        .collect()
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

fn syntax(text: &Text, article: &Article, classes: &Classes) -> Vec<[u16; 3]> {
    let at: HashMap<usize, usize> = text.words.iter().enumerate().map(|(i, w)| (w.span.start, i)).collect();
    let mut found = vec![[NO_CLASS; 3]; text.words.len()];
    for token in article.tokens.iter().filter(|t| !t.span.is_empty()) {
        let Some(&i) = at.get(&token.span.start) else { continue };
        let part = classes.parts.get(&token.part).copied().unwrap_or(NO_CLASS);
        let relation = classes.relations.get(&token.relation).copied().unwrap_or(NO_CLASS);
        let head = match token.head {
            None => Some(0),
            Some(head) => article
                .tokens
                .get(head)
                .and_then(|h| at.get(&h.span.start))
                .map(|&head| (head as isize - i as isize).clamp(-REACH, REACH)),
        };
        found[i] = [part, relation, head.map_or(NO_CLASS, |way| (way + REACH) as u16)];
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
