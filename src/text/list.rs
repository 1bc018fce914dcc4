//! Lists of words, as the later stages ask them.
//!
//! They are asked more often than anything else, and most words stand in none: so a list tells by a
//! word's first and last letter and its length that it does not hold it.

/// Words in one string, parted by a blank each, which takes the least room.
pub(crate) struct List {
    words: &'static str,
    /// For each of its words the bit that [`bit`] gives.
    bits: [u32; 32],
}

impl List {
    /// A list of `words`.
    pub const fn new(words: &'static str) -> Self {
        let (bytes, mut bits) = (words.as_bytes(), [0; 32]);
        let (mut start, mut end) = (0, 0);
        while end <= bytes.len() {
            if end == bytes.len() || bytes[end] == b' ' {
                if end > start {
                    let bit = bit(bytes[start], bytes[end - 1], end - start);
                    bits[bit / 32] |= 1 << (bit % 32);
                }
                start = end + 1;
            }
            end += 1;
        }
        List { words, bits }
    }
}

/// A number below 1024, alike for both cases of a letter.
const fn bit(first: u8, last: u8, length: usize) -> usize {
    (((first & 31) as usize) << 5 | (last & 31) as usize) ^ (length * 73) & 1023
}

/// What holds words: a [`List`], or for a few the string itself.
pub(crate) trait Words {
    /// The words, parted by a blank each.
    fn words(&self) -> &str;

    /// False where it certainly does not hold `word`, in whatever case of ASCII letters.
    fn may_hold(&self, word: &str) -> bool;
}

impl Words for &str {
    fn words(&self) -> &str {
        self
    }

    fn may_hold(&self, _: &str) -> bool {
        true
    }
}

impl Words for &List {
    fn words(&self) -> &str {
        self.words
    }

    fn may_hold(&self, word: &str) -> bool {
        let (Some(first), Some(last)) = (word.as_bytes().first(), word.as_bytes().last()) else { return false };
        let bit = bit(*first, *last, word.len());
        self.bits[bit / 32] >> (bit % 32) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_hold_its_words_and_few_others() {
        let list = &List::new("said asked co-founder n't é");
        for word in ["said", "SAID", "asked", "co-founder", "n't", "é"] {
            assert!(list.may_hold(word), "{word}");
        }
        let others = ["", " ", "told", "sad", "s", "asking", "co", "ü", "said asked"];
        assert!(others.iter().all(|word| !list.may_hold(word)));
        assert!(!(&List::new("")).may_hold(""));
    }
}
