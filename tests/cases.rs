//! The cases under `tests/cases`: a text and, below a line of dashes, what is expected of it. Each
//! folder says what its cases show; a new one is a few lines in a file, or a new file.
//!
//! ```text
//! == the name of the case
//! The text, of as many paragraphs as it likes.
//! ---
//! what is expected
//! ```
//!
//! A case that cannot be met is kept: `== the name of the case (known to fail: why)`. It fails the
//! test when it is met after all, so that the marks stay true.
//!
//! A quote is a line, in every folder:
//!
//! ```text
//! direct | Ruiz | said | "We lost," … "Badly." -> by Ana Ruiz; claim; when on Friday
//! ```
//!
//! its kind, source, cue and content, pieces joined by ` … `; a piece that the text holds several times
//! is numbered, `she#2`. Behind the arrow stands what is not plain: the speaker where it is not the
//! source as written, `?` where that is unclear, a stance, `negated`, `unspoken`, `unclosed`, and the
//! words for `addressee`, `medium` and `when`. Quotes within it follow, further in.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use inquit::text::{Span, Style, Text};
use inquit::{Kind, Marked, Quote, Speaker, Stance};
use serde_json::Value;

#[test]
fn words() {
    run("words", |source| {
        let text = Text::new(source);
        let line =
            |paragraph: &std::ops::Range<usize>| paragraph.clone().map(|i| text.word(i)).collect::<Vec<_>>().join(" ");
        text.paragraphs.iter().map(line).collect()
    });
}

#[test]
fn sentences() {
    run("sentences", |source| {
        let text = Text::new(source);
        let line = |sentence: &std::ops::Range<usize>| {
            let first = text.words[sentence.start].span.start;
            source[first..text.words[sentence.end - 1].span.end].to_owned()
        };
        text.sentences.iter().map(line).collect()
    });
}

#[test]
fn language() {
    run("language", |source| {
        vec![if Text::new(source).is_english() { "English" } else { "another language" }.to_owned()]
    });
}

/// Each quotation with its marks, indented by its depth: `double “We lost.”`
#[test]
fn marks() {
    run("marks", |source| {
        let text = Text::new(source);
        let line = |quotation: &inquit::text::Quotation| {
            let style = match quotation.style {
                Style::Double => "double",
                Style::Single => "single",
                Style::Angle => "angle",
                Style::SingleAngle => "single angle",
                Style::Corner => "corner",
                Style::Dash => "dash",
            };
            let unclosed = if quotation.unclosed { " unclosed" } else { "" };
            let goes_on = if quotation.goes_on { " goes on" } else { "" };
            let indent = "  ".repeat(quotation.depth.into());
            format!("{indent}{style}{unclosed}{goes_on} {}", quotation.span.of(source))
        };
        text.quotations.iter().map(line).collect()
    });
}

/// Everything that is read of a text.
#[test]
fn quotes() {
    run_given("quotes", reading);
}

/// The same for the things that reported speech does, a file each with three cases, and a list of the
/// cases that are known to fail: `cargo test --test cases phenomena -- --nocapture`.
#[test]
fn phenomena() {
    const ROWS: usize = 65;
    let cases = run_given("phenomena", |source, expected| {
        if source.starts_with('<') { page(source, expected) } else { reading(source, expected) }
    });
    let mut rows: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    cases.iter().for_each(|case| rows.entry(&case.file).or_default().push(case));
    let mut failing = 0;
    for (file, cases) in &rows {
        assert_eq!(cases.len(), 3, "{file} has three cases");
        let known: Vec<&str> = cases.iter().filter_map(|case| case.known_to_fail.as_deref()).collect();
        if !known.is_empty() {
            failing += 1;
            println!("- {}: {}", file.trim_end_matches(".txt").replace('-', " "), known.join("; "));
        }
    }
    let numbers: Vec<usize> = rows.keys().filter_map(|file| file.split('-').next()?.parse().ok()).collect();
    assert_eq!(numbers, (1..=ROWS).collect::<Vec<_>>(), "a file a row");
    println!("{} of {ROWS} rows pass in all cases", ROWS - failing);
}

