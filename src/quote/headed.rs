//! Lines that a colon divides into a name and what it says, without a verb: Ruiz: “Go.”; in headlines and
//! captions also Ruiz: cuts “needed”, and Cuts are needed: Ruiz.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::kind;
use crate::{
    presentation::{
        lexicon::entry,
        wordlist::{AUXILIARIES, LINKS, PASTS, SUBJECTS, is},
    },
    reading::Quote,
    text::{Quotation, Span, Text, WordKind},
};

/// The most words of a source that a quotation follows, which may bring a role.
const LONGEST_SOURCE: usize = 8;
/// The most words of a name in a headline.
const LONGEST_NAME: usize = 3;
/// The most words of a headline or a caption.
const LONGEST_LINE: usize = 18;
/// The fewest words that a headline lets somebody say.
const FEWEST_WORDS: usize = 3;

/// How often a quotation behind a name and a colon is right in annotated news: 15 of 17.
const QUOTED: f64 = 0.9;
/// How often a headline of that form is, content and source: 8 of 8 in annotated news, too few to say more.
const HEADLINE: f64 = 0.9;

/// What words a name may end with.
#[derive(Default)]
struct Names<'t> {
    /// The first and the last place where a source has the word.
    speaking: HashMap<&'t str, [usize; 2]>,
    /// The words that have a capital within a sentence.
    all: HashSet<&'t str>,
}

/// The quotes of such lines; `others` are those that the text has elsewhere.
pub(super) fn quotes<'q>(text: &Text, others: impl Iterator<Item = &'q Quote>) -> Vec<Quote> {
    let mut names = Names::default();
    for sentence in &text.sentences {
        let within = sentence.clone().skip(1).filter(|&i| is_capital(text, i) && !follows_colon(text, i));
        names.all.extend(within.map(|i| text.word(i)));
    }
    for i in others.flat_map(|quote| &quote.source).flat_map(|source| text.words_in(*source)) {
        let places = names.speaking.entry(text.word(i)).or_insert([i; 2]);
        *places = [places[0].min(i), places[1].max(i)];
    }
    let line = |line| quoted(text, line).or_else(|| headline(text, line, &names));
    text.paragraphs.iter().filter_map(line).collect()
}

/// {Ruiz, a nurse}<:> [“Go.”]
fn quoted(text: &Text, line: &Range<usize>) -> Option<Quote> {
    let colon = (line.start + 1..line.end).take(LONGEST_SOURCE).find(|&i| is(text, i, ":"))?;
    let opens = text.words.get(colon + 1)?.span.start;
    let found = text.quotations.binary_search_by_key(&opens, |quotation| quotation.span.start).ok()?;
    let quotation = &text.quotations[found];
    let source = line.start..colon;
    let whole = text.words_in(quotation.span).end == line.end && is_whole(quotation);
    let speaks = |i: usize| entry(text.word(i)).is_some_and(|entry| entry.is_speech());
    // Then she turned, Here's Ruiz in May: a clause, or what leads to one.
    let clause = |i: usize| is(text, i, AUXILIARIES) || is(text, i, PASTS) || is(text, i, SUBJECTS) || speaks(i);
    let opens = is(text, line.start, LINKS) || is(text, line.start, "according and but here so then");
    let name = is_capital(text, line.start) && !opens && source.clone().all(|i| !is_mark(text, i) && !clause(i));
    (whole && name).then(|| quote(text, &source, colon, quotation.span, QUOTED))
}

fn is_whole(quotation: &Quotation) -> bool {
    !quotation.unclosed && !quotation.goes_on
}

/// {Ruiz}<:> [cuts “needed”], and the other way round.
fn headline(text: &Text, line: &Range<usize>, names: &Names) -> Option<Quote> {
    let end = line.end - usize::from(is(text, line.end - 1, ". ! ?"));
    if line.len() > LONGEST_LINE || end < line.end {
        return None;
    }
    let mut colons = line.clone().filter(|&i| is(text, i, ":"));
    let colon = colons.next().filter(|_| colons.next().is_none())?;
    let (before, after) = (line.start..colon, colon + 1..line.end);
    // Whose name stands first must speak elsewhere too: Storm Lena: two roads gone.
    let speaks = |[first, last]: &[usize; 2]| *first < line.start || *last >= line.end;
    let speaking = before.clone().last().and_then(|i| names.speaking.get(text.word(i))).is_some_and(speaks);
    let known = names.all.contains(text.word(line.end - 1));
    let (name, said) = match (speaking && is_name(text, &before), known && is_name(text, &after)) {
        (true, _) => (before, after),
        (_, true) => (after, before),
        _ => return None,
    };
    let words = said.clone().filter(|&i| text.words[i].kind == WordKind::Plain).count();
    let span = (words >= FEWEST_WORDS).then(|| text.span(said.start, said.end))?;
    Some(quote(text, &name, colon, span, HEADLINE))
}

/// Whether the words may be a name.
fn is_name(text: &Text, words: &Range<usize>) -> bool {
    (1..=LONGEST_NAME).contains(&words.len()) && words.clone().all(|i| is_capital(text, i))
}

/// The headline itself is no proof that its last word is a name.
fn follows_colon(text: &Text, i: usize) -> bool {
    (1..=LONGEST_NAME).any(|back| i >= back && is(text, i - back, ":"))
}

fn is_capital(text: &Text, i: usize) -> bool {
    text.words[i].kind == WordKind::Plain && text.word(i).starts_with(char::is_uppercase)
}

fn is_mark(text: &Text, i: usize) -> bool {
    matches!(text.words[i].kind, WordKind::Mark(_))
}

fn quote(text: &Text, source: &Range<usize>, colon: usize, content: Span, confidence: f64) -> Quote {
    let content = Vec::from([content]);
    let source = text.span(source.start, source.end);
    Quote {
        kind: kind(text, &content),
        confidence: Some(confidence),
        ..Quote::new(content, vec![text.words[colon].span], vec![source])
    }
}
