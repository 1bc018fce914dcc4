//! Quotations that no clause attributes: a paragraph by itself, with which the last speaker goes on, and
//! what follows an action: Ruiz shook her head. "No."

use std::ops::Range;

use super::{Taken, kind, plain_words};
use crate::{
    presentation::{
        lexicon::entry,
        wordlist::{LINKS, PASTS, is, is_capital, is_plain},
    },
    reading::{Kind, Quote},
    text::{Quotation, Span, Text, WordKind},
};

/// The most words of the one who acts.
const LONGEST_SOURCE: usize = 6;
/// The fewest words of a paragraph that is a quotation: shorter ones are titles as often.
const FEWEST_WORDS: usize = 4;
/// Somebody has spoken in one of so many paragraphs before.
const NEAR: usize = 3;

/// What follows an action is somebody's words, but annotated news has no case that would measure it.
const ACTION: f64 = 0.5;
/// Of 28 in annotated news none is right as it stands: each has a source farther off.
const PARAGRAPH: f64 = 0.1;

/// Adds such quotations to `quotes`.
pub(super) fn add(text: &Text, quotes: &mut Vec<Quote>) {
    let mut taken = Taken::of(quotes);
    for quotation in text.quotations.iter().filter(|q| q.depth == 0 && !q.goes_on && !q.unclosed) {
        let words = text.words_in(quotation.span);
        let owner = taken.by(quotation.span);
        if let Some(owner) = owner
            && is_beat(text, &quotes[owner], quotation)
        {
            quotes[owner].cue.clear();
            continue;
        }
        let found = match action(text, quotes, &taken, quotation, owner) {
            Some(source) => {
                if let Some(owner) = owner {
                    let quote = &mut quotes[owner];
                    quote.content.retain(|span| *span != quotation.span);
                    quote.kind = kind(text, &quote.content);
                }
                Quote { confidence: Some(ACTION), ..Quote::new(vec![quotation.span], Vec::new(), vec![source]) }
            }
            None if owner.is_none() && is_paragraph(text, &words) && spoken(text, quotes, &taken, quotation) => {
                Quote { confidence: Some(PARAGRAPH), ..Quote::new(vec![quotation.span], Vec::new(), Vec::new()) }
            }
            None => continue,
        };
        taken.add(quotation.span, quotes.len());
        quotes.push(found);
    }
}

/// {Ruiz} shook her head. ["No."]: a verb of another sentence that is none of speech is no cue.
fn is_beat(text: &Text, quote: &Quote, quotation: &Quotation) -> bool {
    let ([only], [cue]) = (&quote.content[..], &quote.cue[..]) else { return false };
    let (first, verbs) = (text.words_in(*only).start, text.words_in(*cue));
    let sentence = text.sentence(verbs.start);
    *only == quotation.span
        && sentence.end == first
        && is(text, first - 1, ".")
        && verbs.clone().all(|i| is_plain(text, i) && entry(text.word(i)).is_none())
}

/// Whoever does something in the sentence before a quotation, of which no quote has a part. A quote with
/// a cue farther back that the quotation was given to has no claim to it.
fn action(text: &Text, quotes: &[Quote], taken: &Taken, quotation: &Quotation, owner: Option<usize>) -> Option<Span> {
    let words = text.words_in(quotation.span);
    let paragraph = &text.paragraphs[text.paragraphs.partition_point(|p| p.end <= words.start)];
    let number = text.sentences.binary_search_by_key(&words.start, |sentence| sentence.start).ok()?;
    let before = text.sentences.get(number.checked_sub(1)?)?;
    let free = taken.by(text.span(before.start, before.end)).is_none();
    if words.start == paragraph.start || words.end != paragraph.end || !free || plain_words(text, quotation.inner) == 0
    {
        return None;
    }
    if let Some(owner) = owner {
        let quote = &quotes[owner];
        let far = quote.cue.iter().chain(&quote.source).all(|span| span.end <= text.words[before.start].span.start);
        let own = quote.content[1..].contains(&quotation.span);
        if !far || quote.cue.is_empty() || !own {
            return None;
        }
    }
    let acts = |i: usize| is(text, i, PASTS) || !is_capital(text, i) && text.word(i).ends_with("ed");
    let verb = (before.start + 1..before.end).take(LONGEST_SOURCE).find(|&i| acts(i))?;
    let source = before.start..verb;
    let names = is_capital(text, source.start)
        && !is(text, source.start, LINKS)
        && !is(text, source.start, "it there this that these those")
        && source.clone().all(|i| is_plain(text, i) && (i == source.start || !is(text, i, LINKS)));
    names.then(|| text.span(source.start, source.end))
}

fn is_paragraph(text: &Text, words: &Range<usize>) -> bool {
    // A list of titles.
    let long = |i: &usize| is_plain(text, *i) && text.word(*i).len() > 3;
    if words.clone().filter(long).all(|i| is_capital(text, i)) {
        return false;
    }
    let count = words.clone().filter(|&i| text.words[i].kind == WordKind::Plain).take(FEWEST_WORDS).count();
    let own = text.paragraphs.binary_search_by_key(&words.start, |p| p.start);
    count == FEWEST_WORDS && own.is_ok_and(|own| text.paragraphs[own].end == words.end)
}

/// Whether somebody has been quoted in marks shortly before.
fn spoken(text: &Text, quotes: &[Quote], taken: &Taken, quotation: &Quotation) -> bool {
    let paragraph = |span: Span| {
        let first = text.words_in(span).start;
        text.paragraphs.partition_point(|p| p.end <= first)
    };
    let Some(last) = taken.last_before(quotation.span.start) else { return false };
    let near = quotes[last].content.iter().any(|span| paragraph(quotation.span).abs_diff(paragraph(*span)) <= NEAR);
    near && quotes[last].kind != Kind::Indirect
}