/// Everything read of a text: its quotes, each with those within it, and the stretches in marks that are
/// none, `scare "reform"`. Where a case asks for them, the speakers too: `who Ana Ruiz | mayor | person`.
fn reading(source: &str, expected: &[&str]) -> Vec<String> {
    let reading = inquit::extract(source);
    let mut lines = Vec::new();
    reading.quotes.iter().for_each(|quote| lines.extend(quote_lines(source, quote, "")));
    if expected.iter().any(|line| line.starts_with("who ")) {
        lines.extend(reading.speakers.iter().map(|speaker| format!("who {}", speaker_line(speaker))));
    }
    lines.extend(reading.marked.iter().map(|marked| marked_line(source, marked)));
    lines
}

/// The same of a saved page, by the text that `inquit extract --html` reads of it.
fn page(source: &str, expected: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["extract", "--html", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    command.stdin.take().expect("it is piped").write_all(source.as_bytes()).expect("it reads the page");
    let output = command.wait_with_output().expect("it ends");
    let found: Value = serde_json::from_slice(&output.stdout).expect("it writes JSON");
    let text = found["text"].as_str().expect("it gives the text");
    let own = serde_json::to_value(inquit::extract(text).to_utf16(text)).unwrap();
    assert_eq!(found["quotes"], own["quotes"], "the page's offsets are its text's");
    reading(text, expected)
}

/// Who is quoted: each quote's source as written, or `-`, and its speaker; `?` where that is unclear.
#[test]
fn speakers() {
    run("speakers", |marked| {
        let (source, mut quotes) = given(marked);
        inquit::speakers(&source, &mut quotes);
        let line = |quote: &Quote| {
            let written = quote.source.first().map_or("-", |span| span.of(&source));
            let name = quote.speaker.as_deref().unwrap_or("nobody");
            format!("{written} | {name}{}", if quote.unclear { "?" } else { "" })
        };
        quotes.iter().map(line).collect()
    });
}

/// The table of speakers: `name | role | what it is | words`.
#[test]
fn roles() {
    run("roles", |marked| {
        let (source, mut quotes) = given(marked);
        let line = |speaker: &Speaker| format!("{} | {}", speaker_line(speaker), speaker.words);
        inquit::speakers(&source, &mut quotes).iter().map(line).collect()
    });
}

fn speaker_line(speaker: &Speaker) -> String {
    let is = format!("{:?}", speaker.is).to_lowercase();
    format!("{} | {} | {is}", speaker.name, speaker.role.as_deref().unwrap_or("-"))
}

/// A text whose quotes are marked, `{Ruiz} <said> [they lost]`, without the marks, and the quotes. A
/// cue belongs to the source before it or, where its content is taken, after it; two contents round
/// one cue are not told.
fn given(marked: &str) -> (String, Vec<Quote>) {
    let mut source = String::new();
    let mut roles: Vec<(char, Span)> = Vec::new();
    let mut open = 0;
    for c in marked.chars() {
        match c {
            '{' | '<' | '[' => open = source.len(),
            '}' | '>' | ']' => roles.push((c, Span::new(open, source.len()))),
            _ => source.push(c),
        }
    }
    let mut quotes: Vec<Quote> = Vec::new();
    let (mut name, mut cue, mut content) = (None, None, None);
    let ends = |source: &str, from: usize, to: usize| source[from..to].contains(['.', '\n']);
    let mut last = 0;
    for (i, &(role, span)) in roles.iter().enumerate() {
        let next = roles.get(i + 1);
        match role {
            '}' => name = Some(span),
            '>' => cue = Some(span),
            _ => content = Some(span),
        }
        last = last.max(span.end);
        let done = next.is_none_or(|&(role, next)| {
            let taken = match role {
                '}' => name.is_some(),
                '>' => cue.is_some(),
                _ => content.is_some(),
            };
            taken || content.is_some() && ends(&source, last, next.start)
        });
        if done && content.is_some() {
            let list = |span: Option<Span>| span.into_iter().collect();
            quotes.push(Quote::new(list(content.take()), list(cue.take()), list(name.take())));
        }
    }
    (source, quotes)
}

/// Quotes given by hand, and what their surroundings tell of them.
#[test]
fn fields() {
    run_given("fields", |source, given| {
        let text = Text::new(source);
        let mut quotes: Vec<Quote> =
            given.iter().filter(|line| !line.starts_with(' ')).map(|line| by_hand(source, line)).collect();
        inquit::describe(&text, &mut quotes);
        quotes.iter().flat_map(|quote| quote_lines(source, quote, "")).collect()
    });
}

/// Quotes given by hand, then each stretch in marks that is no quote: `scare "reform"`.
#[test]
fn marked() {
    run_given("marked", |source, given| {
        let quotes: Vec<Quote> =
            given.iter().filter(|line| line.contains(" | ")).map(|line| by_hand(source, line)).collect();
        let mut lines: Vec<String> = quotes.iter().flat_map(|quote| quote_lines(source, quote, "")).collect();
        lines.extend(inquit::marked(&Text::new(source), &quotes).iter().map(|marked| marked_line(source, marked)));
        lines
    });
}

fn marked_line(source: &str, marked: &Marked) -> String {
    format!("{} {}", format!("{:?}", marked.label).to_lowercase(), numbered(source, marked.span))
}

/// Where a text has a piece: not within a word.
fn places<'a>(source: &'a str, piece: &'a str) -> impl Iterator<Item = usize> {
    let joined =
        |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric());
    source.match_indices(piece).map(|(at, _)| at).filter(move |&at| {
        let (before, after) = (&source[..at], &source[at + piece.len()..]);
        !joined(before.chars().next_back(), piece.chars().next())
            && !joined(piece.chars().next_back(), after.chars().next())
    })
}

