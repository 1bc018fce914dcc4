//! Any text whatever must be read without a panic, and into a reading that holds together.
#![no_main]

mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = String::from_utf8_lossy(bytes);
    invariants::words_join_back(&source);
    invariants::sentences_and_paragraphs_hold_every_word_once(&source);
    invariants::quotations_nest(&source);
    let reading = invariants::reading_holds_together(&source);
    invariants::utf16_covers_the_same(&source, reading);
});
