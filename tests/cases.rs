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

use inquit::Kind;
use inquit::text::{Span, Style, Text};

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
        let line = |quote: &inquit::Quote| {
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
