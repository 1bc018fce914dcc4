//! The cases under `tests/cases`: a text and, below a line of dashes, what is expected of it. Each
//! folder says what its cases show; a new one is a few lines in a file, or a new file.
//!
//! ```text
//! == the name of the case
//! The text, of as many paragraphs as it likes.
//! ---
//! what is expected
//! ```

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use inquit::text::{Span, Style, Text};
use inquit::{Kind, Label, Quote, Stance};

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

/// Each quote: `direct | source | cue | content`, pieces joined by ` … `; a piece that the text
/// holds several times is numbered, `she#2`.
#[test]
fn quotes() {
    run("quotes", |source| {
        let line = |quote: &Quote| {
            let line = format!("{} | {}", kind(quote), parts(source, quote));
            if quote.unclosed { line + " | unclosed" } else { line }
        };
        inquit::extract(source).quotes.iter().map(line).collect()
    });
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
        let line = |speaker: &inquit::Speaker| {
            let is = format!("{:?}", speaker.is).to_lowercase();
            format!("{} | {} | {is} | {}", speaker.name, speaker.role.as_deref().unwrap_or("-"), speaker.words)
        };
        inquit::speakers(&source, &mut quotes).iter().map(line).collect()
    });
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

/// Quotes given by hand, `source | cue | content`, and what their surroundings tell of them:
/// `-> claim; negated; addressee Dan; when on Friday`. Quotes within follow, indented, with their kind.
#[test]
fn fields() {
    run_given("fields", |source, given| {
        let text = Text::new(source);
        let mut quotes: Vec<Quote> =
            given.iter().filter(|line| !line.starts_with(' ')).map(|line| by_hand(source, line)).collect();
        inquit::describe(&text, &mut quotes);
        let mut lines = Vec::new();
        quotes.iter().for_each(|quote| describe(source, quote, "", &mut lines));
        lines
    });
}

/// Quotes given by hand, `source | cue | content`, then each stretch in marks that is no quote:
/// `scare "reform"`.
#[test]
fn marked() {
    run_given("marked", |source, given| {
        let given: Vec<&&str> = given.iter().filter(|line| line.contains(" | ")).collect();
        let quotes: Vec<Quote> = given.iter().map(|line| by_hand(source, line)).collect();
        let mut lines: Vec<String> = given.iter().map(|line| line.to_string()).collect();
        for marked in inquit::marked(&Text::new(source), &quotes) {
            let label = match marked.label {
                Label::Scare => "scare",
                Label::Title => "title",
                Label::Nickname => "nickname",
                Label::Term => "term",
                Label::Measure => "measure",
            };
            lines.push(format!("{label} {}", numbered(source, marked.span)));
        }
        lines
    });
}

fn kind(quote: &Quote) -> &'static str {
    match quote.kind {
        Kind::Direct => "direct",
        Kind::Indirect => "indirect",
        Kind::Mixed => "mixed",
    }
}

/// The piece of `source` at `span`, with its number where the text holds several.
fn numbered(source: &str, span: Span) -> String {
    let piece = span.of(source);
    let all: Vec<usize> = source.match_indices(piece).map(|(at, _)| at).collect();
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
    let (start, _) = source.match_indices(piece).nth(n).unwrap_or_else(|| panic!("“{piece}” is not in “{source}”"));
    Span::new(start, start + piece.len())
}

/// `source | cue | content`
fn parts(source: &str, quote: &Quote) -> String {
    let pieces = |spans: &[Span]| spans.iter().map(|span| numbered(source, *span)).collect::<Vec<_>>().join(" … ");
    let roles = [&quote.source, &quote.cue, &quote.content].map(|spans| pieces(spans));
    // An empty role has no blank around it: Ruiz | | "Go."
    roles.join(" | ").replace("|  |", "| |").trim_start().to_owned()
}

/// The quote of a line `source | cue | content -> …`.
fn by_hand(source: &str, line: &str) -> Quote {
    let line = line.split(" -> ").next().unwrap_or(line);
    let mut roles = line.split('|').map(|pieces| {
        pieces.trim().split(" … ").filter(|piece| !piece.is_empty()).map(|piece| span(source, piece)).collect()
    });
    let mut role = || roles.next().unwrap_or_else(|| panic!("“{line}” is no source | cue | content"));
    let (source, cue, content) = (role(), role(), role());
    Quote { kind: Kind::Indirect, ..Quote::new(content, cue, source) }
}

/// A quote's line and, further in, those of the quotes within it.
fn describe(source: &str, quote: &Quote, indent: &str, lines: &mut Vec<String>) {
    let stance = match quote.stance {
        Stance::Neutral => "neutral",
        Stance::Claim => "claim",
        Stance::Concession => "concession",
        Stance::Denial => "denial",
        Stance::Question => "question",
        Stance::Directive => "directive",
        Stance::Promise => "promise",
        Stance::Belief => "belief",
        Stance::Doubt => "doubt",
        Stance::Refusal => "refusal",
    };
    let mut told = vec![stance.to_owned()];
    told.extend(quote.negated.then(|| "negated".to_owned()));
    told.extend(quote.unspoken.then(|| "unspoken".to_owned()));
    for (name, spans) in [("addressee", &quote.addressee), ("medium", &quote.medium), ("when", &quote.when)] {
        told.extend(spans.iter().map(|span| format!("{name} {}", span.of(source))));
    }
    let given = if indent.is_empty() { String::new() } else { format!("{} | ", kind(quote)) };
    lines.push(format!("{indent}{given}{} -> {}", parts(source, quote), told.join("; ")));
    quote.nested.iter().for_each(|nested| describe(source, nested, &format!("{indent}  "), lines));
}

/// Runs the cases of a folder and lists all that fail.
fn run(folder: &str, answer: impl Fn(&str) -> Vec<String>) {
    run_given(folder, |source, _| answer(source));
}

/// The same where a part of the expected lines is given to what answers.
fn run_given(folder: &str, answer: impl Fn(&str, &[&str]) -> Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder is there").map(|e| e.unwrap().path()).collect();
    files.sort();
    let (mut count, mut failures) = (0, String::new());
    for file in &files {
        let file_text = fs::read_to_string(file).expect("a case file is UTF-8");
        for case in file_text
            .split("\n== ")
            .flat_map(|case| case.strip_prefix("== ").or(Some(case)))
            .skip_while(|case| case.starts_with('#'))
        {
            let (name, rest) = case.split_once('\n').unwrap_or((case, ""));
            let (source, expected) =
                rest.split_once("\n---\n").unwrap_or_else(|| panic!("{}: “{name}” has no line ---", file.display()));
            let expected: Vec<&str> = expected.trim_end().lines().collect();
            let found = answer(source, &expected);
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            count += 1;
            if found.join("\n") != expected.join("\n") {
                writeln!(failures, "\n{}: {name}\n  expected", file.file_name().unwrap().display()).unwrap();
                expected.iter().for_each(|line| writeln!(failures, "    {line}").unwrap());
                writeln!(failures, "  found").unwrap();
                found.iter().for_each(|line| writeln!(failures, "    {line}").unwrap());
            }
        }
    }
    assert!(count > 0, "no case in {}", folder.display());
    assert!(failures.is_empty(), "of {count} cases these failed\n{failures}");
}
