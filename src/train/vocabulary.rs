//! Which words the network shall know by sight: frequent ones and those that quote, but no names,
//! since those of the corpus' years are not those of the reader's.

use std::collections::{HashMap, HashSet};

use super::{
    corpus::{Article, Pretrained},
    examples::Vectors,
};
use crate::{
    tagger::features::{UNKNOWN, form},
    text::Text,
};

/// How often a word must be seen.
const SEEN: u32 = 10;
/// How often a word must be seen in cues, if not so often elsewhere.
const SEEN_IN_CUES: u32 = 3;
/// A word of which a larger part is in names is a name.
const NAME: f32 = 0.5;

#[derive(Default)]
struct Counts {
    all: u32,
    capital: u32,
    named: u32,
    cue: u32,
}

/// The words to know, sorted.
pub fn words(articles: &[Article]) -> Vec<String> {
    let mut counts: HashMap<String, Counts> = HashMap::new();
    for article in articles {
        let text = Text::new(&article.text);
        let initial: HashSet<usize> = text.sentences.iter().map(|s| s.start).collect();
        let named: HashSet<usize> = article
            .tokens
            .iter()
            .filter(|t| {
                t.part.starts_with("NNP") && matches!(t.entity.as_str(), "PERSON" | "LOCATION" | "ORGANIZATION")
            })
            .map(|t| t.span.start)
            .collect();
        let cues: Vec<_> = article.annotations[0].iter().flat_map(|a| &a.cue).collect();
        for (i, word) in text.words.iter().enumerate() {
            let written = word.span.of(&article.text);
            let count = counts.entry(form(written)).or_default();
            let capital = written.starts_with(char::is_uppercase) && !initial.contains(&i);
            count.all += 1;
            count.capital += u32::from(capital);
            count.named += u32::from(named.contains(&word.span.start));
            count.cue += u32::from(cues.iter().any(|c| c.contains(word.span)));
        }
    }
    // Without an analysis a word that is mostly written with a capital counts as a name.
    let analysed = articles.iter().any(|a| !a.tokens.is_empty());
    let name = |c: &Counts| (if analysed { c.named } else { c.capital }) as f32 > NAME * c.all as f32;
    let often = |c: &Counts| c.all >= SEEN || c.cue >= SEEN_IN_CUES;
    let kept = counts.into_iter().filter(|(_, c)| often(c) && !name(c));
    let mut words: Vec<String> = kept.map(|(word, _)| word).collect();
    words.sort();
    words
}

/// The pretrained vectors of words, which are the rows of a vocabulary.
pub fn vectors_of(words: &[String], pretrained: &Pretrained) -> Vectors {
    let dimensions = pretrained.dimensions;
    let mut vectors = Vectors { dimensions, numbers: Vec::new(), of_row: vec![None; UNKNOWN] };
    for word in words {
        let found = pretrained.vectors.get(word);
        vectors.of_row.push(found.map(|_| (vectors.numbers.len() / dimensions) as u32));
        vectors.numbers.extend(found.into_iter().flatten());
    }
    vectors
}
