//! A reading for other programs, a form a file. The shell writes three of them too, the same to the
//! letter: `www/shell/export.js`.
//!
//! An unclear speaker is never named.

mod annotations;
mod csv;
mod jsonld;
mod quotes;

use std::io::{self, Write};

use inquit::text::Span;
use inquit::{Quote, Reading, Speaker};
use serde::Serialize;

pub use annotations::annotations;
pub use csv::csv;
pub use jsonld::jsonld;
pub use quotes::quotes;

/// What is exported: a text, its reading with offsets in bytes, and the address of its page.
pub struct Article<'a> {
    /// The text that was read.
    pub text: &'a str,
    /// What was found in it.
    pub reading: &'a Reading,
    /// Where it is published, without a fragment.
    pub url: Option<&'a str>,
}

impl<'a> Article<'a> {
    /// The words of some spans.
    fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| on_one_line(span.of(self.text))).collect::<Vec<_>>().join(" … ")
    }

    /// Who is surely quoted.
    fn speakers(&self, quote: &Quote) -> Vec<&'a Speaker> {
        let known: &[usize] = if quote.unclear { &[] } else { &quote.speakers };
        known.iter().map(|index| &self.reading.speakers[*index]).collect()
    }

    /// Every quote, those within another after it with its number, which counts from 1.
    fn all_quotes(&self) -> Vec<(&'a Quote, Option<usize>)> {
        fn add<'a>(quotes: &'a [Quote], within: Option<usize>, all: &mut Vec<(&'a Quote, Option<usize>)>) {
            for quote in quotes {
                all.push((quote, within));
                add(&quote.nested, Some(all.len()), all);
            }
        }
        let mut all = Vec::new();
        add(&self.reading.quotes, None, &mut all);
        all
    }
}

/// What stands before and after some words, by which they are found again: the W3C's text-quote
/// selector.
#[derive(Serialize)]
struct Selector<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

impl<'a> Selector<'a> {
    fn new(text: &'a str, span: Span) -> Self {
        /// What other tools write.
        const CONTEXT: usize = 32;
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Selector { exact: span.of(text), prefix: &before[from..], suffix: &after[..to] }
    }
}

fn on_one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes JSON that may stand in a script element: no word of an article can end it.
fn write_json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    writeln!(out, "{}", json.replace('<', "\\u003c"))
}
