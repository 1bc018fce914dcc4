//! What stands in quotation marks and is no quote: scare quotes, titles, nicknames, terms. Primes
//! are listed with them, since they look like marks.

use super::circumstance;
use super::taken::Taken;
use super::wordlist::{DETERMINERS, LINKS, has, is, is_capital, is_plain};
use crate::reading::{Label, Marked, Quote};
use crate::rule;
use crate::text::{List, Quotation, Role, Span, Style, Text, WordKind};

/// From this many words on a stretch in marks is a quote, found or not: in annotated news 99% are.
const SURELY_QUOTED: usize = 8;

/// The stretches of `text` in quotation marks that are in no content of `quotes`, in their order.
///
/// ```
/// use inquit::text::Text;
/// use inquit::{Label, marked};
/// let text = Text::new("The film \"Heat\" cost less than the \"reform\".");
/// let labels: Vec<Label> = marked(&text, &[]).iter().map(|marked| marked.label).collect();
/// assert_eq!(labels, [Label::Title, Label::Scare]);
/// ```
pub fn marked(text: &Text, quotes: &[Quote]) -> Vec<Marked> {
    let mut taken = Taken::none(text, Span::new(0, text.source.len()));
    quotes.iter().for_each(|quote| taken.take(text, &quote.content));
    let free = |span: &Span| taken.leaves(text, *span);
    let measure = |span| Marked { span, label: Label::Measure };
    let mut measures = measures(text).peekable();
    let mut found: Vec<Marked> = Vec::new();
    let mut end = 0;
    for quotation in &text.quotations {
        let whole = !quotation.unclosed && !quotation.goes_on && quotation.style != Style::Dash;
        if !whole || quotation.span.start < end || !free(&quotation.span) {
            continue;
        }
        // A measure within a stretch belongs to it.
        while let Some(span) = measures.next_if(|span| span.start < quotation.span.start) {
            if span.start >= end && free(&span) {
                found.push(measure(span));
            }
        }
        end = quotation.span.end;
        let count = text.words_in(quotation.inner).filter(|&i| is_plain(text, i)).count();
        let label = label(text, quotation);
        // Markup that was pasted along: id="7".
        let attribute = rule::on("mark_attribute") && text.source[..quotation.span.start].ends_with('=');
        if count > 0 && !attribute && (count < SURELY_QUOTED || label == Label::Title) {
            found.push(Marked { span: quotation.span, label });
        }
    }
    found.extend(measures.filter(|span| span.start >= end).filter(free).map(measure));
    found
}

/// Figures with primes: 6'2", 5″.
fn measures<'a>(text: &'a Text) -> impl Iterator<Item = Span> + 'a {
    const PRIMES: &List = &List::new("' ’ ′ ″ \" ” ''");
    let touches = |i: usize| i > 0 && text.words[i - 1].span.end == text.words[i].span.start;
    let is_prime = move |i: usize| {
        let mark = matches!(text.words[i].kind, WordKind::Sign | WordKind::Mark(Role::Stray));
        mark && touches(i) && is(text, i, PRIMES) && text.word(i - 1).ends_with(|c: char| c.is_ascii_digit())
    };
    let near = |i: usize| text.words[i].span.start - text.words[i - 1].span.end <= 1;
    let mut i = 0;
    std::iter::from_fn(move || {
        while i < text.words.len() {
            let prime = i;
            i += 1;
            if is_prime(prime) {
                let first = prime - 1;
                // 6′ and 2″ are one measure, apart by a blank or not.
                while i + 1 < text.words.len() && near(i) && is_prime(i + 1) && is_plain(text, i) {
                    i += 2;
                }
                return Some(text.span(first, i));
            }
        }
        None
    })
}

/// Kinds of works, whose title follows or goes before.
const WORKS: &List = &List::new(
    "\
    adaptation album anthem article ballad ballet bestseller blockbuster book cartoon classic comedy comic \
    documentary drama editorial episode essay exhibition feature film franchise game hit hymn magazine memoir movie \
    mural musical novel novella opera painting picture piece play podcast poem portrait prequel programme program \
    record remake sculpture sequel series show single sitcom song soundtrack story symphony thriller track trilogy \
    video",
);

/// Those who belong to a work: "Heat" director.
const MAKERS: &List = &List::new(
    "\
    actor actress album alum anchor author co-host co-star creator director episode fame fans franchise host \
    producer sequel singer soundtrack star trailer writer",
);

/// What one does with a work, or where it belongs: sang "Hello", from "Heat".
const LEADS: &List = &List::new(
    "\
    directed from in of performed performing played playing read reading recorded reviewed sang sing singing starred \
    starring titled entitled watch watched watching wrote 's ’s on",
);

/// Nouns for words and for what carries them: the word "crisis", a sign reading "Out".
const TERMS: &List = &List::new(
    "\
    acronym badge banner banners brand buzzword catchphrase category expression hashtag heading headline label \
    labels language letters logo message moniker motto name nickname phrase phrases placard placards plaque poster \
    posters shirt sign signs slogan slogans sticker term terms word words",
);

