//! What quotation marks and places tell by themselves. A stretch in marks is a quote, its cue and
//! its source are the short clause that touches it, and stretches belong together where one cue
//! splits them or a paragraph opens again. It looks at no word's meaning.

use super::clause::{self, Clause};
use crate::reading::Quote;
use crate::text::{Quotation, Span, Style, Text, WordKind};

/// A stretch in marks with no clause beside it is a quote from this many words on. In annotated
/// news 57% of the stretches of one word belong to a quote, 79% of those of two or three; the rest
/// are titles, nicknames and scare quotes.
const FEWEST_WORDS: usize = 2;

/// The stretches in marks that are quotes, in reading order.
pub(super) fn quotes(text: &Text) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut last: Option<Turn> = None;
    for turn in turns(text) {
        let joined = last.as_ref().is_some_and(|last| last.leads_to(text, &turn));
        if let (true, Some(quote)) = (joined, quotes.last_mut()) {
            quote.content.extend(&turn.content);
            quote.unclosed = turn.unclosed;
        } else if turn.clause.is_some() || turn.has_words(text, FEWEST_WORDS) {
            quotes.push(quote(&turn));
        } else {
            last = None;
            continue;
        }
        last = Some(turn);
    }
    quotes
}

/// A quotation with all the paragraphs over which it goes on, and the clause beside it.
struct Turn {
    content: Vec<Span>,
    unclosed: bool,
    clause: Option<Clause>,
}

impl Turn {
    /// Whether this one's clause follows it and `next` follows the clause at once, so that the
    /// clause splits one quotation: "We," he said, "lost."
    fn leads_to(&self, text: &Text, next: &Turn) -> bool {
        let Some(clause) = self.clause.as_ref().filter(|clause| clause.follows) else {
            return false;
        };
        if next.clause.as_ref().is_some_and(|next| next.follows) {
            return false;
        }
        let between = Span::new(clause.end, next.content[0].start).of(text.source);
        !between.contains('\n') && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':'))
    }

    fn has_words(&self, text: &Text, fewest: usize) -> bool {
        let plain = |span: &Span| text.words[text.words_in(*span)].iter().filter(|word| word.kind == WordKind::Plain);
        self.content.iter().flat_map(plain).take(fewest).count() == fewest
    }
}

/// The turns of `text` in order; an iterator, so that a text full of marks takes no more memory.
fn turns<'a>(text: &'a Text) -> impl Iterator<Item = Turn> + 'a {
    let mut outermost = text.quotations.iter().filter(|quotation| quotation.depth == 0).peekable();
    std::iter::from_fn(move || {
        loop {
            let first = outermost.next()?;
            if first.style == Style::Dash {
                let Some((said, clause)) = clause::within(text, first.inner) else { continue };
                // Marks inside the turn belong to it.
                while outermost.next_if(|inside| first.span.contains(inside.span)).is_some() {}
                return Some(Turn { content: vec![said], unclosed: false, clause: Some(clause) });
            }
            let mut content = vec![first.span];
            let mut last: &Quotation = first;
            while let Some(next) = last.goes_on.then(|| outermost.next_if(|next| next.style == first.style)).flatten() {
                content.push(next.span);
                last = next;
            }
            let clause = clause::after(text, last).or_else(|| clause::before(text, first));
            return Some(Turn { content, unclosed: last.unclosed, clause });
        }
    })
}

fn quote(turn: &Turn) -> Quote {
    let clause = turn.clause.as_ref();
    let source: Vec<Span> = clause.and_then(|clause| clause.source).into_iter().collect();
    let cue = clause.map(|clause| clause.cue).into_iter().collect();
    Quote { unclosed: turn.unclosed, ..Quote::new(turn.content.clone(), cue, source) }
}
