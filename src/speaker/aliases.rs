//! Who is who: the mentions of a name gathered into the persons and bodies that bear it, each known
//! by its fullest name.
//!
//! A shorter name belongs to a longer one whose words it repeats in their order: Lund or Ana Lund to
//! Ana B. Lund, Ruiz Lund to Ana Ruiz Lund, Acme to Acme Holdings. Initials of its words stand for a
//! body. Where two bear one surname, the one who has spoken under the full name of late is meant, or
//! the one with more mentions so far: two people of one surname stay two.

use super::index::Index;
use super::lexicon::{BODIES, FIRMS, PAPERS, SUFFIXES, has};
use super::names::{Name, Sex};
use super::page::Page;
use crate::order;
use crate::rule;
use crate::text::WordKind;

/// The most bearers of one word that are looked at; no article has more, and it bounds the time.
const MOST_BEARERS: usize = 8;

/// A full mention within this many sentences makes a bearer of a surname likelier.
const RECENT: usize = 4;

/// A person, a body or a place with a name.
#[derive(Clone, Debug)]
pub(super) struct Bearer {
    /// The fullest name.
    pub name: String,
    /// The words of the fullest name, in lower case.
    pub words: Vec<String>,
    /// Above zero where it is a person, below where it is not; near zero nothing is known.
    pub person: f32,
    /// What titles, nouns and pronouns say for "he", and for "she".
    pub he: f32,
    pub she: f32,
    /// By how many mentions that is told.
    pub told: usize,
    /// How often it is named.
    pub count: usize,
    /// Mentions so far while mentions are told apart, and the sentence in which the fullest name
    /// last spoke or was taken up since.
    full: usize,
    spoke: Option<usize>,
    /// The first word of the name may be none of it.
    loose: bool,
}

/// The bearers of a text's names.
#[derive(Default)]
pub(super) struct Bearers {
    pub all: Vec<Bearer>,
    /// Each word of a name to the list of those that bear it, with its place in their names.
    by_word: Index,
    bearing: Vec<Vec<(usize, Place)>>,
    /// A whole name to its bearer.
    by_name: Index,
    by_initials: Index,
}

/// What a single word is of a longer name, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Last,
    Inner,
    First,
}

/// The words of a name in lower case, marks of a nickname left out.
pub(super) fn key(page: &Page, name: &Name) -> Vec<String> {
    let plain = |i: &usize| page.text.words[*i].kind == WordKind::Plain;
    name.words.clone().filter(plain).map(|i| page.folded[i].clone()).collect()
}

struct Form {
    words: Vec<String>,
    written: String,
    mentions: usize,
    /// How many of them have no title before.
    bare: usize,
    person: f32,
    he: f32,
    she: f32,
    shouted: bool,
}

impl Bearers {
    /// Gathers the names; the number of each one's bearer is in the second list.
    pub(super) fn gather(page: &Page, names: &[Name], speaks: &[bool]) -> (Self, Vec<usize>) {
        let keys: Vec<Vec<String>> = names.iter().map(|name| key(page, name)).collect();
        let mut forms: Vec<Form> = Vec::new();
        let mut numbers = Index::default();
        for (name, key) in names.iter().zip(&keys) {
            let shouted = name.words.clone().any(|i| page.is_shouted(i));
            let written = page.written(name.words.clone());
            let joined = key.join(" ");
            let number = numbers.get(&joined).unwrap_or_else(|| {
                numbers.insert(&joined, forms.len());
                forms.push(Form {
                    words: key.clone(),
                    written: written.clone(),
                    mentions: 0,
                    bare: 0,
                    person: 0.0,
                    he: 0.0,
                    she: 0.0,
                    shouted,
                });
                forms.len() - 1
            });
            let form = &mut forms[number];
            if rule::on("small_letters") && form.shouted && !shouted {
                (form.written, form.shouted) = (written, false);
            }
            form.mentions += 1;
            form.bare += usize::from(name.from == name.words.start);
            form.person += personal(page, name);
            match name.sex {
                Some(Sex::He) => form.he += 3.0,
                Some(Sex::She) => form.she += 3.0,
                None => {}
            }
        }
        // Longer names first, then the more frequent ones.
        let rank = |form: &Form| usize::MAX - (form.words.len() << 24) - form.mentions.min((1 << 24) - 1);
        let mut order: Vec<(usize, usize)> = forms.iter().enumerate().map(|(i, form)| (rank(form), i)).collect();
        order::sort(&mut order);
        let mut bearers = Bearers::default();
        for (_, number) in order {
            bearers.place(&forms[number]);
        }
        let owners = bearers.tell_apart(page, names, &keys, speaks);
        (bearers, owners)
    }

