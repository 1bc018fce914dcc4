//! Quotes: what is said, with the words that say so and the words that name who said it.
//!
//! The tagger's attributions become quotes here. What the layout of a text tells for certain goes
//! before them: the turns of a transcript, and of a dialogue with dashes. What stands in marks
//! and was left over comes after them.

mod attributed;
mod clause;
mod marked;
mod transcript;

use crate::{
    reading::{Kind, Quote},
    tagger,
    text::{Span, Style, Text, WordKind},
};

/// The quotes of `text` in reading order.
pub(crate) fn quotes(text: &Text) -> Vec<Quote> {
    let marked = marked::quotes(text);
    let (mut quotes, marked): (Vec<Quote>, Vec<Quote>) =
        marked.into_iter().partition(|quote| is_dialogue(text, quote));
    add(&mut quotes, transcript::quotes(text));
    if let (true, Some(weights)) = (text.is_english(), tagger::shipped()) {
        add(&mut quotes, attributed::quotes(text, tagger::attributions(text, weights)));
    }
    add(&mut quotes, marked);
    quotes.sort_by_key(|quote| quote.content[0]);
    quotes
}

/// Adds those of `more` whose content is no other quote's yet.
fn add(quotes: &mut Vec<Quote>, more: Vec<Quote>) {
    let mut taken: Vec<Span> = quotes.iter().flat_map(|quote| quote.content.iter().copied()).collect();
    taken.sort();
    let is_free = |span: &Span| {
        let next = taken.partition_point(|other| other.start < span.end);
        // Contents do not overlap, so that the one before is the only one that may reach in.
        next == 0 || taken[next - 1].end <= span.start
    };
    quotes.extend(more.into_iter().filter(|quote| quote.content.iter().all(is_free)));
}

/// Whether a dash at the start of a paragraph opened the quote.
fn is_dialogue(text: &Text, quote: &Quote) -> bool {
    let at = text.quotations.partition_point(|q| q.span.start < quote.content[0].start);
    text.quotations.get(at).is_some_and(|q| q.style == Style::Dash && q.span.start == quote.content[0].start)
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
