//! Whether a text is in English, the one language whose reported speech the engine knows.
//!
//! English is told by the small words that no sentence of it can do without and that other
//! languages lack. A library that names the language would cost the reader 66 KB (`whatlang`) or
//! 236 KB (`whichlang`) after compression; nothing here needs the name.

use super::{List, Text, WordKind, has};

/// Frequent words of English that are none of Dutch, German, French, Spanish, Portuguese, Italian
/// or the Scandinavian languages.
const SMALL_WORDS: &List = &List::new(
    "\
    about after and are been but by from has have his it its not said she that the their there \
    they this to were what when which who with would you your",
);

/// Fewer words than this prove nothing: a headline may lack every small word.
const FEWEST_WORDS: usize = 20;

/// The least share of small words. Of 840 English news articles one has 0.07, the next lowest 0.11;
/// what is quoted of English in other languages' news stays well below.
const LEAST_SHARE: f32 = 0.05;

/// The least share of words in the Latin alphabet, whatever the length.
const LEAST_LATIN: f32 = 0.5;

/// Whether `text` is in English, or too short to tell.
pub(super) fn is_english(text: &Text) -> bool {
    let (mut all, mut latin, mut small) = (0, 0, 0);
    for word in text.words.iter().filter(|word| word.kind == WordKind::Plain) {
        let word = word.span.of(text.source);
        // The first letters of the alphabets beyond Latin and its extensions begin at Greek.
        let Some(letter) = word.chars().find(|c| c.is_alphabetic()) else { continue };
        all += 1;
        latin += usize::from(letter < '\u{370}');
        small += usize::from(has(SMALL_WORDS, word));
    }
    let share = |of: usize| of as f32 / all.max(1) as f32;
    all == 0 || share(latin) >= LEAST_LATIN && (all < FEWEST_WORDS || share(small) >= LEAST_SHARE)
}
