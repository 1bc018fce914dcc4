//! The clause that attributes a quotation, found by its place: he said, said Ana Ruiz, Ruiz said:

use crate::presentation::lexicon::entry;
use crate::text::{Quotation, Span, Text, WordKind};

/// The most words of a clause that follows a quotation: a full name with a title and a verb. Longer
/// ones are seldom bare clauses.
const LONGEST_AFTER: usize = 8;

/// The most words of a clause that leads to a quotation, where the source may bring its role.
const LONGEST_BEFORE: usize = 14;

/// Source and cue beside a quotation.
pub(super) struct Clause {
    pub source: Option<Span>,
    pub cue: Span,
    /// It follows the quotation rather than leading to it.
    pub follows: bool,
    /// Where it ends.
    pub end: usize,
}

/// The clause after a quotation that ends as if a sentence went on: "We lost," she said.
pub(super) fn after(text: &Text, quotation: &Quotation) -> Option<Clause> {
    let open_ended = quotation.inner.of(text.source).trim_end().ends_with([',', '?', '!', '—', '–', '-', '…']);
    // British style puts the comma outside: 'We lost', she said.
    let outside = text.source[quotation.span.end..].starts_with(',');
    if !open_ended && !outside {
        return None;
    }
    let start = quotation.span.end + usize::from(outside);
    following(text, start)
}

/// The last short clause of a turn that a dash opens, and what is said before it.
pub(super) fn within(text: &Text, turn: Span) -> Option<(Span, Clause)> {
    let words = text.words_in(turn);
    let cut = words.clone().rev().find(|&i| matches!(text.word(i), "," | "?" | "!" | "—" | "–"))?;
    let clause = following(text, text.words[cut].span.end)?;
    // A comma is the clause's, a question mark the turn's.
    let end = if text.word(cut) == "," { text.words[cut].span.start } else { text.words[cut].span.end };
    Some((Span::new(turn.start, end), clause))
}

/// The clause before a quotation, if a comma or a colon leads over: Ruiz said, "We lost."
pub(super) fn before(text: &Text, quotation: &Quotation) -> Option<Clause> {
    let opening = text.words_in(quotation.span).start;
    let sentence = text.sentences.partition_point(|sentence| sentence.end < opening);
    let start = text.sentences.get(sentence)?.start;
    let last = opening.checked_sub(1).filter(|&last| last > start)?;
    let colon = match text.word(last) {
        ":" => true,
        "," => false,
        _ => return None,
    };
    let marks = |i: &usize| matches!(text.words[*i].kind, WordKind::Mark(..)) || matches!(text.word(*i), ";" | ":");
    let first = (start..last).rev().find(marks).map_or(start, |i| i + 1);
    if first >= last || last - first > LONGEST_BEFORE {
        return None;
    }
    let end = text.words[last].span.end;
    let verbless = colon && (first..last).all(|i| is_name(text, i));
    let verb = if verbless { last } else { last - 1 };
    let cue = Span::new(text.words[verb].span.start, if colon { end } else { text.words[verb].span.end });
    let source = (first < verb).then(|| span(text, first, verb));
    (source.is_some() || verbless).then_some(Clause { source, cue, follows: false, end })
}

/// The clause that begins at `start`, up to a sign, a mark or the end of its paragraph.
fn following(text: &Text, start: usize) -> Option<Clause> {
    let first = text.words_in(Span::new(start, text.source.len())).start;
    let paragraph = text.paragraphs.partition_point(|paragraph| paragraph.end <= first);
    let paragraph = text.paragraphs.get(paragraph)?;
    if paragraph.start == first {
        return None;
    }
    let length =
        (first..paragraph.end).take(LONGEST_AFTER + 1).take_while(|&i| text.words[i].kind == WordKind::Plain).count();
    if !(2..=LONGEST_AFTER).contains(&length) {
        return None;
    }
    let end = first + length;
    let speaks = |i: usize| entry(text.word(i)).is_some_and(|entry| entry.is_speech());
    let (source, cue) = match (is_name(text, first), is_name(text, first + 1)) {
        // said Ana Ruiz
        (false, true) => (first + 1..end, first),
        // Ana Ruiz said on Friday
        (true, _) => {
            let verb = (first..end).find(|&i| !is_name(text, i))?;
            (first..verb, verb)
        }
        // said the minister
        (false, false) if speaks(first) && !speaks(end - 1) => (first + 1..end, first),
        // the minister said
        (false, false) => (first..end - 1, end - 1),
    };
    let (source, cue) = (span(text, source.start, source.end), text.words[cue].span);
    Some(Clause { source: Some(source), cue, follows: true, end: text.words[end - 1].span.end })
}

fn is_name(text: &Text, word: usize) -> bool {
    text.word(word).starts_with(char::is_uppercase)
}

fn span(text: &Text, first: usize, end: usize) -> Span {
    Span::new(text.words[first].span.start, text.words[end - 1].span.end)
}
