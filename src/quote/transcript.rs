//! The turns of a transcript: paragraphs that begin with a name and a colon.

use std::{collections::HashMap, ops::Range};

use crate::{
    reading::Quote,
    text::{Span, Text, WordKind},
};

/// The most words of a name before the colon, title and all.
const LONGEST_NAME: usize = 5;
/// So many turns make a transcript; fewer may be headings.
const FEWEST_TURNS: usize = 3;
/// The fewest words of a turn's speech, all turns' mean: headings lead to less.
const FEWEST_WORDS: usize = 4;

/// The most paragraphs of a turn: where the next name is farther, the text tells in between.
const LONGEST_TURN: usize = 4;
/// How often such a quote is right, content and source, in annotated news: 119 of 178. Most of the others
/// are questions put to "Q" and turns that annotators leave out.
const CONFIDENCE: f64 = 0.67;

/// The quotes of a transcript; none of any other text.
pub(super) fn quotes(text: &Text) -> Vec<Quote> {
    let lines = (0..text.paragraphs.len()).filter_map(|p| Some((p, name(text, text.paragraphs[p].clone())?)));
    let (turns, captions) = speaking(text, lines.collect());
    let is_caption = |p: &usize| captions.binary_search_by_key(p, |(p, _)| *p).is_ok();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for (_, name) in &turns {
        *names.entry(span(text, name).of(text.source)).or_default() += 1;
    }
    // In a conversation somebody speaks again.
    let spoken: usize = turns.iter().map(|(p, name)| text.paragraphs[*p].end - name.end - 1).sum();
    let again = names.values().any(|times| *times > 1);
    if turns.len() < FEWEST_TURNS || !again || spoken < FEWEST_WORDS * turns.len() {
        return Vec::new();
    }
    turns
        .iter()
        .enumerate()
        .filter(|(_, (p, name))| text.paragraphs[*p].end > name.end + 1)
        .map(|(i, (p, name))| {
            // What stands between this turn and the next is said in it, save notes in brackets and captions; a headline ends
            // by itself.
            let next = turns.get(i + 1).map_or(p + 1, |(next, _)| *next);
            let next = if *p == 0 || next - p > LONGEST_TURN { p + 1 } else { next };
            let mut content = vec![span(text, &(name.end + 1..text.paragraphs[*p].end))];
            let more = (p + 1..next.max(p + 1)).filter(|p| !is_caption(p)).map(|p| &text.paragraphs[p]);
            content.extend(more.filter(|p| !is_note(text, p)).map(|p| span(text, p)));
            let source = span(text, name);
            Quote { confidence: Some(CONFIDENCE), ..Quote::new(content, vec![text.words[name.end].span], vec![source]) }
        })
        .collect()
}

/// A paragraph's number and the name before its colon.
type Line = (usize, Range<usize>);

/// The lines of those who speak, and the others: what somebody says ends as a sentence does, at least in every second
/// line. What follows "WATCH:" or "READ MORE:" is a title, and that is nobody.
fn speaking(text: &Text, lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let mut ends: HashMap<&str, isize> = HashMap::new();
    let label = |name: &Range<usize>| span(text, name).of(text.source);
    for (p, name) in &lines {
        let ended = ends_sentence(text, &(name.end + 1..text.paragraphs[*p].end));
        *ends.entry(label(name)).or_default() += if ended { 1 } else { -1 };
    }
    lines.into_iter().partition(|(_, name)| ends[label(name)] >= 0)
}

/// Whether a sign ends the words, closing marks apart, or there are none and the turn is in the next paragraph.
fn ends_sentence(text: &Text, words: &Range<usize>) -> bool {
    let last = words.clone().rev().find(|&i| !matches!(text.words[i].kind, WordKind::Mark(..)));
    last.is_none_or(|i| text.words[i].kind != WordKind::Plain)
}

/// The name with which a paragraph begins, if a colon follows.
fn name(text: &Text, paragraph: Range<usize>) -> Option<Range<usize>> {
    let start = after_mark(text, &paragraph);
    let colon = (start..paragraph.end).take(LONGEST_NAME + 1).find(|i| text.word(*i) == ":")?;
    let name = start..colon;
    let capital = |i: usize| text.word(i).starts_with(char::is_uppercase);
    let fits =
        |i: usize| text.words[i].kind == WordKind::Plain && (capital(i) || i > name.start && text.word(i).len() <= 3);
    (!name.is_empty() && capital(name.start) && name.clone().all(fits)).then_some(name)
}

/// (Laughter.)
fn is_note(text: &Text, paragraph: &Range<usize>) -> bool {
    let start = after_mark(text, paragraph);
    start == paragraph.end || matches!(text.word(start), "(" | "[")
}

/// Where a paragraph begins: a transcript that is quoted opens each with a mark.
fn after_mark(text: &Text, paragraph: &Range<usize>) -> usize {
    let marked = matches!(text.words[paragraph.start].kind, WordKind::Mark(..));
    paragraph.start + usize::from(marked)
}

fn span(text: &Text, words: &Range<usize>) -> Span {
    Span::new(text.words[words.start].span.start, text.words[words.end - 1].span.end)
}
