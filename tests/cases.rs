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
use inquit::{Kind, Quote};

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
        let numbered = |span: &Span| {
            let piece = span.of(source);
            let all: Vec<usize> = source.match_indices(piece).map(|(at, _)| at).collect();
            match all.iter().position(|at| *at == span.start) {
                Some(n) if all.len() > 1 => format!("{piece}#{}", n + 1),
                _ => piece.to_owned(),
            }
        };
        let pieces = |spans: &[Span]| spans.iter().map(numbered).collect::<Vec<_>>().join(" … ");
        let line = |quote: &Quote| {
            let kind = match quote.kind {
                Kind::Direct => "direct",
                Kind::Indirect => "indirect",
                Kind::Mixed => "mixed",
            };
            let mut line = kind.to_owned();
            for role in [&quote.source, &quote.cue, &quote.content] {
                let role = pieces(role);
                write!(line, " |{}{role}", if role.is_empty() { "" } else { " " }).expect("a string takes any text");
            }
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

/// Runs the cases of a folder and lists all that fail.
fn run(folder: &str, answer: impl Fn(&str) -> Vec<String>) {
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
            let found = answer(source);
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
    assert!(failures.is_empty(), "{failures}");
}
