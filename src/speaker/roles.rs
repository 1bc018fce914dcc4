//! What a named person is: by the title or the office before the name ("Homeland Security Secretary
//! Ana Ruiz"), the noun before it ("nominee Ana Ruiz") or an apposition on either side ("Ana Ruiz, a
//! nurse,", "the lead negotiator, Ana Ruiz,").

use std::ops::Range;

use super::lexicon::{DETERMINERS, NAME_OR_TITLE, PREPOSITIONS, ROLES, TITLES, VERBS, has};
use super::names::Name;
use super::page::{Page, ends};
use crate::rule;

/// The most words of a role.
const LONGEST: usize = 18;

/// The words of the role that a mention of a name brings along, without a determiner.
#[inline(never)]
pub(super) fn role(page: &Page, name: &Name) -> Option<Range<usize>> {
    let found = if rule::on("apposition_behind") { after(page, name) } else { None };
    found
        .or_else(|| if rule::on("role_before") { before(page, name) } else { None })
        .or_else(|| if rule::on("apposition_before") { apposed_before(page, name) } else { None })
}

/// The heads of a role: every noun of a person in it up to its first preposition, titles in full.
pub(super) fn heads(page: &Page, role: Range<usize>) -> Vec<String> {
    let front = role.clone().find(|&i| i > role.start && has(PREPOSITIONS, page.word(i))).unwrap_or(role.end);
    let noun = |i: usize| {
        let word = page.word(i);
        match word {
            _ if !rule::on("short_titles") && (has(TITLES, word) && !has(ROLES, word)) => None,
            "sen" | "senators" => Some("senator"),
            "gov" => Some("governor"),
            "rep" => Some("representative"),
            "pres" => Some("president"),
            "gen" => Some("general"),
            "prof" => Some("professor"),
            "dr" => Some("doctor"),
            "rev" => Some("pastor"),
            "sgt" => Some("sergeant"),
            "insp" => Some("inspector"),
            "det" => Some("detective"),
            "col" => Some("colonel"),
            "capt" => Some("captain"),
            "lt" => Some("lieutenant"),
            "mr" | "mrs" | "ms" | "miss" => None,
            _ if has(ROLES, word) || has(NAME_OR_TITLE, word) || has(TITLES, word) => Some(word),
            _ => None,
        }
        .map(str::to_owned)
    };
    (role.start..front).filter_map(noun).collect()
}

/// Whether a noun of a person stands right before the first preposition of the words: "negotiator in
/// the talks", but not "nominee was speaking in Lund".
fn ends_in_role(page: &Page, words: Range<usize>) -> bool {
    let front = words.clone().find(|&i| i > words.start && has(PREPOSITIONS, page.word(i))).unwrap_or(words.end);
    front > words.start && (has(ROLES, page.word(front - 1)) || has(NAME_OR_TITLE, page.word(front - 1)))
}

/// Whether the words hold a noun of a person before their first preposition.
pub(super) fn is_role(page: &Page, words: Range<usize>) -> bool {
    let front = words.clone().find(|&i| i > words.start && has(PREPOSITIONS, page.word(i))).unwrap_or(words.end);
    (words.start..front).any(|i| has(ROLES, page.word(i)) || has(NAME_OR_TITLE, page.word(i)))
}

/// Ana Ruiz, a nurse in Lund,
fn after(page: &Page, name: &Name) -> Option<Range<usize>> {
    let sentence = page.sentence_of(name.words.start);
    let comma = name.words.end;
    if comma + 1 >= sentence.end || page.word(comma) != "," {
        return None;
    }
    let start = comma + 1;
    let stop =
        |i: &usize| !page.is_plain(*i) && !has("$ % & /", page.text.word(*i)) || has("which who whose", page.word(*i));
    let end = (start..sentence.end.min(start + LONGEST)).find(stop)?;
    let first = page.word(start);
    let begins = has(DETERMINERS, first) || has(ROLES, first);
    (end > start && begins && is_role(page, start..end) && !has(PREPOSITIONS, first))
        .then(|| without_determiner(page, start..end))
}

/// Stacker, tutor, surrogate: the ending makes a person of a noun that no list has.
pub(super) fn is_agent(noun: &str) -> bool {
    const THINGS: &str = "certificate climate debate estate mandate rebate senate template";
    noun.len() > 4 && ends(noun, &["er", "or", "ist", "ian", "ant", "ate"]) && !has(THINGS, noun)
}

/// Homeland Security Secretary Ana Ruiz; the Latvian journalist Ana Ruiz
fn before(page: &Page, name: &Name) -> Option<Range<usize>> {
    let sentence = page.sentence_of(name.words.start);
    let mut start = name.from;
    let lower = start > sentence.start && has(ROLES, page.word(start - 1)) && !page.is_capital(start - 1);
    if !lower && start == name.words.start {
        return None;
    }
    if lower {
        // Leftwards over what may stand before the noun: presidential, state, Acme's.
        let stop = |i: usize| {
            let word = page.word(i);
            !page.is_plain(i)
                || has(DETERMINERS, word)
                || has(PREPOSITIONS, word)
                || has("'s and but is or said says then told was", word)
                || word.ends_with("ly")
                || has(VERBS, word)
                || word.ends_with("ed") && !matches!(word, "retired" | "united")
        };
        start -= 1;
        while start > sentence.start && name.from - start < LONGEST && !stop(start - 1) {
            start -= 1;
        }
    }
    while start < name.words.start && has("messrs miss mr mrs ms", page.word(start)) {
        start += 1;
    }
    (start < name.words.start).then(|| without_determiner(page, start..name.words.start))
}

/// The lead negotiator, Ana Ruiz,
fn apposed_before(page: &Page, name: &Name) -> Option<Range<usize>> {
    let sentence = page.sentence_of(name.words.start);
    let comma = name.from.checked_sub(1).filter(|&i| i > sentence.start && page.word(i) == ",")?;
    if !has("( , . :", page.at(name.words.end)) && name.words.end < sentence.end {
        return None;
    }
    let stop = |i: &usize| !page.is_plain(*i);
    let start = (sentence.start..comma).rev().take(LONGEST).find(stop).map_or(sentence.start, |i| i + 1);
    // The last noun phrase before the comma that a determiner or a possessor begins.
    let possessor = rule::on("apposition_possessor")
        && (start..comma).any(|i| page.word(i) == "'s")
        && start == sentence.start
        && ends_in_role(page, start..comma);
    let opens = (start..comma).rev().find(|&i| {
        has("a an another her his its one our the their", page.word(i)) && { ends_in_role(page, i + 1..comma) }
    });
    let start = if possessor { start } else { opens? };
    Some(without_determiner(page, start..comma))
}

fn without_determiner(page: &Page, words: Range<usize>) -> Range<usize> {
    let first = page.word(words.start);
    let skip = usize::from(words.len() > 1 && has("a an her his its one our the their", first));
    words.start + skip..words.end
}
