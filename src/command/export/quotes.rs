//! `quotes.json`: what a page's script draws without the engine. The result, and for each span of a
//! quote a selector, by which its words are found again on the page.

use std::io::{self, Write};

use inquit::text::Span;
use inquit::{Quote, VERSION};
use serde_json::{Map, Value, json, to_value};

use super::{Article, Selector};

/// The version of what stands here beside the result, raised when an old script would be misled.
const SELECTORS: u32 = 1;

/// Writes the file, on one line: it goes over the wire.
pub fn quotes(out: &mut impl Write, article: &Article) -> io::Result<()> {
    let Article { text, reading, .. } = article;
    let mut file = to_value((*reading).clone().to_utf16(text))?;
    add(&mut file["quotes"], &reading.quotes, text)?;
    for (entry, marked) in entries(&mut file["marked"]).zip(&reading.marked) {
        entry["selector"] = to_value(Selector::new(text, marked.span))?;
    }
    file["selectors"] = json!(SELECTORS);
    debug_assert_eq!(file["version"], VERSION);
    writeln!(out, "{file}")
}

fn add(entries_of_quotes: &mut Value, quotes: &[Quote], text: &str) -> io::Result<()> {
    for (entry, quote) in entries(entries_of_quotes).zip(quotes) {
        let Quote { content, cue, source, addressee, medium, when, nested, .. } = quote;
        let roles = [
            ("content", content),
            ("cue", cue),
            ("source", source),
            ("addressee", addressee),
            ("medium", medium),
            ("when", when),
        ];
        let mut selectors = Map::new();
        for (role, spans) in roles {
            selectors.insert(role.to_owned(), to_value(of_spans(text, spans))?);
        }
        entry["selectors"] = Value::Object(selectors);
        add(&mut entry["nested"], nested, text)?;
    }
    Ok(())
}

fn of_spans<'a>(text: &'a str, spans: &[Span]) -> Vec<Selector<'a>> {
    spans.iter().map(|span| Selector::new(text, *span)).collect()
}

fn entries(list: &mut Value) -> impl Iterator<Item = &mut Value> {
    list.as_array_mut().into_iter().flatten()
}
