//! What holds for any text whatever: asked of texts made of pieces of news by `tests/properties.rs`, and
//! of those that the fuzzer finds.

use inquit::text::{Span, Text};
use inquit::{Offsets, Quote, Reading, Speaker, extract};

/// Between words stand only characters that show nothing.
pub fn words_join_back(source: &str) {
    let text = Text::new(source);
    let mut end = 0;
    for word in &text.words {
        assert!(!word.span.is_empty());
        assert!(source[end..word.span.start].chars().all(shows_nothing));
        end = word.span.end;
    }
    assert!(source[end..].chars().all(shows_nothing));
}

/// Sentences and paragraphs follow each other, and no paragraph crosses a line feed.
pub fn sentences_and_paragraphs_hold_every_word_once(source: &str) {
    let text = Text::new(source);
    for ranges in [&text.sentences, &text.paragraphs] {
        let mut end = 0;
        for range in ranges {
            assert_eq!(range.start, end);
            assert!(range.start < range.end);
            end = range.end;
        }
        assert_eq!(end, text.words.len());
    }
    for paragraph in &text.paragraphs {
        let span = Span::new(text.words[paragraph.start].span.start, text.words[paragraph.end - 1].span.end);
        assert!(!span.of(source).contains('\n'));
    }
}

/// Quotations are apart or one lies within the other.
pub fn quotations_nest(source: &str) {
    let text = Text::new(source);
    for (i, quotation) in text.quotations.iter().enumerate() {
        assert!(quotation.span.contains(quotation.inner));
        assert!(!(quotation.unclosed && quotation.goes_on));
        quotation.span.of(source);
        quotation.inner.of(source);
        for later in &text.quotations[i + 1..] {
            let apart = later.span.start >= quotation.span.end;
            assert!(apart || quotation.span.contains(later.span), "{quotation:?} {later:?}");
        }
    }
}

/// The reading of a text: the same every time, its quotes in their order, its spans within the text, its
/// speakers in the table.
pub fn reading_holds_together(source: &str) -> Reading {
    let reading = extract(source);
    assert_eq!(reading, extract(source));
    let mut start = 0;
    for quote in &reading.quotes {
        assert!(!quote.content.is_empty());
        assert!(quote.content[0].start >= start);
        start = quote.content[0].start;
        assert!(quote.content.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
    for span in spans(&reading) {
        assert_lies_within(span, source);
    }
    speakers_are_named(source, &reading.quotes, &reading.speakers);
    reading
}

/// A quote has a name where it has a speaker; a speaker has a quote, and mentions in their order.
pub fn speakers_are_named(source: &str, quotes: &[Quote], table: &[Speaker]) {
    for quote in quotes {
        assert_eq!(quote.speaker.is_some(), !quote.speakers.is_empty());
        assert_eq!(quote.speaker.is_some(), quote.because.is_some());
        assert!(quote.speakers.iter().all(|&number| number < table.len()));
        assert!((0.0..=1.0).contains(&quote.speaker_confidence));
    }
    for (number, speaker) in table.iter().enumerate() {
        assert!(!speaker.name.is_empty());
        assert!(quotes.iter().any(|quote| quote.speakers.contains(&number)));
        assert!(speaker.mentions.windows(2).all(|pair| pair[0].end <= pair[1].start));
        speaker.mentions.iter().for_each(|mention| assert_lies_within(*mention, source));
    }
}

/// Offsets in UTF-16 cover what those in bytes cover.
pub fn utf16_covers_the_same(source: &str, reading: Reading) {
    let bytes = spans(&reading);
    let units: Vec<u16> = source.encode_utf16().collect();
    let converted = reading.to_utf16(source);
    assert_eq!(converted.offsets, Offsets::Utf16);
    for (bytes, utf16) in bytes.into_iter().zip(spans(&converted)) {
        assert_eq!(bytes.of(source), String::from_utf16(&units[utf16.start..utf16.end]).unwrap());
    }
    assert_eq!(converted.clone().to_utf16(source), converted);
}

/// A span that is not empty and cuts no character.
pub fn assert_lies_within(span: Span, source: &str) {
    assert!(span.start < span.end);
    assert!(source.get(span.start..span.end).is_some());
}

fn spans(reading: &Reading) -> Vec<Span> {
    let mentions = reading.speakers.iter().flat_map(|speaker| speaker.mentions.iter().copied());
    let marked = reading.marked.iter().map(|marked| marked.span);
    reading.quotes.iter().flat_map(quote_spans).chain(mentions).chain(marked).collect()
}

/// Every span of a quote and of those within it.
pub fn quote_spans(quote: &Quote) -> Vec<Span> {
    let own = [&quote.content, &quote.cue, &quote.source, &quote.addressee, &quote.medium, &quote.when];
    own.into_iter().flatten().copied().chain(quote.nested.iter().flat_map(quote_spans)).collect()
}

/// White space, and what has no width.
pub fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{feff}".contains(c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{2064}').contains(&c)
}
