//! Polarity: whether the source did not say it, and whether nobody has said it yet.

use super::cue::Cue;
use super::wordlist::{NEGATIONS, is};
use crate::reading::{Quote, Stance};
use crate::rule;
use crate::text::{List, Text};

/// Verbs that deny the one after them: failed to mention.
const OMISSIONS: &List =
    &List::new("avoid avoided avoiding avoids fail failed failing fails forgot neglected nothing refrained short yet");

/// Modal verbs, by which a thing may be said, or will be.
const MODALS: &List = &List::new("'d 'll can could may might must ought shall should will would ’d ’ll");

/// Whether the text says that the source did not say or think it.
pub(super) fn negated(text: &Text, quote: &Quote, cue: &Cue) -> bool {
    let lead = cue.lead();
    let before = cue.words.first().and_then(|i| i.checked_sub(1));
    let negates = |i: usize| {
        is(text, i, NEGATIONS)
            // Not only said, made no secret of.
            && !is(text, i + 1, "just least long merely only secret simply")
    };
    let absent = rule::on("nobody_said")
        && quote.source.first().is_some_and(|span| {
            let first = text.words_in(*span).start;
            is(text, first, "neither no nobody none")
        });
    absent
        || before.into_iter().chain(lead.iter().copied()).any(negates)
        || rule::on("omissions") && lead.iter().chain(cue.tail()).any(|&i| is(text, i, OMISSIONS))
}

/// Whether it is yet to be said, or only might be.
pub(super) fn unspoken(text: &Text, quote: &Quote, cue: &Cue) -> bool {
    if quote.stance == Stance::Refusal || cue.head.is_some_and(|(_, head)| !head.is_speech()) {
        return false;
    }
    if cue.planned {
        return true;
    }
    let source = quote.source.first().map(|span| text.words_in(*span));
    let first_person = rule::on("i_must_say") && source.as_ref().is_some_and(|words| is(text, words.start, "i we"));
    let modal = cue.lead().iter().copied().find(|&i| is(text, i, MODALS));
    if let Some(modal) = modal {
        // I must say; he could not say.
        let unable = rule::on("could_not_say") && quote.negated && !is(text, modal, "may might");
        // "Would support" is an attitude; "would say" is speech.
        let attitude = rule::on("would_support") && cue.head.is_none() && !is(text, modal, "shall will 'll ’ll");
        return !first_person && !unable && !attitude;
    }
    let Some(source) = source else { return false };
    if cue.head.is_none() {
        return false;
    }
    let conditional = rule::on("if_said") && source.start.checked_sub(1).is_some_and(|i| is(text, i, "if unless"));
    // A headline's future: Ruiz to announce cuts.
    let infinitive =
        rule::on("to_announce") && cue.words.first().is_some_and(|&i| i == source.end && is(text, i, "to"));
    let begins = text.sentences.binary_search_by_key(&source.start, |sentence| sentence.start).is_ok();
    conditional || infinitive && begins
}
