//! Quotes: what is said, with the words that say so and the words that name who said it.
//!
//! The tagger's attributions become quotes here. What the layout of a text tells for certain goes
//! before them: the turns of a transcript, and of a dialogue with dashes, and quotations that are signed.
//! In other languages quotation marks alone are read.

mod attributed;
mod bounds;
mod clause;
mod marked;
mod shared;
mod signature;
mod transcript;

#[cfg(feature = "train")]
pub(crate) use bounds::settle;

use std::collections::BTreeMap;

use crate::{
    order::by_place,
    reading::{Kind, Quote},
    rule::on,
    steps::{apart, pause},
    tagger,
    text::{Span, Style, Text, WordKind},
};

/// The quotes of `text` in reading order.
pub(crate) async fn quotes(text: &Text<'_>) -> Vec<Quote> {
    let marked = marked::quotes(text);
    let (mut quotes, marked): (Vec<Quote>, Vec<Quote>) =
        marked.into_iter().partition(|quote| on("dialogue") && is_dialogue(text, quote));
    if on("transcript") {
        add(&mut quotes, transcript::quotes(text));
    }
    if on("signature") {
        add(&mut quotes, signature::quotes(text));
    }
    pause().await;
    let attributed = match tagger::shipped().await.filter(|_| text.is_english()) {
        Some(weights) => Some(attributed::quotes(text, apart(tagger::attributions(text, weights)).await)),
        None => None,
    };
    match attributed {
        Some(attributed) => add(&mut quotes, attributed),
        None => add(&mut quotes, marked),
    }
    by_place(quotes, |quote| quote.content[0].start)
}

/// Adds those of `more` whose content is no other quote's yet.
fn add(quotes: &mut Vec<Quote>, more: Vec<Quote>) {
    let taken = Taken::of(quotes);
    quotes.extend(more.into_iter().filter(|quote| quote.content.iter().all(|span| taken.by(*span).is_none())));
}

/// Which quote has which stretch of the text. Contents do not overlap.
struct Taken(BTreeMap<usize, (usize, usize)>);

impl Taken {
    fn of(quotes: &[Quote]) -> Self {
        let spans = quotes.iter().enumerate().flat_map(|(i, quote)| quote.content.iter().map(move |span| (*span, i)));
        Taken(spans.map(|(span, i)| (span.start, (span.end, i))).collect())
    }

    /// The quote that has a part of a span.
    fn by(&self, span: Span) -> Option<usize> {
        let (_, (end, quote)) = self.0.range(..span.end).next_back()?;
        (*end > span.start).then_some(*quote)
    }
}

/// Whether a dash at the start of a paragraph opened the quote.
fn is_dialogue(text: &Text, quote: &Quote) -> bool {
    let at = text.quotations.partition_point(|q| q.inner.start < quote.content[0].start);
    text.quotations.get(at).is_some_and(|q| q.style == Style::Dash && q.inner.start == quote.content[0].start)
}

/// Direct if all words of the content stand in marks, indirect if none does.
fn kind(text: &Text, content: &[Span]) -> Kind {
    let (mut inside, mut outside) = (0, 0);
    for span in content {
        let first = text.quotations.partition_point(|q| q.span.end <= span.start);
        let mut quotations = text.quotations[first..].iter().filter(|q| q.depth == 0).peekable();
        for word in &text.words[text.words_in(*span)] {
            while quotations.next_if(|q| q.span.end <= word.span.start).is_some() {}
            if word.kind == WordKind::Plain {
                let within = quotations.peek().is_some_and(|q| q.span.contains(word.span));
                if within { inside += 1 } else { outside += 1 }
            }
        }
    }
    match (inside, outside) {
        (0, _) => Kind::Indirect,
        (_, 0) => Kind::Direct,
        _ => Kind::Mixed,
    }
}
