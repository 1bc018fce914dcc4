//! Plain reporting clauses that the tagger passed over: according to Ruiz; ..., Ruiz said; Ruiz is said
//! to be ill. They are told by closed classes of words, in sentences without quotation marks which no
//! quote has a part of.

use std::ops::Range;

use super::{Taken, kind};
use crate::{
    presentation::{
        circumstance::when,
        phrase::noun_phrase,
        wordlist::{AUXILIARIES, DETERMINERS, LINKS, PASTS, SUBJECTS, is, is_adverb, is_capital, is_plain},
    },
    reading::Quote,
    text::{List, Text, WordKind},
};

/// The longest source, in words.
pub(super) const LONGEST: usize = 12;

/// How often such a quote is right, content and source, in annotated news: 6 of 12.
const CONFIDENCE: f64 = 0.5;

/// The parts of a clause as ranges of words.
struct Clause {
    source: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
}

/// The quotes that such clauses give, beside those `taken`.
pub(super) fn quotes(text: &Text, taken: &Taken) -> Vec<Quote> {
    let free = |sentence: &&Range<usize>| {
        let marks = (*sentence).clone().any(|i| matches!(text.words[i].kind, WordKind::Mark(_)));
        !marks && taken.by(text.span(sentence.start, sentence.end)).is_none()
    };
    let found = text.sentences.iter().filter(free).filter_map(|sentence| {
        // Without the full stop.
        let last = sentence.clone().rev().find(|&i| is_plain(text, i))?;
        let words = sentence.start..last + 1;
        let found = according_to(text, &words).or_else(|| trailing(text, &words));
        found.or_else(|| passive(text, &words)).or_else(|| command(text, &words)).or_else(|| gerund(text, &words))
    });
    let span = |words: &Range<usize>| text.span(words.start, words.end);
    found
        .map(|clause| {
            let content: Vec<_> = clause.content.iter().map(span).collect();
            let source = clause.source.iter().map(span).collect();
            Quote {
                kind: kind(text, &content),
                confidence: Some(CONFIDENCE),
                ..Quote::new(content, vec![span(&clause.cue)], source)
            }
        })
        .collect()
}

/// {According to} <Ruiz>, [they lost]; [they lost], {according to} <Ruiz>
fn according_to(text: &Text, words: &Range<usize>) -> Option<Clause> {
    let at = words.clone().find(|&i| is(text, i, "according") && is(text, i + 1, "to"))?;
    let cue = at..at + 2;
    let end = words.end.min(at + 2 + LONGEST);
    // According to Ruiz, writing in Lund, they lost.
    let joins = |i: usize| text.words.get(i + 1).is_some_and(|word| word.span.of(text.source).ends_with("ing"));
    let comma = (at + 2..end).find(|&i| is(text, i, ",") && !joins(i));
    let (source, content) = if at == words.start {
        let comma = comma?;
        (at + 2..comma, comma + 1..words.end)
    } else {
        let content = words.start..at - usize::from(is(text, at - 1, ","));
        (at + 2..comma.unwrap_or(words.end), content)
    };
    let fits = !source.is_empty() && source.len() <= LONGEST && content.len() > 2;
    // According to plan.
    (fits && !is(text, source.start, "plan schedule")).then(|| Clause {
        source: Some(source),
        cue,
        content: Vec::from([content]),
    })
}

/// [They lost], {Ruiz} <said> on Friday
fn trailing(text: &Text, words: &Range<usize>) -> Option<Clause> {
    let comma = words.clone().rev().take(LONGEST + 6).find(|&i| is(text, i, ","))?;
    let verb = (comma + 2..words.end).find(|&i| is(text, i, REPORTING))?;
    let ends = verb + 1 == words.end || when(text, verb + 1) == Some(words.end);
    let source = comma + 1..verb;
    let names = is_source(text, &source);
    let content = words.start..comma;
    (ends && names && is_clause(text, &content)).then(|| Clause {
        source: Some(source),
        cue: verb..verb + 1,
        content: Vec::from([content]),
    })
}

/// Verbs that end a sentence by saying who said it. Others, "announced" among them, are as often the
/// participle of a plan.
const REPORTING: &List = &List::new(
    "\
    added adds argued argues claimed claims confirmed confirms concluded concludes estimated estimates explained \
    explains found insisted insists noted notes predicted predicts reported reports said says showed shows suggested \
    suggests warned warns wrote writes",
);