/// The piece of `source` at `span`, with its number where the text holds several; a sign alone has none.
fn numbered(source: &str, span: Span) -> String {
    let piece = span.of(source);
    if !piece.contains(char::is_alphanumeric) {
        return piece.to_owned();
    }
    let all: Vec<usize> = places(source, piece).collect();
    match all.iter().position(|at| *at == span.start) {
        Some(n) if all.len() > 1 => format!("{piece}#{}", n + 1),
        _ => piece.to_owned(),
    }
}

/// The way back: the span of a piece, numbered or not.
fn span(source: &str, piece: &str) -> Span {
    let (piece, n) = match piece.rsplit_once('#') {
        Some((piece, n)) if n.parse::<usize>().is_ok() => (piece, n.parse::<usize>().unwrap() - 1),
        _ => (piece, 0),
    };
    let start = places(source, piece).nth(n).unwrap_or_else(|| panic!("“{piece}” is not in “{source}”"));
    Span::new(start, start + piece.len())
}

/// The quote of a line, without what is behind its arrow.
fn by_hand(source: &str, line: &str) -> Quote {
    let line = line.split(" -> ").next().unwrap_or(line);
    let mut parts = line.split('|').map(str::trim);
    let kind = match parts.next() {
        Some("direct") => Kind::Direct,
        Some("indirect") => Kind::Indirect,
        Some("mixed") => Kind::Mixed,
        _ => panic!("“{line}” does not begin with a kind"),
    };
    let mut role = || {
        let pieces = parts.next().unwrap_or_else(|| panic!("“{line}” is no kind | source | cue | content"));
        pieces.split(" … ").filter(|piece| !piece.is_empty()).map(|piece| span(source, piece)).collect()
    };
    let (source, cue, content) = (role(), role(), role());
    Quote { kind, ..Quote::new(content, cue, source) }
}

