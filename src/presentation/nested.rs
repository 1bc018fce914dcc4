//! Quotes within a quote's content: in marks of their own ("He told me 'no'"), or second hand (that
//! Dan had said no). Only finite verbs of speech with a subject before them count.

use std::ops::Range;

use super::lexicon::{self, Hearer};
use super::phrase::noun_phrase;
use super::wordlist::{
    AUXILIARIES, DETERMINERS, LINKS, NEGATIONS, OBJECTS, PASTS, SUBJECTS, has, is, is_adverb, is_capital, is_figure,
    is_plain,
};
use crate::reading::{Kind, Quote};
use crate::rule;
use crate::text::{List, Role, Span, Text, WordKind};

/// Verbs that are hardly ever anything but speech.
const VERBS: &List = &List::new(
    "\
    acknowledge add admit allege announce argue ask assure beg claim complain concede confirm deny explain insist \
    order promise remind reply say scream shout suggest swear tell threaten urge vow warn whisper write",
);

/// Words that begin reported content.
const OPENERS: &List = &List::new("that whether if how what when where who why to");

/// The most words of what is said second hand: longer than sentences are, and a bound for the time.
const LONGEST_CLAUSE: usize = 150;

/// The quotes within a span of content, outermost ones only.
pub(super) fn nested(text: &Text, content: Span) -> Vec<Quote> {
    let mut words = text.words_in(content);
    // A span of others' making may cut a word.
    words.end -= usize::from(words.clone().last().is_some_and(|i| text.words[i].span.end > content.end));
    let mut found: Vec<Quote> = Vec::new();
    let mut i = words.start;
    while i < words.end {
        let quote = is_finite(text, i, words.start).then(|| about(text, i, &words)).flatten();
        let last = found.last().and_then(|quote| quote.content.last()).map_or(0, |span| span.end);
        i += 1;
        if let Some(quote) = quote.filter(|quote| quote.content[0].start >= last) {
            let end = quote.content[0].end.max(quote.cue[0].end);
            i = i.max(text.words_in(Span::new(end, end)).start);
            found.push(quote);
        }
    }
    found
}

/// The quotation that the mark at the word `i` opens, or closes if it is to go `back`; it may not
/// leave `words`, nor be longer than [`LONGEST_CLAUSE`].
fn quotation(text: &Text, i: usize, words: &Range<usize>, back: bool) -> Option<Span> {
    let (mut at, mut depth) = (i, 0);
    for _ in 0..LONGEST_CLAUSE {
        match text.words[at].kind {
            WordKind::Mark(Role::Opens) => depth += 1,
            WordKind::Mark(Role::Closes) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (at != i).then(|| text.span(at.min(i), at.max(i) + 1));
        }
        at = if back { at.checked_sub(1)? } else { at + 1 };
        if !words.contains(&at) || (depth < 0) != back {
            return None;
        }
    }
    None
}

/// Whether the word `i` is a finite verb of speech: said, says, did say.
fn is_finite(text: &Text, i: usize, start: usize) -> bool {
    let helped = i > start && (is(text, i - 1, AUXILIARIES) || is(text, i - 1, NEGATIONS));
    let written = text.word(i);
    if text.words[i].kind != WordKind::Plain || !helped && !written.ends_with(['d', 's', 'e']) {
        return false;
    }
    lexicon::entry(written).is_some_and(|entry| {
        has(VERBS, entry.lemma) && !written.ends_with("ing") && (helped || !written.eq_ignore_ascii_case(entry.lemma))
    })
}

/// Whether the verb only may or will be said.
fn is_modal(text: &Text, verb: usize, start: usize) -> bool {
    const REACH: usize = 3;
    (start..verb).rev().take(REACH).any(|i| is(text, i, "can could may might must should will would 'll ’ll wo ca"))
}

/// The quote of which the word `verb` is the verb, within the words of the content.
fn about(text: &Text, verb: usize, words: &Range<usize>) -> Option<Quote> {
    let modal = is_modal(text, verb, words.start);
    let before = |i: usize| {
        let i = i.checked_sub(1).filter(|i| *i >= words.start)?;
        let mark = if is(text, i, ",") && i > words.start { i - 1 } else { i };
        // "… no.' He said": the sentence is over.
        quotation(text, mark, words, true).filter(|_| !is(text, mark - 1, "."))
    };
    let Subject { first, end } = subject(text, verb, words.start)?;
    let (source, cue) = (text.span(first, end), text.span(end, verb + 1));
    if let Some(said) = before(first).filter(|_| rule::on("nested_before")) {
        // 'No,' my father said.
        return Some(quote(Kind::Direct, said, cue, source));
    }
    let mut next = verb + 1;
    let hearer = lexicon::entry(text.word(verb)).is_some_and(|entry| entry.hearer == Hearer::Object);
    let mut heard = false;
    if hearer && let Some(after) = noun_phrase(text, next, words.end) {
        (next, heard) = (after, true);
    }
    while next < words.end && is(text, next, ", : ... …") {
        next += 1;
    }
    if next >= words.end {
        return None;
    }
    if let Some(said) = quotation(text, next, words, false).filter(|_| rule::on("nested_marks")) {
        return Some(quote(Kind::Direct, said, cue, source));
    }
    let (content, mixed) = clause(text, next, words)?;
    let alone = content.end == text.words[next].span.end;
    let opened = is(text, next, OPENERS)
        && match text.word(next) {
            // Whoever claimed to: of what, nothing is said.
            "to" => !alone && (heard || !is(text, verb, "said says told tells")),
            // Suggested that to me: a pronoun.
            "that" => !alone && !is(text, next + 1, "about at by for in on to with"),
            _ => true,
        };
    let begins = opened && rule::on("nested_opener") || rule::on("nested_clause") && begins_clause(text, next, content);
    // I must say, you can say: nobody has said it.
    if rule::on("nested_modal") && modal && (!begins || is(text, first, "i we you")) {
        return None;
    }
    let kind = if mixed { Kind::Mixed } else { Kind::Indirect };
    begins.then(|| quote(kind, content, cue, source))
}

