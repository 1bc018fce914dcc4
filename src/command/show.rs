//! Quotes for a person at a terminal.

use std::io::{self, Write};

use anstyle::Style;
use inquit::text::Span;
use inquit::{Kind, Language, Reading};

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// The widest line: comfortable to read, and within the narrowest usual terminal.
const WIDTH: usize = 78;

/// Writes each quote with its speaker, and a last line that counts them.
pub fn show(out: &mut impl Write, text: &str, reading: &Reading) -> io::Result<()> {
    for quote in &reading.quotes {
        let kind = match quote.kind {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
        };
        let speaker = match &quote.speaker {
            Some(_) if quote.unclear => "speaker unclear".to_owned(),
            Some(speaker) => plain(speaker),
            None => "speaker not named".to_owned(),
        };
        let cue = joined(text, &quote.cue);
        let comma = if cue.is_empty() { "" } else { ", " };
        let unclosed = if quote.unclosed { ", no closing mark" } else { "" };
        writeln!(out, "{BOLD}{speaker}{BOLD:#} {FAINT}({kind}{comma}{cue}{unclosed}){FAINT:#}")?;
        let options = textwrap::Options::new(WIDTH).initial_indent("    ").subsequent_indent("    ");
        writeln!(out, "{}\n", textwrap::fill(&joined(text, &quote.content), options))?;
    }
    if reading.language != Language::En {
        writeln!(out, "The text is not in English: only what stands in quotation marks was looked for.")?;
    }
    let counted = |kind| reading.quotes.iter().filter(|quote| quote.kind == kind).count();
    match reading.quotes.len() {
        0 => writeln!(out, "No quotes found."),
        all => {
            let [direct, mixed, indirect] = [Kind::Direct, Kind::Mixed, Kind::Indirect].map(counted);
            let noun = if all == 1 { "quote" } else { "quotes" };
            writeln!(out, "{FAINT}{all} {noun}: {direct} direct, {mixed} mixed, {indirect} indirect.{FAINT:#}")
        }
    }
}

fn joined(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| plain(span.of(text))).collect::<Vec<_>>().join(" … ")
}

/// The text on one line, without characters by which a page could steer the terminal.
fn plain(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