    /// Gives a form to the bearer of a longer name, or makes it one of its own.
    fn place(&mut self, form: &Form) {
        let host =
            if rule::on("longer_names") && form.words.len() > 1 { self.longer(&form.words, form.person) } else { None };
        let hosts =
            if host.is_none() && form.words.len() == 1 { self.hosts(&form.words[0], form.shouted) } else { Vec::new() };
        if let Some(host) = hosts.first() {
            // Each mention is told apart by itself.
            self.by_name.insert(&form.words.join(" "), *host);
            return;
        }
        let owner = match host {
            Some(host) => {
                let bearer = &mut self.all[host];
                // Crooked Ana Ruiz: one who is mostly called without the first word has no such name.
                if rule::on("loose_first_word")
                    && form.bare > bearer.full
                    && bearer.words.ends_with(&form.words)
                    && bearer.words.len() > form.words.len()
                    && bearer.loose
                {
                    (bearer.name, bearer.words, bearer.full) = (form.written.clone(), form.words.clone(), form.bare);
                }
                host
            }
            None => {
                self.all.push(Bearer {
                    name: form.written.clone(),
                    words: form.words.clone(),
                    person: 0.0,
                    he: 0.0,
                    she: 0.0,
                    told: 0,
                    count: 0,
                    full: form.mentions,
                    spoke: None,
                    loose: form.mentions == form.bare,
                });
                let owner = self.all.len() - 1;
                let last = surname(&form.words);
                for (i, word) in form.words.iter().enumerate() {
                    let place = if i == last {
                        Place::Last
                    } else if i == 0 {
                        Place::First
                    } else {
                        Place::Inner
                    };
                    let number = self.by_word.get(word).unwrap_or_else(|| {
                        self.by_word.insert(word, self.bearing.len());
                        self.bearing.push(Vec::new());
                        self.bearing.len() - 1
                    });
                    if self.bearing[number].len() < MOST_BEARERS {
                        self.bearing[number].push((owner, place));
                    }
                }
                if form.words.len() > 1 {
                    for initials in initials(&form.words) {
                        if self.by_initials.get(&initials).is_none() {
                            self.by_initials.insert(&initials, owner);
                        }
                    }
                }
                owner
            }
        };
        self.by_name.insert(&form.words.join(" "), owner);
        let bearer = &mut self.all[owner];
        bearer.person += form.person;
        bearer.told += form.mentions;
        bearer.he += form.he;
        bearer.she += form.she;
    }

    /// The bearer of a longer name that `words` shorten.
    fn longer(&self, words: &[String], person: f32) -> Option<usize> {
        let last = &words[surname(words)];
        let all = &self.bearing[self.by_word.get(last)?];
        let fits = |&&(owner, place): &&(usize, Place)| {
            let bearer = &self.all[owner];
            (place == Place::Last
                || rule::on("longer_by_front")
                    && bearer.words.starts_with(words)
                    && (person > 0.0 || bearer.words.last().is_some_and(|word| has(FIRMS, word))))
                && (bearer.person > 0.0) == (person > 0.0)
                && (!rule::on("junior") || has_suffix(words) == has_suffix(&bearer.words))
                && shortens(words, &bearer.words)
        };
        all.iter().find(fits).map(|(owner, _)| *owner)
    }

    /// Those for whom a single word may stand: the ones in whose name it has the strongest place.
    pub(super) fn hosts(&self, word: &str, shouted: bool) -> Vec<usize> {
        if shouted && rule::on("initials") {
            let initials: String = word.chars().filter(|c| *c != '.').collect();
            if let Some(owner) = self.by_initials.get(&initials) {
                return vec![owner];
            }
        }
        let Some(number) = self.by_word.get(word) else { return Vec::new() };
        let all = &self.bearing[number];
        let fits = |owner: usize, place: Place| {
            let bearer = &self.all[owner];
            let size = bearer.words.len();
            if size == 1 {
                return Some(place);
            }
            if bearer.person > 0.0 {
                return match place {
                    Place::Last => Some(place),
                    Place::First if rule::on("given_name_alone") && word.chars().count() > 2 => Some(place),
                    _ => None,
                };
            }
            // A body: The Post, Acme; never a person's name, nor a place that a body is named for.
            let firm = bearer.words.last().is_some_and(|word| has(FIRMS, word));
            match place {
                Place::Last if rule::on("short_body_by_last") && (has(PAPERS, word) || has(BODIES, word)) => {
                    Some(place)
                }
                Place::First
                    if rule::on("short_firm")
                        && firm
                        && !bearer.words.iter().any(|word| matches!(word.as_str(), "of" | "for")) =>
                {
                    Some(place)
                }
                _ => None,
            }
        };
        let found: Vec<(Place, usize)> =
            all.iter().filter_map(|&(owner, place)| Some((fits(owner, place)?, owner))).collect();
        let Some(best) = found.iter().map(|(place, _)| *place).min() else { return Vec::new() };
        found.iter().filter(|(place, _)| *place == best).map(|(_, owner)| *owner).collect()
    }

