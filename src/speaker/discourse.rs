//! Who the text speaks of, from its first word to its last: names, pronouns and sources in reading
//! order, each resolved by what stands before it.

use std::ops::Range;

use super::aliases::Bearers;
use super::descriptions::{self, Things};
use super::headlines;
use super::lexicon::{DETERMINERS, PREPOSITIONS, ROLES, SECRETIVE, has};
use super::names::{self, Name, Sex};
use super::page::{Page, ends, is_plural};
use super::phrases::{Description, Phrase, Sort, noun_phrase_start, phrase, sort};
use super::possessors::POSSESSIVES;
use super::pronouns::{self, Asks, asks};
use super::roles;
use super::salience::{self, ASIDE, FOREMOST};
use crate::order;
use crate::reading::{Is, Quote};
use crate::rule;
use crate::steps::pause;
use crate::text::Span;

/// Whoever may speak.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    pub name: String,
    pub is: Is,
    pub role: Option<String>,
    /// The nouns that the text has for it.
    pub heads: Vec<String>,
    pub plural: bool,
    /// Above zero for a person, below for none.
    pub person: f32,
    /// What is said for "he" and for "she".
    pub he: f32,
    pub she: f32,
}

impl Entity {
    /// Something says "he" or "she" of it.
    fn lean(&mut self, sex: Option<Sex>, weight: f32) {
        match sex {
            Some(Sex::He) => self.he += weight,
            Some(Sex::She) => self.she += weight,
            None => {}
        }
    }

    /// What the noun for somebody without a name says of "he" and "she".
    pub(super) fn told_by(&mut self, noun: &str) {
        match names::sex(noun) {
            Some(Sex::He) => (self.he, self.she) = (NOUN, 0.0),
            Some(Sex::She) => (self.he, self.she) = (0.0, NOUN),
            None => {}
        }
    }
}

/// A mention gone by.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub entity: usize,
    /// Its first word, and the word behind its last.
    pub word: usize,
    pub end: usize,
    /// How strongly it stays in mind.
    pub weight: f32,
}

/// The speaker of one quote.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub entities: Vec<usize>,
    pub name: String,
    pub confidence: f32,
    pub because: String,
}

/// What the stage finds.
pub(super) struct Found {
    pub entities: Vec<Entity>,
    pub answers: Vec<Option<Answer>>,
    /// The mentions of each entity, in order.
    pub mentions: Vec<Vec<Span>>,
}

/// What a common first name says, where the text itself says hardly anything: a title says twice as much.
const FORENAME: f32 = 1.5;
/// What a noun says: the actress.
pub(super) const NOUN: f32 = 2.0;

#[derive(Clone, Copy)]
enum Event {
    Name(usize),
    Pronoun,
    Noun,
    Plural,
    Source(usize),
}

/// The text as it goes by.
pub(super) struct Discourse<'p> {
    pub page: &'p Page<'p>,
    pub names: Vec<Name>,
    pub owners: Vec<usize>,
    pub bearers: Bearers,
    pub entities: Vec<Entity>,
    pub seen: Vec<Seen>,
    pub things: Things,
    /// The quote of whose content each word is.
    pub said: Vec<Option<usize>>,
    /// The content of each quote as words.
    pub contents: Vec<Vec<Range<usize>>>,
    pub sources: Vec<Option<(Phrase, Range<usize>)>>,
    pub answers: Vec<Option<Answer>>,
    pub last_speaker: Option<(Vec<usize>, usize)>,
    /// For each name, how strongly its place keeps it in mind.
    pub weights: Vec<f32>,
    /// Whether each quote's cue may go on with the source of the one before: "and added".
    pub shares: Vec<bool>,
    /// The body of its bearer that a name stands before.
    pub owned: Vec<Option<usize>>,
}

impl<'p> Discourse<'p> {
    /// Reads it, in steps.
    pub(super) async fn read(page: &'p Page<'p>, quotes: &[Quote]) -> Found {
        let names = names::names(page);
        pause().await;
        let mut discourse = Self::new(page, quotes, names);
        pause().await;
        let events = discourse.events();
        discourse.pass(&events);
        discourse.found()
    }