/// Whether the words hold a finite verb and begin as a clause does.
fn is_clause(text: &Text, words: &Range<usize>) -> bool {
    let finite = |i: usize| is(text, i, AUXILIARIES) || is(text, i, PASTS) || text.word(i).ends_with(['d', 's']);
    let opens = is(text, words.start, LINKS) || is(text, words.start, "and but even or so still then together yet");
    words.len() > 2 && !opens && words.clone().skip(1).any(finite)
}

/// Whether the words can be a source: no clause, no other verb.
pub(super) fn is_source(text: &Text, words: &Range<usize>) -> bool {
    let first = words.start;
    let begins = is_capital(text, first)
        || is(text, first, DETERMINERS)
        || is(text, first, SUBJECTS)
        || words.len() == 1 && (text.word(first).ends_with('s') || is(text, first, "police"))
        || is_capital(text, words.end - 1);
    let plain = |i: usize| {
        is_plain(text, i)
            && !is(text, i, AUXILIARIES)
            && (!is(text, i, LINKS) || i > first && is(text, i, "at by for from in on with"))
            && (i == first || !is(text, i, SUBJECTS) && !text.word(i).ends_with("ing"))
    };
    !words.is_empty() && words.len() <= LONGEST && begins && words.clone().all(plain)
}

/// Verbs that tell somebody to do something.
pub(super) const URGED: &List = &List::new("advised asked instructed ordered told urged warned");

/// {Ruiz} <told> them [to go]
fn command(text: &Text, words: &Range<usize>) -> Option<Clause> {
    let verb = (words.start + 1..words.end.min(words.start + LONGEST)).find(|&i| is(text, i, URGED))?;
    let source = words.start..verb;
    let to = noun_phrase(text, verb + 1, words.end)?;
    let first = to + usize::from(is(text, to, "not"));
    let fits = is_source(text, &source) && is(text, first, "to") && first + 1 < words.end;
    let content = to..words.end;
    fits.then(|| Clause { source: Some(source), cue: verb..verb + 1, content: Vec::from([content]) })
}

/// {Ruiz} <denied> [taking it]
fn gerund(text: &Text, words: &Range<usize>) -> Option<Clause> {
    const OWNING: &str = "admits admitted denied denies recalled recalls";
    let mut verbs = words.start + 1..words.end.min(words.start + LONGEST);
    let verb = verbs.find(|&i| is(text, i, OWNING))?;
    let source = words.start..verb;
    let next = text.words.get(verb + 1)?.span.of(text.source);
    let gerund =
        next.len() > 4 && next.ends_with("ing") && !is(text, verb + 1, "anything everything nothing something");
    let content = verb + 1..words.end;
    // Lund lost and denied: what stands before is a clause, no source.
    let near = !is(text, verb - 1, "and but");
    (gerund && near && content.len() > 1 && is_source(text, &source)).then(|| Clause {
        source: Some(source),
        cue: verb..verb + 1,
        content: Vec::from([content]),
    })
}

/// [He] <is said> [to be ill]; <It is believed> [that he left]; They <were urged> by {Ruiz} [to go]
fn passive(text: &Text, words: &Range<usize>) -> Option<Clause> {
    const REPORTED: &List =
        &List::new("alleged believed claimed feared reported rumored rumoured said thought understood");
    let verb = (words.start + 2..words.end).find(|&i| is(text, i, REPORTED) || is(text, i, URGED))?;
    let mut be = verb - 1;
    while be > words.start && (is_adverb(text, be) || is(text, be, "also now still")) {
        be -= 1;
    }
    if !is(text, be, "is are was were") || be == words.start {
        return None;
    }
    let subject = words.start..be;
    if !is_source(text, &subject) && !is(text, words.start, "it") {
        return None;
    }
    let cue = be..verb + 1;
    let next = verb + 1;
    if is(text, verb, REPORTED) {
        let impersonal = is(text, words.start, "it") && subject.len() == 1 && is(text, next, "that");
        let raised = !impersonal && is(text, next, "to");
        let content = next..words.end;
        return (impersonal || raised).then(|| Clause {
            source: None,
            cue,
            content: if impersonal { Vec::from([content]) } else { vec![subject, content] },
        });
    }
    let to = (next..words.end.min(next + LONGEST)).find(|&i| is(text, i, "to"))?;
    let by = (is(text, next, "by") && to > next + 1).then_some(next + 1..to);
    (by.is_some() || to == next).then(|| {
        let content = to..words.end;
        Clause { source: by, cue, content: Vec::from([content]) }
    })
}
