//! Where sources, cues and contents begin and end, by the annotation's rules: what the tagger's labels
//! overrun or leave out and closed classes of words tell.

use std::ops::Range;

use super::{Taken, kind, reported::URGED};
use crate::{
    presentation::{
        circumstance::{stamp, when},
        lexicon::{Hearer, entry},
        phrase::noun_phrase,
        wordlist::{AUXILIARIES, DETERMINERS, LINKS, PASTS, is, is_adverb, is_plain},
    },
    reading::{Kind, Quote},
    rule::on,
    tagger::Attribution,
    text::{List, Role, Span, Text, WordKind},
};

/// Sets the bounds of one attribution; what "and" joins with a cue of its own becomes a second one.
pub(crate) fn settle(text: &Text, mut found: Attribution) -> Vec<Attribution> {
    if on("stamped") {
        stamped(text, &mut found);
    }
    if on("passive") {
        passive(text, &mut found);
    }
    if on("told") {
        told(text, &mut found);
    }
    if on("front") {
        front(text, &mut found);
    }
    if on("meanwhile") {
        meanwhile(text, &mut found);
    }
    if on("aside") {
        aside(text, &mut found);
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
        relative_clause(text, &mut found);
    }
    if on("noun_with_infinitive") {
        noun_with_infinitive(text, &mut found);
    }
    if on("antecedent") {
        antecedent(text, &mut found);
    }
    if on("closed_relative") {
        closed_relative(text, &mut found);
    }
    if on("before_colon") {
        before_colon(text, &mut found);
    }
    if on("participle") {
        participle(text, &mut found);
    }
    if on("put_it") {
        put_it(text, &mut found);
    }
    if on("time_after_marks") {
        time_after_marks(text, &mut found);
    }
    if on("sentences") {
        sentences(text, &mut found);
    }
    if on("joined") { joined(text, found) } else { vec![found] }
}

