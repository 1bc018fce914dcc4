//! schema.org's `Quotation`, for `<script type="application/ld+json">`.
//!
//! It tells machines what people said, so that it is the most careful form. Only words in quotation
//! marks are a quotation's `text`: those of an indirect or mixed quote are the article's own and stand
//! as its `abstract`. What was not said, or is yet to be said, is left out, and so is what an indirect
//! or mixed quote denies, doubts or refuses: its words alone would say the opposite.

use std::io::{self, Write};

use inquit::{Is, Kind, Language, Quote, Stance};
use serde::{Serialize, Serializer};

use super::{Article, on_one_line, write_json};

/// An opening quotation mark and those that may close it.
const MARKS: [&str; 14] = ["“”", "\"\"", "„“”", "‘’", "''", "‚‘’", "«»", "»«", "‹›", "›‹", "「」", "『』", "””", "’’"];

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Quotation<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Quotation<'a> {
    #[serde(flatten)]
    words: Words,
    #[serde(skip_serializing_if = "Values::is_empty")]
    spoken_by_character: Values<Thing<'a>>,
    #[serde(skip_serializing_if = "Values::is_empty")]
    is_based_on: Values<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<WebPage<'a>>,
    #[serde(skip_serializing_if = "Values::is_empty")]
    has_part: Values<Quotation<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Quotation")]
struct Words {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
}

#[derive(Serialize)]
struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct WebPage<'a> {
    url: &'a str,
}

/// Values of a property: as JSON-LD writes them, one without a list around it.
struct Values<T>(Vec<T>);

impl<T> Values<T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for Values<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            values => values.serialize(serializer),
        }
    }
}

/// Writes the quotations.
pub fn jsonld(out: &mut impl Write, article: &Article) -> io::Result<()> {
    let mut graph = quotations(article, &article.reading.quotes);
    for quotation in &mut graph {
        quotation.is_part_of = article.url.map(|url| WebPage { url });
    }
    write_json(out, &Graph { context: "https://schema.org", graph })
}

fn quotations<'a>(article: &Article<'a>, quotes: &'a [Quote]) -> Vec<Quotation<'a>> {
    quotes
        .iter()
        .filter(|quote| is_said(quote))
        .map(|quote| {
            let words = match quote.kind {
                Kind::Direct => Words { text: Some(verbatim(article.text, quote)), summary: None },
                Kind::Indirect | Kind::Mixed => Words { text: None, summary: Some(article.words(&quote.content)) },
            };
            let (mut speakers, mut papers, mut others) = (Vec::new(), Vec::new(), Vec::new());
            for speaker in article.speakers(quote) {
                let name = speaker.name.as_str();
                let description = speaker.role.as_deref();
                match speaker.is {
                    Is::Person => speakers.push(Thing { kind: "Person", name, description }),
                    Is::Organisation => speakers.push(Thing { kind: "Organization", name, description }),
                    Is::Document => papers.push(Thing { kind: "CreativeWork", name, description: None }),
                    Is::Group | Is::Unnamed => others.push(name),
                }
            }
            Quotation {
                words,
                spoken_by_character: Values(speakers),
                is_based_on: Values(papers),
                credit_text: Some(others.join(" and ")).filter(|names| !names.is_empty()),
                in_language: (article.reading.language == Language::En).then_some("en"),
                is_part_of: None,
                has_part: Values(quotations(article, &quote.nested)),
            }
        })
        .collect()
}

/// Whether the speaker said what the words say.
fn is_said(quote: &Quote) -> bool {
    let opposed = matches!(quote.stance, Stance::Denial | Stance::Doubt | Stance::Refusal);
    let opposite = opposed && quote.kind != Kind::Direct;
    !(quote.negated || quote.unspoken || opposite)
}

/// What was said, without the marks around it and the comma that the article puts at its end.
fn verbatim(text: &str, quote: &Quote) -> String {
    let paragraphs = quote.content.iter().flat_map(|span| span.of(text).split('\n'));
    let unmarked: Vec<String> = paragraphs.map(|paragraph| unmarked(&on_one_line(paragraph)).to_owned()).collect();
    let said = unmarked.iter().filter(|words| !words.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    said.strip_suffix(',').unwrap_or(&said).to_owned()
}

fn unmarked(paragraph: &str) -> &str {
    let marks = MARKS.iter().find_map(|marks| {
        let opening = marks.chars().next()?;
        Some((opening, &marks[opening.len_utf8()..], paragraph.strip_prefix(opening)?))
    });
    let Some((opening, closing, inner)) = marks else { return paragraph };
    let inner = inner.strip_suffix(|mark| closing.contains(mark)).unwrap_or(inner);
    // Of several stretches in marks, all stay.
    if inner.contains(opening) { paragraph } else { inner }
}
