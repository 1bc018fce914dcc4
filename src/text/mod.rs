//! The text as the later stages see it: paragraphs, quotation marks, words and sentences.
//!
//! Every offset is in bytes and on a character boundary of the text given, which is never changed.
//! Any text has such a structure; making it takes time and memory in proportion to its length.
//!
//! ```
//! use inquit::text::Text;
//! let text = Text::new("Mr. Ruiz said: \"Don't.\" He left.");
//! let words: Vec<&str> = text.words.iter().map(|word| word.span.of(text.source)).collect();
//! assert_eq!(words, ["Mr.", "Ruiz", "said", ":", "\"", "Do", "n't", ".", "\"", "He", "left", "."]);
//! assert_eq!(text.sentences, [0..9, 9..12]);
//! assert_eq!(text.quotations[0].inner.of(text.source), "Don't.");
//! ```

mod abbreviations;
mod language;
mod list;
mod marks;
mod paragraphs;
mod sentences;
mod span;
mod words;

use std::ops::Range;

pub(crate) use list::{List, Words, has};
pub use marks::{Mark, Quotation, Role, Style};
pub use span::Span;
pub use words::{Word, WordKind};

/// A text and its structure.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The text itself.
    pub source: &'a str,
    /// Its words in order; between them stand only white space and characters that show nothing.
    pub words: Vec<Word>,
    /// Its sentences, as ranges of words; together they hold every word.
    pub sentences: Vec<Range<usize>>,
    /// Its paragraphs that hold a word, as ranges of words.
    pub paragraphs: Vec<Range<usize>>,
    /// Its quotation marks in order, without apostrophes and primes.
    pub marks: Vec<Mark>,
    /// The stretches between them, in the order in which they open.
    pub quotations: Vec<Quotation>,
}

impl<'a> Text<'a> {
    /// Reads the structure of `source`.
    pub fn new(source: &'a str) -> Self {
        let spans = paragraphs::paragraphs(source);
        let (marks, quotations) = marks::quotations(source, &spans);
        let mut text =
            Text { source, words: Vec::new(), sentences: Vec::new(), paragraphs: Vec::new(), marks, quotations };
        let mut marks = 0..0;
        for paragraph in spans {
            let own = text.marks[marks.end..].iter().take_while(|mark| mark.span.start < paragraph.end).count();
            marks = marks.end..marks.end + own;
            let first_word = text.words.len();
            words::words(source, paragraph, &text.marks[marks.clone()], &mut text.words);
            let range = first_word..text.words.len();
            if !range.is_empty() {
                sentences::sentences(source, &text.words, range.clone(), &mut text.sentences);
                text.paragraphs.push(range);
            }
        }
        text
    }

    /// The words from the first that ends after `span` begins to the last that begins before it ends.
    #[inline(never)]
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }

    /// What the words from `first` to `end`, exclusive, cover; there is at least one.
    #[inline(never)]
    pub fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.words[first].span.start, self.words[end - 1].span.end)
    }

    /// The sentence of the word `i`, as a range of words; none follow the last.
    #[inline(never)]
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= i);
        self.sentences.get(sentence).cloned().unwrap_or(i..i)
    }

    /// Whether the text is in English, or too short to tell.
    ///
    /// ```
    /// use inquit::text::Text;
    /// assert!(Text::new("The board said that it would not pay.").is_english());
    /// assert!(!Text::new("Правление заявило, что платить не будет.").is_english());
    /// ```
    pub fn is_english(&self) -> bool {
        language::is_english(self)
    }

    /// The word `i` as written.
    pub fn word(&self, i: usize) -> &'a str {
        self.words[i].span.of(self.source)
    }
}
