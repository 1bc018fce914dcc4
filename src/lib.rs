//! Inquit finds every quotation in the text of a news page and says who said it.
//!
//! ```
//! let text = "\"We lost,\" said Ana Ruiz.";
//! let reading = inquit::extract(text);
//! let quote = &reading.quotes[0];
//! assert_eq!(quote.content[0].of(text), "\"We lost,\"");
//! assert_eq!(quote.speaker.as_deref(), Some("Ana Ruiz"));
//! ```
//!
//! A text goes through the stages in their order, and each takes what the one before it gives:
//! [`text`] finds its words, sentences and quotation marks, `quote` its quotes, `speaker` who says
//! them, `presentation` how they are told.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod order;
mod presentation;
mod quote;
mod reading;
mod rule;
mod speaker;
mod steps;
mod tagger;
pub mod text;
#[cfg(all(feature = "train", not(target_arch = "wasm32")))]
pub mod train;
#[cfg(target_arch = "wasm32")]
mod web;

pub use presentation::{describe, marked};
pub use reading::{Is, Kind, Label, Language, Marked, Offsets, Quote, Reading, Speaker, Stance, VERSION};

use steps::{apart, pause};

/// Reads `text`, a news article with a line feed at each paragraph's end, and gives its quotes.
///
/// Any text will do: there is no error. Offsets are in bytes of `text`; [`Reading::to_utf16`] gives
/// them as JavaScript counts. Time and memory grow in proportion to the length.
pub fn extract(text: &str) -> Reading {
    steps::all(read(text))
}

/// The same in steps: the tagger takes a passage a step, the other stages take a part of theirs.
async fn read(text: &str) -> Reading {
    let text = text::Text::new(text);
    pause().await;
    let language = if text.is_english() { Language::En } else { Language::Und };
    let tags = apart(tagger::tags(&text)).await;
    pause().await;
    let mut quotes = apart(quote::quotes(&text, &tags)).await;
    pause().await;
    let speakers = apart(speaker::speakers(&text, &tags, &mut quotes)).await;
    pause().await;
    let marked = if language == Language::En {
        describe(&text, &mut quotes);
        pause().await;
        marked(&text, &quotes)
    } else {
        Vec::new()
    };
    Reading { version: VERSION, offsets: Offsets::Utf8, language, quotes, speakers, marked }
}

/// Says who is quoted, for quotes of `text` that are known already: it fills their speakers and
/// gives the table of them.
///
/// ```
/// use inquit::{Quote, speakers, text::Span};
/// let text = "Ana Ruiz stayed. Ruiz said they lost.";
/// let mut quotes = [Quote::new(vec![Span::new(27, 36)], vec![Span::new(22, 26)], vec![Span::new(17, 21)])];
/// assert_eq!(speakers(text, &mut quotes)[0].name, "Ana Ruiz");
/// ```
pub fn speakers(text: &str, quotes: &mut [Quote]) -> Vec<Speaker> {
    let text = text::Text::new(text);
    let tags = steps::all(tagger::tags(&text));
    steps::all(speaker::speakers(&text, &tags, quotes))
}
