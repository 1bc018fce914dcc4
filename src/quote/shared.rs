//! Sources that clauses share: Ruiz took the stage and called it "rotten"; said Ruiz, adding that they lost.

use std::ops::Range;

use crate::{
    presentation::wordlist::{DETERMINERS, LINKS, SUBJECTS, is, is_adverb, is_capital, is_plain},
    tagger::{Attribution, Tag},
    text::Text,
};

/// The longest source, in words.
const LONGEST: usize = 8;
/// The longest phrase before the subject, in words: On Monday, after the vote, she left.
const LONGEST_FRONT: usize = 20;
/// So many attributions back are looked at: no sentence of news has more.
const LOOK_BACK: usize = 8;

/// Gives attributions without a source that of their sentence, where a conjunction or a participle ties them to it.
pub(super) fn share(text: &Text, tags: &[Tag], found: &mut [Attribution]) {
    for at in 0..found.len() {
        let cue = found[at].cue.clone();
        if found[at].source.is_some() || !is_tied(text, cue.start) {
            continue;
        }
        let sentence = text.sentence(cue.start);
        let own = |source: &Range<usize>| source.start >= sentence.start && source.end <= cue.start;
        let before =
            found[at.saturating_sub(LOOK_BACK)..at].iter().filter_map(|other| other.source.clone().filter(own));
        let nearest = before.max_by_key(|source| source.start);
        found[at].source = nearest.or_else(|| subject(text, tags, sentence.start, cue.start));
    }
}

/// Whether a conjunction or a participle ties a cue to the clause before it.
fn is_tied(text: &Text, cue: usize) -> bool {
    let mut before = cue;
    while before > 0 && (is_adverb(text, before - 1) || is(text, before - 1, "also even then")) {
        before -= 1;
    }
    let participle = text.word(cue).ends_with("ing");
    let passive = is(text, cue, "is are was were been be being");
    before > 0 && !passive && (is(text, before - 1, "and but") || participle && is(text, before - 1, ","))
}

/// The subject of the clause that begins the sentence.
fn subject(text: &Text, tags: &[Tag], start: usize, limit: usize) -> Option<Range<usize>> {
    let mut first = start + usize::from(is(text, start, "and but so then yet"));
    if is(text, first, LINKS) || text.word(first).ends_with("ing") {
        first = (first..limit.min(first + LONGEST_FRONT)).find(|&i| is(text, i, ","))? + 1;
    }
    if is(text, first, SUBJECTS) {
        return (!is(text, first, "it you")).then_some(first..first + 1);
    }
    let finite = |i: usize| tags.get(i).is_some_and(|tag| tag.part.is_finite());
    // The sentence's first word has a capital in any case.
    let inner = first > start && !is(text, first, DETERMINERS);
    let name = is_capital(text, first) && (inner || is_capital(text, first + 1) || finite(first + 1));
    let end = (first + 1..limit.min(first + LONGEST)).find(|&i| {
        !is_plain(text, i) || finite(i) || is(text, i, LINKS) || is_adverb(text, i) || name && !is_capital(text, i)
    })?;
    (is(text, first, DETERMINERS) && (finite(end) || is_adverb(text, end)) || name).then_some(first..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{steps::all, tagger::tags};

    /// The source that the attribution with the cue `cue` and no other gets.
    fn source<'a>(source: &'a str, cue: &str) -> Option<&'a str> {
        let text = Text::new(source);
        let at = source.find(cue).unwrap();
        let cue = text.words_in(crate::text::Span::new(at, at + cue.len()));
        let rest = cue.end..text.words.len();
        let mut found = [Attribution { cue, source: None, content: vec![rest], confidence: 0.0 }];
        share(&text, &all(tags(&text)), &mut found);
        found[0].source.clone().map(|words| text.span(words.start, words.end).of(source))
    }

    #[test]
    fn clauses_share_the_subject_of_their_sentence() {
        assert_eq!(source("Ana Ruiz took the stage and called it rotten.", "called"), Some("Ana Ruiz"));
        assert_eq!(source("On Monday she took the stage, calling it rotten.", "calling"), None);
        assert_eq!(source("On Monday, she took the stage, calling it rotten.", "calling"), Some("she"));
        assert_eq!(source("The two leaders met and also denied that.", "denied"), Some("The two leaders"));
    }

    #[test]
    fn what_nothing_ties_stays_without() {
        assert_eq!(source("Ana Ruiz left. It is said that it rained.", "is said"), None);
        assert_eq!(source("It rained and was called a flood.", "was called"), None);
    }
}
