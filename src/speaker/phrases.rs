//! The source's noun phrase: a name with what goes with it, a pronoun, a description, or several of
//! them joined.

use std::ops::Range;

use super::lexicon::{BODIES, DETERMINERS, DOCUMENTS, NAME_OR_TITLE, PREPOSITIONS, ROLES, TITLES, has};
use super::names::Name;
use super::page::{Page, is_plural, singular};
use crate::rule;
use crate::text::List;

/// The most words that may join two sources and are looked at.
const MOST_JOINED: usize = 8;

/// What a source's words are.
#[derive(Clone, Debug)]
pub(super) enum Phrase {
    /// A name, by its number.
    Name(usize),
    /// A personal or possessive pronoun.
    Pronoun(usize),
    /// A relative pronoun.
    Relative(usize),
    /// Any other noun phrase.
    Description(Description),
    /// Several joined by "and".
    Joined(Vec<Phrase>),
}

/// A noun phrase that is no name.
#[derive(Clone, Debug)]
pub(super) struct Description {
    /// Its words without a relative clause.
    pub words: Range<usize>,
    /// Its head: "spokesman" of "a spokesman for Acme".
    pub head: usize,
    /// It begins with "the", "this" or "that".
    pub definite: bool,
    /// Its head is a plural.
    pub plural: bool,
    /// The number of a name before the head: Trump campaign, Acme's lawyers.
    pub owner: Option<usize>,
}

impl Phrase {
    /// The numbers of the names that are the source, not only within it.
    pub(super) fn names(&self) -> Vec<usize> {
        match self {
            Phrase::Name(name) => vec![*name],
            Phrase::Joined(parts) => parts.iter().flat_map(Phrase::names).collect(),
            _ => Vec::new(),
        }
    }
}

/// Reads the noun phrase of `words`; nothing where it holds no word.
#[inline(never)]
pub(super) fn phrase(page: &Page, names: &[Name], words: Range<usize>) -> Option<Phrase> {
    let words = trim(page, words)?;
    if let Some(found) = pronoun(page, words.clone()) {
        return Some(found);
    }
    if rule::on("joined_sources")
        && let Some(joined) = joined(page, names, words.clone())
    {
        return Some(Phrase::Joined(joined));
    }
    Some(one(page, names, words))
}

fn trim(page: &Page, mut words: Range<usize>) -> Option<Range<usize>> {
    let edge = |i: usize| !page.is_plain(i) && !has("$ % ( ) [ ]", page.text.word(i));
    while !words.is_empty() && (edge(words.end - 1) || has("' 's ( [", page.word(words.end - 1))) {
        words.end -= 1;
    }
    while !words.is_empty() && (edge(words.start) || has(") ] by", page.word(words.start))) {
        words.start += 1;
    }
    (!words.is_empty()).then_some(words)
}

fn pronoun(page: &Page, words: Range<usize>) -> Option<Phrase> {
    let last = words.end - 1;
    let relative = has("which who whom", page.word(last)) || page.word(last) == "that" && words.len() > 1;
    if words.len() == 1 {
        return match page.word(last) {
            "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "it" | "its" | "itself"
            | "they" | "them" | "their" | "theirs" | "themselves" | "i" | "me" | "my" | "we" | "us" | "our" | "you"
            | "your" => Some(Phrase::Pronoun(last)),
            "who" | "which" | "whom" | "that" | "whose" => Some(Phrase::Relative(last)),
            _ => None,
        };
    }
    // Acme, which
    if relative && words.len() > 1 {
        return Some(Phrase::Relative(last));
    }
    None
}

/// The names that begin within `words`, by their numbers.
fn within(names: &[Name], words: &Range<usize>) -> Range<usize> {
    let start = names.partition_point(|name| name.words.start < words.start);
    let end = names.partition_point(|name| name.words.start < words.end);
    start..end.max(start)
}

