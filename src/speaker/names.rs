//! Mentions of names: runs of capitalised words, parted into the name itself and the titles, offices
//! and bodies before it ("Homeland Security Secretary | Ana Ruiz", "Sen. | Lund").
//!
//! A capital at a sentence's start proves little: such a word is a name where the text does not
//! also have it in lower case.

use std::ops::Range;

use super::lexicon::{
    BODIES, DETERMINERS, HE, MEN, NAME_OR_TITLE, OFFICES, PAPERS, PARTICLES, PERIODS, PREPOSITIONS, REGIONS, ROLES,
    SHE, SMALL, SUFFIXES, TITLES, WOMEN, has,
};
use super::page::{Page, ends, is_plural, singular};
use crate::rule;
use crate::tagger::NameKind;
use crate::text::Role;

/// The most words of a name; longer runs of capitals are no names.
const LONGEST: usize = 12;

/// Whether "he" or "she" may stand for someone, for the resolving of pronouns alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    He,
    She,
}

/// One mention of a name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The words of the name itself.
    pub words: Range<usize>,
    /// Where what stands before it begins: a title, an office.
    pub from: usize,
    /// It is a person's, by what stands before it or within.
    pub personal: bool,
    /// It is a body's or a place's, by a word within.
    pub body: bool,
    /// What the title says of "he" or "she".
    pub sex: Option<Sex>,
}

/// What a noun, a title or an ending says of "he" or "she".
#[inline(never)]
pub(super) fn sex(noun: &str) -> Option<Sex> {
    const NO_MEN: &str = "german human norman ottoman roman woman";
    let ends = rule::on("ends_in_man")
        && noun.ends_with("man")
        && !noun.ends_with("woman")
        && noun.len() > 4
        && !has(NO_MEN, noun);
    if has(HE, noun) || ends {
        Some(Sex::He)
    } else if has(SHE, noun) || noun.ends_with("woman") {
        Some(Sex::She)
    } else {
        None
    }
}

/// What the first of several words of a name says.
pub(super) fn forename(words: &[String]) -> Option<Sex> {
    let [first, _, ..] = words else { return None };
    if has(MEN, first) { Some(Sex::He) } else { has(WOMEN, first).then_some(Sex::She) }
}

/// The names of a text in order, headlines left out.
#[inline(never)]
pub(super) fn names(page: &Page) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in &page.text.sentences {
        if page.headline[page.paragraph[sentence.start]] {
            continue;
        }
        let mut i = sentence.start;
        while i < sentence.end {
            if begins(page, i) {
                let run = run(page, i, sentence.end);
                i = run.end;
                names.extend(part(page, run));
            } else {
                i += 1;
            }
        }
    }
    names
}

/// Whether a name may begin, or go on, with the word `i`.
#[inline(never)]
fn begins(page: &Page, i: usize) -> bool {
    let word = page.word(i);
    if !page.is_capital(i) {
        return false;
    }
    // Within a sentence a capital makes a name of any word that is not of a closed class: Russia Today.
    let small = has(SMALL, word);
    let closed = has(DETERMINERS, word) || has(PREPOSITIONS, word) || word.len() <= 4;
    let next = page.text.words.len() > i + 1 && page.is_capital(i + 1);
    !small
        || rule::on("new_begins") && word == "new" && next
        || rule::on("small_within") && !page.is_initial(i) && !closed
}

/// People by their country, party or craft: Mexicans, Democrats, Socialists.
fn is_people(word: &str) -> bool {
    let endings = ["ists", "crats", "ians", "icans", "ites", "peans"];
    rule::on("people_no_name") && is_plural(word) && (has(ROLES, &singular(word)) || ends(word, &endings))
}

#[inline(never)]
fn is_title(page: &Page, i: usize) -> bool {
    let word = page.word(i);
    let plural = rule::on("plural_title") && is_plural(word) && has(ROLES, &singular(word));
    page.is_capital(i) && (plural || has(TITLES, word) || has(ROLES, word) || has(NAME_OR_TITLE, word))
}

fn is_body(word: &str) -> bool {
    has(BODIES, word) || has(PAPERS, word)
}

/// The run of capitals that begins at `start`, with the small words within.
fn run(page: &Page, start: usize, end: usize) -> Range<usize> {
    let mut at = start + 1;
    let mut joined = false;
    while at < end && at - start < LONGEST {
        let next = |k: usize| k < end && begins(page, k) && touches(page, at - 1, k);
        let word = page.word(at);
        let last = page.word(at - 1);
        let goes_on = |k: usize| page.in_name(k).is_some_and(|name| name.kind == NameKind::Organisation && !name.first);
        let step = if begins(page, at) && touches(page, at - 1, at) {
            1
        } else if rule::on("named_run") && goes_on(at) && goes_on(at + 1) && next(at + 1) {
            // The Lakes and Rivers Fund, the Upland Owners' Association.
            2
        } else if next(at + 1)
            && (rule::on("particle") && has(PARTICLES, word) && page.is_plain(at)
                || rule::on("ampersand") && matches!(page.text.word(at), "&" | "/"))
        {
            2
        } else if let Some(length) = nickname(page, at, end) {
            length
        } else if rule::on("body_of") && (joined || is_body(last)) && has("for of on", word) && at + 1 < end {
            let the = usize::from(matches!(page.word(at + 1), "the" | "a"));
            if !begins_at(page, at + 1 + the, end) {
                break;
            }
            joined = true;
            2 + the
        } else if word == "and" && next(at + 1) && rule::on("and_in_body") && joined && !is_title(page, at + 1) {
            2
        } else if rule::on("office_of") && has(ROLES, last) && page.is_capital(at - 1) && word == "of" && at + 1 < end {
            let the = usize::from(page.word(at + 1) == "the");
            if at + 1 + the < end && has(OFFICES, page.word(at + 1 + the)) && page.is_capital(at + 1 + the) {
                2 + the
            } else {
                break;
            }
        } else {
            break;
        };
        at = (at + step).min(end);
    }
    start..at
}

