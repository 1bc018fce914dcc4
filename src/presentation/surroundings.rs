//! The words around a quote's cue and source that belong to no quote: where a text says when, by
//! what means and to whom.

use std::ops::Range;

use super::circumstance;
use super::phrase::noun_phrase;
use super::taken::Taken;
use super::wordlist::is;
use crate::reading::Quote;
use crate::rule;
use crate::text::{List, Span, Text, WordKind};

/// The most words of a stretch that are looked at: longer ones stray from the cue.
const LONGEST: usize = 40;

/// Words that begin another clause.
const CLAUSES: &List = &List::new(
    "; although and as because but if or so than that though unless when where whereas which while who whose",
);

/// The stretches around one quote's cue, as ranges of words.
pub(super) struct Surroundings {
    /// The cue itself.
    pub cue: Vec<Range<usize>>,
    /// What follows the cue, the source, or content in marks.
    pub after: Vec<Range<usize>>,
    /// The circumstances with which the sentence sets out: On Friday, in a letter, she said.
    pub before: Range<usize>,
}

impl Surroundings {
    pub fn new(text: &Text, quote: &Quote, taken: &Taken) -> Self {
        let cue: Vec<Range<usize>> = quote.cue.iter().map(|span| text.words_in(*span)).collect();
        let closed = |span: &&Span| {
            let last = text.words_in(**span).end.checked_sub(1);
            last.is_some_and(|i| matches!(text.words[i].kind, WordKind::Mark(_)))
                && quote.cue.iter().any(|cue| cue.end <= span.start)
        };
        let anchors = quote.cue.last().into_iter().chain(quote.source.last());
        let anchors = anchors.chain(quote.content.last().filter(|span| rule::on("behind_marks") && closed(span)));
        let after = anchors.map(|span| following(text, *span, taken)).collect();
        Surroundings { cue, after, before: if rule::on("sets_out") { setting_out(text, quote, taken) } else { 0..0 } }
    }

    /// The first stretch that `phrase` finds, given where it might begin: in the cue, after it, or
    /// where the sentence sets out.
    pub fn find(&self, text: &Text, phrase: &dyn Fn(usize) -> Option<usize>) -> Option<Span> {
        self.cue.iter().chain(&self.after).chain([&self.before]).find_map(|words| within(text, words, phrase))
    }

    /// The same in the cue alone.
    pub fn find_in_cue(&self, text: &Text, phrase: &dyn Fn(usize) -> Option<usize>) -> Option<Span> {
        self.cue.iter().find_map(|words| within(text, words, phrase))
    }
}

fn within(text: &Text, words: &Range<usize>, phrase: &dyn Fn(usize) -> Option<usize>) -> Option<Span> {
    let found = |i: usize| phrase(i).filter(|end| *end <= words.end).map(|end| (i, end));
    let (first, end) = words.clone().find_map(found)?;
    Some(text.span(first, end))
}

/// The words after `span`, up to the next span of a quote, the sentence's end or another clause.
fn following(text: &Text, span: Span, taken: &Taken) -> Range<usize> {
    let first = text.words_in(span).end;
    let Some(last) = first.checked_sub(1) else { return first..first };
    let limit = text.sentence(last).end.min(first + LONGEST);
    let end = (first..limit).find(|&i| !taken.is_free(i) || is(text, i, CLAUSES));
    first..end.unwrap_or(limit).max(first)
}

/// The circumstances at the beginning of the sentence that holds source and cue.
fn setting_out(text: &Text, quote: &Quote, taken: &Taken) -> Range<usize> {
    let Some(anchor) = quote.source.iter().chain(&quote.cue).map(|span| span.start).min() else { return 0..0 };
    let end = text.words_in(Span::new(anchor, anchor)).start;
    let sentence = text.sentence(end);
    let start = (sentence.start..end).rev().take(LONGEST).take_while(|&i| taken.is_free(i)).last().unwrap_or(end);
    // Another quote's words before it keep what follows them.
    let before = start.checked_sub(1).filter(|i| *i >= sentence.start).map(|i| text.words[i].span);
    if before.is_some_and(|word| !quote.content.iter().any(|span| span.contains(word))) {
        return start..start;
    }
    let mut i = start;
    while i < end {
        let medium = circumstance::medium(text, i).map(|medium| medium.end);
        let speaking = is(text, i, circumstance::SPEAKING).then_some(i + 1);
        i = if let Some(after) = medium.or(speaking) {
            let hearer = is(text, after, "with to").then(|| noun_phrase(text, after + 1, end)).flatten();
            hearer.unwrap_or(after)
        } else if let Some(after) = circumstance::when(text, i) {
            after
        } else if is(text, i, ",") || i == start && is(text, i, "and but so then") {
            i + 1
        } else {
            break;
        };
    }
    // On Friday the shop closed, and Ruiz said: the day is the closing's.
    let complete = i >= end || i > start && is(text, i - 1, ",");
    if complete { start..i.min(end) } else { start..start }
}
