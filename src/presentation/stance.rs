//! Stance: how the text presents what it reports. The cue's verb or noun says so by itself
//! (alleged, vowed), or with what follows it: asked whether, asked them to.

use super::cue::{Cue, first_word};
use super::wordlist::{NEGATIONS, OBJECTS, is};
use crate::reading::{Quote, Stance};
use crate::rule;
use crate::text::{Text, WordKind};

/// Words that begin an indirect question.
const INTERROGATIVES: &str = "about how if what when where whether which who whom whose why";

/// What is turned down rather than denied: rejected the offer, but rejected the allegations.
const OFFERS: &str = "\
    appeal application appeals bid bids call calls deal demand demands invitation merger offer offers plan plea \
    proposal proposals request requests";

/// Adverbs that make a claim of a plain verb: falsely stated.
const ALLEGED: &str = "allegedly falsely purportedly supposedly wrongly";

/// Verbs that make a doubt of a question.
const RAISES: &str = "raise raised raises raising new serious";

/// Pairs of words that mean something else than the first alone.
const PHRASES: [(&str, &str, Stance); 14] = [
    ("plead", "guilty", Stance::Concession),
    ("pleaded", "guilty", Stance::Concession),
    ("turn", "down", Stance::Refusal),
    ("turned", "down", Stance::Refusal),
    ("pushed", "back", Stance::Denial),
    ("pushing", "back", Stance::Denial),
    ("shot", "down", Stance::Denial),
    ("brushed", "off", Stance::Denial),
    ("owned", "up", Stance::Concession),
    ("came", "clean", Stance::Concession),
    ("pushed", "for", Stance::Directive),
    ("pushing", "for", Stance::Directive),
    ("the", "case", Stance::Claim),
    ("no", "comment", Stance::Refusal),
];

/// The stance that the cue gives the content.
pub(super) fn stance(text: &Text, quote: &Quote, cue: &Cue) -> Stance {
    if !cue.has_words(text) {
        return if asks(text, quote) { Stance::Question } else { Stance::Neutral };
    }
    if rule::on("refusal_by_negation") && is_refusal(text, cue) {
        return Stance::Refusal;
    }
    let phrase = PHRASES.iter().find(|(first, second, _)| {
        rule::on("stance_of_pairs")
            && cue.words.windows(2).any(|pair| is(text, pair[0], *first) && is(text, pair[1], *second))
    });
    if let Some((.., stance)) = phrase {
        return *stance;
    }
    let alleged = rule::on("alleged") && cue.words.iter().any(|&i| is(text, i, ALLEGED));
    let plain = if alleged { Stance::Claim } else { Stance::Neutral };
    let Some((_, head)) = cue.head else { return plain };
    let next = Complement { text, quote, cue };
    match head.lemma {
        "ask" if rule::on("ask") => match () {
            _ if asks(text, quote) || next.begins(INTERROGATIVES) => Stance::Question,
            _ if next.begins("for that to") || next.has_infinitive() => Stance::Directive,
            _ => Stance::Question,
        },
        "advise" | "beg" | "remind" | "tell" | "warn"
            if rule::on("told_to") && (next.begins("against") || next.has_infinitive()) =>
        {
            Stance::Directive
        }
        "challenge" | "dare" if rule::on("challenge") && !next.has_infinitive() => Stance::Neutral,
        "press" if rule::on("press") && !next.begins("for") && !next.has_infinitive() => Stance::Neutral,
        "agree" | "offer" if rule::on("agree_to") && next.begins("to") => Stance::Promise,
        "swear" if rule::on("swear") && !next.begins("to") => Stance::Claim,
        "accept" | "allow" | "grant" if rule::on("accept_that") && next.begins("that") => Stance::Concession,
        "reject" | "dismiss" if rule::on("reject_offer") && next.names(OFFERS) => Stance::Refusal,
        // Has questions about, but raised questions, questioned, they question.
        "question"
            if rule::on("question_about") && next.begins("about of on over") && !cue.leads_with(text, RAISES) =>
        {
            Stance::Question
        }
        "question" => Stance::Doubt,
        "know" if rule::on("know_planned") && cue.planned => Stance::Question,
        "know" if rule::on("know_as") && next.begins("as for") => Stance::Neutral,
        "call" if rule::on("call_for") && next.begins("for on upon") => Stance::Directive,
        // Not sure, not convinced: the negation belongs to the word.
        "certain" | "convinced" | "sure" if rule::on("not_sure") && cue.leads_with(text, NEGATIONS) => Stance::Doubt,
        _ if head.stance == Stance::Neutral => plain,
        _ => head.stance,
    }
}

/// Declined and refused are the verb's own; these are refusals by what is not done.
fn is_refusal(text: &Text, cue: &Cue) -> bool {
    /// What a source that does not answer does not do.
    const ANSWERS: &str = "answer reached reply respond responded return returned replied answered";
    /// What a source that will not speak will not do.
    const SPEECH: &str =
        "answer comment confirm disclose discuss elaborate identify name reveal say speak specify talk tell";
    let has = |set: &str| cue.words.iter().any(|&i| is(text, i, set));
    let silent = cue.words.iter().any(|&i| is(text, i, NEGATIONS) && !is(text, i, "without"));
    silent && (has(ANSWERS) || has("comment") || has("wo will would") && has(SPEECH))
}

/// Whether the content ends as a question.
fn asks(text: &Text, quote: &Quote) -> bool {
    quote.content.iter().any(|span| {
        let mut words = text.words_in(*span).rev();
        words.find(|&i| !matches!(text.words[i].kind, WordKind::Mark(_))).is_some_and(|i| is(text, i, "? ?! !?"))
    })
}

/// What follows the head of a cue: the rest of the cue, and the content that begins after it.
struct Complement<'a> {
    text: &'a Text<'a>,
    quote: &'a Quote,
    cue: &'a Cue,
}

impl Complement<'_> {
    /// Whether the cue goes on with one of `set`, or the content begins with it.
    fn begins(&self, set: &str) -> bool {
        let after = self.cue.after_head().is_some_and(|i| is(self.text, i, set));
        after || self.content().is_some_and(|first| is(self.text, first, set))
    }

    /// Whether an infinitive follows: to go, not to go, them to go, supporters to go.
    fn has_infinitive(&self) -> bool {
        /// An object before the infinitive has seldom more words.
        const REACH: usize = 6;
        if self.begins("to") || self.cue.words.last().is_some_and(|&i| is(self.text, i, "to")) {
            return true;
        }
        let Some(first) = self.content() else { return false };
        if is(self.text, first, "not never") || is(self.text, first, OBJECTS) {
            return is(self.text, first + 1, "to");
        }
        let object = (first..self.text.words.len())
            .take(REACH)
            .take_while(|&i| self.text.words[i].kind == WordKind::Plain && !is(self.text, i, "that if whether about"));
        self.cue.head.is_some_and(|(_, head)| matches!(head.lemma, "ask" | "challenge" | "dare" | "press"))
            && object.skip(1).any(|i| is(self.text, i, "to"))
    }

    /// Whether one of `nouns` is among the first words of the content.
    fn names(&self, nouns: &str) -> bool {
        const REACH: usize = 5;
        self.content().is_some_and(|first| (first..first + REACH).any(|i| is(self.text, i, nouns)))
    }

    /// The first word of the content after the cue.
    fn content(&self) -> Option<usize> {
        let end = self.cue.end(self.text)?;
        let span = self.quote.content.iter().find(|span| span.start >= end)?;
        Some(first_word(self.text, *span))
    }
}
