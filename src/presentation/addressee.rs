//! The addressee: told Dan, wrote to the board, in an interview with the paper.

use super::circumstance;
use super::cue::Cue;
use super::lexicon::Hearer;
use super::phrase::{self, noun_phrase};
use super::surroundings::Surroundings;
use super::taken::Taken;
use super::wordlist::{AUXILIARIES, DETERMINERS, OBJECTS, is, is_adverb, is_capital, is_figure, is_plain};
use crate::reading::{Quote, Stance};
use crate::rule;
use crate::text::{List, Span, Text, WordKind};

/// To whom it was said.
pub(super) fn addressee(text: &Text, quote: &Quote, cue: &Cue, around: &Surroundings, taken: &Taken) -> Vec<Span> {
    let object = || object(text, quote, cue, taken);
    let found = if rule::on("hearer_as_object") { object() } else { None };
    let found = found.or_else(|| if rule::on("hearer_after_to") { indirect(text, cue, around, taken) } else { None });
    let found = found.or_else(|| if rule::on("hearer_by_medium") { recipient(text, around) } else { None });
    found.map(|(first, end)| text.span(first, end)).into_iter().collect()
}

/// What is told or asked rather than those who hear it.
const TOLD_THINGS: &List = &List::new(
    "\
    anecdote anecdotes everything joke jokes lie lies nothing permission question questions something stories story \
    tale tales truth",
);

/// Told Dan; called on Dan; Dan was told.
fn object(text: &Text, quote: &Quote, cue: &Cue, taken: &Taken) -> Option<(usize, usize)> {
    let (at, head) = cue.head?;
    let mut first = cue.after_head()?;
    // A noun: signed an order, his call.
    let noun = rule::on("noun_has_no_hearer")
        && first.checked_sub(2).is_some_and(|i| is(text, i, DETERMINERS) || is(text, i, "'s ’s"));
    if noun && !is(text, first - 2, "all both that") {
        return None;
    }
    let calls_on = rule::on("call_on") && head.lemma == "call" && is(text, first, "on upon");
    if calls_on {
        first += 1;
    } else if head.hearer != Hearer::Object {
        return None;
    } else if rule::on("hearer_as_subject") && is_passive(text, cue, at) {
        return subject(text, quote, cue);
    }
    let begins = text.words.get(first)?.span.start;
    let in_any = |spans: &[Span]| spans.iter().any(|span| span.start <= begins && begins < span.end);
    if in_any(&quote.source) {
        return None;
    }
    if rule::on("hearer_within_content") && in_any(&quote.content) {
        // Urged [Congress to act]: the content holds the one who is to act.
        let content =
            quote.content.iter().find(|span| span.start == begins).filter(|_| quote.stance == Stance::Directive)?;
        let end = noun_phrase(text, first, text.words_in(*content).end)?;
        let infinitive = end + usize::from(is(text, end, "not"));
        return is(text, infinitive, "to").then_some((first, end));
    }
    let end = noun_phrase(text, first, limit(text, first, cue, taken))?;
    // Asked a question, told the truth.
    let thing = rule::on("told_things") && (first..end).any(|i| is(text, i, TOLD_THINGS));
    (!thing).then_some((first, end))
}

/// Where a phrase that begins at the word `first` must end: with the sentence, or at the next word
/// of a quote outside the cue.
fn limit(text: &Text, first: usize, cue: &Cue, taken: &Taken) -> usize {
    let end = text.sentence(first).end.min(first + phrase::LONGEST);
    (first..end).find(|&i| !taken.is_free(i) && !cue.words.contains(&i)).unwrap_or(end)
}

fn is_passive(text: &Text, cue: &Cue, head: usize) -> bool {
    let participle = text.word(cue.words[head]).ends_with(['d', 'D', 'n']);
    participle && cue.leads_with(text, "is are was were be been 's ’s 're ’re")
}

/// The subject of a passive cue, where it is no source.
fn subject(text: &Text, quote: &Quote, cue: &Cue) -> Option<(usize, usize)> {
    const LONGEST: usize = 8;
    let end = *cue.words.first()?;
    let taken = |i: usize| quote.source.iter().chain(&quote.content).any(|span| span.contains(text.words[i].span));
    let start = text.sentence(end).start.max(end.saturating_sub(LONGEST));
    let free = (start..end).rev().take_while(|&i| text.words[i].kind == WordKind::Plain && !taken(i)).last()?;
    // The longest phrase that reaches the cue.
    let subject = (free..end).find(|&first| {
        noun_phrase(text, first, end) == Some(end) || first + 1 == end && is(text, first, "he she they i we")
    });
    subject.map(|first| (first, end))
}

/// Said to Dan.
fn indirect(text: &Text, cue: &Cue, around: &Surroundings, taken: &Taken) -> Option<(usize, usize)> {
    let (_, head) = cue.head?;
    if head.hearer == Hearer::None {
        return None;
    }
    let to = |i: usize| is(text, i, "to") || is(text, i, "with") && matches!(head.lemma, "plead" | "talk" | "speak");
    // Said again to Dan, but not: said without a word to Dan.
    let passed = |i: &&usize| is_adverb(text, **i) || is(text, **i, "again aloud back out");
    let in_cue = cue.tail().iter().find(|i| !passed(i)).copied().filter(|&i| to(i));
    let first = |words: &std::ops::Range<usize>| words.clone().next().filter(|&i| to(i));
    let to = in_cue.or_else(|| around.after.iter().find_map(first))?;
    hearer(text, to + 1, limit(text, to, cue, taken))
}

/// In a letter to Dan, in an interview with the paper, speaking to the board.
fn recipient(text: &Text, around: &Surroundings) -> Option<(usize, usize)> {
    around.cue.iter().chain(&around.after).chain([&around.before]).find_map(|words| {
        let to = words.clone().find_map(|i| {
            let to =
                if is(text, i, circumstance::SPEAKING) { i + 1 } else { circumstance::medium(text, i)?.recipient()? };
            (to < words.end && is(text, to, "to with")).then_some(to)
        })?;
        hearer(text, to + 1, words.end)
    })
}

/// The phrase from the word `first` on, if it can name people or a body: "to" may begin an infinitive.
fn hearer(text: &Text, first: usize, limit: usize) -> Option<(usize, usize)> {
    const GROUPS: &List = &List::new("children congress members parliament people police staff viewers voters women");
    let names = is_capital(text, first)
        || is(text, first, DETERMINERS)
        || is(text, first, OBJECTS)
        || is_figure(text, first)
        || is(text, first, GROUPS)
        || is_plain(text, first) && {
            let word = text.word(first);
            word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        };
    let end = names.then(|| noun_phrase(text, first, limit)).flatten()?;
    (!is(text, first, AUXILIARIES)).then_some((first, end))
}
