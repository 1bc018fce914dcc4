//! What holds for any text whatever. `PROPTEST_CASES` says how many texts are tried.

#[path = "fuzz/invariants.rs"]
mod invariants;

use inquit::text::{Span, Text};
use inquit::{Kind, Quote, describe, marked};
use proptest::prelude::*;

use invariants::{assert_lies_within, quote_spans, shows_nothing};

/// Pieces of news, and what trips a reader of news.
const PIECES: [&str; 80] = [
    "\"",
    "\"",
    "'",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    "``",
    "''",
    "`",
    "—",
    "–",
    "-",
    "--",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\r\n",
    "\t",
    ",",
    ".",
    "?",
    "!",
    ":",
    ";",
    "…",
    "...",
    "(",
    ")",
    "[sic]",
    "5",
    "'08",
    "6'2\"",
    "5″",
    "'em",
    "dogs'",
    "U.S.",
    "Mr.",
    "a.m.",
    "he said",
    "said Ruiz",
    "Ruiz",
    "Ana",
    "We lost",
    "according to",
    " told Dan",
    " that ",
    " on Friday",
    " in a letter to",
    " will ",
    " not ",
    " asked",
    " the ",
    "film",
    " to ",
    "[Dan]",
    " her ",
    " and ",
    "reporters",
    " last week",
    " of ",
    "é",
    "e\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{a0}",
    "😀",
    "👩‍👩‍👧",
    "東京",
];

/// Pieces that name people and bodies, or stand for them.
const NAMES: [&str; 40] = [
    "Ana Ruiz",
    "Ruiz",
    "RUIZ",
    "Sen.",
    "Mrs",
    "Mayor",
    "the mayor",
    "The mayor",
    ", a nurse in Hull,",
    ", who",
    ", which",
    "she",
    "He",
    "it",
    "They",
    "his",
    "I",
    "and",
    "both",
    "the two women",
    "each",
    "Acme Holdings Inc.",
    "the company",
    "The Rail Board",
    "(RSB)",
    "the RSB",
    "'s campaign",
    "the campaign",
    "a source",
    "The source",
    "two officials",
    "By Ana Ruiz",
    "Dan Ruiz Jr.",
    "Al \"Ace\" de Vries",
    "of",
    "&",
    "in Lund",
    ", 41,",
    "said",
    ".\n",
];

/// A text of names, and quotes whose spans lie anywhere in it.
fn attributed() -> impl Strategy<Value = (String, Vec<Quote>)> {
    let piece = prop_oneof![
        6 => proptest::sample::select(&NAMES[..]).prop_map(|name| format!("{name} ")),
        2 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
    ];
    let ends = proptest::collection::vec(any::<proptest::sample::Index>(), 6..8);
    let quotes = proptest::collection::vec((ends, any::<bool>()), 1..8);
    (proptest::collection::vec(piece, 1..60), quotes).prop_map(|(pieces, quotes)| {
        let text = pieces.concat();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |ends: &[proptest::sample::Index]| {
            let (a, b) = (ends[0].get(&places), ends[1].get(&places));
            Span::new(*a.min(b), *a.max(b))
        };
        let quote = |(ends, sourced): &(Vec<proptest::sample::Index>, bool)| {
            let source = if *sourced { vec![span(&ends[4..])] } else { Vec::new() };
            Quote::new(vec![span(ends)], vec![span(&ends[2..])], source)
        };
        let quotes = quotes.iter().map(quote).collect();
        (text, quotes)
    })
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A text and quotes whose spans lie anywhere in it, in any order.
fn texts_and_quotes() -> impl Strategy<Value = (String, Vec<Quote>)> {
    let places = proptest::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..4);
    let quotes = proptest::collection::vec((places.clone(), places.clone(), places), 0..5);
    (texts(), quotes).prop_map(|(text, quotes)| {
        let bounds: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let spans = |places: Vec<(prop::sample::Index, prop::sample::Index)>| {
            let span = |(a, b): (prop::sample::Index, prop::sample::Index)| (*a.get(&bounds), *b.get(&bounds));
            places.into_iter().map(span).map(|(a, b)| Span::new(a.min(b), a.max(b))).collect()
        };
        let quote = |(content, cue, source)| Quote {
            kind: Kind::Mixed,
            ..Quote::new(spans(content), spans(cue), spans(source))
        };
        let quotes = quotes.into_iter().map(quote).collect();
        (text, quotes)
    })
}

proptest! {
    #[test]
    fn words_join_back_to_the_text(source in texts()) {
        invariants::words_join_back(&source);
    }

    #[test]
    fn sentences_and_paragraphs_hold_every_word_once(source in texts()) {
        invariants::sentences_and_paragraphs_hold_every_word_once(&source);
    }

    #[test]
    fn quotations_nest(source in texts()) {
        invariants::quotations_nest(&source);
    }

    #[test]
    fn quotes_lie_within_the_text_in_reading_order(source in texts()) {
        let reading = invariants::reading_holds_together(&source);
        invariants::utf16_covers_the_same(&source, reading);
    }

    #[test]
    fn speakers_are_named_and_their_mentions_lie_within_the_text((source, mut quotes) in attributed()) {
        let mut again = quotes.clone();
        let table = inquit::speakers(&source, &mut quotes);
        prop_assert_eq!(&table, &inquit::speakers(&source, &mut again));
        invariants::speakers_are_named(&source, &quotes, &table);
    }

    #[test]
    fn any_quotes_can_be_described((source, mut quotes) in texts_and_quotes()) {
        let text = Text::new(&source);
        describe(&text, &mut quotes);
        for quote in &quotes {
            let told = [&quote.addressee, &quote.medium, &quote.when].into_iter().flatten().copied();
            for span in told.chain(quote.nested.iter().flat_map(quote_spans)) {
                assert_lies_within(span, &source);
            }
            for span in quote.nested.iter().flat_map(|nested| &nested.content) {
                prop_assert!(quote.content.iter().any(|content| content.contains(*span)));
            }
        }
        let mut end = 0;
        for marked in marked(&text, &quotes) {
            prop_assert!(marked.span.start >= end);
            end = marked.span.end;
            let contents = quotes.iter().flat_map(|quote| &quote.content);
            prop_assert!(contents.into_iter().all(|c| c.of(&source).chars().all(shows_nothing) || c.end <= marked.span.start || c.start >= end));
        }
    }
}
