//! A table for a spreadsheet, by RFC 4180: a line for each quote and each within it.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::super::name;
use super::{Article, on_one_line};

const COLUMNS: [&str; 21] = [
    "page",
    "quote",
    "within",
    "kind",
    "attribution",
    "speaker",
    "role",
    "speaker_is",
    "content",
    "cue",
    "source",
    "stance",
    "negated",
    "unspoken",
    "unclosed",
    "addressee",
    "medium",
    "when",
    "confidence",
    "speaker_confidence",
    "because",
];

/// Writes the table.
pub fn csv(out: &mut impl Write, article: &Article) -> io::Result<()> {
    // A byte order mark: without it Excel takes the file for another encoding.
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS)?;
    for (i, (quote, within)) in article.all_quotes().into_iter().enumerate() {
        let known = !quote.unclear && quote.speaker.is_some();
        let attribution = if quote.unclear {
            "unclear"
        } else if known {
            "named"
        } else {
            "none"
        };
        let if_known = |value: &Option<String>| value.clone().filter(|_| known).unwrap_or_default();
        let speakers = article.speakers(quote);
        let roles: Vec<&str> = speakers.iter().filter_map(|speaker| speaker.role.as_deref()).collect();
        let kinds: Vec<String> = speakers.iter().map(|speaker| name(speaker.is)).collect();
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        let cells: [String; COLUMNS.len()] = [
            article.url.unwrap_or_default().to_owned(),
            (i + 1).to_string(),
            within.map(|number| number.to_string()).unwrap_or_default(),
            name(quote.kind),
            attribution.to_owned(),
            if_known(&quote.speaker),
            roles.join("; "),
            kinds.join("; "),
            article.words(&quote.content),
            article.words(&quote.cue),
            article.words(&quote.source),
            name(quote.stance),
            quote.negated.to_string(),
            quote.unspoken.to_string(),
            quote.unclosed.to_string(),
            article.words(&quote.addressee),
            article.words(&quote.medium),
            article.words(&quote.when),
            number(quote.confidence),
            number(quote.speaker.as_ref().map(|_| quote.speaker_confidence)),
            if_known(&quote.because),
        ];
        table.write_record(cells.map(|cell| no_formula(&on_one_line(&cell))))?;
    }
    table.flush()
}

/// The cell with an apostrophe where a spreadsheet would see a formula begin, also if it takes `;` for
/// the end of a cell.
fn no_formula(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    let (mut begins, mut after_semicolon) = (true, false);
    for c in cell.chars() {
        if begins && "=+-@＝＋－＠".contains(c) {
            safe.push('\'');
        }
        begins = c == ';' || after_semicolon && c == ' ';
        after_semicolon = c == ';';
        safe.push(c);
    }
    safe
}
