//! The W3C's Web Annotations: an annotation for each quote and each within it. Bodies name the
//! speakers and tag kind and stance; targets are the spans of the content. Positions count characters
//! (code points) of the text that was read, as the standard demands.

use std::io::{self, Write};

use inquit::text::Span;
use inquit::{Quote, Stance};
use serde::Serialize;

use super::super::name;
use super::{Article, Selector, write_json};

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body>,
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "TextualBody")]
struct Body {
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "SpecificResource")]
struct Target<'a> {
    source: &'a str,
    selector: (By<'a>, By<'a>),
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum By<'a> {
    #[serde(rename = "TextQuoteSelector")]
    Quote(Selector<'a>),
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
}

/// Writes the page of annotations; `page` is the address into which they point.
pub fn annotations(out: &mut impl Write, article: &Article, page: &str) -> io::Result<()> {
    let characters: Vec<usize> = article.text.char_indices().map(|(at, _)| at).collect();
    let position = |offset| characters.partition_point(|at| *at < offset);
    let target = |span: &Span| {
        let by_position = By::Position { start: position(span.start), end: position(span.end) };
        Target { source: page, selector: (By::Quote(Selector::new(article.text, *span)), by_position) }
    };
    let annotation = |(i, (quote, _)): (usize, (&Quote, _))| Annotation {
        id: format!("{page}#inquit-{}", i + 1),
        r#type: "Annotation",
        motivation: "describing",
        body: bodies(article, quote),
        target: quote.content.iter().map(target).collect(),
    };
    let annotations = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: format!("{page}#inquit"),
        r#type: "AnnotationPage",
        items: article.all_quotes().into_iter().enumerate().map(annotation).collect(),
    };
    write_json(out, &annotations)
}

fn bodies(article: &Article, quote: &Quote) -> Vec<Body> {
    let body = |purpose, value| Body { purpose, format: "text/plain", value };
    let tags = [
        Some(name(quote.kind)),
        (quote.stance != Stance::Neutral).then(|| name(quote.stance)),
        quote.negated.then(|| "negated".to_owned()),
        quote.unspoken.then(|| "unspoken".to_owned()),
        quote.unclear.then(|| "speaker unclear".to_owned()),
    ];
    let speakers = article.speakers(quote).into_iter().map(|speaker| body("identifying", speaker.name.clone()));
    speakers.chain(tags.into_iter().flatten().map(|tag| body("tagging", tag))).collect()
}