    /// The bearer of each mention.
    fn tell_apart(&mut self, page: &Page, names: &[Name], keys: &[Vec<String>], speaks: &[bool]) -> Vec<usize> {
        let mut owners = Vec::with_capacity(names.len());
        self.all.iter_mut().for_each(|bearer| bearer.full = 0);
        for ((name, key), speaks) in names.iter().zip(keys).zip(speaks) {
            let sentence = page.sentence[name.words.start];
            let owner = if key.len() > 1 {
                let owner = self.by_name.get(&key.join(" ")).unwrap_or(0);
                let bearer = &mut self.all[owner];
                bearer.full += 1;
                if *speaks {
                    bearer.spoke = Some(sentence);
                }
                owner
            } else {
                self.one(page, name, &key[0], sentence)
            };
            self.all[owner].count += 1;
            owners.push(owner);
        }
        owners
    }

    fn one(&mut self, page: &Page, name: &Name, word: &str, sentence: usize) -> usize {
        let own = self.by_name.get(word);
        if let Some(own) = own.filter(|&own| !name.personal && self.all[own].words.len() == 1) {
            self.all[own].full += 1;
            return own;
        }
        let mut hosts = self.hosts(word, page.is_shouted(name.words.start));
        let agrees = |bearer: &Bearer| match name.sex {
            Some(Sex::He) => bearer.she <= bearer.he,
            Some(Sex::She) => bearer.he <= bearer.she,
            None => true,
        };
        if rule::on("title_tells_apart") && hosts.len() > 1 && hosts.iter().any(|&host| agrees(&self.all[host])) {
            hosts.retain(|&host| agrees(&self.all[host]));
        }
        let score = |&&host: &&usize| {
            let bearer = &self.all[host];
            let spoke = rule::on("spoke_of_late") && bearer.spoke.is_some_and(|spoke| sentence - spoke <= RECENT);
            (spoke, bearer.full, std::cmp::Reverse(host))
        };
        let owner = hosts.iter().max_by_key(score).copied();
        let owner = owner.or(own).unwrap_or(0);
        match name.sex {
            Some(Sex::He) => self.all[owner].he += 3.0,
            Some(Sex::She) => self.all[owner].she += 3.0,
            None => {}
        }
        let bearer = &mut self.all[owner];
        bearer.full += 1;
        // It stays with the one who is spoken of.
        bearer.spoke = bearer.spoke.filter(|spoke| sentence - spoke <= RECENT).map(|_| sentence);
        owner
    }

    /// The bearer of a name that no mention of it has shown, as in a headline; words in lower case.
    pub(super) fn known(&self, words: &[String], shouted: bool) -> Option<usize> {
        if let Some(owner) = self.by_name.get(&words.join(" ")) {
            return Some(owner);
        }
        match words {
            [word] => {
                let hosts = self.hosts(word, shouted);
                hosts.iter().copied().max_by_key(|&host| self.all[host].count)
            }
            _ => self.longer(words, 1.0),
        }
    }
}

/// What the surroundings of a mention say for a person, or against one.
fn personal(page: &Page, name: &Name) -> f32 {
    let before = page.before(name.from);
    let words = name.words.len();
    let mut person: f32 = match words {
        1 => 0.2,
        2..=4 => 1.0,
        _ => 0.1,
    };
    if name.personal && rule::on("person_title") {
        person += 3.0;
    }
    if name.body && rule::on("person_body") {
        person -= 3.0;
    }
    // In Lund, at Acme
    if rule::on("person_place") && has("across at in into near throughout", before) {
        person -= 1.5;
    }
    if rule::on("person_the") && before == "the" && name.from == name.words.start {
        person -= 2.0;
    }
    let comma = page.at(name.words.end) == ",";
    if rule::on("person_who")
        && (comma && matches!(page.at(name.words.end + 1), "who" | "whose") || page.at(name.words.end) == "who")
    {
        person += 1.5;
    }
    person
}

/// The place of the surname: the last word that is no "Jr.".
fn surname(words: &[String]) -> usize {
    words.iter().rposition(|word| !has(SUFFIXES, word)).unwrap_or(words.len() - 1)
}

fn has_suffix(words: &[String]) -> bool {
    words.last().is_some_and(|word| has(SUFFIXES, word))
}

/// Whether `short` repeats words of `long` in their order.
fn shortens(short: &[String], long: &[String]) -> bool {
    let mut long = long.iter();
    short.iter().all(|word| long.any(|other| word == other))
}

/// The initials that may stand for a body: of its longer words, and of all.
fn initials(words: &[String]) -> [String; 2] {
    let of = |all: bool| {
        let counts = |word: &&String| all || !has("& and for of on the", word.as_str());
        words.iter().filter(counts).filter_map(|word| word.chars().next()).collect()
    };
    [of(false), of(true)]
}
