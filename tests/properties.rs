//! What holds for any text whatever. `PROPTEST_CASES` says how many texts are tried.

use inquit::text::{Span, Text};
use inquit::{Offsets, Quote, Reading, extract};
use proptest::prelude::*;

/// Pieces of news, and what trips a reader of news.
const PIECES: [&str; 64] = [
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

fn spans(reading: &Reading) -> impl Iterator<Item = Span> {
    let quotes = reading.quotes.iter().flat_map(|quote| quote.content.iter().chain(&quote.cue).chain(&quote.source));
    quotes.chain(reading.speakers.iter().flat_map(|speaker| &speaker.mentions)).copied()
}

fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{feff}".contains(c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{2064}').contains(&c)
}

proptest! {
    #[test]
    fn words_join_back_to_the_text(source in texts()) {
        let text = Text::new(&source);
        let mut end = 0;
        for word in &text.words {
            prop_assert!(!word.span.is_empty());
            prop_assert!(source[end..word.span.start].chars().all(shows_nothing));
            end = word.span.end;
        }
        prop_assert!(source[end..].chars().all(shows_nothing));
    }

    #[test]
    fn sentences_and_paragraphs_hold_every_word_once(source in texts()) {
        let text = Text::new(&source);
        for ranges in [&text.sentences, &text.paragraphs] {
            let mut end = 0;
            for range in ranges {
                prop_assert_eq!(range.start, end);
                prop_assert!(range.start < range.end);
                end = range.end;
            }
            prop_assert_eq!(end, text.words.len());
        }
        for paragraph in &text.paragraphs {
            let span = Span::new(text.words[paragraph.start].span.start, text.words[paragraph.end - 1].span.end);
            prop_assert!(!span.of(&source).contains('\n'));
        }
    }

    #[test]
    fn quotations_nest(source in texts()) {
        let text = Text::new(&source);
        for (i, quotation) in text.quotations.iter().enumerate() {
            prop_assert!(quotation.span.contains(quotation.inner));
            prop_assert!(!(quotation.unclosed && quotation.goes_on));
            quotation.span.of(&source);
            quotation.inner.of(&source);
            for later in &text.quotations[i + 1..] {
                let apart = later.span.start >= quotation.span.end;
                prop_assert!(apart || quotation.span.contains(later.span), "{quotation:?} {later:?}");
            }
        }
    }

    #[test]
    fn quotes_lie_within_the_text_in_reading_order(source in texts()) {
        let reading = extract(&source);
        prop_assert_eq!(&reading, &extract(&source));
        let mut start = 0;
        for quote in &reading.quotes {
            prop_assert!(!quote.content.is_empty());
            prop_assert!(quote.content[0].start >= start);
            start = quote.content[0].start;
            prop_assert!(quote.content.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
        for span in spans(&reading) {
            prop_assert!(span.start < span.end);
            prop_assert!(source.get(span.start..span.end).is_some());
        }
    }

    #[test]
    fn speakers_are_named_and_their_mentions_lie_within_the_text((source, mut quotes) in attributed()) {
        let mut again = quotes.clone();
        let table = inquit::speakers(&source, &mut quotes);
        prop_assert_eq!(&table, &inquit::speakers(&source, &mut again));
        for quote in &quotes {
            prop_assert_eq!(quote.speaker.is_some(), !quote.speakers.is_empty());
            prop_assert_eq!(quote.speaker.is_some(), quote.because.is_some());
            prop_assert!(quote.speakers.iter().all(|&number| number < table.len()));
            prop_assert!((0.0..=1.0).contains(&quote.speaker_confidence));
        }
        for (number, speaker) in table.iter().enumerate() {
            prop_assert!(!speaker.name.is_empty());
            prop_assert!(quotes.iter().any(|quote| quote.speakers.contains(&number)));
            prop_assert!(speaker.mentions.windows(2).all(|pair| pair[0].end <= pair[1].start));
            for mention in &speaker.mentions {
                prop_assert!(!mention.is_empty() && source.get(mention.start..mention.end).is_some());
            }
        }
    }

    #[test]
    fn utf16_offsets_cover_the_same_text(source in texts()) {
        let reading = extract(&source);
        let units: Vec<u16> = source.encode_utf16().collect();
        let converted = reading.clone().to_utf16(&source);
        prop_assert_eq!(converted.offsets, Offsets::Utf16);
        for (bytes, utf16) in spans(&reading).zip(spans(&converted)) {
            prop_assert_eq!(bytes.of(&source), String::from_utf16(&units[utf16.start..utf16.end]).unwrap());
        }
        prop_assert_eq!(&converted.clone().to_utf16(&source), &converted);
    }
}