fn quote(kind: Kind, content: Span, cue: Span, source: Span) -> Quote {
    Quote { kind, ..Quote::new(vec![content], vec![cue], vec![source]) }
}

/// Whether the words from `first` are a clause of their own without "that": said they lost.
fn begins_clause(text: &Text, first: usize, content: Span) -> bool {
    /// A finite verb that does not come by then belongs elsewhere.
    const REACH: usize = 12;
    let end = text.words_in(content).end;
    if is(text, first, "no yes") && end == first + 1 {
        return true;
    }
    if is(text, first, "he i she they we") {
        return end > first + 1;
    }
    if is(text, first, "no") && is(text, first + 1, LINKS) {
        return false;
    }
    let subject = is(text, first, DETERMINERS) || is(text, first, SUBJECTS) || is_capital(text, first);
    let finite = |i: usize| {
        is(text, i, AUXILIARIES) || text.word(i).ends_with("ed") || is(text, i, "'s ’s") || is(text, i, PASTS)
    };
    subject && (first + 1..end.min(first + REACH)).any(finite)
}

/// The clause from the word `first` to the sentence's end or the next clause, and whether a part of
/// it stands in marks.
fn clause(text: &Text, first: usize, words: &Range<usize>) -> Option<(Span, bool)> {
    let end = words.end.min(text.sentence(first).end).min(first + LONGEST_CLAUSE);
    let (mut i, mut mixed) = (first, false);
    while i < end {
        let word = text.words[i];
        match word.kind {
            WordKind::Mark(Role::Opens) => {
                let Some(inside) = quotation(text, i, words, false) else { break };
                i = text.words_in(inside).end;
                mixed = true;
            }
            WordKind::Mark(_) => break,
            _ if is(text, i, "; — – --") => break,
            _ if is(text, i, "and but")
                && is(text, i + 1, SUBJECTS)
                && i + 2 < end
                && is_finite(text, i + 2, first) =>
            {
                break;
            }
            _ if is(text, i, ",") && is(text, i + 1, "and but because so which who") => break,
            _ => i += 1,
        }
    }
    let signs = |i: &usize| text.words[*i].kind == WordKind::Sign && !is(text, *i, "] ) %");
    let last = (first..i.min(end)).rev().find(|i| !signs(i))?;
    Some((text.span(first, last + 1), mixed))
}

/// The subject of a verb, as a range of words; the verb's group begins where it ends.
struct Subject {
    first: usize,
    end: usize,
}

fn subject(text: &Text, verb: usize, start: usize) -> Option<Subject> {
    /// The longest subject, in words; longer ones are seldom found right.
    const LONGEST: usize = 8;
    const BETWEEN: &List =
        &List::new("actually also already always and even ever first just later never once still then");
    /// After these a noun is no subject.
    const PREPOSITIONS: &List = &List::new("about against at between by for from in into of on to with without");
    let helps =
        |i: usize| is(text, i, AUXILIARIES) || is(text, i, NEGATIONS) || is(text, i, BETWEEN) || is_adverb(text, i);
    let end = (start..verb).rev().take(LONGEST).take_while(|&i| helps(i)).last().unwrap_or(verb);
    if (end..verb).any(|i| is(text, i, "be been being is are was were and")) {
        return None;
    }
    let last = end.checked_sub(1).filter(|last| *last >= start)?;
    if is(text, last, SUBJECTS) {
        return Some(Subject { first: last, end });
    }
    if is(text, last, OBJECTS) || !is_plain(text, last) {
        return None;
    }
    let begins = |i: usize| is(text, i, DETERMINERS) || is_capital(text, i) || is_figure(text, i);
    let earliest = start.max(end.saturating_sub(LONGEST));
    let first = (earliest..end).find(|&i| {
        let bare = i == last && text.word(i).len() > 4 && text.word(i).ends_with('s');
        (begins(i) || bare) && noun_phrase(text, i, end) == Some(end)
    })?;
    let before = first.checked_sub(1).filter(|i| *i >= start);
    let led = before.is_some_and(|i| is(text, i, PREPOSITIONS) && is(text, i, LINKS) || is(text, i, "of"));
    (!led).then_some(Subject { first, end })
}
