//! One sort for all: each more would cost the reader kilobytes of code.

/// Sorts pairs of a place and what stands there.
#[inline(never)]
pub(crate) fn sort(pairs: &mut [(usize, usize)]) {
    pairs.sort_unstable();
}

/// Items in the order of their places; those of one place stay in theirs.
pub(crate) fn by_place<T>(items: Vec<T>, place: impl Fn(&T) -> usize) -> Vec<T> {
    let mut order: Vec<(usize, usize)> = items.iter().enumerate().map(|(i, item)| (place(item), i)).collect();
    sort(&mut order);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, i)| items[i].take()).collect()
}