/// Verbs that name: known as "dark pools", a sign reading "Out".
const NAMING: &List = &List::new(
    "\
    branded called calls chanting christened classified coined define defined described designated dubbed is known \
    labeled labelled listed marked mean means meaning named nicknamed printed read reading reads referred saying \
    spelled stamped termed",
);

fn label(text: &Text, quotation: &Quotation) -> Label {
    let words = text.words_in(quotation.inner);
    let around = text.words_in(quotation.span);
    let sentence = text.sentence(around.start);
    let (before, after) = (around.start.checked_sub(1).filter(|i| *i >= sentence.start), around.end);
    let followed = |at: usize| at < sentence.end;
    let count = words.clone().filter(|&i| is_plain(text, i)).count();
    let named = before.is_some_and(|i| naming(text, i, sentence.start));
    let capital = words.clone().find(|&i| is_plain(text, i)).is_some_and(|i| is_capital(text, i));
    let name_before = before.is_some_and(|i| is_name(text, i, sentence.start));
    if rule::on("mark_nickname") && capital && count <= 3 {
        let bracket = |i: usize| is(text, i, "( ) ,");
        let within = before.is_some_and(|i| bracket(i) && i > sentence.start && is_name(text, i - 1, sentence.start));
        let name_after =
            followed(after) && is_capital(text, after) || bracket(after) && is_capital(text, after + 1) && within;
        let alone = before.is_none_or(|i| !is(text, i, DETERMINERS) && !is(text, i, LEADS) && !is_work(text, i))
            && circumstance::when(text, after).is_none()
            && count == 1
            && followed(after)
            && is_capital(text, after);
        if name_after && (name_before || within) || alone && !is_work(text, after) && !is(text, after, MAKERS) {
            return Label::Nickname;
        }
        if named && before.is_some_and(|i| is_of_a_person(text, i, sentence.start)) {
            return Label::Nickname;
        }
    }
    let so_called = before.is_some_and(|i| is(text, i, "so-called"));
    let term = |i: usize| is(text, i, TERMS) || is(text, i, ",") && i > sentence.start && is(text, i - 1, TERMS);
    if rule::on("mark_term") && (named || so_called || before.is_some_and(term)) {
        return Label::Term;
    }
    let titled = is_title_case(text, words.clone());
    let work = |i: usize| is_work(text, i);
    if titled {
        let near = before.into_iter().flat_map(|i| (sentence.start..=i).rev().take(3)).any(work);
        let led = before.is_some_and(|i| is(text, i, LEADS));
        let made = is(text, after, MAKERS) || work(after);
        if rule::on("mark_title") && (near || led || made || count > 1) {
            return Label::Title;
        }
    } else if before.is_some_and(work) {
        return Label::Title;
    }
    Label::Scare
}

/// Whether the word `i` is a kind of work, or its plural.
fn is_work(text: &Text, i: usize) -> bool {
    is_plain(text, i) && {
        let word = text.word(i);
        is(text, i, WORKS) || word.strip_suffix('s').is_some_and(|word| has(WORKS, word))
    }
}

/// Whether the words that end with `last` name what follows: known as, a sign reading.
fn naming(text: &Text, last: usize, start: usize) -> bool {
    let verb = if is(text, last, "as , : to") && last > start { last - 1 } else { last };
    let verb = if is(text, verb, "as to") && verb > start { verb - 1 } else { verb };
    // Referred to it as
    if is(text, last, "as") && (start..last).rev().take(4).any(|i| is(text, i, "known refer referred refers")) {
        return true;
    }
    is(text, verb, NAMING) && (verb == last || !is(text, verb, "is")) && !is(text, last, "is")
        || is(text, last, "is") && (start..last).rev().take(3).any(|i| is(text, i, TERMS))
}

/// Whether what is named is a person: Al Hill, known to all as "Ace".
fn is_of_a_person(text: &Text, last: usize, start: usize) -> bool {
    /// Words between the name and the mark: , better known to his friends as
    const REACH: usize = 8;
    if (start..=last).rev().take(3).any(|i| is(text, i, "nicknamed nickname christened")) {
        return true;
    }
    let words = (start..=last).rev().take(REACH);
    words.clone().any(|i| is(text, i, "known called dubbed")) && words.skip(1).any(|i| is_name(text, i, start))
}

/// Whether the word `i` is a name rather than a capital at the sentence's beginning.
fn is_name(text: &Text, i: usize, start: usize) -> bool {
    is_capital(text, i) && !is(text, i, DETERMINERS) && !is(text, i, LINKS) && (i > start || text.word(i).len() > 1)
}

/// Whether the first and every long word has a capital.
fn is_title_case(text: &Text, words: std::ops::Range<usize>) -> bool {
    let mut plain = words.filter(|&i| is_plain(text, i));
    let starts =
        plain.next().is_some_and(|i| is_capital(text, i) || text.word(i).starts_with(|c: char| c.is_ascii_digit()));
    starts && plain.all(|i| is_capital(text, i) || text.word(i).len() < 5)
}
