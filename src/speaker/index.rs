//! Lists with numbers, as all of this stage keeps them: one kind of map and one sort, since each
//! more would cost the reader kilobytes of code.

use std::collections::BTreeMap;

/// Words in lower case, or several joined by a space, each with a number.
#[derive(Default)]
pub(super) struct Index(BTreeMap<String, usize>);

impl Index {
    #[inline(never)]
    pub(super) fn get(&self, key: &str) -> Option<usize> {
        self.0.get(key).copied()
    }

    #[inline(never)]
    pub(super) fn insert(&mut self, key: &str, number: usize) {
        self.0.insert(key.to_owned(), number);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// Sorts pairs of a rank and what has it.
#[inline(never)]
pub(super) fn sort(pairs: &mut [(usize, usize)]) {
    pairs.sort_unstable();
}
