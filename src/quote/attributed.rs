//! The tagger's attributions as quotes, by the annotation's rules of where a content ends.

use std::ops::Range;

use super::{bounds, kind, shared};
use crate::{
    order::by_place,
    presentation::{lexicon::entry, wordlist::is},
    reading::Quote,
    rule::on,
    tagger::{Attribution, Tag},
    text::{Span, Text, WordKind},
};

/// An attribution that is less likely right is no quote: below this a quote more costs more
/// precision than it brings recall.
const LEAST: f32 = 0.29;

/// The quotes that attributions make, given the words' tags.
pub(super) fn quotes(text: &Text, tags: &[Tag], mut attributions: Vec<Attribution>) -> Vec<Quote> {
    if on("share") {
        shared::share(text, tags, &mut attributions);
    }
    let unclosed = text.quotations.iter().filter(|q| q.unclosed).map(|q| q.span.end).collect();
    let unclosed = by_place(unclosed, |end| *end);
    let likely = attributions.into_iter().filter(|a| !on("least") || a.confidence >= LEAST);
    let meant = likely.filter(|a| !on("is_so_called") || !is_so_called(text, a));
    meant.map(|a| quote(text, &unclosed, &bounds::settle(text, tags, a))).collect()
}

/// They run so-called "ghost flights": without a verb of speech the marks are the writer's own.
fn is_so_called(text: &Text, attribution: &Attribution) -> bool {
    let so_called = |i: usize| {
        is(text, i, "so-called") && matches!(text.words.get(i + 1), Some(next) if next.kind != WordKind::Plain)
    };
    attribution.content.iter().any(|words| words.clone().any(so_called))
        && attribution.cue.clone().all(|i| entry(text.word(i)).is_none())
}

/// One quote; `unclosed` are the ends of the quotations that nothing closes.
fn quote(text: &Text, unclosed: &[usize], attribution: &Attribution) -> Quote {
    let content: Vec<Span> = attribution.content.iter().flat_map(|words| by_paragraph(text, words)).collect();
    let source: Vec<Span> = attribution.source.iter().map(|words| span(text, words)).collect();
    let last = content.last().map_or(0, |span| span.end);
    Quote {
        kind: kind(text, &content),
        unclosed: unclosed.binary_search(&last).is_ok(),
        // To the thousandth, which is more than it can mean, and alike in every door.
        confidence: Some((f64::from(attribution.confidence) * 1000.0).round() / 1000.0),
        ..Quote::new(content, vec![span(text, &attribution.cue)], source)
    }
}

/// The spans of a content, one a paragraph.
fn by_paragraph<'a>(text: &'a Text, words: &'a Range<usize>) -> impl Iterator<Item = Span> + 'a {
    let first = text.paragraphs.partition_point(|paragraph| paragraph.end <= words.start);
    let paragraphs = text.paragraphs[first..].iter().take_while(|paragraph| paragraph.start < words.end);
    paragraphs.map(|own| span(text, &(words.start.max(own.start)..words.end.min(own.end))))
}

fn span(text: &Text, words: &Range<usize>) -> Span {
    Span::new(text.words[words.start].span.start, text.words[words.end - 1].span.end)
}
