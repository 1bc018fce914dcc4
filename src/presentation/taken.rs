//! Which words of a stretch are taken, by spans of quotes.

use crate::text::{Span, Text};

/// The words of a stretch of text, each taken by a span or free.
pub(super) struct Taken {
    first: usize,
    words: Vec<bool>,
}

impl Taken {
    /// A stretch of which every word is free.
    pub fn none(text: &Text, stretch: Span) -> Self {
        let words = text.words_in(stretch);
        Taken { first: words.start, words: vec![false; words.len()] }
    }

    /// Takes the words of `spans` that are in the stretch.
    #[inline(never)]
    pub fn take(&mut self, text: &Text, spans: &[Span]) {
        for span in spans {
            for i in text.words_in(*span) {
                if let Some(taken) = i.checked_sub(self.first).and_then(|i| self.words.get_mut(i)) {
                    *taken = true;
                }
            }
        }
    }

    /// Whether the word `i` is free, and in the stretch.
    pub fn is_free(&self, i: usize) -> bool {
        i.checked_sub(self.first).and_then(|i| self.words.get(i)).is_some_and(|taken| !taken)
    }

    /// Whether no word of `span` is taken.
    pub fn leaves(&self, text: &Text, span: Span) -> bool {
        text.words_in(span).all(|i| self.is_free(i))
    }
}
