//! Noun phrases, as far as a name or a group in the reach of a verb goes.

use super::circumstance;
use super::wordlist::{
    AUXILIARIES, DETERMINERS, LINKS, NEGATIONS, OBJECTS, SUBJECTS, is, is_adverb, is_capital, is_figure, is_plain,
};
use crate::text::{List, Text};

/// The longest phrase, in words: a body's full name with a person's role and name.
pub(crate) const LONGEST: usize = 14;

/// Bodies whose names go on with a preposition: the Committee on Health, the Center for Justice.
const BODIES: &List = &List::new(
    "\
    Association Board Campaign Center Centre Commission Committee Conference Council Department Foundation Institute \
    Office Panel Society Subcommittee",
);

/// Where the noun phrase that begins at the word `first` ends, before `limit`; none where none does.
pub(crate) fn noun_phrase(text: &Text, first: usize, limit: usize) -> Option<usize> {
    if !is_plain(text, first) || first >= limit {
        return None;
    }
    let determined = is(text, first, DETERMINERS) && !is(text, first, "that");
    if !determined && ends_phrase(text, first) || is_adverb(text, first) || circumstance::when(text, first).is_some() {
        return None;
    }
    if is(text, first, OBJECTS) && !(is(text, first, "her") && continues(text, first, limit)) {
        return Some(first + 1);
    }
    let end = (first + 1..limit.min(first + LONGEST)).find(|&i| !goes_on(text, i, limit)).unwrap_or(limit);
    let end = end.min(first + LONGEST);
    (!determined || end > first + 1 || is(text, first, "all both one some this those")).then_some(end)
}

/// Whether the word `i`, within a phrase, belongs to it.
fn goes_on(text: &Text, i: usize, limit: usize) -> bool {
    let before = i - 1;
    if !is_plain(text, i) {
        return text.word(i) == "&";
    }
    if is(text, i, "of") {
        return i + 1 < limit && is_plain(text, i + 1);
    }
    if is(text, i, "and or") {
        let plural = is_plain(text, i + 1) && text.word(i + 1).ends_with('s') && !ends_phrase(text, i + 1);
        return i + 1 < limit && (is_capital(text, i + 1) || is(text, i + 1, DETERMINERS) || plural);
    }
    if is(text, i, "for on") {
        return is(text, before, BODIES) && is_capital(text, before) && is_capital(text, i + 1);
    }
    if is(text, i, DETERMINERS) {
        return is(text, before, "all and both of or") || is_figure(text, before);
    }
    let begins = is(text, before, DETERMINERS);
    // Colleagues released on Monday: a participle after its noun is a clause.
    let participle = text.word(i).ends_with("ed") && !is_capital(text, i) && !begins && !is_adverb(text, before);
    if participle {
        return false;
    }
    !ends_phrase(text, i) && (begins || !is_adverb(text, i) && circumstance::when(text, i).is_none())
}

/// Whether the word `i` can be in no noun phrase.
fn ends_phrase(text: &Text, i: usize) -> bool {
    is(text, i, LINKS)
        || is(text, i, AUXILIARIES)
        || is(text, i, NEGATIONS)
        || is(text, i, SUBJECTS) && !is(text, i, OBJECTS)
}

/// Whether "her" before `i` is a possessive.
fn continues(text: &Text, her: usize, limit: usize) -> bool {
    her + 1 < limit && is_plain(text, her + 1) && !ends_phrase(text, her + 1) && !is(text, her + 1, DETERMINERS)
}
