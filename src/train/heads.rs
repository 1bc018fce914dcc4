//! How well the network tells parts of speech and names, judged by an analysis.

use std::{collections::HashMap, path::Path};

use rayon::prelude::*;

use super::corpus::{self, Article, Problem};
use crate::{
    steps::all,
    tagger::{
        self, Weights,
        tags::{InName, KINDS},
    },
    text::Text,
};

/// What of a class was found and what is there.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Found {
    fn add(&mut self, found: bool, wanted: bool) {
        self.right += usize::from(found && wanted);
        self.found += usize::from(found);
        self.wanted += usize::from(wanted);
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

/// The counts over some articles.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heads {
    words: usize,
    parts: usize,
    finite: Found,
    kinds: [Found; KINDS.len()],
}

impl Heads {
    /// Reads the articles with the weights. Only words that the analysis cuts in the same place count.
    pub fn of(articles: &[Article], weights: &Weights) -> Self {
        articles.par_iter().map(|article| Heads::in_article(article, weights)).reduce(Heads::default, Heads::plus)
    }

    fn in_article(article: &Article, weights: &Weights) -> Self {
        let text = Text::new(&article.text);
        let analysed: HashMap<_, _> = article.tokens.iter().map(|t| ((t.span.start, t.span.end), t)).collect();
        let mut heads = Heads::default();
        for (tag, word) in all(tagger::tag(&text, weights)).iter().zip(&text.words) {
            let Some(token) = analysed.get(&(word.span.start, word.span.end)) else { continue };
            heads.words += 1;
            heads.parts += usize::from(tag.part == token.part);
            heads.finite.add(tag.part.is_finite(), token.part.is_finite());
            let is = |place: Option<InName>, kind| place.is_some_and(|place| place.kind == kind);
            for (count, kind) in heads.kinds.iter_mut().zip(KINDS) {
                count.add(is(tag.name, kind), is(token.name, kind));
            }
        }
        heads
    }

    fn plus(mut self, other: Self) -> Self {
        let add = |a: &mut Found, b: Found| {
            (a.right, a.found, a.wanted) = (a.right + b.right, a.found + b.found, a.wanted + b.wanted);
        };
        self.words += other.words;
        self.parts += other.parts;
        add(&mut self.finite, other.finite);
        self.kinds.iter_mut().zip(other.kinds).for_each(|(a, b)| add(a, b));
        self
    }

    /// In words.
    pub fn tell(&self) -> String {
        let [person, organisation, place, other] = self.kinds.map(|kind| kind.f1());
        format!(
            "parts of speech {:.3}; F1 of finite verbs {:.3}, of words in names of persons {person:.3}, organisations \
             {organisation:.3}, places {place:.3}, others {other:.3}",
            self.parts as f64 / self.words.max(1) as f64,
            self.finite.f1(),
        )
    }
}

/// What the weights that ship tell of the articles of a corpus, beside their analysis.
pub fn judge(corpus: &Path, syntax: &Path) -> Result<String, Problem> {
    let weights = all(tagger::shipped()).ok_or("the shipped weights cannot be read")?;
    Ok(Heads::of(&corpus::articles(corpus, Some(syntax))?, weights).tell())
}
