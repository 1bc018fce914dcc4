//! Sentences: ranges of words within a paragraph.

use std::ops::Range;

use super::Role;
use super::abbreviations;
use super::words::{Word, WordKind};

/// Words with which a sentence likes to begin: capitalised after an abbreviation they begin a new
/// one ("… of Acme Inc. The board …"), where a name would not ("U.S. Senate"). Closed classes only.
const OPENERS: [&str; 40] = [
    "A", "After", "All", "Although", "An", "And", "As", "At", "Before", "But", "By", "During", "For", "He", "Her",
    "His", "How", "However", "If", "In", "It", "Its", "No", "On", "Our", "She", "Since", "That", "The", "Their",
    "There", "These", "They", "This", "To", "We", "What", "When", "While", "You",
];

/// "Why?" Smith asked. A question or an exclamation in quotation marks goes on to the sentence that
/// attributes it where that sentence has no more words than this: a name in full with its verb,
/// and an adverb or a title.
const LONGEST_TAIL: usize = 6;

/// The sentences of one paragraph's words, `first..end` among all of the text's.
pub(super) fn sentences(text: &str, words: &[Word], paragraph: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let mut start = paragraph.start;
    let mut i = start;
    while i < paragraph.end {
        let after = skip_closers(text, words, i + 1, paragraph.end);
        if after < paragraph.end && ends(text, words, start, i, after, paragraph.end) {
            sentences.push(start..after);
            start = after;
            i = after;
        } else {
            i += 1;
        }
    }
    if start < paragraph.end {
        sentences.push(start..paragraph.end);
    }
}

/// Past the signs that still belong to a sentence after its full stop.
fn skip_closers(text: &str, words: &[Word], from: usize, end: usize) -> usize {
    let belongs = |i: usize| {
        let touches = words[i].span.start == words[i - 1].span.end;
        match words[i].kind {
            WordKind::Mark(Role::Closes) => true,
            WordKind::Mark(Role::Stray) => touches,
            WordKind::Mark(Role::Opens) => false,
            _ => touches && matches!(words[i].span.of(text), ")" | "]" | "." | "!" | "?" | "…"),
        }
    };
    (from..end).find(|&i| !belongs(i)).unwrap_or(end)
}

/// Whether the word `i` of the sentence that began at `start` ends it, when the next begins at
/// `after`.
fn ends(text: &str, words: &[Word], start: usize, i: usize, after: usize, end: usize) -> bool {
    let word = words[i].span.of(text);
    let next = words[after].span.of(text);
    let gap = words[after].span.start > words[after - 1].span.end;
    let opens = matches!(words[after].kind, WordKind::Mark(Role::Opens));
    let begins = opens || next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    match word {
        "!" | "?" if in_marks(words, i, after) => gap && begins && (opens || !is_tail(text, words, after, end)),
        // A list's number is no sentence; a missing space ("said.But") hides none.
        "." => {
            let numbered = i == start + 1 && words[start].span.of(text).bytes().all(|b| b.is_ascii_digit());
            !numbered && (gap || next.starts_with(char::is_uppercase)) && !next.starts_with(char::is_lowercase)
        }
        "!" | "?" | "…" | "?!" => gap && begins,
        _ if word.len() > 1 && word.bytes().all(|b| b == b'.') => gap && begins,
        _ => match word.strip_suffix('.') {
            // An initial before a nickname: Robert C. "Bobby" Lund.
            Some(short) if !abbreviations::is_title(short) => {
                gap && (opens && short.chars().count() > 1 || OPENERS.contains(&next))
            }
            _ => false,
        },
    }
}

fn in_marks(words: &[Word], i: usize, after: usize) -> bool {
    words[i + 1..after].iter().any(|word| matches!(word.kind, WordKind::Mark(Role::Closes)))
}

/// Whether the words from `after` on are a short clause with its own full stop or comma.
fn is_tail(text: &str, words: &[Word], after: usize, end: usize) -> bool {
    words[after..end]
        .iter()
        .take(LONGEST_TAIL + 1)
        .position(|word| matches!(word.span.of(text), "." | "," | ":") || matches!(word.kind, WordKind::Mark(..)))
        .is_some_and(|length| length >= 2)
}
