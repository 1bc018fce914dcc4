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
    steps::pause,
    tagger::{self, Tag},
    text::{Span, Style, Text, WordKind},
};

/// The quotes of `text` in reading order, given its words' tags.
pub(crate) async fn quotes(text: &Text<'_>, tags: &[Tag]) -> Vec<Quote> {
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
    if tags.is_empty() {
        add(&mut quotes, marked);
    } else {
        let attributions = tagger::attributions(text, tags).await;
        add(&mut quotes, attributed::quotes(text, tags, attributions));
    }
    by_place(quotes, |quote| quote.content[0].start)
}

/// Adds those of `more` whose content is no other quote's yet. Contents do not overlap.
fn add(quotes: &mut Vec<Quote>, more: Vec<Quote>) {
    let contents = quotes.iter().flat_map(|quote| &quote.content);
    let taken: BTreeMap<usize, usize> = contents.map(|span| (span.start, span.end)).collect();
    let free = |span: &Span| taken.range(..span.end).next_back().is_none_or(|(_, end)| *end <= span.start);
    quotes.extend(more.into_iter().filter(|quote| quote.content.iter().all(free)));
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
