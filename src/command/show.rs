//! Quotes for a person at a terminal.

use std::cmp::Reverse;
use std::io::{self, Write};

use anstyle::Style;
use inquit::text::Span;
use inquit::{Is, Kind, Language, Quote, Reading, Speaker, Stance};

use super::name;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// The widest line: comfortable to read, and within the narrowest usual terminal.
const WIDTH: usize = 78;

const INDENT: usize = 4;

/// How the quotes are listed.
#[derive(Clone, Copy)]
pub enum Order {
    /// As they come in the text.
    Text,
    /// By speaker, whoever has most words first.
    Speakers,
}

/// A speaker and the quotes that are surely of this speaker, with their numbers.
struct Row<'a> {
    speaker: &'a Speaker,
    quotes: Vec<(usize, &'a Quote)>,
}

/// Writes each quote with all that is known of it, who is quoted, and what stands in quotation marks
/// and is no quote.
pub fn show(out: &mut impl Write, text: &str, reading: &Reading, order: Order) -> io::Result<()> {
    let rows = rows(reading);
    let all: usize = rows.iter().map(|row| row.speaker.words).sum();
    let nobody: Vec<_> = numbered(reading).filter(|(_, quote)| speaker(quote).is_none()).collect();
    match order {
        Order::Text => {
            for (number, quote) in numbered(reading) {
                let (who, how) = (who(quote), how(text, quote));
                let heading = format!("{BOLD}{who}{BOLD:#} {FAINT}({how}){FAINT:#}");
                show_quote(out, text, number, &heading, quote)?;
            }
            show_table(out, &rows, all)?;
        }
        Order::Speakers => {
            for Row { speaker, quotes } in &rows {
                let counts = counts(quotes.iter().map(|(_, quote)| *quote));
                let (words, share) = (counted(speaker.words, "word"), share(speaker.words, all));
                wrapped(out, 0, &format!("{BOLD}{}{BOLD:#}", described(speaker)))?;
                wrapped(out, 0, &format!("{FAINT}{words}, {share} of all that is quoted; {counts}{FAINT:#}\n"))?;
                for (number, quote) in quotes {
                    let shared = quote.speakers.len() > 1;
                    let together = if shared { format!("{}: ", who(quote)) } else { String::new() };
                    show_quote(out, text, *number, &format!("{FAINT}{together}{}{FAINT:#}", how(text, quote)), quote)?;
                }
            }
            if !nobody.is_empty() {
                writeln!(out, "{BOLD}No speaker named, or not surely{BOLD:#}\n")?;
            }
            for (number, quote) in &nobody {
                show_quote(
                    out,
                    text,
                    *number,
                    &format!("{FAINT}{}, {}{FAINT:#}", who(quote), how(text, quote)),
                    quote,
                )?;
            }
        }
    }
    if !reading.marked.is_empty() {
        writeln!(out, "{BOLD}In quotation marks, but no quotes{BOLD:#}")?;
        for marked in &reading.marked {
            wrapped(out, INDENT, &format!("{}: {}", name(marked.label), plain(marked.span.of(text))))?;
        }
        writeln!(out)?;
    }
    if reading.language != Language::En {
        writeln!(out, "The text is not in English: only what stands in quotation marks was looked for.")?;
    }
    if reading.quotes.is_empty() {
        return writeln!(out, "No quotes found.");
    }
    writeln!(out, "{FAINT}{}.{FAINT:#}", counts(reading.quotes.iter()))
}

/// The quotes with their numbers, which count from 1.
fn numbered(reading: &Reading) -> impl Iterator<Item = (usize, &Quote)> {
    (1..).zip(&reading.quotes)
}

/// Who is surely quoted, whoever has most words first.
fn rows(reading: &Reading) -> Vec<Row<'_>> {
    let surely =
        |index| move |(_, quote): &(usize, &Quote)| speaker(quote).is_some() && quote.speakers.contains(&index);
    let row = |(index, speaker)| Row { speaker, quotes: numbered(reading).filter(surely(index)).collect() };
    let mut rows: Vec<Row> = reading.speakers.iter().enumerate().map(row).collect();
    rows.retain(|row| !row.quotes.is_empty());
    rows.sort_by_key(|row| Reverse(row.speaker.words));
    rows
}

/// Writes a quote, and those within it further in.
fn show_quote(out: &mut impl Write, text: &str, number: usize, heading: &str, quote: &Quote) -> io::Result<()> {
    let number = format!("{number:>2}. ");
    let indent = " ".repeat(INDENT);
    let options = textwrap::Options::new(WIDTH).initial_indent(&number).subsequent_indent(&indent);
    writeln!(out, "{}", textwrap::fill(heading, options))?;
    show_content(out, text, INDENT, quote)?;
    writeln!(out)
}

