//! The cue of a quote, word by word, and the word in it that says how the content is given.

use super::lexicon::{self, Entry};
use super::wordlist::is;
use crate::reading::Quote;
use crate::rule;
use crate::text::{List, Span, Text, WordKind, Words};

/// How many words of a cue are looked at: more than any real one has.
const MOST: usize = 24;

/// Expectations and plans. Before "to" and a verb of speech they say that nothing is said yet.
const PLANS: &List = &List::new(
    "\
    about aim aims anticipated due expect expected expects going hope hoped hopes hoping intend intended intends \
    likely plan planned planning plans poised prepared preparing ready scheduled set slated supposed unlikely want \
    wanted wants wish wished wishes willing vowed",
);

/// Whether the word `i` is a plan; "more likely to say" compares instead.
fn is_plan(text: &Text, i: usize) -> bool {
    rule::on("plans") && is(text, i, PLANS) && i.checked_sub(1).is_none_or(|before| !is(text, before, "less more"))
}

/// The words of a cue.
pub(super) struct Cue {
    /// Their places among the text's words.
    pub words: Vec<usize>,
    /// The position in `words` of the word of speech or thought that decides, and its entry.
    pub head: Option<(usize, &'static Entry)>,
    /// Whether plans or expectations lead to the head: is expected to announce.
    pub planned: bool,
}

impl Cue {
    pub fn new(text: &Text, quote: &Quote) -> Self {
        let words: Vec<usize> = quote.cue.iter().flat_map(|span| text.words_in(*span)).take(MOST).collect();
        let mut known = words.iter().enumerate().filter_map(|(at, &i)| Some((at, lexicon::entry(text.word(i))?)));
        let first = known.next();
        // After "expected to" or "wants to" it is the next verb that counts.
        let planned = words
            .windows(2)
            .position(|pair| is_plan(text, pair[0]) && is(text, pair[1], "to"))
            .and_then(|at| known.find(|(later, _)| *later > at + 1).or(first.filter(|(first, _)| *first > at + 1)));
        Cue { head: planned.or(first), planned: planned.is_some(), words }
    }

    /// Whether a word of the cue before its head, or any if it has none, is one of `set`.
    pub fn leads_with(&self, text: &Text, set: impl Words + Copy) -> bool {
        self.lead().iter().any(|&i| is(text, i, set))
    }

    /// The words before the head.
    pub fn lead(&self) -> &[usize] {
        &self.words[..self.head.map_or(self.words.len(), |(at, _)| at)]
    }

    /// The words after the head.
    pub fn tail(&self) -> &[usize] {
        &self.words[self.head.map_or(self.words.len(), |(at, _)| at + 1)..]
    }

    /// Whether it has a word at all, rather than a colon or a dash alone.
    pub fn has_words(&self, text: &Text) -> bool {
        self.words.iter().any(|&i| text.words[i].kind == WordKind::Plain)
    }

    /// Where the word after the head is: the next in the cue, or the one that follows it.
    pub fn after_head(&self) -> Option<usize> {
        self.head.map(|(at, _)| self.words[at] + 1)
    }

    /// Where the cue ends.
    pub fn end(&self, text: &Text) -> Option<usize> {
        self.words.last().map(|&i| text.words[i].span.end)
    }
}

/// The place of the first word of a span.
pub(super) fn first_word(text: &Text, span: Span) -> usize {
    text.words_in(span).start
}
