//! Lists of words, as the later stages ask them.
//!
//! They are asked more often than anything else, and most words stand in none: so a list tells by a
//! word's first and last letter and its length that it does not hold it, and else by the first letter
//! where it may stand.

/// Words in one string, parted by a blank each, which takes the least room.
pub(crate) struct List {
    words: &'static str,
    /// For each of its words the bit that [`bit`] gives.
    bits: [u32; 32],
    /// For each letter where the first word begins that begins with it, and where the last ends.
    letters: [[u16; 2]; 32],
}

impl List {
    /// A list of `words`.
    pub const fn new(words: &'static str) -> Self {
        let (bytes, mut bits, mut letters) = (words.as_bytes(), [0; 32], [[0; 2]; 32]);
        assert!(bytes.len() <= u16::MAX as usize, "a list's places have 16 bits");
        let (mut start, mut end) = (0, 0);
        while end <= bytes.len() {
            if end == bytes.len() || bytes[end] == b' ' {
                if end > start {
                    let bit = bit(bytes[start], bytes[end - 1], end - start);
                    bits[bit / 32] |= 1 << (bit % 32);
                    let letter = letter(bytes[start]);
                    if letters[letter][1] == 0 {
                        letters[letter][0] = start as u16;
                    }
                    letters[letter][1] = end as u16;
                }
                start = end + 1;
            }
            end += 1;
        }
        List { words, bits, letters }
    }

    /// All its words.
    #[cfg(test)]
    pub fn words(&self) -> &'static str {
        self.words
    }
}

/// A number below 32, alike for both cases of a letter.
const fn letter(byte: u8) -> usize {
    (byte & 31) as usize
}

/// A number below 1024, alike for both cases of a letter.
const fn bit(first: u8, last: u8, length: usize) -> usize {
    (letter(first) << 5 | letter(last)) ^ (length * 73) & 1023
}

/// What holds words, parted by a blank each: a [`List`], or for a few the string itself.
pub(crate) trait Words {
    /// The words among which `word` is, in whatever case of ASCII letters, if it is one of them all;
    /// nothing where it certainly is none.
    fn among(&self, word: &str) -> &[u8];
}

impl Words for &str {
    fn among(&self, _: &str) -> &[u8] {
        self.as_bytes()
    }
}

impl Words for &List {
    fn among(&self, word: &str) -> &[u8] {
        let (Some(first), Some(last)) = (word.as_bytes().first(), word.as_bytes().last()) else { return &[] };
        let bit = bit(*first, *last, word.len());
        if self.bits[bit / 32] >> (bit % 32) & 1 == 0 {
            return &[];
        }
        let [start, end] = self.letters[letter(*first)];
        &self.words.as_bytes()[usize::from(start)..usize::from(end)]
    }
}

/// Whether `word` is one of `set`, in whatever case of ASCII letters.
pub(crate) fn has(set: impl Words, word: &str) -> bool {
    let (set, word) = (set.among(word), word.as_bytes());
    let Some(first) = word.first() else { return false };
    let ends = |at: usize| set.get(at).is_none_or(|byte| *byte == b' ');
    let begins = |at: usize| set[at].eq_ignore_ascii_case(first) && (at == 0 || set[at - 1] == b' ');
    let same = |at: usize| set.get(at..at + word.len()).is_some_and(|entry| entry.eq_ignore_ascii_case(word));
    (0..set.len()).any(|at| begins(at) && ends(at + word.len()) && same(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_looks_for_few_others() {
        let list = &List::new("said asked so co-founder n't é sat");
        for word in ["said", "SAID", "asked", "so", "co-founder", "n't", "é", "sat"] {
            assert!(has(list, word), "{word}");
        }
        assert_eq!(list.among("said"), b"said asked so co-founder n't \xc3\xa9 sat");
        assert_eq!(list.among("asked"), b"asked");
        let others = ["", " ", "told", "sad", "s", "asking", "co", "ü"];
        assert!(others.iter().all(|word| list.among(word).is_empty()));
        assert!(!has(list, "soft") && !has(&List::new(""), ""));
    }
}