/// The parts of a co-ordination, if it is one.
fn joined(page: &Page, names: &[Name], words: Range<usize>) -> Option<Vec<Phrase>> {
    let inside = |i: usize| {
        let at = names.partition_point(|name| name.words.end <= i);
        names.get(at).is_some_and(|name| name.words.contains(&i))
    };
    let start = words.start + usize::from(page.word(words.start) == "both");
    let ands: Vec<usize> =
        (start + 1..words.end - 1).filter(|&i| has("& and or", page.word(i)) && !inside(i)).take(MOST_JOINED).collect();
    for and in ands {
        let comma = page.word(and - 1) == ",";
        let left = start..and - usize::from(comma);
        let right = and + 1..words.end;
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let apposed = (left.clone()).any(|i| page.word(i) == ",");
        let list = rule::on("joined_list")
            && apposed
            && left
                .clone()
                .filter(|&i| page.word(i) == ",")
                .all(|i| within(names, &(i + 1..left.end)).next().is_some_and(|n| names[n].from <= i + 2));
        if apposed && !comma && !list {
            continue;
        }
        let first = page.word(right.start);
        let named = within(names, &right)
            .next()
            .is_some_and(|n| names[n].from == right.start || role_to(page, right.start..names[n].from));
        let opens =
            named || (has(DETERMINERS, first) && first != "a") && !apposed || matches!(first, "other" | "others");
        if !opens {
            continue;
        }
        // Each part of the left side, which may be a list itself: Ruiz, Lund and Holm.
        let mut parts = Vec::new();
        if list && !comma_apposition(page, names, left.clone()) {
            let mut from = left.start;
            for i in left.clone().chain([left.end]) {
                if i == left.end || page.word(i) == "," {
                    if i > from {
                        parts.push(one(page, names, trim(page, from..i)?));
                    }
                    from = i + 1;
                }
            }
        } else {
            parts.push(one(page, names, trim(page, left)?));
        }
        if !parts.iter().all(|part| matches!(part, Phrase::Name(_))) {
            continue;
        }
        parts.push(one(page, names, trim(page, right)?));
        return Some(parts);
    }
    None
}

/// The words hold a noun of a person and no preposition: democratic nominee.
fn role_to(page: &Page, words: Range<usize>) -> bool {
    !words.is_empty()
        && !words.clone().any(|i| has(PREPOSITIONS, page.word(i)) || !page.is_plain(i))
        && words.clone().any(|i| has(ROLES, page.word(i)) || has(TITLES, page.word(i)))
}

/// After a comma stands what the name before it is, not another name: Lund, R-Ky.
fn comma_apposition(page: &Page, names: &[Name], words: Range<usize>) -> bool {
    words.clone().filter(|&i| page.word(i) == ",").any(|i| {
        let next = within(names, &(i + 1..words.end)).next();
        next.is_none_or(|n| names[n].from > i + 1 && !role_to(page, i + 1..names[n].from))
    })
}

/// The first preposition, relative pronoun or sign that ends the front of a noun phrase.
fn front(page: &Page, names: &[Name], words: Range<usize>) -> usize {
    let inside = |i: usize| {
        let at = names.partition_point(|name| name.words.end <= i);
        names.get(at).is_some_and(|name| name.from <= i && i < name.words.end)
    };
    words
        .clone()
        .find(|&i| {
            let sign = !page.is_plain(i) && !matches!(page.text.word(i), "$" | "%" | "&" | "/" | "'" | "’");
            !inside(i) && (sign || i > words.start && has(PREPOSITIONS, page.word(i)))
        })
        .unwrap_or(words.end)
}

