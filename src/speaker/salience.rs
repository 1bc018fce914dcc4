//! How strongly a mention of a name stays in mind, by the part that it plays in its clause: a subject
//! more than an object, both more than what a preposition leads in.

use std::ops::Range;

use super::lexicon::{DETERMINERS, PREPOSITIONS, has};
use super::names::Name;
use super::page::Page;
use super::phrases::{Sort, sort};
use crate::rule;

/// One who speaks, and the subject of a main clause. The weights here and in `pronouns` are fitted to
/// the 2,166 pronouns of polnear-train for which a parser's coreference finds a person's name; changed
/// by a tenth, none moves them or those of polnear-dev by more than one in a hundred.
pub(super) const FOREMOST: f32 = 2.0;
pub(super) const SENTENCE_START: f32 = 1.4;
const POSSESSOR_AT_START: f32 = 1.2;
const OBJECT: f32 = 0.8;
const POSSESSOR: f32 = 0.6;
const AFTER_PREPOSITION: f32 = 0.5;
/// A place: hardly "it" or "they".
const PLACE: f32 = 0.15;
/// Within what another one is.
pub(super) const ASIDE: f32 = 0.25;

/// The most words of what may stand between a subject and its verb.
const LONGEST_ASIDE: usize = 30;

/// Words that begin a clause, some of them prepositions too.
const CLAUSES: &str =
    "after although and as because before but if since that though unless until when where whether which while";

/// The weight of a mention that is no source; `role` is what it brings along.
pub(super) fn weight(page: &Page, name: &Name, role: Option<Range<usize>>) -> f32 {
    if !rule::on("salience") {
        return OBJECT;
    }
    let end = name.words.end;
    let start = start(page, name, role);
    let (before, next) = (page.before(start), page.at(end));
    let initial = page.is_initial(start);
    if rule::on("salience_possessor") && matches!(next, "'s" | "'") {
        return if initial { POSSESSOR_AT_START } else { POSSESSOR };
    }
    if rule::on("salience_place") && has("across in near throughout", before) {
        return PLACE;
    }
    let verb = verb_follows(page, end);
    if rule::on("salience_subject") && verb && (initial || before == ",") {
        return FOREMOST;
    }
    let preposition = has(PREPOSITIONS, before);
    if rule::on("salience_preposition") && preposition && !has(CLAUSES, before) {
        AFTER_PREPOSITION
    } else if rule::on("salience_initial") && initial {
        SENTENCE_START
    } else {
        OBJECT
    }
}

/// Where the noun phrase of the name begins, with a role before it: the lead negotiator, Ana Ruiz.
#[inline(never)]
pub(super) fn start(page: &Page, name: &Name, role: Option<Range<usize>>) -> usize {
    let before =
        |role: &Range<usize>| rule::on("subject_with_role") && role.start < name.from && role.end <= name.words.start;
    let start = role.filter(before).map_or(name.from, |role| role.start);
    start - usize::from(has(DETERMINERS, page.before(start)))
}

/// Whether a verb seems to follow, at once or behind an apposition or a relative clause.
fn verb_follows(page: &Page, mut at: usize) -> bool {
    let end = page.sentence_of(at - 1).end.min(at + LONGEST_ASIDE);
    let sign = page.at(at);
    if rule::on("verb_behind_aside") && at < end && has(", -- — –", sign) {
        at = (at + 1..end).find(|&i| page.word(i) == sign).map_or(end, |i| i + 1);
    }
    let word = page.at(at);
    at < end
        && page.is_plain(at)
        && !page.is_capital(at)
        && !has(PREPOSITIONS, word)
        && !has("and but nor or", word)
        && sort(word) == Sort::Other
}
