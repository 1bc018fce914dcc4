//! Who the text speaks of, from its first word to its last: names, pronouns and sources in reading
//! order, each resolved by what stands before it.

use std::ops::Range;

use super::aliases::{Bearers, key};
use super::descriptions::{self, Things};
use super::evidence::Evidence;
use super::headlines;
use super::lexicon::{DETERMINERS, PREPOSITIONS, ROLES, SECRETIVE, has};
use super::names::{self, Name, Sex};
use super::page::{Page, is_plural};
use super::phrases::{Phrase, Sort, phrase, sort};
use super::pronouns::{self, Asks, asks};
use super::roles;
use crate::reading::{Is, Quote};
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

/// One resolved phrase.
#[derive(Clone, Debug)]
struct Resolved {
    entities: Vec<usize>,
    evidence: Evidence,
    /// The mention that it refers to, as words.
    antecedent: Option<Range<usize>>,
}

impl Resolved {
    fn new(entity: usize, evidence: Evidence, antecedent: Option<Range<usize>>) -> Self {
        Resolved { entities: vec![entity], evidence, antecedent }
    }
}

/// What the stage finds.
pub(super) struct Found {
    pub entities: Vec<Entity>,
    pub answers: Vec<Option<Answer>>,
    /// The mentions of each entity, in order.
    pub mentions: Vec<Vec<Span>>,
}

enum Event {
    Name(usize),
    Pronoun,
    Noun,
    Plural,
    Source(usize),
}

pub(super) struct Discourse<'p> {
    page: &'p Page<'p>,
    names: Vec<Name>,
    owners: Vec<usize>,
    bearers: Bearers,
    pub entities: Vec<Entity>,
    seen: Vec<Seen>,
    things: Things,
    /// Whether each word is said by someone.
    said: Vec<bool>,
    /// The content of each quote as words.
    contents: Vec<Vec<Range<usize>>>,
    sources: Vec<Option<(Phrase, Range<usize>)>>,
    answers: Vec<Option<Answer>>,
    last_speaker: Option<(Vec<usize>, usize)>,
    settled: bool,
    /// For each name, how strongly its place keeps it in mind.
    weights: Vec<f32>,
    /// Whether each quote's cue tells of saying without a sayer: "is said to".
    passive: Vec<bool>,
    /// The body of its bearer that a name stands before.
    owned: Vec<Option<usize>>,
}

