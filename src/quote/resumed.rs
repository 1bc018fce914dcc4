//! Quotations that go on with an earlier one: "We lost," she said. "It hurts."

use super::{Taken, kind, plain_words};
use crate::{
    presentation::lexicon::entry,
    reading::{Kind, Quote},
    text::{Quotation, Span, Text},
};

/// A stretch of so many words in marks is part of a quote in 93 of 100 cases of annotated news,
/// of fewer in 57 to 79.
const FEWEST_WORDS: usize = 4;

/// Gives quotations that are no quote's yet to the quote that they go on with: the one in the
/// sentence before, if it has content in marks or tells of speech, or the one whose marks stay open into theirs.
pub(super) fn resume(text: &Text, quotes: &mut [Quote]) {
    let mut taken = Taken::of(quotes);
    let mut opened = None;
    for quotation in text.quotations.iter().filter(|q| q.depth == 0) {
        let mut owner = taken.by(quotation.span);
        if owner.is_none() {
            let long = plain_words(text, quotation.inner) >= FEWEST_WORDS;
            let found = || if long { before(text, quotes, &taken, quotation) } else { None };
            owner = opened.or_else(|| at_once(text, quotes, &taken, quotation)).or_else(found);
            if let Some(quote) = owner {
                give(text, quotation, &mut quotes[quote], quote, &mut taken);
            }
        }
        opened = owner.filter(|_| quotation.goes_on);
    }
    // The other way: the clause may come at the end of several paragraphs.
    let mark = |quotation: &Quotation| quotation.span.of(text.source).chars().next();
    let mut later: Option<(usize, Option<char>)> = None;
    for quotation in text.quotations.iter().rev().filter(|q| q.depth == 0) {
        let mut owner = taken.by(quotation.span);
        if let (None, true, Some((quote, glyph))) = (owner, quotation.goes_on, later)
            && glyph == mark(quotation)
            && quotes[quote].cue.iter().all(|cue| cue.start > quotes[quote].content[0].start)
        {
            give(text, quotation, &mut quotes[quote], quote, &mut taken);
            owner = Some(quote);
        }
        later = owner.map(|owner| (owner, mark(quotation)));
    }
}

/// Makes a quotation content of a quote, which may have some later on already.
fn give(text: &Text, quotation: &Quotation, quote: &mut Quote, number: usize, taken: &mut Taken) {
    let content = &mut quote.content;
    content.insert(content.partition_point(|span| span.start < quotation.span.start), quotation.span);
    quote.kind = kind(text, content);
    taken.add(quotation.span, number);
}

/// The quote in marks whose clause ends just before a quotation, nothing but a full stop or a comma
/// between.
fn at_once(text: &Text, quotes: &[Quote], taken: &Taken, quotation: &Quotation) -> Option<usize> {
    let start = quotation.span.start;
    let quote = taken.last_before(start)?;
    let Quote { kind, content, cue, source, .. } = &quotes[quote];
    let clause = cue.iter().chain(source).map(|span| span.end).max()?;
    let said = content.iter().map(|span| span.end).max()?;
    if *kind == Kind::Indirect || said > clause || clause > start {
        return None;
    }
    let between = &text.source[clause..start];
    let apart = |c: char| c.is_whitespace() && c != '\n' || matches!(c, '.' | ',' | ';' | ':');
    between.chars().all(apart).then_some(quote)
}

/// The quote in marks, or of speech, whose content or cue stands in the sentence before a quotation that begins
/// a sentence, but no paragraph.
fn before(text: &Text, quotes: &[Quote], taken: &Taken, quotation: &Quotation) -> Option<usize> {
    let opening = text.words_in(quotation.span).start;
    let sentence = text.sentences.partition_point(|s| s.end <= opening);
    let here = text.sentences[sentence].start;
    let earlier = text.sentences.get(sentence.checked_sub(1)?)?;
    if text.paragraphs.binary_search_by_key(&opening, |p| p.start).is_ok() {
        return None;
    }
    let span = Span::new(text.words[earlier.start].span.start, quotation.span.start);
    let quote = taken.last_before(quotation.span.start)?;
    let Quote { kind, content, cue, .. } = &quotes[quote];
    let touches = |part: &Span| part.end > span.start && part.start < span.end;
    let near = content.iter().chain(cue).any(touches);
    // Ruiz complained that it rained. "We lost."
    let speaks = |i: usize| entry(text.word(i)).is_some_and(|entry| entry.is_speech());
    let said = cue.iter().filter(|cue| touches(cue)).any(|cue| text.words_in(*cue).any(speaks));
    (here == opening && near && (*kind != Kind::Indirect || said)).then_some(quote)
}
