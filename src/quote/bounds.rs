//! Where sources, cues and contents begin and end, by the annotation's rules: what the tagger's labels
//! overrun or leave out and closed classes of words tell.

use std::ops::Range;

use crate::{
    presentation::{
        circumstance::when,
        lexicon::{Hearer, entry},
        phrase::noun_phrase,
        wordlist::{AUXILIARIES, DETERMINERS, LINKS, is, is_adverb, is_plain},
    },
    rule::on,
    tagger::{Attribution, Tag},
    text::{List, Role, Text, WordKind},
};

/// Sets the bounds of one attribution, given the words' tags.
pub(crate) fn settle(text: &Text, tags: &[Tag], mut found: Attribution) -> Attribution {
    if on("told") {
        told(text, &mut found);
    }
    if on("hearer_in_cue") {
        hearer_in_cue(text, &mut found);
    }
    if on("said_of") {
        said_of(text, &mut found);
    }
    if on("expletive") {
        expletive(text, &mut found);
    }
    if on("time_in_cue") {
        time_in_cue(text, &mut found);
    }
    if on("hearer_in_content") {
        hearer_in_content(text, &mut found);
    }
    if on("relative_clause") {
        relative_clause(text, tags, &mut found);
    }
    if on("antecedent") {
        antecedent(text, &mut found);
    }
    if on("closed_relative") {
        closed_relative(text, &mut found);
    }
    if on("participle") {
        participle(text, &mut found);
    }
    found
}

/// [Dan] <is said> [to be ill]: whom it is said of is part of what is said, in 66 of 68 in the corpus.
fn said_of(text: &Text, found: &mut Attribution) {
    const SAID: &List = &List::new("alleged believed expected known reported rumored rumoured said thought understood");
    let Attribution { source, cue, content, .. } = found;
    let Some(subject) = source.clone().filter(|source| source.end == cue.start) else { return };
    let passive = is(text, cue.start, AUXILIARIES) && is(text, cue.end - 1, SAID) && cue.len() > 1;
    if passive && is(text, cue.end, "to") && content.first().is_some_and(|first| first.start == cue.end) {
        content.insert(0, subject);
        *source = None;
    }
}

/// It <is believed> [that he left]: "it" stands for what is said, and nobody says it.
fn expletive(text: &Text, found: &mut Attribution) {
    let Attribution { source, cue, content, .. } = found;
    let it = source.as_ref().is_some_and(|source| source.len() == 1 && is(text, source.start, "it"));
    let passive =
        cue.len() > 1 && cue.clone().any(|i| is(text, i, "is was been")) && !text.word(cue.end - 1).ends_with("ing");
    if it && passive && content.iter().any(|content| content.start == cue.end && is(text, content.start, "that")) {
        *source = None;
    }
}

/// Dan <was told> [that they lost]: whoever hears it is not who says it, in 33 of 36 in the corpus.
fn told(text: &Text, found: &mut Attribution) {
    let Attribution { source, cue, .. } = found;
    let hears = |i: usize| entry(text.word(i)).is_some_and(|entry| entry.hearer == Hearer::Object);
    let passive = cue.len() > 1
        && is(text, cue.start, AUXILIARIES)
        && cue.clone().any(|i| is(text, i, "are be been being is was were"))
        && cue.clone().any(|i| hears(i) && text.word(i).ends_with(['d', 't']) && !is(text, i, "assured"));
    if passive && source.as_ref().is_some_and(|source| source.end <= cue.start) {
        *source = None;
    }
}

/// <told> Dan [that they lost]: whoever is told is no part of the cue.
fn hearer_in_cue(text: &Text, found: &mut Attribution) {
    let cue = &mut found.cue;
    let takes = |i: usize| entry(text.word(i)).is_some_and(|entry| entry.hearer == Hearer::Object);
    if let Some(verb) = cue.clone().find(|i| takes(*i))
        && verb + 1 < cue.end
        && noun_phrase(text, verb + 1, cue.end) == Some(cue.end)
    {
        cue.end = verb + 1;
    }
}

/// <admitted> last week [that it leaks]: the time is no part of the cue.
fn time_in_cue(text: &Text, found: &mut Attribution) {
    let Attribution { cue, .. } = found;
    if let Some(first) = (cue.start + 1..cue.end).find(|&i| when(text, i) == Some(cue.end)) {
        cue.end = first;
    }
}

/// <urged> them [to go]
fn hearer_in_content(text: &Text, found: &mut Attribution) {
    let Attribution { cue, content, .. } = found;
    let Some(first) = content.iter_mut().find(|content| content.start == cue.end) else { return };
    let asks = |i: usize| entry(text.word(i)).is_some_and(|entry| entry.hearer == Hearer::Object);
    let marks = |i: usize| matches!(text.words[i].kind, WordKind::Mark(_));
    // Urged [them to "stand up"]: a content partly in marks keeps whoever is asked, in annotated news.
    if !asks(cue.end - 1) || first.clone().any(marks) {
        return;
    }
    if let Some(end) = noun_phrase(text, first.start, first.end)
        && end + usize::from(is(text, end, "not")) + 1 < first.end
        && is(text, end + usize::from(is(text, end, "not")), "to")
    {
        first.start = end;
    }
}

