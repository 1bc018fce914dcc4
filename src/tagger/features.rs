//! What the network is told of each word: its form, its place, and what the quotation marks say.
//!
//! A word becomes [`SLOTS`] rows of one table of embeddings, one row a feature; the network adds
//! them up. Training and use share this file.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

use crate::text::{Style, Text};

/// A row of the table.
pub type Row = u16;

/// Features of a word.
pub const SLOTS: usize = 11;

/// Rows of each feature but the first, whose rows are the vocabulary's.
const ROWS: [usize; SLOTS] = [
    0,
    512,  // prefixes of three letters, hashed
    1024, // suffixes of three letters, hashed
    256,  // suffixes of two letters, hashed
    SHAPES * 2,
    80,  // the mark itself, or the word's place in its quotation
    64,  // the quotation's length and state
    17,  // words from the sentence's start
    17,  // words to the sentence's end
    16,  // the sentence's place in the paragraph and the paragraph's in the text
    144, // distance from the last quotation and to the next
];

const SHAPES: usize = 12;

/// Rows for words that the vocabulary lacks, one a shape.
pub const UNKNOWN: usize = SHAPES;

/// The slot of a word's form.
pub const FORM: usize = 0;
/// The slots of prefixes and suffixes.
#[cfg(feature = "train")]
pub const AFFIXES: Range<usize> = 1..4;

/// The words that the network knows by sight, each with its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// What a page has is only looked up and never put in, so that no page can make the look-up slow.
    rows: HashMap<String, Row, BuildHasherDefault<Fnv>>,
}

/// FNV-1a: for words faster than the hash that Rust brings.
#[derive(Clone)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Vocabulary {
    /// Words in the order of their rows, which begin after those for unknown words.
    pub fn new(words: &[String]) -> Self {
        Vocabulary { rows: words.iter().cloned().zip(UNKNOWN as Row..).collect() }
    }

    /// Rows of its slot, unknown words' included.
    pub fn rows(&self) -> usize {
        UNKNOWN + self.rows.len()
    }

    /// Rows of the whole table.
    pub fn table_rows(&self) -> usize {
        self.rows() + ROWS.iter().sum::<usize>()
    }

    /// The rows of each slot.
    pub fn slots(&self) -> [Range<usize>; SLOTS] {
        let mut start = 0;
        std::array::from_fn(|slot| {
            start += if slot == FORM { self.rows() } else { ROWS[slot] };
            start - if slot == FORM { self.rows() } else { ROWS[slot] }..start
        })
    }

    fn row(&self, form: &str) -> Option<Row> {
        self.rows.get(form).copied()
    }
}

/// Writes to `form` a word as the vocabulary has it: lower case, digits as 0, straight apostrophes and
/// marks.
fn write_form(word: &str, form: &mut String) {
    form.clear();
    for c in word.chars() {
        match c {
            '’' | '‘' | '`' => form.push('\''),
            '“' | '”' | '„' | '«' | '»' => form.push('"'),
            '–' | '—' => form.push('-'),
            c if c.is_ascii_digit() => form.push('0'),
            c if c.is_ascii() => form.push(c.to_ascii_lowercase()),
            c => form.extend(c.to_lowercase()),
        }
    }
    if form == "''" {
        form.truncate(0);
        form.push('"');
    }
    if form == "--" {
        form.truncate(1);
    }
}

/// A word's form, as the vocabulary has it.
#[cfg(feature = "train")]
pub fn form(word: &str) -> String {
    let mut form = String::new();
    write_form(word, &mut form);
    form
}

