//! words
mod span;
pub use span::Span;
