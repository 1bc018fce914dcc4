//! Which words the network shall know by sight: frequent ones and those that quote, but no names,
//! since those of the corpus' years are not those of the reader's.

use std::collections::{HashMap, HashSet};

use super::{
    clusters::{cluster_of, clusters},
    corpus::{Article, Pretrained},
    examples::Vectors,
};
use crate::{
    tagger::features::{UNKNOWN, Vocabulary, form},
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

/// The words that the network shall know.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// With a row of their own, sorted.
    pub own: Vec<String>,
    /// With their cluster's, sorted.
    pub clustered: Vec<(String, u16)>,
    /// How many clusters there are.
    pub clusters: usize,
}

/// How many of the most frequent words of the vectors' own texts are known at least by cluster.
const FREQUENT: usize = 24_000;
const CLUSTERS: usize = 512;

impl Words {
    /// The words of a corpus, and of the pretrained vectors where there are any.
    pub fn of(articles: &[Article], pretrained: &Pretrained) -> (Self, Vectors) {
        let (own, names) = choose(articles);
        let known: HashSet<&String> = own.iter().chain(&names).collect();
        let worded = |w: &&String| w.chars().all(|c| c.is_lowercase() || c == '-') && w.len() > 2;
        let mut rare: Vec<&String> =
            pretrained.frequent.iter().take(FREQUENT).filter(worded).filter(|w| !known.contains(w)).collect();
        rare.sort();
        let rows: Vec<&[f32]> = rare.iter().map(|w| pretrained.vectors[*w].as_slice()).collect();
        let (of, means) = clusters(&rows, CLUSTERS);
        let clustered = rare.into_iter().cloned().zip(of).collect();
        let mut vectors = Vectors {
            dimensions: pretrained.dimensions,
            numbers: Vec::new(),
            of_row: vec![None; UNKNOWN],
            cluster_of_row: vec![None; UNKNOWN + means.len()],
        };
        let found = own.iter().map(|word| pretrained.vectors.get(word));
        for vector in means.iter().map(Some).chain(found) {
            vectors.of_row.push(vector.map(|_| (vectors.numbers.len() / pretrained.dimensions) as u32));
            vectors.numbers.extend(vector.into_iter().flatten());
        }
        for word in &own {
            let vector = pretrained.vectors.get(word).filter(|_| !means.is_empty());
            vectors.cluster_of_row.push(vector.map(|v| UNKNOWN as u32 + u32::from(cluster_of(v, &means))));
        }
        (Words { own, clustered, clusters: means.len() }, vectors)
    }

    /// As the features look them up.
    pub fn vocabulary(&self) -> Vocabulary {
        Vocabulary::new(&self.own, &self.clustered, self.clusters)
    }
}

/// The words to give a row of their own, sorted, and those that are names.
fn choose(articles: &[Article]) -> (Vec<String>, Vec<String>) {
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
    let names = counts.iter().filter(|(_, c)| name(c)).map(|(word, _)| word.clone()).collect();
    let mut own: Vec<String> = counts
        .into_iter()
        .filter(|(_, c)| (c.all >= SEEN || c.cue >= SEEN_IN_CUES) && !name(c))
        .map(|(word, _)| word)
        .collect();
    own.sort();
    (own, names)
}
