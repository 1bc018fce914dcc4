//! Half-open ranges of the caller's text.

use serde::{Serialize, Serializer};

/// A half-open range `start..end` of a text, in the unit that its owner states: bytes inside the
/// core, always on character boundaries, so that it slices the text.
///
/// ```
/// use inquit::text::Span;
/// assert_eq!(Span::new(3, 7).of("so: yes."), " yes");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
}

impl Span {
    /// The range `start..end`, with `start <= end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// What the span covers of `text`, the text that it was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether `other` lies within.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span without white space at its edges.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + inside.len() - inside.trim_start().len();
        Span::new(start, start + inside.trim().len())
    }
}

/// Written as the pair `[start, end]`.
impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}