/// The table rows of every word of `text`.
pub fn features(text: &Text, vocabulary: &Vocabulary) -> Vec<[Row; SLOTS]> {
    let marks = marks(text);
    let first_row = vocabulary.slots().map(|rows| rows.start as Row);
    let mut all = Vec::with_capacity(text.words.len());
    let mut sentences = text.sentences.iter();
    let mut sentence = sentences.next().cloned().unwrap_or(0..0);
    let mut paragraph = 0;
    let mut sentence_of_paragraph = 0;
    let (mut form, mut chars) = (String::new(), Vec::new());
    for (i, word) in text.words.iter().enumerate() {
        while i >= sentence.end {
            match sentences.next() {
                Some(next) => sentence = next.clone(),
                None => break,
            }
            sentence_of_paragraph += 1;
        }
        while text.paragraphs.get(paragraph).is_some_and(|p| i >= p.end) {
            paragraph += 1;
            sentence_of_paragraph = 0;
        }
        let word = word.span.of(text.source);
        write_form(word, &mut form);
        chars.clear();
        chars.extend(form.chars());
        let shape = shape(word);
        let initial = usize::from(i == sentence.start);
        let from_start = i - sentence.start.min(i);
        let to_end = sentence.end.saturating_sub(i + 1);
        let last = paragraph + 1 == text.paragraphs.len();
        let place = sentence_of_paragraph.min(3) * 4 + if last { 3 } else { paragraph.min(2) };
        let values = [
            vocabulary.row(&form).unwrap_or(shape as Row),
            bucket(&chars[..chars.len().min(3)], ROWS[1]),
            bucket(&chars[chars.len().saturating_sub(3)..], ROWS[2]),
            bucket(&chars[chars.len().saturating_sub(2)..], ROWS[3]),
            (shape * 2 + initial) as Row,
            marks[i].place,
            marks[i].quotation,
            steps(from_start),
            steps(to_end),
            place as Row,
            marks[i].distance,
        ];
        all.push(std::array::from_fn(|slot| first_row[slot] + values[slot]));
    }
    all
}

/// 0 to 12 as they are, then ever wider steps, up to 16.
fn steps(distance: usize) -> Row {
    match distance {
        0..=12 => distance as Row,
        13..=16 => 13,
        17..=24 => 14,
        25..=40 => 15,
        _ => 16,
    }
}

fn shape(word: &str) -> usize {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let hyphen = word.contains('-');
    match () {
        _ if letters == 0 && digits > 0 => 8,
        _ if letters == 0 => 9,
        _ if digits > 0 => 7,
        _ if upper == 0 && hyphen => 1,
        _ if upper == 0 => 0,
        _ if upper == letters && letters == 1 => 4,
        _ if upper == letters => 5,
        _ if first.is_uppercase() && hyphen => 3,
        _ if first.is_uppercase() && upper == 1 => 2,
        _ if first.is_uppercase() => 6,
        _ => 10,
    }
}

/// FNV-1a, folded.
fn bucket(chars: &[char], rows: usize) -> Row {
    let mut hash: u32 = 0x811c_9dc5;
    for &c in chars {
        hash = (hash ^ c as u32).wrapping_mul(0x0100_0193);
    }
    ((hash ^ (hash >> 15)) % rows as u32) as Row
}

#[derive(Clone, Copy, Default)]
struct Marked {
    place: Row,
    quotation: Row,
    distance: Row,
}

/// What the quotation marks say of each word.
fn marks(text: &Text) -> Vec<Marked> {
    let mut marked = vec![Marked::default(); text.words.len()];
    for quotation in &text.quotations {
        let Range { start, end } = text.words_in(quotation.span);
        let inner = text.words_in(quotation.inner);
        let style = match quotation.style {
            Style::Double => 0,
            Style::Single => 1,
            Style::Dash => 3,
            _ => 2,
        };
        let depth = Row::from(quotation.depth.min(1));
        let length = match inner.len() {
            0..=1 => 0,
            2..=3 => 1,
            4..=7 => 2,
            8..=15 => 3,
            _ => 4,
        };
        let state = match (quotation.unclosed, quotation.goes_on) {
            (false, false) => 0,
            (true, _) => 1,
            (_, true) => 2,
        };
        for (i, word) in marked.iter_mut().enumerate().take(end).skip(start) {
            let place = match i {
                i if i < inner.start => 0,
                i if i >= inner.end => 1,
                i if i == inner.start => 2,
                i if i + 1 == inner.end => 3,
                _ => 4,
            };
            word.place = 1 + style * 5 + place + 20 * depth;
            if depth == 0 {
                word.quotation = 1 + length * 3 + state + 15 * style.min(1);
            }
        }
    }
    for paragraph in &text.paragraphs {
        let range = paragraph.clone();
        let mut since = usize::MAX;
        for i in range.clone() {
            since = if marked[i].quotation > 0 { 0 } else { since.saturating_add(1) };
            marked[i].distance = near(since) * 12;
        }
        let mut until = usize::MAX;
        for i in range.rev() {
            until = if marked[i].quotation > 0 { 0 } else { until.saturating_add(1) };
            marked[i].distance += near(until);
        }
    }
    marked
}

fn near(distance: usize) -> Row {
    match distance {
        0..=7 => distance as Row,
        8..=11 => 8,
        12..=19 => 9,
        20..=9999 => 10,
        _ => 11,
    }
}
