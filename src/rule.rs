//! A switch for each rule, so that a command can tell what the rule is worth: `tests/score/worth` leaves one out at a
//! time and scores what is then found.
//!
//! A rule asks for itself by its name, a literal that stands nowhere else: `if rule::on("signature") { .. }`. Built without
//! the feature `worth`, as everything that ships is, the answer is a constant and the switch is gone.

/// Whether a rule is to do its work: not if the variable `INQUIT_WITHOUT` names it, alone or between commas.
#[cfg(feature = "worth")]
pub(crate) fn on(rule: &'static str) -> bool {
    use std::{env, sync::OnceLock};
    static WITHOUT: OnceLock<Vec<String>> = OnceLock::new();
    let without = WITHOUT.get_or_init(|| {
        let names = env::var("INQUIT_WITHOUT").unwrap_or_default();
        names.split(',').map(str::to_owned).collect()
    });
    !without.iter().any(|name| name == rule)
}

/// Whether a rule is to do its work: always.
#[cfg(not(feature = "worth"))]
pub(crate) const fn on(_rule: &'static str) -> bool {
    true
}
