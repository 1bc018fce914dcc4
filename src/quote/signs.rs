//! What a sign, a banner or a shirt says: a placard reading "Out".

use super::Taken;
use crate::{
    presentation::wordlist::{DETERMINERS, LINKS, is, is_capital, is_plain},
    reading::Quote,
    text::{List, Text},
};

/// What carries words for all to read.
const CARRIERS: &List = &List::new(
    "\
    badge banner banners billboard graffiti label notice placard placards plaque poster posters sign signs slogan \
    slogans sticker stickers",
);

/// Verbs by which it says them.
const READS: &List = &List::new("read reading reads said saying says");

/// The most words of a sign: a large hand-painted sign on the gate.
const LONGEST: usize = 6;

/// There is no annotated case of it that nothing else found.
const CONFIDENCE: f64 = 0.5;

/// The quotations behind such words that no quote has.
pub(super) fn quotes(text: &Text, taken: &Taken) -> Vec<Quote> {
    let outermost = text.quotations.iter().filter(|q| q.depth == 0 && taken.by(q.span).is_none());
    let read = outermost.filter_map(|quotation| {
        let opening = text.words_in(quotation.span).start;
        let verb = opening.checked_sub(1 + usize::from(opening > 0 && is(text, opening - 1, ": ,")))?;
        let end = verb - usize::from(verb > 0 && is(text, verb - 1, "that which"));
        let start = text.sentence(verb).start;
        let before = (start..end).rev().take(LONGEST).take_while(|&i| is_plain(text, i));
        let carrier = before.clone().find(|&i| is(text, i, CARRIERS)).filter(|_| is(text, verb, READS))?;
        let own = |i: &usize| !is(text, *i, LINKS) || is(text, *i, "at in on");
        if !(carrier..end).all(|i| own(&i)) {
            return None;
        }
        let plain = |i: &usize| is_plain(text, *i) && own(i);
        let front = (start..carrier).rev().take(LONGEST).take_while(plain);
        let first = front.clone().find(|&i| is(text, i, DETERMINERS) || is_capital(text, i)).unwrap_or(carrier);
        let (source, cue) = (text.span(first, end), text.span(end, verb + 1));
        Some(Quote { confidence: Some(CONFIDENCE), ..Quote::new(vec![quotation.span], vec![cue], vec![source]) })
    });
    read.collect()
}
