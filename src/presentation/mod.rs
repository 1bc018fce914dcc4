//! Presentation: what a reader wants to know about each quote besides who said it. How the text
//! presents it, whether it was said at all, to whom, when and by what means, and which quotes stand
//! within it. What stands in quotation marks and is no quote is told apart here too.
//!
//! This stage reads the words around a quote's cue by closed lists of words. It takes quotes
//! however they were found.

mod addressee;
pub(crate) mod circumstance;
mod cue;
pub(crate) mod lexicon;
mod marked;
mod nested;
pub(crate) mod phrase;
mod polarity;
mod stance;
mod surroundings;
mod taken;
pub(crate) mod wordlist;

use crate::reading::Quote;
use crate::text::{Span, Text};
use cue::Cue;
pub use marked::marked;
use surroundings::Surroundings;
use taken::Taken;

/// How deep quotes within quotes are followed; nobody reads further.
const DEEPEST: usize = 3;

/// Fills what the words around each quote tell: its stance, whether it is negated or unspoken, to
/// whom, by what means and when it was said, and the quotes within it.
///
/// The quotes may come from anywhere, as long as their spans are of the same text.
///
/// ```
/// use inquit::text::{Span, Text};
/// use inquit::{Kind, Quote, Stance, describe};
/// let text = Text::new("Ruiz asked Dan on Friday whether they had lost.");
/// let [source, cue, content] = [Span::new(0, 4), Span::new(5, 10), Span::new(25, 46)];
/// let mut quotes = [Quote { kind: Kind::Indirect, ..Quote::new(vec![content], vec![cue], vec![source]) }];
/// describe(&text, &mut quotes);
/// assert_eq!(quotes[0].stance, Stance::Question);
/// assert_eq!(quotes[0].addressee[0].of(text.source), "Dan");
/// assert_eq!(quotes[0].when[0].of(text.source), "on Friday");
/// ```
pub fn describe(text: &Text, quotes: &mut [Quote]) {
    within(text, quotes, Span::new(0, text.source.len()), 0);
}

/// The same for the quotes of a stretch of the text, which stand within so many others.
fn within(text: &Text, quotes: &mut [Quote], bounds: Span, depth: usize) {
    let mut taken = Taken::none(text, bounds);
    for quote in quotes.iter() {
        for spans in [&quote.content, &quote.cue, &quote.source] {
            taken.take(text, spans);
        }
    }
    for quote in quotes {
        let cue = Cue::new(text, quote);
        let around = Surroundings::new(text, quote, &taken);
        quote.stance = stance::stance(text, quote, &cue);
        quote.negated = polarity::negated(text, quote, &cue);
        quote.unspoken = polarity::unspoken(text, quote, &cue);
        quote.addressee = addressee::addressee(text, quote, &cue, &around, &taken);
        quote.medium = circumstance::media(text, &around);
        quote.when = circumstance::whens(text, &around);
        quote.nested.clear();
        if depth + 1 < DEEPEST {
            for span in &quote.content {
                let mut found = nested::nested(text, *span);
                if !found.is_empty() {
                    within(text, &mut found, *span, depth + 1);
                    quote.nested.append(&mut found);
                }
            }
        }
    }
}
