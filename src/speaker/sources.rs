//! A source resolved: what its noun phrase, its pronoun or its absence leads to.

use std::ops::Range;

use super::aliases::key;
use super::descriptions;
use super::discourse::{Answer, Discourse};
use super::evidence::Evidence;
use super::lexicon::has;
use super::names::Name;
use super::page::Page;
use super::phrases::{Phrase, noun_phrase_start, phrase};
use super::possessors::{POSSESSIVES, is_possessive};
use super::pronouns::{self, asks};
use super::roles;
use super::salience::FOREMOST;
use crate::reading::Is;
use crate::rule;

/// The most mentions back that are looked at; no paragraph of news has more.
const MOST_MENTIONS: usize = 48;

/// One resolved phrase.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub entities: Vec<usize>,
    pub evidence: Evidence,
    /// The mention that it refers to, as words.
    pub antecedent: Option<Range<usize>>,
}

impl Resolved {
    #[inline(never)]
    pub(super) fn new(entity: usize, evidence: Evidence, antecedent: Option<Range<usize>>) -> Self {
        Resolved { entities: vec![entity], evidence, antecedent }
    }
}

/// The words of the first and the second person.
fn is_first_person(word: &str) -> bool {
    has("i me my our us we you your", word)
}

impl Discourse<'_> {
    pub(super) fn answer(&mut self, number: usize, at: usize) {
        let (resolved, range) = match self.sources[number].clone() {
            Some((phrase, range)) => (self.resolve(&phrase, range.clone(), Some(number)), Some(range)),
            None => (self.carried(number, at), None),
        };
        let Some(resolved) = resolved else {
            self.answers[number] = None;
            return;
        };
        let named = matches!(&self.sources[number], Some((Phrase::Name(_) | Phrase::Joined(_), _)));
        if let Some(words) = range.clone().filter(|words| !named && !is_first_person(self.page.word(words.start))) {
            resolved.entities.iter().for_each(|&entity| self.see(entity, words.clone(), FOREMOST));
        }
        self.last_speaker = Some((resolved.entities.clone(), at));
        self.answers[number] = Some(self.written(&resolved, range));
    }

    fn written(&self, resolved: &Resolved, range: Option<Range<usize>>) -> Answer {
        let page = self.page;
        let names: Vec<&str> = resolved.entities.iter().map(|&entity| self.entities[entity].name.as_str()).collect();
        let name = match names.as_slice() {
            [front @ .., last] if !front.is_empty() => {
                // Ruiz and her aides, not Ruiz and Ruiz's aides
                let named = resolved.entities.last().is_some_and(|&entity| entity < self.bearers.all.len());
                let own = |i: &usize| {
                    rule::on("and_her_aides") && !named && has(POSSESSIVES, page.word(*i)) && page.before(*i) == "and"
                };
                let owned = range.clone().and_then(|range| Some(range.clone().find(own)?..range.end));
                let last = owned.map_or((*last).to_owned(), |words| page.written(words));
                format!("{} and {}", front.join(", "), last.trim_end_matches([',', ' ']))
            }
            _ => names.concat(),
        };
        let source = range.clone().map_or_else(String::new, |range| page.written(range));
        let antecedent = resolved.antecedent.clone().map(|words| {
            let at = range.map_or(words.start, |range| range.start);
            (page.written(words.clone()), place(page, words.start, at))
        });
        let because = resolved.evidence.because(
            source.trim_end_matches([',', ' ']),
            &name,
            antecedent.as_ref().map(|(words, place)| (words.as_str(), place.as_str())),
        );
        Answer { entities: resolved.entities.clone(), name, confidence: resolved.evidence.confidence(), because }
    }

    pub(super) fn resolve(&mut self, phrase: &Phrase, range: Range<usize>, quote: Option<usize>) -> Option<Resolved> {
        match phrase {
            Phrase::Name(number) => {
                let owner = self.owners[*number];
                let full = key(self.page, &self.names[*number]).len() >= self.name_length(owner);
                Some(Resolved::new(owner, if full { Evidence::Named } else { Evidence::Short }, None))
            }
            Phrase::Pronoun(word) => self.pronoun(*word, quote),
            Phrase::Relative(word) => self.relative(*word),
            Phrase::Joined(parts) => {
                let mut entities = Vec::new();
                let mut evidence = Evidence::Named;
                for part in parts {
                    let resolved = self.resolve(part, range.clone(), quote)?;
                    if resolved.evidence.confidence() < evidence.confidence() {
                        evidence = resolved.evidence;
                    }
                    entities.extend(resolved.entities);
                }
                if !matches!(evidence, Evidence::Named) {
                    evidence = Evidence::Short;
                }
                Some(Resolved { entities, evidence, antecedent: None })
            }
            Phrase::Description(description) if is_possessive(self.page, description) => {
                self.possessed(description, quote)
            }
            Phrase::Description(description) => {
                let single = description.words.len() == 1;
                let word = description.words.start;
                if rule::on("single_capital") && single && self.page.is_capital(word) {
                    let words = std::slice::from_ref(&self.page.folded[word]);
                    if let Some(owner) = self.bearers.known(words, self.page.is_shouted(word)) {
                        return Some(Resolved::new(owner, Evidence::Short, None));
                    }
                }
                let owner = description.owner.map(|name| self.owners[name]);
                let found = descriptions::resolve(
                    self.page,
                    &mut self.things,
                    &mut self.entities,
                    &self.bearers,
                    &self.seen,
                    description,
                    owner,
                );
                Some(Resolved::new(found.entity, found.evidence, found.antecedent))
            }
        }
    }

    fn name_length(&self, entity: usize) -> usize {
        self.bearers.all.get(entity).map_or(1, |bearer| bearer.words.len())
    }

    pub(super) fn pronoun(&mut self, word: usize, quote: Option<usize>) -> Option<Resolved> {
        let page = self.page;
        let own: &[Range<usize>] = quote.map_or(&[], |quote| &self.contents[quote]);
        let Some(asks) = asks(page.word(word)) else {
            return self.first_person(word);
        };
        let apart = |i: usize| rule::on("not_within_own") && own.iter().any(|range| range.contains(&i));
        let choice = pronouns::choose(page, &self.entities, &self.seen, word, asks, &apart);
        let choice = choice?;
        let seen = &self.seen[choice.seen];
        let antecedent = Some(seen.word..seen.end);
        Some(Resolved::new(choice.entity, Evidence::Pronoun(choice.margin), antecedent))
    }

    /// I, we: whoever says the words around, else the writer.
    fn first_person(&mut self, word: usize) -> Option<Resolved> {
        let (name, is) = match self.byline() {
            Some(owner) if rule::on("byline") && has("i me my", self.page.word(word)) => {
                return Some(Resolved::new(owner, Evidence::Writer, None));
            }
            _ => (self.page.written(word..word + 1), Is::Unnamed),
        };
        let entity = self.things.of_word(&mut self.entities, word, name, is);
        self.entities[entity].person = -1.0;
        Some(Resolved::new(entity, Evidence::Unnamed, None))
    }

    /// By Ana Ruiz, a paragraph of its own near the top.
    fn byline(&self) -> Option<usize> {
        let page = self.page;
        self.names.iter().zip(&self.owners).take_while(|(name, _)| page.paragraph[name.words.start] < 4).find_map(
            |(name, owner)| {
                let paragraph = &page.text.paragraphs[page.paragraph[name.words.start]];
                (name.from == paragraph.start + 1 && page.word(paragraph.start) == "by").then_some(*owner)
            },
        )
    }

    /// The noun phrase that ends before a relative pronoun.
    fn relative(&mut self, word: usize) -> Option<Resolved> {
        let page = self.page;
        let start = page.sentence_of(word).start;
        let mut end = word;
        while end > start && (!page.is_plain(end - 1) && page.word(end - 1) != ")" || page.word(end - 1) == "of") {
            end -= 1;
        }
        if end == start {
            return None;
        }
        let who = has("who whom whose", page.word(word));
        // Ana Ruiz, head of Acme, who said: the person, not the body within the apposition.
        let last = self.names.partition_point(|name| name.words.end <= end);
        let is_apposed = |n: &usize| {
            let name = &self.names[*n];
            let of =
                has("at from of", page.at(name.words.end)) && name.words.end + 1 == noun_start(&self.names, *n + 1);
            let ends = self.names.get(*n + 1).is_some_and(|next| next.words.end == end);
            let role = roles::role(page, name);
            name.words.start >= start
                && self.entities[self.owners[*n]].person > 0.0
                && (of && ends || role.is_some_and(|role| role.start > name.words.start && role.end == end))
        };
        if let Some(n) = (0..last).rev().take(4).find(is_apposed).filter(|_| who && rule::on("relative_apposed")) {
            let words = self.names[n].words.clone();
            return Some(Resolved::new(self.owners[n], Evidence::Relative, Some(words)));
        }
        let at = self.names.partition_point(|name| name.words.end < end);
        if let Some(name) = self.names.get(at).filter(|name| name.words.end == end) {
            let words = name.words.clone();
            return Some(Resolved::new(self.owners[at], Evidence::Relative, Some(words)));
        }
        let from = noun_phrase_start(page, start, end);
        if from >= end {
            return None;
        }
        let phrase = phrase(page, &self.names, from..end)?;
        if matches!(phrase, Phrase::Relative(_) | Phrase::Pronoun(_)) {
            return None;
        }
        let resolved = self.resolve(&phrase, from..end, None)?;
        Some(Resolved { evidence: Evidence::Relative, antecedent: Some(from..end), ..resolved })
    }

    /// A quote without a source: in the same paragraph or the one before, the last speaker goes on.
    fn carried(&mut self, number: usize, at: usize) -> Option<Resolved> {
        let page = self.page;
        if !self.contents[number].iter().all(|range| range.clone().any(|i| page.quoted[i])) {
            // His aides said no but noted why: one source for both.
            let (entities, last) = self.last_speaker.clone()?;
            let same = rule::on("shared_source") && page.sentence[at] == page.sentence[last] && self.shares[number];
            return same.then_some(Resolved { entities, evidence: Evidence::Shared, antecedent: None });
        }
        // Ruiz shook her head. "No."
        let start = page.text.paragraphs[page.paragraph[at]].start;
        let subject = self.seen.iter().rev().take(MOST_MENTIONS).take_while(|seen| seen.word >= start).filter(|seen| {
            seen.word < at
                && self.entities[seen.entity].person > 0.0
                && self.said[seen.word].is_none()
                && seen.weight >= 0.9
        });
        if rule::on("gesture")
            && let Some(seen) = subject.last()
        {
            let antecedent = seen.word..seen.end;
            return Some(Resolved::new(seen.entity, Evidence::Carried, Some(antecedent)));
        }
        let (entities, last) = self.last_speaker.clone()?;
        if !rule::on("carried") || page.paragraph[at].abs_diff(page.paragraph[last]) > 2 {
            return None;
        }
        Some(Resolved { entities, evidence: Evidence::Carried, antecedent: None })
    }
}

/// Where the antecedent stands, seen from the word `at`.
fn place(page: &Page, antecedent: usize, at: usize) -> String {
    let sentences = page.sentence[at] as isize - page.sentence[antecedent] as isize;
    let paragraphs = page.paragraph[at] - page.paragraph[antecedent].min(page.paragraph[at]);
    match (sentences, paragraphs) {
        (..0, _) => "further down".to_owned(),
        (0, _) => "in the same sentence".to_owned(),
        (1, _) => "in the sentence before".to_owned(),
        (_, 0) => format!("{sentences} sentences before"),
        (_, 1) => "in the paragraph before".to_owned(),
        _ => format!("{paragraphs} paragraphs before"),
    }
}

/// Where the name `number` begins, if there is one.
fn noun_start(names: &[Name], number: usize) -> usize {
    names.get(number).map_or(usize::MAX, |name| name.from)
}