    fn new(page: &'p Page<'p>, quotes: &[Quote], names: Vec<Name>) -> Self {
        let words = |spans: &[Span]| spans.iter().map(|span| page.text.words_in(*span)).collect::<Vec<_>>();
        let source = |quote: &Quote| words(&quote.source).into_iter().find(|range| !range.is_empty());
        let mut speaks = vec![false; names.len()];
        for phrase in quotes.iter().filter_map(source).filter_map(|range| phrase(page, &names, range)) {
            phrase.names().into_iter().for_each(|name| speaks[name] = true);
        }
        let (bearers, owners) = Bearers::gather(page, &names, &speaks);
        let mut all: Vec<(Name, usize)> = names.into_iter().zip(owners).collect();
        if rule::on("headline_names") {
            all.extend(headlines::names(page, &bearers));
        }
        let mut order: Vec<(usize, usize)> =
            all.iter().enumerate().map(|(i, (name, _))| (name.words.start, i)).collect();
        order::sort(&mut order);
        let (names, owners): (Vec<Name>, Vec<usize>) = order.into_iter().map(|(_, i)| all[i].clone()).unzip();
        let contents: Vec<Vec<Range<usize>>> = quotes.iter().map(|quote| words(&quote.content)).collect();
        let mut said = vec![None; page.folded.len()];
        for (number, ranges) in contents.iter().enumerate() {
            ranges.iter().for_each(|range| said[range.clone()].fill(Some(number)));
        }
        let sources: Vec<_> = quotes
            .iter()
            .map(|quote| source(quote).and_then(|range| Some((phrase(page, &names, range.clone())?, range))))
            .collect();
        let mut discourse = Discourse {
            page,
            entities: Vec::new(),
            things: Things::new(page, heads(&sources)),
            seen: Vec::new(),
            answers: vec![None; quotes.len()],
            last_speaker: None,
            weights: Vec::new(),
            shares: quotes.iter().map(|quote| words(&quote.cue).iter().any(|cue| shares(page, cue.clone()))).collect(),
            owned: Vec::new(),
            names,
            owners,
            bearers,
            said,
            contents,
            sources,
        };
        discourse.introduce();
        discourse.mark_sources();
        discourse.find_owned();
        discourse
    }

    /// The bearers of names, with what titles and appositions say of them.
    fn introduce(&mut self) {
        let page = self.page;
        for bearer in &self.bearers.all {
            let person = bearer.person / bearer.told.max(1) as f32;
            let body = person <= 0.0 || bearer.words.len() == 1 && person < 0.25;
            let mut entity = Entity {
                name: bearer.name.clone(),
                is: if body { Is::Organisation } else { Is::Person },
                role: None,
                heads: Vec::new(),
                plural: false,
                person,
                he: bearer.he,
                she: bearer.she,
            };
            if rule::on("first_names") {
                entity.lean(names::forename(&bearer.words), FORENAME);
            }
            self.entities.push(entity);
        }
        for (name, owner) in self.names.iter().zip(&self.owners) {
            let Some(role) = roles::role(page, name) else { continue };
            let entity = &mut self.entities[*owner];
            if rule::on("role_of_body") && entity.person < 0.0 && !name.personal {
                continue;
            }
            for head in roles::heads(page, role.clone()) {
                if rule::on("role_leans") {
                    entity.lean(names::sex(&head), NOUN);
                }
                if !entity.heads.contains(&head) {
                    entity.heads.push(head);
                }
            }
            entity.is = Is::Person;
            let written = match page.written(role.clone()).as_str() {
                // A title that several names share.
                "Reps." if rule::on("shared_title") => "Rep.".to_owned(),
                "Sens." if rule::on("shared_title") => "Sen.".to_owned(),
                written => written.to_owned(),
            };
            if entity.role.as_ref().is_none_or(|old| !old.contains(' ') && role.len() > 1) {
                entity.role = Some(written);
            }
        }
    }