fn begins_at(page: &Page, i: usize, end: usize) -> bool {
    i < end && begins(page, i) && !is_title(page, i) && !has(PERIODS, page.word(i))
}

/// Nothing but white space stands between.
fn touches(page: &Page, left: usize, right: usize) -> bool {
    page.paragraph[left] == page.paragraph[right]
}

/// The length of a nickname in marks at `at`, where the name goes on behind: Al "Ace" Hill.
fn nickname(page: &Page, at: usize, end: usize) -> Option<usize> {
    if !rule::on("nickname") || !page.is_mark(at, Role::Opens) {
        return None;
    }
    let close = (at + 1..end.min(at + 4)).find(|&i| page.is_mark(i, Role::Closes))?;
    let inside = (at + 1..close).all(|i| page.is_capital(i));
    let goes_on = close + 1 < end && page.is_capital(close + 1) && !has(SMALL, page.word(close + 1));
    (close > at + 1 && inside && goes_on).then_some(close + 2 - at)
}

/// Parts a run into the name and what stands before it; nothing where it holds no name.
fn part(page: &Page, run: Range<usize>) -> Option<Name> {
    let (mut from, mut end) = (run.start, run.end);
    while rule::on("date_behind") && end > from && has(PERIODS, page.word(end - 1)) {
        end -= 1;
    }
    // Speaking for Acme ...
    let verbal = page.word(from).len() > 5 && ends(page.word(from), &["ing", "ed"]);
    if rule::on("verbal_opener") && verbal && from + 2 < end && page.is_initial(from) && !page.is_proper(from) {
        from += 1;
    }
    // A word that has its capital at sentences' starts alone is no name: Footage, Growing.
    if rule::on("initial_alone")
        && from + 1 == end
        && page.is_initial(from)
        && !page.is_proper(from)
        && page.at(from + 1) != "'s"
    {
        return None;
    }
    let long = (from..end).filter(|&i| page.is_capital(i)).count();
    if rule::on("common_opener")
        && from < end
        && page.is_initial(from)
        && page.is_common(from)
        && !is_title(page, from)
        && !is_body(page.word(from))
    {
        // A word alone, or one before a name: "Rival Ana Ruiz", "Outside Acme".
        if long < 2 {
            return None;
        }
        from += 1;
    }
    if from >= end {
        return None;
    }
    let plain = |i: &usize| page.is_capital(*i) && !has(SUFFIXES, page.word(*i));
    let whole_is_body = {
        let last = page.word(end - 1);
        rule::on("whole_is_body") && is_body(last) && !has(ROLES, last)
            || rule::on("named_body") && (from..end).all(|i| page.names(i, NameKind::Organisation))
    };
    let cut = if whole_is_body {
        None
    } else {
        (from..end).rev().find(|&i| is_title(page, i) && (i + 1..end).any(|k| plain(&k)))
    };
    let mut words = cut.map_or(from, |cut| cut + 1)..end;
    // Secretary of State | Ana Ruiz
    if let Some(cut) = cut {
        let the = cut + 2 + usize::from(page.at(cut + 2) == "the");
        if rule::on("office_before_name") && page.at(cut + 1) == "of" && the + 1 < end && has(OFFICES, page.at(the)) {
            words.start = the + 1;
        } else if page.at(cut + 1) == "of" {
            words.start = from;
        }
    }
    while words.start < words.end && !page.is_capital(words.start) && !has(PARTICLES, page.word(words.start)) {
        words.start += 1;
    }
    if words.is_empty() {
        return None;
    }
    let last = page.word(words.end - 1);
    let sole = words.len() == 1;
    // A title alone, with or without an office before it, names nobody: the Attorney General.
    let office = (has(TITLES, last) || has(ROLES, last)) && (sole || !has(NAME_OR_TITLE, last));
    let joined = words.clone().any(|i| !page.is_plain(i));
    if rule::on("title_alone")
        && words.start == from
        && (office || is_people(last))
        && page.is_capital(words.end - 1)
        && !joined
    {
        return None;
    }
    let titled = words.start > from;
    let body = words.clone().any(|i| {
        let word = page.word(i);
        is_body(word) && (!sole || page.before(from) == "the") || has("& / for of", word)
    }) || rule::on("region") && place(page, words.clone());
    let sex =
        (if rule::on("title_sex") { from } else { words.start }..words.start).rev().find_map(|i| sex(page.word(i)));
    Some(Name { words, from, personal: titled, body: body && !titled, sex })
}

/// Words with which the names of places begin.
fn place(page: &Page, words: Range<usize>) -> bool {
    words.len() > 1 && has(REGIONS, page.word(words.start))
}
