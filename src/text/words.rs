//! Words: the smallest pieces that the stages after this one look at.
//!
//! Made for news: clitics stand alone (do|n't, Ruiz|'s), initials and abbreviations keep their full
//! stop (U.S., Mr.), figures keep theirs (1,000.5), hyphenated words stay whole, and every
//! quotation mark is a word of its own.

use super::{Mark, Role, Span, abbreviations};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// Letters, figures and what belongs to them.
    Plain,
    /// A quotation mark, and what it does.
    Mark(Role),
    /// Any other sign.
    Sign,
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: WordKind,
}

/// The words of one paragraph, whose marks are `marks`, added to `words`.
pub(super) fn words(text: &str, paragraph: Span, marks: &[Mark], words: &mut Vec<Word>) {
    let mut at = paragraph.start;
    for mark in marks {
        between(text, Span::new(at, mark.span.start), words);
        words.push(Word { span: mark.span, kind: WordKind::Mark(mark.role) });
        at = mark.span.end;
    }
    between(text, Span::new(at, paragraph.end), words);
}

/// The words of a stretch without quotation marks.
fn between(text: &str, stretch: Span, words: &mut Vec<Word>) {
    let mut at = stretch.start;
    while at < stretch.end {
        let rest = &text[at..stretch.end];
        let first = rest.chars().next().unwrap_or_default();
        if first.is_whitespace() || is_format(first) {
            at += first.len_utf8();
        } else if begins_word(rest) {
            let end = at + word_length(rest);
            split_clitics(text, Span::new(at, end), words);
            at = end;
        } else {
            let end = at + sign_length(rest);
            words.push(Word { span: Span::new(at, end), kind: WordKind::Sign });
            at = end;
        }
    }
}

/// Characters that show nothing: soft hyphens, zero-width ones, marks of direction. Within a word
/// they belong to it, elsewhere they are passed over like white space.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Accents and other signs that combine with the letter before; the blocks made for them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ')
}

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining(c) || is_format(c)
}

fn begins_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_alphanumeric() || c == '_' => true,
        // '90s, 'em; @name, #topic
        Some(c) if is_apostrophe(c) || c == '@' || c == '#' => chars.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// The length of the word that begins `rest`.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    // Whether each part between full stops so far is one letter: U.S, a.m
    let mut initials = true;
    let mut part = 0;
    let mut before = ' ';
    while let Some(c) = rest[end..].chars().next() {
        let after = rest[end + c.len_utf8()..].chars().next().unwrap_or(' ');
        let joins = match c {
            _ if end == 0 || belongs(c) => true,
            '-' | '‐' | '‑' | '&' | '@' => before.is_alphanumeric() && after.is_alphanumeric(),
            _ if is_apostrophe(c) => before.is_alphanumeric() && after.is_alphanumeric(),
            '.' | ',' | ':' | '/' if before.is_ascii_digit() => after.is_ascii_digit(),
            // U.S, but not said.But; a host's name, but not end.The
            '.' => initials && part == 1 && after.is_alphabetic() || after.is_lowercase() && before.is_alphanumeric(),
            _ => false,
        };
        if !joins {
            break;
        }
        if c == '.' || c == '-' {
            part = 0;
        } else {
            part += 1;
            initials &= part <= 1 && c.is_alphabetic();
        }
        before = c;
        end += c.len_utf8();
    }
    let full_stop = rest[end..].starts_with('.') && !rest[end + 1..].starts_with('.');
    if full_stop && (initials || abbreviations::is_abbreviation(last_part(&rest[..end]))) { end + 1 } else { end }
}

/// What a hyphen leaves of a word: a party's letter stands before an abbreviated state, R-Ill.
fn last_part(word: &str) -> &str {
    word.rsplit('-').next().unwrap_or(word)
}

/// What may follow a word as a clitic, without its apostrophe; "n't" apart.
const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

fn split_clitics(text: &str, word: Span, words: &mut Vec<Word>) {
    let written = word.of(text);
    let mut cut = None;
    if let Some((at, apostrophe)) = written.char_indices().rfind(|(at, c)| *at > 0 && is_apostrophe(*c)) {
        let after = &written[at + apostrophe.len_utf8()..];
        if CLITICS.iter().any(|clitic| after.eq_ignore_ascii_case(clitic)) {
            cut = Some(at);
        } else if after.eq_ignore_ascii_case("t") && written[..at].ends_with(['n', 'N']) && at > 1 {
            cut = Some(at - 1);
        }
    }
    let middle = word.start + cut.unwrap_or(written.len());
    for span in [Span::new(word.start, middle), Span::new(middle, word.end)] {
        if !span.is_empty() {
            words.push(Word { span, kind: WordKind::Plain });
        }
    }
}

/// The length of the sign that begins `rest`: dots and hyphens run on, other signs stand alone with
/// what combines with them.
fn sign_length(rest: &str) -> usize {
    let first = rest.chars().next().unwrap_or_default();
    let run_on = |c: char| match first {
        '.' | '-' => c == first,
        _ => is_combining(c) || c == '\u{200d}',
    };
    rest.char_indices().skip(1).find(|(_, c)| !run_on(*c)).map_or(rest.len(), |(at, _)| at)
}