    fn events(&self) -> Vec<(usize, Event)> {
        let mut events = Vec::new();
        let mut named = vec![false; self.page.folded.len()];
        for name in &self.names {
            named[name.from..name.words.end].fill(true);
            if let Some(role) = roles::role(self.page, name) {
                named[role].fill(true);
            }
        }
        let mut sourced = vec![false; self.page.folded.len()];
        for (number, source) in self.sources.iter().enumerate() {
            let at = match source {
                Some((Phrase::Pronoun(word) | Phrase::Relative(word), _)) => {
                    sourced[*word] = true;
                    *word
                }
                Some((_, range)) => range.start,
                None => match self.contents[number].iter().find(|range| !range.is_empty()) {
                    Some(range) => range.start,
                    None => continue,
                },
            };
            events.push((at, Event::Source(number)));
        }
        events.extend(self.names.iter().enumerate().map(|(number, name)| (name.words.start, Event::Name(number))));
        for (phrase, range) in self.sources.iter().flatten() {
            if matches!(phrase, Phrase::Description(_)) {
                sourced[range.clone()].fill(true);
            }
        }
        let they = |source: &Option<(Phrase, Range<usize>)>| matches!(source, Some((Phrase::Pronoun(word), _)) if asks(self.page.word(*word)) == Some(Asks::Several));
        let several = rule::on("see_plural") && self.sources.iter().any(they);
        for i in (0..self.page.folded.len()).filter(|&i| !self.page.quoted[i] && !sourced[i]) {
            let word = self.page.word(i);
            if rule::on("see_pronoun") && matches!(asks(word), Some(Asks::Person(_))) {
                events.push((i, Event::Pronoun));
            } else if named[i] {
                continue;
            } else if the_role(self.page, i).is_some() {
                events.push((i, Event::Noun));
            } else if several && (has(SECRETIVE, word) || is_plural(word) && sort(word) == Sort::Person) {
                events.push((i, Event::Plural));
            }
        }
        let mut order: Vec<(usize, usize)> = events.iter().enumerate().map(|(i, (at, _))| (*at, i)).collect();
        order::sort(&mut order);
        order.into_iter().map(|(at, i)| (at, events[i].1)).collect()
    }

    /// How strongly each name stays in mind: most as a source, least inside another's role.
    fn mark_sources(&mut self) {
        let page = self.page;
        let mut aside = vec![false; page.folded.len()];
        let mut speaks = vec![false; self.names.len()];
        for (phrase, range) in self.sources.iter().flatten() {
            aside[range.clone()].fill(true);
            phrase.names().into_iter().for_each(|name| speaks[name] = true);
        }
        for name in &self.names {
            if let Some(role) = roles::role(page, name) {
                aside[role].fill(true);
            }
        }
        let weight = |(name, speaks): (&Name, &bool)| {
            if *speaks && rule::on("salience_speaker") {
                return FOREMOST;
            }
            let mut weight = if rule::on("salience_role") && aside[name.words.start] {
                ASIDE
            } else {
                salience::weight(page, name, roles::role(page, name))
            };
            if !rule::on("salience_quoted") {
            } else if page.quoted[name.words.start] {
                weight *= 0.4;
            } else if self.said[name.words.start].is_some() {
                weight *= 0.7;
            }
            weight
        };
        self.weights = self.names.iter().zip(&speaks).map(weight).collect();
    }

    /// Trump's presidential campaign, Acme's board: a body next to a name.
    fn find_owned(&mut self) {
        let page = self.page;
        for (name, owner) in self.names.iter().zip(&self.owners) {
            let possessive = page.at(name.words.end) == "'s";
            let start = name.words.end + usize::from(possessive);
            let end = page.sentence_of(name.words.start).end.min(start + 3);
            let head = (start..end).find(|&i| sort(page.word(i)) == Sort::Body && !page.is_capital(i));
            let between = |i: usize| {
                let word = page.word(i);
                let adjective = ends(word, &["al", "an", "ic", "ry", "ve"]);
                page.is_plain(i) && (possessive || adjective) && !has(PREPOSITIONS, word) && !has(DETERMINERS, word)
            };
            let head = head.filter(|&head| (start..head).all(between));
            let head =
                head.filter(|&head| !(head + 1 < page.folded.len() && sort(page.word(head + 1)) == Sort::Person));
            let found = head.filter(|&head| !is_plural(page.word(head))).map(|head| {
                let written = page.written(name.from..head + 1);
                self.things.owned(&mut self.entities, *owner, page.word(head), head, written)
            });
            self.owned.push(found.filter(|_| rule::on("body_beside_name")));
        }
    }

    fn pass(&mut self, events: &[(usize, Event)]) {
        for (at, event) in events {
            match event {
                Event::Name(number) => self.see_name(*number),
                Event::Pronoun => self.see_pronoun(*at),
                Event::Noun => self.see_noun(*at),
                Event::Plural => self.see_plural(*at),
                Event::Source(number) => self.answer(*number, *at),
            }
        }
    }

    #[inline(never)]
    pub(super) fn see(&mut self, entity: usize, words: Range<usize>, weight: f32) {
        self.seen.push(Seen { entity, word: words.start, end: words.end, weight });
    }

