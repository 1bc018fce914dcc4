//! Which words the network shall know by sight: frequent ones and those that quote, but no names,
//! since those of the corpus' years are not those of the reader's.

use std::collections::{HashMap, HashSet};

use super::{
    corpus::{Article, Corpus, Pretrained, Token},
    examples::Vectors,
};
use crate::{
    tagger::{
        features::{UNKNOWN, form},
        tags::{NameKind, Part},
    },
    text::Text,
};

/// How often a word must be seen in the corpus that people annotated.
const SEEN: u32 = 10;
/// How often a word must be seen in its cues, if not so often elsewhere.
const SEEN_IN_CUES: u32 = 3;
/// A word of which a larger part is in names is a name.
const NAME: f32 = 0.5;

#[derive(Default)]
struct Counts {
    all: u32,
    named: u32,
    cue: u32,
}

/// How often each word stands in a corpus, in names, and in cues.
fn counts(articles: &[Article]) -> HashMap<String, Counts> {
    let mut counts: HashMap<String, Counts> = HashMap::new();
    for article in articles {
        let text = Text::new(&article.text);
        let initial: HashSet<usize> = text.sentences.iter().map(|s| s.start).collect();
        let is_name = |t: &&Token| {
            let names = [NameKind::Person, NameKind::Place, NameKind::Organisation];
            matches!(t.part, Part::Name | Part::Names) && t.name.is_some_and(|name| names.contains(&name.kind))
        };
        let named: HashSet<usize> = article.tokens.iter().filter(is_name).map(|t| t.span.start).collect();
        let cues: Vec<_> = article.annotations[0].iter().flat_map(|a| &a.cue).collect();
        for (i, word) in text.words.iter().enumerate() {
            let written = word.span.of(&article.text);
            // Without an analysis a word that is written with a capital within a sentence counts as one of a name.
            let in_name = match article.tokens.is_empty() {
                true => written.starts_with(char::is_uppercase) && !initial.contains(&i),
                false => named.contains(&word.span.start),
            };
            let count = counts.entry(form(written)).or_default();
            count.all += 1;
            count.named += u32::from(in_name);
            count.cue += u32::from(cues.iter().any(|c| c.contains(word.span)));
        }
    }
    counts
}

/// The words to know, sorted: those of the first corpus, which people annotated, and those that all corpora together have
/// `seen` times, if that is given.
pub fn words(corpora: &[Corpus], seen: Option<u32>) -> Vec<String> {
    let is_name = |c: &Counts| c.named as f32 > NAME * c.all as f32;
    let mut kept: HashSet<String> = HashSet::new();
    let mut together: HashMap<String, Counts> = HashMap::new();
    for (i, corpus) in corpora.iter().enumerate() {
        for (word, c) in counts(&corpus.articles) {
            if i == 0 && (c.all >= SEEN || c.cue >= SEEN_IN_CUES) && !is_name(&c) {
                kept.insert(word.clone());
            }
            let sum = together.entry(word).or_default();
            (sum.all, sum.named) = (sum.all + c.all, sum.named + c.named);
        }
    }
    let often = together.into_iter().filter(|(_, c)| seen.is_some_and(|seen| c.all >= seen) && !is_name(c));
    kept.extend(often.map(|(word, _)| word));
    let mut words: Vec<String> = kept.into_iter().collect();
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