impl<'p> Discourse<'p> {
    pub(super) fn read(page: &'p Page<'p>, quotes: &[Quote]) -> Found {
        let names = names::names(page);
        let words = |spans: &[Span]| spans.iter().map(|span| page.text.words_in(*span)).collect::<Vec<_>>();
        let source = |quote: &Quote| words(&quote.source).into_iter().find(|range| !range.is_empty());
        let mut speaks = vec![false; names.len()];
        for phrase in quotes.iter().filter_map(source).filter_map(|range| phrase(page, &names, range)) {
            phrase.names().into_iter().for_each(|name| speaks[name] = true);
        }
        let (bearers, owners) = Bearers::gather(page, &names, &speaks);
        let mut all: Vec<(Name, usize)> = names.into_iter().zip(owners).collect();
        all.extend(headlines::names(page, &bearers));
        all.sort_by_key(|(name, _)| name.words.start);
        let (names, owners): (Vec<Name>, Vec<usize>) = all.into_iter().unzip();
        let contents: Vec<Vec<Range<usize>>> = quotes.iter().map(|quote| words(&quote.content)).collect();
        let mut said = vec![false; page.folded.len()];
        for range in contents.iter().flatten() {
            said[range.clone()].fill(true);
        }
        let sources: Vec<_> = quotes
            .iter()
            .map(|quote| source(quote).and_then(|range| Some((phrase(page, &names, range.clone())?, range))))
            .collect();
        let mut discourse = Discourse {
            page,
            entities: Vec::new(),
            things: Things::new(page, heads(page, &sources)),
            seen: Vec::new(),
            answers: vec![None; quotes.len()],
            last_speaker: None,
            settled: false,
            weights: Vec::new(),
            passive: quotes.iter().map(|quote| words(&quote.cue).iter().any(|cue| passive(page, cue.clone()))).collect(),
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
        let events = discourse.events(quotes);
        discourse.pass(&events);
        discourse.settled = true;
        discourse.pass(&events);
        discourse.found()
    }

    /// The bearers of names, with what titles and appositions say of them.
    fn introduce(&mut self) {
        let page = self.page;
        for bearer in &self.bearers.all {
            let person = bearer.person / bearer.told.max(1) as f32;
            let body = person <= 0.0 || bearer.words.len() == 1 && person < 0.25;
            self.entities.push(Entity {
                name: bearer.name.clone(),
                is: if body { Is::Organisation } else { Is::Person },
                role: None,
                heads: Vec::new(),
                plural: false,
                person,
                he: bearer.he,
                she: bearer.she,
            });
        }
        for (name, owner) in self.names.iter().zip(&self.owners) {
            let Some(role) = roles::role(page, name) else { continue };
            let entity = &mut self.entities[*owner];
            if entity.person < 0.0 && !name.personal {
                continue;
            }
            for head in roles::heads(page, role.clone()) {
                match names::sex(&head) {
                    Some(Sex::He) => entity.he += 2.0,
                    Some(Sex::She) => entity.she += 2.0,
                    None => {}
                }
                if !entity.heads.contains(&head) {
                    entity.heads.push(head);
                }
            }
            entity.person = entity.person.max(1.0);
            entity.is = Is::Person;
            let written = page.written(role.clone());
            if entity.role.as_ref().is_none_or(|old| !old.contains(' ') && role.len() > 1) {
                entity.role = Some(written);
            }
        }
    }

    fn events(&self, quotes: &[Quote]) -> Vec<(usize, Event)> {
        let mut events = Vec::new();
        let mut named = vec![false; self.page.folded.len()];
        for name in &self.names {
            named[name.from..name.words.end].fill(true);
            if let Some(role) = roles::role(self.page, name) {
                named[role].fill(true);
            }
        }
        let mut sourced = vec![false; self.page.folded.len()];
        for (number, quote) in quotes.iter().enumerate() {
            let at = match &self.sources[number] {
                Some((Phrase::Pronoun(word) | Phrase::Relative(word), _)) => {
                    sourced[*word] = true;
                    *word
                }
                Some((_, range)) => range.start,
                None => self.page.text.words_in(quote.content[0]).start,
            };
            events.push((at, Event::Source(number)));
        }
        events.extend(self.names.iter().enumerate().map(|(number, name)| (name.words.start, Event::Name(number))));
        for (phrase, range) in self.sources.iter().flatten() {
            if matches!(phrase, Phrase::Description(_)) {
                sourced[range.clone()].fill(true);
            }
        }
        let noun = |i: &usize| {
            let the = *i > 0 && (self.page.word(i - 1) == "the" || *i > 1 && self.page.word(i - 2) == "the");
            the && has(&ROLES, self.page.word(*i)) && !self.page.quoted[*i] && !sourced[*i] && !named[*i]
        };
        events.extend((0..self.page.folded.len()).filter(noun).map(|i| (i, Event::Noun)));
        let they = |source: &Option<(Phrase, Range<usize>)>| {
            matches!(source, Some((Phrase::Pronoun(word), _)) if asks(self.page.word(*word)) == Some(Asks::Several))
        };
        if self.sources.iter().any(they) {
            let plural = |i: &usize| {
                let word = self.page.word(*i);
                let people = has(&SECRETIVE, word) || is_plural(word) && sort(word) == Sort::Person;
                people && !self.page.quoted[*i] && !sourced[*i] && !named[*i]
            };
            events.extend((0..self.page.folded.len()).filter(plural).map(|i| (i, Event::Plural)));
        }
        let pronoun = |i: &usize| {
            matches!(asks(self.page.word(*i)), Some(Asks::Person(_))) && !self.page.quoted[*i] && !sourced[*i]
        };
        events.extend((0..self.page.folded.len()).filter(pronoun).map(|i| (i, Event::Pronoun)));
        events.sort_by_key(|(at, _)| *at);
        events
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
            let mut weight = match page.before(name.from) {
                _ if *speaks => return 2.0,
                _ if aside[name.words.start] => 0.25,
                _ if matches!(page.at(name.words.end), "'s" | "'") => 0.6,
 // A place: hardly "it" or "they".
                "in" | "across" | "near" | "throughout" => 0.15,
                "that" | "when" | "while" | "where" | "as" | "which" | "until" | "since" => 0.9,
                before if has(&PREPOSITIONS, before) => 0.5,
                _ if page.is_initial(name.from) => 1.3,
                _ => 0.9,
            };
            if page.quoted[name.words.start] {
                weight *= 0.4;
            } else if self.said[name.words.start] {
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
                let adjective = ["al", "an", "ic", "ry", "ve"].iter().any(|ending| word.ends_with(ending));
                page.is_plain(i) && (possessive || adjective) && !has(&PREPOSITIONS, word) && !has(&DETERMINERS, word)
            };
            let head = head.filter(|&head| (start..head).all(between));
            let head = head.filter(|&head| !(head + 1 < page.folded.len() && sort(page.word(head + 1)) == Sort::Person));
            let found = head.filter(|&head| !is_plural(page.word(head))).map(|head| {
                let written = page.written(name.from..head + 1);
                self.things.owned(&mut self.entities, *owner, page.word(head), head, written)
            });
            self.owned.push(found);
        }
    }