/// 10:30 {Ruiz} <said>: the time at which a paragraph was written is nobody's.
fn stamped(text: &Text, found: &mut Attribution) {
    for part in found.source.iter_mut().chain(&mut found.content) {
        let begins = text.paragraphs.binary_search_by_key(&part.start, |paragraph| paragraph.start).is_ok();
        if begins && let Some(end) = stamp(text, part.start).filter(|end| *end < part.end) {
            part.start = end;
        }
    }
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

/// When she objected, {her manager} <said>: a clause before is no part of the source.
fn front(text: &Text, found: &mut Attribution) {
    let Attribution { source: Some(source), .. } = found else { return };
    let first = source.start;
    if is(text, first, "he it she they we") && source.len() > 2 && !is(text, first + 1, "along and or who with") {
        let comma = (first + 2..source.end - 1).find(|&i| is(text, i, ","));
        source.start = comma.map_or(first, |comma| comma + 1);
    }
}

/// <said> on Monday, looking up: what is done meanwhile is no part of the cue, nor is a comma that ends it.
fn meanwhile(text: &Text, found: &mut Attribution) {
    let Attribution { cue, .. } = found;
    let Some(comma) = (cue.start + 1..cue.end).find(|&i| is(text, i, ",")) else { return };
    let speaks = entry(text.word(cue.start)).is_some_and(|entry| entry.is_speech());
    let does = comma + 1 < cue.end && text.word(comma + 1).ends_with("ing");
    if comma + 1 == cue.end || speaks && does {
        cue.end = comma;
    }
}

/// {Ruiz}, who beat Dan in May, said: what a clause tells of one event is no part of the source. One that
/// says who somebody is belongs to it: Ruiz, who leads the union.
fn aside(text: &Text, found: &mut Attribution) {
    /// Pasts that say what somebody was rather than what happened.
    const LASTING: &List = &List::new(
        "\
        advised belonged chaired coached covered directed edited founded graduated grew headed helped knew led lived \
        managed owned played ran represented served studied supported survived taught trained voted worked",
    );
    let Some(source) = &mut found.source else { return };
    let tells = |verb: usize| {
        let past = is(text, verb, PASTS) || is_plain(text, verb) && text.word(verb).ends_with("ed");
        past && !is(text, verb, LASTING)
    };
    let opens = |i: usize| is(text, i, ",") && is(text, i + 1, "who") && tells(i + 2) && i + 2 < source.end;
    if let Some(comma) = (source.start + 1..source.end).find(|i| opens(*i))
        && !(comma + 1..source.end).any(|i| is(text, i, ",") && is(text, i + 1, "and"))
    {
        source.end = comma;
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
    if cue.start == cue.end || !asks(cue.end - 1) || first.clone().any(marks) {
        return;
    }
    if let Some(end) = noun_phrase(text, first.start, first.end)
        && end + usize::from(is(text, end, "not")) + 1 < first.end
        && is(text, end + usize::from(is(text, end, "not")), "to")
    {
        first.start = end;
    }
}

/// [Dan] <was accused> by {Ruiz} [of hiding it]
fn passive(text: &Text, found: &mut Attribution) {
    let Attribution { source: Some(source), cue, content, .. } = found else { return };
    if cue.end > source.start || !is(text, source.start - 1, "by") {
        return;
    }
    // In the corpus "by" stands in 80 cues and before 206 sources.
    if cue.end == source.start && cue.len() > 1 {
        cue.end -= 1;
    }
    // Dan <was urged> by {Ruiz} [to go]: whoever is asked is not what is said.
    if content.len() > 1
        && content[0].end == cue.start
        && is(text, content[1].start, "to")
        && is(text, cue.end - 1, URGED)
    {
        content.remove(0);
    }
    let of = |i: &usize| is(text, *i, "of") && *i + 1 < source.end && text.word(i + 1).ends_with("ing");
    if let Some(of) = (source.start + 1..source.end).find(of) {
        content.push(of..source.end);
        source.end = of;
    }
}

/// Acme, {which} <said> [it lost], fell: the comma that closes the relative clause ends the content.
fn relative_clause(text: &Text, found: &mut Attribution) {
    let Attribution { source: Some(source), content, .. } = found else { return };
    let Some(comma) = source.start.checked_sub(1).filter(|i| is(text, *i, ",")) else { return };
    if source.len() != 1 || !is(text, source.start, "which who") {
        return;
    }
    /// The most words before the clause that are looked at.
    const REACH: usize = 40;
    let past = |i: usize| is_plain(text, i) && text.word(i).ends_with("ed");
    let finite = |i: usize| is(text, i, AUXILIARIES) || is(text, i, PASTS) || past(i);
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

/// {Her} <promise> [to go] was forgotten: an infinitive holds no finite verb.
fn noun_with_infinitive(text: &Text, found: &mut Attribution) {
    /// After these a finite verb may follow within the infinitive's own clauses.
    const OPENERS: &List =
        &List::new("and but what when where which while who whose that if how why because as after before");
    let Attribution { source: Some(source), content, .. } = found else { return };
    let possessor = is(text, source.end - 1, "'s ’s ' ’ his her its their my our your");
    let Some(last) = content.last_mut().filter(|content| is(text, content.start, "to")) else { return };
    let words = last.start + 1..last.end;
    let plain = words.clone().take_while(|&i| !is(text, i, OPENERS) && is_plain(text, i));
    let finite = "has have had is are was were will would can could did does may might";
    if let Some(verb) = plain.skip(1).find(|&i| is(text, i, finite)).filter(|_| possessor) {
        last.end = verb;
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

/// It praised them: ["We won,"] {the union} <wrote>: what leads to a quotation is no part of it.
fn before_colon(text: &Text, found: &mut Attribution) {
    let Attribution { cue, content, .. } = found;
    let Some(said) = content.iter_mut().rfind(|content| content.end <= cue.start) else { return };
    let Some(quotation) = said.clone().find(|&i| is(text, i, ":")).map(|colon| colon + 1) else { return };
    let mark = |i: usize| text.words[i].kind;
    if quotation < said.end
        && mark(quotation) == WordKind::Mark(Role::Opens)
        && mark(said.end - 1) == WordKind::Mark(Role::Closes)
    {
        said.start = quotation;
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

/// As {Ruiz} <put it> in a letter, ["never"].
fn put_it(text: &Text, found: &mut Attribution) {
    let Attribution { cue, content, .. } = found;
    let puts = cue.start < cue.end && is(text, cue.end - 1, "put puts") && is(text, cue.end, "it");
    if let Some([lead, quotation]) = lead(text, content).filter(|[lead, _]| puts && lead.start == cue.end) {
        (cue.end, *content) = (lead.start + 1, Vec::from([quotation]));
    }
}

/// ["dead"] on Friday: the time is not said.
fn time_after_marks(text: &Text, found: &mut Attribution) {
    for content in &mut found.content {
        let closes = |i: &usize| text.words[*i].kind == WordKind::Mark(Role::Closes);
        if let Some(last) = content.clone().rev().find(closes)
            && last + 1 < content.end
            && when(text, last + 1) == Some(content.end)
        {
            content.end = last + 1;
        }
    }
}

/// [she was sad]. ["We lost."]: the full stop between them is in neither.
fn sentences(text: &Text, found: &mut Attribution) {
    let mut content = Vec::with_capacity(found.content.len());
    for words in &found.content {
        let mut start = words.start;
        let first = text.sentences.partition_point(|sentence| sentence.start <= words.start);
        for sentence in text.sentences[first..].iter().take_while(|sentence| sentence.start < words.end) {
            let opens = text.words[sentence.start].kind == WordKind::Mark(Role::Opens);
            if opens && sentence.start > start + 1 && is(text, sentence.start - 1, ".") && !quoted(text, start) {
                content.push(start..sentence.start - 1);
                start = sentence.start;
            }
        }
        content.push(start..words.end);
    }
    found.content = content;
}

/// Whether the word `i` stands in quotation marks.
fn quoted(text: &Text, i: usize) -> bool {
    let word = text.words[i].span;
    let from = text.quotations.partition_point(|quotation| quotation.span.end <= word.start);
    text.quotations.get(from).is_some_and(|quotation| quotation.span.contains(word))
}

/// [Prices], {Ruiz} <said>, [will rise]: what goes on behind a clause between commas is content too, where
/// what stands before it is no more than a noun phrase.
pub(super) fn parenthesis(text: &Text, quotes: &mut [Quote]) {
    const LONGEST: usize = 5;
    let mut taken = Taken::of(quotes);
    for (number, quote) in quotes.iter_mut().enumerate() {
        let Quote { content, cue, source, .. } = &*quote;
        let ([only], [cue], [source]) = (&content[..], &cue[..], &source[..]) else { continue };
        let (words, end) = (text.words_in(*only), cue.end.max(source.end));
        let comma = text.words_in(Span::new(end, text.source.len())).start;
        let sentence = text.sentence(words.start);
        let last = sentence.clone().rev().find(|&i| is_plain(text, i));
        let Some(last) = last.filter(|last| *last > comma + 1 && sentence.contains(&comma)) else { continue };
        let noun = words.start == sentence.start && words.len() <= LONGEST && is(text, words.start, DETERMINERS);
        let apart = only.end <= cue.start.min(source.start) && is(text, words.end, ",") && is(text, comma, ",");
        let opens =
            is(text, comma + 1, LINKS) || is(text, comma + 1, "and but or") || text.word(comma + 1).ends_with("ing");
        let rest = text.span(comma + 1, last + 1);
        if noun && apart && !opens && taken.by(rest).is_none() {
            quote.content.push(rest);
            taken.add(rest, number);
            quote.kind = kind(text, &quote.content);
        }
    }
}

/// ["Whenever you say that,"] {Ruiz} <said>, referring to the fare, ["you lose"]: what begins with a small letter goes on
/// with the quotation that ended with a comma, and is not what the participle between them says.
pub(super) fn carried_on(text: &Text, quotes: &mut Vec<Quote>) {
    let small = |span: &Span| span.of(text.source).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    for later in (1..quotes.len()).rev() {
        let [before, after] = &quotes[later - 1..=later] else { return };
        let ([first], [second]) = (&before.content[..], &after.content[..]) else { continue };
        let (first, words) = (text.words_in(*first), text.words_in(*second));
        let Some(open) = led_to(text, &words).filter(|open| is(text, open - 1, ",")) else { continue };
        let [cue, participle] = [before, after].map(|quote| quote.cue.first().map(|cue| text.words_in(*cue)));
        let (Some(cue), Some(participle)) = (cue, participle) else { continue };
        let rest = text.span(open, words.end);
        let comma = first.len() > 2 && is(text, first.end - 2, ",") && kind(text, &before.content) == Kind::Direct;
        let clause = first.end <= cue.start && cue.end < participle.start && participle.end <= open;
        let comment = text.word(participle.start).ends_with("ing") && text.sentence(cue.start).contains(&open);
        if comma && clause && comment && small(&rest) {
            quotes[later - 1].content.push(rest);
            quotes[later].content.clear();
        }
    }
    quotes.retain(|quote| !quote.content.is_empty());
}

/// {Ruiz} <said> [it rained] and <added> [that it snowed]
fn joined(text: &Text, mut found: Attribution) -> Vec<Attribution> {
    let Some(last) = found.content.last_mut().filter(|last| last.start >= found.cue.end) else { return vec![found] };
    let verb = |and: usize| {
        let verb = and + 1 + usize::from(is_adverb(text, and + 1) || is(text, and + 1, "also then"));
        let past = is_plain(text, verb) && (text.word(verb).ends_with("ed") || is(text, verb, "said says told"));
        let speaks = past && entry(text.word(verb)).is_some_and(|entry| entry.is_speech());
        let quotation = led_to(text, &(verb..last.end)) == Some(verb + 2);
        let content = if quotation { verb + 2 } else { verb + 1 };
        (speaks && (quotation || is(text, content, "that"))).then_some((and, verb, content))
    };
    let ands = (last.start + 1..last.end.saturating_sub(3)).filter(|&i| is(text, i, "and but"));
    let marks = |i: &usize| matches!(text.words[*i].kind, WordKind::Mark(_));
    let Some((and, verb, content)) =
        ands.clone().find_map(verb).filter(|(and, ..)| !(last.start..*and).any(|i| marks(&i)))
    else {
        return vec![found];
    };
    let content = content..last.end;
    last.end = and - usize::from(is(text, and - 1, ",") && and - 1 > last.start);
    let second = Attribution { cue: verb..verb + 1, content: Vec::from([content]), ..found.clone() };
    vec![found, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_put_as_the_quotation_says() {
        let text = Text::new("Ruiz recently put it, \"Never.\"");
        let quotation = 3..text.words.len();
        let found = Attribution { cue: 1..3, source: Some(0..1), content: vec![quotation], confidence: 0.5 };
        let [found] = &settle(&text, found)[..] else { panic!("it stays one") };
        let content = text.span(found.content[0].start, found.content[0].end);
        assert_eq!((found.cue.clone(), content.of(text.source)), (1..4, "\"Never.\""));
    }
}
