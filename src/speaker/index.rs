//! Lists with numbers, as all of this stage keeps them: one kind of map, since each more would
//! cost the reader kilobytes of code.

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
}