    fn see_name(&mut self, number: usize) {
        let (name, weight) = (&self.names[number], self.weights[number]);
        let words = name.from..name.words.end;
        if let Some(owned) = self.owned[number] {
            self.see(owned, words.clone(), weight.max(0.9));
            self.see(self.owners[number], words, 0.4 * weight);
        } else {
            self.see(self.owners[number], words, weight);
        }
    }

    /// "The president", of one who is known as such.
    fn see_noun(&mut self, at: usize) {
        let page = self.page;
        if let Some(start) = the_role(page, at)
            && let Some(meant) = descriptions::by_role(&self.entities, &self.seen, at, page.word(at))
        {
            let start = if start + 1 == at { start } else { at };
            let weight = if has(PREPOSITIONS, page.before(start)) { 0.5 } else { 1.0 };
            self.see(meant.entity, start..at + 1, if self.said[at].is_some() { 0.5 } else { 1.0 } * weight);
        }
    }

    /// "Researchers", "the workers", for whom a later "they" may stand.
    fn see_plural(&mut self, at: usize) {
        let page = self.page;
        let start = noun_phrase_start(page, page.sentence_of(at).start, at + 1);
        let words = start..at + 1;
        let entity = if has(POSSESSIVES, page.word(start)) && start < at {
            let description = Description { words, head: at, definite: false, plural: true, owner: None };
            let Some(resolved) = self.possessed(&description, None) else { return };
            resolved.entities[0]
        } else {
            self.things.of_word(&mut self.entities, at, page.written(words), Is::Group)
        };
        self.entities[entity].plural = true;
        let weight = match page.before(start) {
            "" | "," => 1.2,
            before if has(PREPOSITIONS, before) => 0.3,
            _ => 0.6,
        };
        self.see(entity, start..at + 1, if self.said[at].is_some() { 0.5 } else { 1.0 } * weight);
    }

    fn see_pronoun(&mut self, at: usize) {
        let Some(asks) = asks(self.page.word(at)) else { return };
        let Some(choice) = pronouns::choose(self.page, &self.entities, &self.seen, at, asks, &|_| false) else {
            return;
        };
        self.vote(choice.entity, asks, 0.45 * choice.share);
        let subject = matches!(self.page.word(at), "he" | "she");
        self.see(choice.entity, at..at + 1, if subject { 0.75 } else { 0.6 } * choice.share);
    }

    pub(super) fn vote(&mut self, entity: usize, asks: Asks, weight: f32) {
        let entity = &mut self.entities[entity];
        match asks {
            _ if !rule::on("pronouns_vote") => {}
            Asks::Person(Sex::He) => (entity.he, entity.person) = (entity.he + weight, entity.person + weight),
            Asks::Person(Sex::She) => (entity.she, entity.person) = (entity.she + weight, entity.person + weight),
            _ => {}
        }
    }

    fn found(self) -> Found {
        let mut mentions = vec![Vec::new(); self.entities.len()];
        for seen in &self.seen {
            mentions[seen.entity].push(self.page.span(seen.word..seen.end.max(seen.word + 1)));
        }
        for spans in &mut mentions {
            let mut order: Vec<(usize, usize)> = spans.iter().map(|span| (span.start, usize::MAX - span.end)).collect();
            order::sort(&mut order);
            *spans = order.into_iter().map(|(start, end)| Span::new(start, usize::MAX - end)).collect();
            spans.dedup_by(|later, earlier| later.start < earlier.end);
        }
        Found { entities: self.entities, answers: self.answers, mentions }
    }
}

/// Where "the" stands before a role: the mayor, the lead negotiator.
fn the_role(page: &Page, at: usize) -> Option<usize> {
    let the = |i: &usize| page.word(*i) == "the";
    (at.saturating_sub(2)..at).rev().find(the).filter(|_| rule::on("see_role")).filter(|_| has(ROLES, page.word(at)))
}

/// Whether a cue may share the source of another: "and added", ", saying". A passive one has none.
fn shares(page: &Page, cue: Range<usize>) -> bool {
    let passive = cue.clone().any(|i| has("are be been being is was were", page.word(i)));
    let joined = (cue.start.saturating_sub(2)..cue.start).any(|i| has(", and but or", page.word(i)));
    !cue.is_empty() && !passive && (joined || page.word(cue.start).ends_with("ing"))
}

/// Where the heads of all sources without a name stand.
fn heads(sources: &[Option<(Phrase, Range<usize>)>]) -> impl Iterator<Item = usize> {
    sources.iter().filter_map(|source| match source {
        Some((Phrase::Description(description), _)) => Some(description.head),
        _ => None,
    })
}
