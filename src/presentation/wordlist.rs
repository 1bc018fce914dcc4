//! Closed classes of English words, and how to ask whether a word is in one.

pub(crate) use crate::text::has;
use crate::text::{List, Text, WordKind, Words};

/// Whether the word `i` is one of `set`, in whatever case; a word that is not there is in none. The
/// words of a set stand in one string with blanks between them, which takes the least room.
#[inline(never)]
pub(crate) fn is(text: &Text, i: usize, set: impl Words) -> bool {
    text.words.get(i).is_some_and(|word| has(set, word.span.of(text.source)))
}

/// Whether the word `i` is of letters or figures.
#[inline(never)]
pub(crate) fn is_plain(text: &Text, i: usize) -> bool {
    text.words.get(i).is_some_and(|word| word.kind == WordKind::Plain)
}

/// Whether the word `i` begins with a capital.
#[inline(never)]
pub(crate) fn is_capital(text: &Text, i: usize) -> bool {
    is_plain(text, i) && text.word(i).starts_with(char::is_uppercase)
}

/// Whether the word `i` is a number in figures.
pub(crate) fn is_figure(text: &Text, i: usize) -> bool {
    is_plain(text, i) && text.word(i).bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// What makes a clause negative.
pub(crate) const NEGATIONS: &List = &List::new("cannot n't neither never no nor not n’t without");

/// What begins a noun phrase.
pub(crate) const DETERMINERS: &List = &List::new(
    "\
    a all an another any both each every her his its many more most my no one other our several some that the their \
    these this those two your",
);

/// Pronouns that stand as subjects.
pub(crate) const SUBJECTS: &List = &List::new("he i it she they we who you");

/// Pronouns that stand as objects.
pub(crate) const OBJECTS: &List = &List::new("her him it me them us whom you");

/// Prepositions and conjunctions, which end a noun phrase.
pub(crate) const LINKS: &List = &List::new(
    "\
    about above across after against along although among around as at because before behind below beside between \
    beyond but by despite during except for from how if in inside into just like near nor off on once onto outside \
    over per since so than that though through throughout to toward towards under unless until upon via what when \
    where whether which while who whom whose why with within without yet",
);

/// Auxiliaries and modal verbs.
pub(crate) const AUXILIARIES: &List = &List::new(
    "\
    'd 'll 'm 're 've am are be been being ca can cannot could did do does had has have is may might must shall \
    should was were will wo would ’d ’ll ’m ’re ’ve ai need",
);

/// The commonest verbs whose past does not end in -ed.
pub(crate) const PASTS: &List = &List::new(
    "\
    beat became began broke brought built came caught cost drove fell felt flew found froze gave got grew held hid hit kept knew \
    lay led left lost made meant met paid ran rose said sank saw sent shook sold spent stole stood told took went won wrote",
);

/// Whether the word `i` is an adverb of manner: bluntly.
pub(crate) fn is_adverb(text: &Text, i: usize) -> bool {
    const NONE: &str = "ally assembly family monopoly rally reply supply weekly";
    is_plain(text, i) && !is_capital(text, i) && {
        let word = text.word(i);
        word.len() > 4 && word.ends_with("ly") && !has(NONE, word)
    }
}
