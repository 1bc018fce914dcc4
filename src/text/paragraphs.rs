//! Paragraphs: what stands between line breaks.

use super::Span;

/// The paragraphs of `text` in order, without white space at their edges; blank lines give none.
/// A line feed ends a paragraph, as it does in the page's text that the shell sends.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let paragraph = Span::new(start, start + line.len()).trimmed(text);
        if !paragraph.is_empty() {
            found.push(paragraph);
        }
        start += line.len() + 1;
    }
    found
}