fn show_content(out: &mut impl Write, text: &str, indent: usize, quote: &Quote) -> io::Result<()> {
    wrapped(out, indent, &joined(text, &quote.content))?;
    let roles = [("to", &quote.addressee), ("medium", &quote.medium), ("when", &quote.when)];
    let roles = roles.into_iter().filter(|(_, spans)| !spans.is_empty());
    let facts = [
        (quote.stance != Stance::Neutral).then(|| format!("stance: {}", name(quote.stance))),
        quote.negated.then(|| "not said".to_owned()),
        quote.unspoken.then(|| "yet to be said".to_owned()),
    ];
    let facts = facts.into_iter().flatten();
    let facts = facts.chain(roles.map(|(role, spans)| format!("{role}: {}", joined(text, spans))));
    let facts = facts.chain(quote.confidence.map(|confidence| format!("confidence: {confidence:.2}")));
    let facts: Vec<String> = facts.collect();
    let because = quote.because.as_ref().filter(|_| speaker(quote).is_some());
    let because = because.map(|because| format!("because: {} ({:.2})", plain(because), quote.speaker_confidence));
    for line in [facts.join("; ")].into_iter().filter(|facts| !facts.is_empty()).chain(because) {
        write!(out, "{FAINT}")?;
        wrapped(out, indent, &line)?;
        write!(out, "{FAINT:#}")?;
    }
    for nested in &quote.nested {
        // Whoever is quoted within a quote has seldom a name: the words for the source will do.
        let words = Some(joined(text, &nested.source)).filter(|words| speaker(nested).is_none() && !words.is_empty());
        let named = words.unwrap_or_else(|| who(nested));
        wrapped(out, indent, &format!("within: {} ({})", named, how(text, nested)))?;
        show_content(out, text, indent + INDENT, nested)?;
    }
    Ok(())
}

fn show_table(out: &mut impl Write, rows: &[Row], all: usize) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}Who is quoted{BOLD:#}")?;
    writeln!(out, "{FAINT}    words  share  quotes{FAINT:#}")?;
    for Row { speaker, quotes } in rows {
        let columns = format!("{:>9}  {:>5}  {:>6}  ", speaker.words, share(speaker.words, all), quotes.len());
        let options = textwrap::Options::new(WIDTH).initial_indent(&columns);
        let further = " ".repeat(columns.len() + 2);
        writeln!(out, "{}", textwrap::fill(&described(speaker), options.subsequent_indent(&further)))?;
    }
    writeln!(out)
}

/// The speaker where the text names one surely.
fn speaker(quote: &Quote) -> Option<&str> {
    quote.speaker.as_deref().filter(|_| !quote.unclear)
}

fn who(quote: &Quote) -> String {
    match speaker(quote) {
        Some(speaker) => plain(speaker),
        None if quote.unclear => "speaker unclear".to_owned(),
        None => "speaker not named".to_owned(),
    }
}

/// The kind of a quote, and the words that attribute it.
fn how(text: &str, quote: &Quote) -> String {
    let cue = Some(joined(text, &quote.cue)).filter(|cue| !cue.is_empty());
    let unclosed = quote.unclosed.then(|| "no closing mark".to_owned());
    [Some(name(quote.kind)), cue, unclosed].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A speaker with role and kind.
fn described(speaker: &Speaker) -> String {
    let mut described = plain(&speaker.name);
    if let Some(role) = &speaker.role {
        described += &format!(", {}", plain(role));
    }
    if speaker.is != Is::Person {
        described += &format!(" ({})", name(speaker.is));
    }
    described
}

fn counts<'a>(quotes: impl Iterator<Item = &'a Quote> + Clone) -> String {
    let of_kind = |kind| quotes.clone().filter(|quote| quote.kind == kind).count();
    let [direct, mixed, indirect] = [Kind::Direct, Kind::Mixed, Kind::Indirect].map(of_kind);
    let all = counted(direct + mixed + indirect, "quote");
    format!("{all}: {direct} direct, {mixed} mixed, {indirect} indirect")
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn share(words: usize, all: usize) -> String {
    format!("{:.0}%", 100.0 * words as f64 / all.max(1) as f64)
}

fn wrapped(out: &mut impl Write, indent: usize, line: &str) -> io::Result<()> {
    let indent = " ".repeat(indent);
    let options = textwrap::Options::new(WIDTH).initial_indent(&indent).subsequent_indent(&indent);
    writeln!(out, "{}", textwrap::fill(line, options))
}

fn joined(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| plain(span.of(text))).collect::<Vec<_>>().join(" … ")
}

/// The text on one line, without characters by which a page could steer the terminal.
fn plain(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