/// The line of a quote and, further in, those of the quotes within it.
fn quote_lines(source: &str, quote: &Quote, indent: &str) -> Vec<String> {
    let lower = |value: &dyn Debug| format!("{value:?}").to_lowercase();
    let pieces = |spans: &[Span]| spans.iter().map(|span| numbered(source, *span)).collect::<Vec<_>>().join(" … ");
    let [name, cue, content] = [&quote.source, &quote.cue, &quote.content].map(|spans| pieces(spans));
    // An empty role has no blank around it: Ruiz | | "Go."
    let parts =
        format!("{} | {name} | {cue} | {content}", lower(&quote.kind)).replace("|  |", "| |").replace("|  |", "| |");
    let mut told = Vec::new();
    let written = quote.source.iter().map(|span| span.of(source)).collect::<Vec<_>>().join(" ");
    if let Some(speaker) = quote.speaker.as_deref().filter(|speaker| *speaker != written || quote.unclear) {
        told.push(format!("by {speaker}{}", if quote.unclear { "?" } else { "" }));
    }
    told.extend((quote.stance != Stance::Neutral).then(|| lower(&quote.stance)));
    for (name, is) in [("negated", quote.negated), ("unspoken", quote.unspoken), ("unclosed", quote.unclosed)] {
        told.extend(is.then(|| name.to_owned()));
    }
    for (name, spans) in [("addressee", &quote.addressee), ("medium", &quote.medium), ("when", &quote.when)] {
        told.extend(spans.iter().map(|span| format!("{name} {}", span.of(source))));
    }
    let arrow = if told.is_empty() { "" } else { " -> " };
    let mut lines = vec![format!("{indent}{parts}{arrow}{}", told.join("; "))];
    lines.extend(quote.nested.iter().flat_map(|nested| quote_lines(source, nested, &format!("{indent}  "))));
    lines
}

/// A case that has been run as expected.
struct Case {
    file: String,
    known_to_fail: Option<String>,
}

/// Runs the cases of a folder and lists all that fail.
fn run(folder: &str, answer: impl Fn(&str) -> Vec<String>) {
    run_given(folder, |source, _| answer(source));
}

/// The same where a part of the expected lines is given to what answers.
fn run_given(folder: &str, answer: impl Fn(&str, &[&str]) -> Vec<String>) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder is there").map(|e| e.unwrap().path()).collect();
    files.sort();
    let (mut cases, mut failures) = (Vec::new(), String::new());
    for path in &files {
        let file = path.file_name().unwrap().display().to_string();
        let file_text = fs::read_to_string(path).expect("a case file is UTF-8");
        for case in file_text
            .split("\n== ")
            .flat_map(|case| case.strip_prefix("== ").or(Some(case)))
            .skip_while(|case| case.starts_with('#'))
        {
            let (name, rest) = case.split_once('\n').unwrap_or((case, ""));
            let (source, expected) =
                rest.split_once("\n---\n").unwrap_or_else(|| panic!("{file}: “{name}” has no line ---"));
            let expected: Vec<&str> = expected.trim_end().lines().collect();
            let known = name.split_once("(known to fail: ").map(|(_, why)| why.trim_end_matches(')').to_owned());
            let found = answer(source, &expected);
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            if (found.join("\n") == expected.join("\n")) == known.is_some() {
                writeln!(failures, "\n{file}: {name}\n  expected").unwrap();
                if known.is_some() {
                    writeln!(failures, "    to fail, but it passes: take the mark off").unwrap();
                }
                expected.iter().for_each(|line| writeln!(failures, "    {line}").unwrap());
                writeln!(failures, "  found").unwrap();
                found.iter().for_each(|line| writeln!(failures, "    {line}").unwrap());
            }
            cases.push(Case { file: file.clone(), known_to_fail: known });
        }
    }
    assert!(!cases.is_empty(), "no case in {}", folder.display());
    assert!(failures.is_empty(), "of {} cases these failed\n{failures}", cases.len());
    cases
}