/// Acme, {which} <said> [it lost], fell: the comma that closes the relative clause ends the content.
fn relative_clause(text: &Text, tags: &[Tag], found: &mut Attribution) {
    let Attribution { source: Some(source), content, .. } = found else { return };
    let Some(comma) = source.start.checked_sub(1).filter(|i| is(text, *i, ",")) else { return };
    if source.len() != 1 || !is(text, source.start, "which who") {
        return;
    }
    /// The most words before the clause that are looked at.
    const REACH: usize = 40;
    let finite = |i: usize| tags.get(i).is_some_and(|tag| tag.part.is_finite());
    let Some(last) = content.last_mut().filter(|last| last.start > source.start) else { return };
    if (text.sentence(comma).start..comma).rev().take(REACH).any(finite) {
        return;
    }
    let closes = |i: &usize| is(text, *i, ",") && finite(i + 1 + usize::from(is_adverb(text, i + 1)));
    if let Some(end) = (last.start + 1..last.end).rev().find(closes) {
        last.end = end;
    }
}

/// He left, but {a deputy}, who beat Dan, <said> [it rained]: behind the comma that closes a relative clause its
/// antecedent speaks, neither "who" nor whoever stands before.
fn closed_relative(text: &Text, found: &mut Attribution) {
    /// The longest antecedent and the longest clause, in words.
    const LONGEST: [usize; 2] = [7, 20];
    let Attribution { source: Some(source), cue, .. } = found else { return };
    let Some(closing) = cue.start.checked_sub(1).filter(|i| is(text, *i, ",") && *i > source.start + 1) else { return };
    let opens = |i: &usize| is(text, *i, "who which") && *i > 1 && is(text, i - 1, ",");
    let relative = if opens(&source.start) && (source.len() == 1 || source.end >= closing) {
        source.start
    } else {
        let clause =
            (source.end..closing).rev().take(LONGEST[1]).take_while(|&i| i + 1 == closing || !is(text, i + 1, ","));
        let Some(relative) = clause.filter(opens).last() else { return };
        relative
    };
    let end = relative - 1;
    let sentence = text.sentence(end);
    let ends = |i: &usize| !is_plain(text, *i) || is(text, *i, LINKS) || is(text, *i, AUXILIARIES);
    let start = (sentence.start..end).rev().find(ends).map_or(sentence.start, |i| i + 1);
    let other = source.start == relative || source.end < start;
    if other && (1..=LONGEST[0]).contains(&(end - start)) {
        *source = start..end;
    }
}

/// [the talks] that {Ruiz} <called> ["dead"]
fn antecedent(text: &Text, found: &mut Attribution) {
    const NAMING: &List =
        &List::new("branded call called calls describe described describes dubbed labelled labeled termed");
    /// The longest noun phrase before "that" which is looked at.
    const LONGEST: usize = 6;
    let Attribution { source: Some(source), cue, content, .. } = found else { return };
    let [only] = &content[..] else { return };
    let Some(that) = source.start.checked_sub(1).filter(|i| is(text, *i, "that which")) else { return };
    let named = only.start == cue.end
        && (is(text, only.start, "as") || text.words[only.start].kind == WordKind::Mark(Role::Opens));
    if source.end > cue.start || !named || !cue.clone().any(|i| is(text, i, NAMING)) {
        return;
    }
    let end = that - usize::from(that > 0 && is(text, that - 1, ","));
    let sentence = text.sentence(that).start;
    let within = |i: &usize| is_plain(text, *i) && !is(text, *i, AUXILIARIES);
    let words = (sentence..end).rev().take(LONGEST).take_while(within);
    let start = words.clone().find(|&i| is(text, i, DETERMINERS)).or(end.checked_sub(1));
    if let Some(start) = start.filter(|start| *start >= sentence && *start < end) {
        content.insert(0, start..end);
    }
}

/// The mark that opens the quotation at a content's end, where a comma or a colon parts it from what leads to it.
fn led_to(text: &Text, content: &Range<usize>) -> Option<usize> {
    /// So many quotations within one are looked through: people nest two or three.
    const NESTED: usize = 8;
    let end = text.words[content.end - 1].span.end;
    let before = text.quotations.partition_point(|quotation| quotation.span.start < end);
    let quotation = text.quotations[..before].iter().rev().take(NESTED).find(|quotation| quotation.depth == 0)?;
    let open = text.words_in(quotation.span).start;
    (quotation.span.end == end && open > content.start && is(text, open - 1, ", :")).then_some(open)
}

/// What leads to the quotation at the end of some content, up to the comma or the colon, and the quotation.
fn lead(text: &Text, content: &[Range<usize>]) -> Option<[Range<usize>; 2]> {
    match content {
        [only] => led_to(text, only).map(|open| [only.start..open - 1, open..only.end]),
        [lead, quotation] if lead.end + 1 == quotation.start => {
            led_to(text, &(lead.start..quotation.end)).map(|_| [lead.clone(), quotation.clone()])
        }
        _ => None,
    }
}

/// The ad has footage of {Ruiz} <asking>, ["Why?"]; She answered him by <saying>, ["No."]: the cue of a quotation is the
/// participle that leads to it.
fn participle(text: &Text, found: &mut Attribution) {
    /// The most words before the participle, and from it to the quotation.
    const LONGEST: [usize; 2] = [8, 6];
    let Attribution { source, cue, content, .. } = found;
    let Some([lead, quotation]) = lead(text, content).filter(|[lead, _]| lead.start == cue.end) else { return };
    let speaks = |i: usize| text.word(i).ends_with("ing") && entry(text.word(i)).is_some_and(|entry| entry.is_speech());
    let Some(verb) = lead.clone().rev().take(LONGEST[1]).find(|&i| speaks(i)) else { return };
    if verb - lead.start > LONGEST[0] {
        return;
    }
    if verb > lead.start && is(text, lead.start - 1, "of") && (lead.start..verb).all(|i| is_plain(text, i)) {
        *source = Some(lead.start..verb);
    }
    (*cue, *content) = (verb..verb + 1, Vec::from([quotation]));
}