    fn pass(&mut self, events: &[(usize, Event)]) {
        self.seen.clear();
        self.things.rewind();
        self.last_speaker = None;
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

    fn see(&mut self, entity: usize, words: Range<usize>, weight: f32) {
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
        let plain = page.word(at - 1) == "the";
        if let Some(meant) = descriptions::by_role(&self.entities, &self.seen, at, plain, page.word(at)) {
            let start = if plain { at - 1 } else { at };
            let weight = if has(&PREPOSITIONS, page.before(start)) { 0.5 } else { 1.0 };
            self.see(meant.entity, start..at + 1, if self.said[at] { 0.5 } else { 1.0 } * weight);
        }
    }

    /// "Researchers", "the workers", for whom a later "they" may stand.
    fn see_plural(&mut self, at: usize) {
        let page = self.page;
        let start = noun_phrase_start(page, page.sentence_of(at).start, at + 1);
        let entity = self.things.of_word(&mut self.entities, at, page.written(start..at + 1), Is::Group);
        self.entities[entity].plural = true;
        let weight = match page.before(start) {
            "" | "," => 1.2,
            before if has(&PREPOSITIONS, before) => 0.3,
            _ => 0.6,
        };
        self.see(entity, start..at + 1, if self.said[at] { 0.5 } else { 1.0 } * weight);
    }

    fn see_pronoun(&mut self, at: usize) {
        let Some(asks) = asks(self.page.word(at)) else { return };
        let Some(choice) = pronouns::choose(self.page, &self.entities, &self.seen, at, asks, |_| false) else { return };
        self.vote(choice.entity, asks, 0.6 * choice.share);
        let subject = matches!(self.page.word(at), "he" | "she");
        self.see(choice.entity, at..at + 1, if subject { 1.0 } else { 0.6 } * choice.share);
    }

    fn vote(&mut self, entity: usize, asks: Asks, weight: f32) {
        let entity = &mut self.entities[entity];
        match asks {
            _ if self.settled => {}
            Asks::Person(Sex::He) => (entity.he, entity.person) = (entity.he + weight, entity.person + weight),
            Asks::Person(Sex::She) => (entity.she, entity.person) = (entity.she + weight, entity.person + weight),
            _ => {}
        }
    }

    fn answer(&mut self, number: usize, at: usize) {
        let (resolved, range) = match self.sources[number].clone() {
            Some((phrase, range)) => (self.resolve(&phrase, range.clone(), Some(number)), Some(range)),
            None => (self.carried(number, at), None),
        };
        let Some(resolved) = resolved else {
            self.answers[number] = None;
            return;
        };
        let words = range.clone().unwrap_or(at..at);
        for &entity in &resolved.entities {
            if range.is_some() && !matches!(resolved.evidence, Evidence::Named | Evidence::Short) {
                self.see(entity, words.clone(), 2.0);
            }
        }
        self.last_speaker = Some((resolved.entities.clone(), at));
        self.answers[number] = Some(self.written(&resolved, range));
    }

    fn written(&self, resolved: &Resolved, range: Option<Range<usize>>) -> Answer {
        let names: Vec<&str> = resolved.entities.iter().map(|&entity| self.entities[entity].name.as_str()).collect();
        let name = match names.as_slice() {
            [front @ .., last] if !front.is_empty() => format!("{} and {last}", front.join(", ")),
            _ => names.concat(),
        };
        let page = self.page;
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

    fn resolve(&mut self, phrase: &Phrase, range: Range<usize>, quote: Option<usize>) -> Option<Resolved> {
        match phrase {
            Phrase::Name(number) => {
                let owner = self.owners[*number];
                let full = key(self.page, &self.names[*number]).len() >= self.name_length(owner);
                Some(Resolved::new(owner, if full { Evidence::Named } else { Evidence::Short }, None))
            }
            Phrase::Pronoun(word) => self.pronoun(*word, quote),
            Phrase::Relative(word) => self.relative(*word),
            Phrase::Each(words) => self.together(words.clone()),
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
            Phrase::Description(description) => {
                let single = description.words.len() == 1;
                let word = description.words.start;
                if single && self.page.is_capital(word) {
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

    fn pronoun(&mut self, word: usize, quote: Option<usize>) -> Option<Resolved> {
        let page = self.page;
        let own: &[Range<usize>] = quote.map_or(&[], |quote| &self.contents[quote]);
        let Some(asks) = asks(page.word(word)) else {
            return self.first_person(word, quote);
        };
        // They, after two who spoke together.
        if asks == Asks::Several
            && let Some((entities, last)) = &self.last_speaker
            && entities.len() > 1
            && page.sentence[word] - page.sentence[*last].min(page.sentence[word]) <= 2
        {
            let antecedent = Some(*last..last + 1);
            return Some(Resolved { entities: entities.clone(), evidence: Evidence::Together, antecedent });
        }
        let apart = |i: usize| own.iter().any(|range| range.contains(&i));
        let choice = pronouns::choose(page, &self.entities, &self.seen, word, asks, apart);
        let Some(choice) = choice else {
            return self.later(word, asks);
        };
        self.vote(choice.entity, asks, choice.share);
        let seen = &self.seen[choice.seen];
        let antecedent = Some(seen.word..seen.end);
        Some(Resolved::new(choice.entity, Evidence::Pronoun(choice.margin), antecedent))
    }

    /// A pronoun with nobody before it: the first person that follows.
    fn later(&mut self, word: usize, asks: Asks) -> Option<Resolved> {
        let Asks::Person(sex) = asks else { return None };
        let from = self.names.partition_point(|name| name.words.start < word);
        let fits = |&number: &usize| {
            let entity = &self.entities[self.owners[number]];
            entity.person > 0.0 && if sex == Sex::He { entity.he >= entity.she } else { entity.she >= entity.he }
        };
        let number = (from..self.names.len()).take(4).find(fits)?;
        let words = self.names[number].words.clone();
        Some(Resolved::new(self.owners[number], Evidence::Pronoun(0.1), Some(words)))
    }

    /// I, we: whoever says the words around, else the writer.
    fn first_person(&mut self, word: usize, quote: Option<usize>) -> Option<Resolved> {
        let around = self.contents.iter().enumerate().find(|(number, content)| {
            Some(*number) != quote && content.iter().any(|range| range.contains(&word))
        });
        if let Some((number, _)) = around
            && let Some(answer) = &self.answers[number]
        {
            let entities = answer.entities.clone();
            return Some(Resolved { entities, evidence: Evidence::Relative, antecedent: None });
        }
        let (name, is) = match self.byline() {
            Some(owner) if matches!(self.page.word(word), "i" | "me" | "my") => {
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
        // Lund (R-Ky.), who
        let mut name_end = end;
        if page.word(end - 1) == ")" {
            name_end = (start..end).rev().take(8).find(|&i| page.word(i) == "(").unwrap_or(end);
        }
        let who = matches!(page.word(word), "who" | "whom" | "whose");
        // Ana Ruiz, head of Acme, who said: the person, not the body within the apposition.
        let last = self.names.partition_point(|name| name.words.end <= name_end);
        let is_apposed = |n: &usize| {
            let name = &self.names[*n];
            let of = matches!(page.at(name.words.end), "of" | "at" | "from") && name.words.end + 1 == noun_start(&self.names, *n + 1);
            let ends = self.names.get(*n + 1).is_some_and(|next| next.words.end == name_end);
            let role = roles::role(page, name);
            name.words.start >= start
                && self.entities[self.owners[*n]].person > 0.0
                && (of && ends || role.is_some_and(|role| role.start > name.words.start && role.end == end))
        };
        if let Some(n) = (0..last).rev().take(4).find(is_apposed).filter(|_| who) {
            let words = self.names[n].words.clone();
            return Some(Resolved::new(self.owners[n], Evidence::Relative, Some(words)));
        }
        let at = self.names.partition_point(|name| name.words.end < name_end);
        if let Some(name) = self.names.get(at).filter(|name| name.words.end == name_end) {
            let owner = self.owners[at];
            let words = name.words.clone();
            return Some(Resolved::new(owner, Evidence::Relative, Some(words)));
        }
        let from = noun_phrase_start(page, start, end);
        if from >= end {
            return None;
        }
        let Some(phrase) = phrase(page, &self.names, from..end) else { return None };
        if matches!(phrase, Phrase::Relative(_) | Phrase::Pronoun(_) | Phrase::Each(_)) {
            return None;
        }
        let resolved = self.resolve(&phrase, from..end, None)?;
        Some(Resolved { evidence: Evidence::Relative, antecedent: Some(from..end), ..resolved })
    }

    /// Both, the two men: the last two that were spoken of.
    fn together(&mut self, words: Range<usize>) -> Option<Resolved> {
        let page = self.page;
        let noun = page.word(words.end - 1);
        // Ruiz and Holm each said
        if let Some((entities, last)) = self.last_speaker.clone()
            && entities.len() > 1
            && page.sentence[words.start] - page.sentence[last].min(page.sentence[words.start]) <= 3
        {
            let antecedent = Some(last..last + 1);
            return Some(Resolved { entities, evidence: Evidence::Together, antecedent });
        }
        let persons = sort(noun) == Sort::Person || matches!(noun, "men" | "women" | "each" | "both");
        let mut found: Vec<(usize, usize)> = Vec::new();
        for seen in self.seen.iter().rev().take(if persons { 24 } else { 0 }) {
            let entity = &self.entities[seen.entity];
            let fits = !entity.plural && if persons { entity.person > 0.6 } else { entity.person < 0.6 };
            if fits && seen.weight >= 0.35 && !found.iter().any(|(other, _)| *other == seen.entity) {
                found.push((seen.entity, seen.word));
            }
            if found.len() == 2 {
                break;
            }
        }
        if found.len() < 2 {
            let name = page.written(words.clone());
            let entity = self.things.of_word(&mut self.entities, words.start, name, Is::Group);
            self.entities[entity].plural = true;
            return Some(Resolved::new(entity, Evidence::Unnamed, None));
        }
        let antecedent = found[0].1..found[0].1 + 1;
        // In the order in which the text brings them up.
        found.sort_by_key(|(entity, _)| self.owners.iter().position(|owner| owner == entity));
        let entities = found.into_iter().map(|(entity, _)| entity).collect();
        Some(Resolved { entities, evidence: Evidence::Together, antecedent: Some(antecedent) })
    }

    /// A quote without a source: in the same paragraph or the one before, the last speaker goes on.
    fn carried(&mut self, number: usize, at: usize) -> Option<Resolved> {
        let page = self.page;
        if !self.contents[number].iter().all(|range| range.clone().any(|i| page.quoted[i])) {
            // His aides said no but noted why: one source for both.
            let (entities, last) = self.last_speaker.clone()?;
            let same = page.sentence[at] == page.sentence[last] && !self.passive[number];
            return same.then_some(Resolved { entities, evidence: Evidence::Carried, antecedent: None });
        }
        // Ruiz shook her head. "No."
        let start = page.text.paragraphs[page.paragraph[at]].start;
        let subject = self.seen.iter().rev().take_while(|seen| seen.word >= start).filter(|seen| {
            seen.word < at && self.entities[seen.entity].person > 0.0 && !self.said[seen.word] && seen.weight >= 0.9
        });
        if let Some(seen) = subject.last() {
            let antecedent = seen.word..seen.end;
            return Some(Resolved::new(seen.entity, Evidence::Carried, Some(antecedent)));
        }
        let (entities, last) = self.last_speaker.clone()?;
        if page.paragraph[at].abs_diff(page.paragraph[last]) > 2 {
            return None;
        }
        Some(Resolved { entities, evidence: Evidence::Carried, antecedent: None })
    }

    fn found(mut self) -> Found {
        for (entity, bearer) in self.entities.iter_mut().zip(&self.bearers.all) {
            // Nothing but its two words speaks for a person, "at Acme Foods" against one.
            if entity.is == Is::Person && bearer.things > 0 && entity.role.is_none() && entity.he + entity.she < 0.5 && bearer.person < 2.0 * bearer.told as f32 {
                entity.is = Is::Organisation;
            }
        }
        let mut mentions = vec![Vec::new(); self.entities.len()];
        for seen in &self.seen {
            mentions[seen.entity].push(self.page.span(seen.word..seen.end.max(seen.word + 1)));
        }
        for spans in &mut mentions {
            spans.sort_unstable_by_key(|span: &Span| (span.start, std::cmp::Reverse(span.end)));
            spans.dedup_by(|later, earlier| later.start < earlier.end);
        }
        Found { entities: self.entities, answers: self.answers, mentions }
    }
}

/// Where the noun phrase that ends before `end` begins.
fn noun_phrase_start(page: &Page, start: usize, end: usize) -> usize {
    let mut from = end;
    while from > start && end - from < 10 {
        let i = from - 1;
        let word = page.word(i);
        let verb = matches!(
            word,
            "is" | "are" | "was" | "were" | "be" | "been" | "has" | "have" | "had" | "said" | "says" | "told" | "and" | "or"
                | "but" | "not" | "he" | "she" | "it" | "they" | "we" | "i" | "'s"
        );
        let joins = word == "and" && i > start && is_plural(page.word(i - 1)) || word == "'s";
        if !page.is_plain(i) || verb && !joins || has(&PREPOSITIONS, word) && word != "of" {
            break;
        }
        from = i;
        if matches!(word, "the" | "a" | "an" | "some" | "many" | "several" | "other" | "those") {
            break;
        }
    }
    while from < end && matches!(page.word(from), "of" | "and") {
        from += 1;
    }
    from
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

/// A cue with a form of "be" and a participle, or one that is no verb's.
fn passive(page: &Page, cue: Range<usize>) -> bool {
    let be = |i: &usize| matches!(page.word(*i), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    let noun = |i: &usize| matches!(page.word(*i), "a" | "an" | "the");
    cue.clone().any(|i| be(&i)) || cue.clone().any(|i| noun(&i))
}

/// The heads of all sources without a name, sorted.
fn heads<'p>(page: &'p Page, sources: &[Option<(Phrase, Range<usize>)>]) -> Vec<&'p str> {
    let head = |source: &Option<(Phrase, Range<usize>)>| match source {
        Some((Phrase::Description(description), _)) => Some(page.word(description.head)),
        _ => None,
    };
    let mut heads: Vec<&str> = sources.iter().filter_map(head).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// Where the name `number` begins, if there is one.
fn noun_start(names: &[Name], number: usize) -> usize {
    names.get(number).map_or(usize::MAX, |name| name.from)
}
