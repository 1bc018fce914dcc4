//! Finds every quotation in the text of a news page.
#![forbid(unsafe_code)]

mod reading;
pub mod tagger;
pub mod text;
#[cfg(all(feature = "train", not(target_arch = "wasm32")))]
pub mod train;
#[cfg(target_arch = "wasm32")]
mod web;

pub use reading::{Kind, Offsets, Quote, Reading, VERSION};

/// Reads `text` and gives its quotes.
pub fn extract(_text: &str) -> Reading {
    Reading { version: VERSION, offsets: Offsets::Utf8, quotes: Vec::new() }
}
