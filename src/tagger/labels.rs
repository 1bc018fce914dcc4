//! The labels of words, and the stretches of words that a sequence of labels spells.
//!
//! A word is outside, or in a cue, a source or a content; the last two say on which side their
//! cue stands, so that the linker need not guess. Each of the five begins with a label of its
//! own.

use std::ops::Range;

/// What a stretch of words is to an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The words that attribute.
    Cue,
    /// Who is quoted; its cue comes later or came before.
    Source(Side),
    /// What is quoted; likewise.
    Content(Side),
}

/// Where the cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The cue comes later.
    Right,
    /// The cue came before.
    Left,
}

/// The roles in the order of their labels.
const ROLES: [Role; 5] = [
    Role::Cue,
    Role::Source(Side::Right),
    Role::Source(Side::Left),
    Role::Content(Side::Right),
    Role::Content(Side::Left),
];

/// A label: 0 is outside; role `r` begins with `2r + 1` and goes on with `2r + 2`.
pub type Label = u8;

/// How many labels there are.
pub const LABELS: usize = 2 * ROLES.len() + 1;

/// No role.
pub const OUTSIDE: Label = 0;

/// The label of a role's first word, or of a later one.
pub fn label(role: Role, first: bool) -> Label {
    let index = ROLES.iter().position(|r| *r == role).unwrap_or(0) as Label;
    2 * index + if first { 1 } else { 2 }
}

/// The role that a label gives.
pub fn role(label: Label) -> Option<Role> {
    (label != OUTSIDE).then(|| ROLES[usize::from((label - 1) / 2)])
}

/// Whether a label begins a stretch.
pub fn begins(label: Label) -> bool {
    label % 2 == 1
}

/// Whether a content has the label.
pub fn is_content(label: Label) -> bool {
    matches!(role(label), Some(Role::Content(_)))
}

/// Whether `next` may follow `previous`; a label that goes on needs its own role before it.
pub fn may_follow(previous: Option<Label>, next: Label) -> bool {
    next == OUTSIDE || begins(next) || previous.is_some_and(|previous| role(previous) == role(next))
}

/// Words in a row that share a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Their role.
    pub role: Role,
    /// Their indexes.
    pub words: Range<usize>,
}

/// The stretches that `labels` spell, in order.
pub fn stretches(labels: &[Label]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (i, &label) in labels.iter().enumerate() {
        let Some(role) = role(label) else { continue };
        match found.last_mut() {
            Some(last) if !begins(label) && last.role == role && last.words.end == i => {
                last.words.end = i + 1;
            }
            _ => found.push(Stretch { role, words: i..i + 1 }),
        }
    }
    found
}