#[inline(never)]
fn one(page: &Page, names: &[Name], words: Range<usize>) -> Phrase {
    if let Some(found) = pronoun(page, words.clone()) {
        return found;
    }
    let front = front(page, names, words.clone()).max(words.start + 1).min(words.end);
    let last = within(names, &(words.start..front)).last();
    if let Some(name) =
        last.filter(|&n| names[n].words.end >= front || only_possessive(page, names[n].words.end..front))
    {
        return Phrase::Name(name);
    }
    // The state's campaign chairman, Ana Ruiz,
    if rule::on("apposed_source")
        && last.is_none_or(|n| names[n].words.end < front)
        && let Some(comma) = (front..words.end).find(|&i| page.word(i) == ",")
        && !is_plural(page.word(front - 1))
    {
        let rest = comma + 1..words.end;
        if !rest.is_empty()
            && let Some(n) = within(names, &rest).next()
        {
            let name = &names[n];
            let lead = rest.start..name.from;
            let end = name.words.end;
            let alone = end >= words.end || !page.is_plain(end) || page.word(end) == "of";
            let close = lead.len() <= 3 && !lead.clone().any(|i| has(PREPOSITIONS, page.word(i)) || !page.is_plain(i));
            if alone && close {
                return Phrase::Name(n);
            }
        }
    }
    describe(page, names, words, front, last)
}

fn only_possessive(page: &Page, words: Range<usize>) -> bool {
    words.clone().all(|i| matches!(page.word(i), "'s" | "'"))
}

fn describe(page: &Page, names: &[Name], words: Range<usize>, front: usize, owner: Option<usize>) -> Phrase {
    let first = page.word(words.start);
    // The two largest parties, which lost: the clause goes, what tells the source stays.
    let relative =
        |i: usize| rule::on("without_clause") && i > words.start && has("that which who whose", page.word(i));
    let mut end = (words.start..words.end).find(|&i| relative(i)).unwrap_or(words.end);
    if rule::on("close_clause") && end < words.end && page.word(end - 1) != "," && end > words.start {
        // A clause without a comma tells which one is meant.
        end = if page.word(words.end - 1) == "that" { words.end - 1 } else { words.end };
    }
    while end > words.start + 1 && page.word(end - 1) == "," {
        end -= 1;
    }
    let head = front - 1;
    let word = page.word(head);
    let definite = has("that the these this those", first)
        || rule::on("role_as_name")
            && page.is_capital(words.start)
            && words.len() <= 3
            && !is_plural(word)
            && has(ROLES, &singular(word))
            && !has(DETERMINERS, first);
    let owner = owner.filter(|&n| names[n].words.end <= head);
    let several = has("both few many most others several some these those two", first);
    let plural = is_plural(word) || several && rule::on("plural_determiner");
    Phrase::Description(Description { words: words.start..end, head, definite, plural, owner })
}

/// Where the noun phrase that ends before `end` begins.
pub(super) fn noun_phrase_start(page: &Page, start: usize, end: usize) -> usize {
    let mut from = end;
    while from > start && end - from < 10 {
        let i = from - 1;
        let word = page.word(i);
        let verb =
            has("'s and are be been but had has have he i is it not or said says she they told was we were", word);
        let joins = word == "and" && i > start && is_plural(page.word(i - 1)) || word == "'s";
        if !page.is_plain(i) || verb && !joins || has(PREPOSITIONS, word) && word != "of" {
            break;
        }
        if rule::on("modal_before") && has("can cannot could may might must should will would", word) {
            // Others could bolster armies that: the armies.
            from = (from + 1).min(end);
            break;
        }
        from = i;
        if has("a an many other several some the those", word) {
            break;
        }
    }
    while from < end && matches!(page.word(from), "of" | "and") {
        from += 1;
    }
    from
}

/// What sort of thing a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Body,
    Document,
    Other,
}

/// The sort of a head, in the singular or the plural.
#[inline(never)]
pub(super) fn sort(head: &str) -> Sort {
    let noun = singular(head);
    let is = |list: &List| has(list, &noun) || noun != head && has(list, head);
    if is(ROLES)
        || is(NAME_OR_TITLE)
        || is(TITLES)
        || head.ends_with("-year-old")
        || noun.ends_with("man")
        || noun.ends_with("woman")
    {
        Sort::Person
    } else if is(BODIES) {
        Sort::Body
    } else if is(DOCUMENTS) {
        Sort::Document
    } else {
        Sort::Other
    }
}
