//! Makes paragraphs that articles of a corpus seldom have, by chance and from templates of our own wording: page
//! furniture, gestures before a quotation, quotations that go on, turns, headlines and the like.
//!
//! The templates are a context-free grammar (`templates.txt`), of which each rule has alternatives that are drawn
//! alike, and which is written out from left to right, so that every span is known as its text is written:
//!
//! | sign | meaning |
//! |---|---|
//! | `#rule` | one of the rule's alternatives; `#Rule` with a capital |
//! | `@full`, `@last2`, `@she` ... | somebody of the text, by number from 1 to 3: name or pronoun |
//! | `@place`, `@firm` | a name of a place, of what bodies are called by |
//! | `{` `}`, `<` `>`, `[` `]` | begin and end of a source, a cue, a content |
//! | `~` | what follows belongs to the next attribution |
//! | a backtick | begin and end of a body's name |
//! | `^`, `%` | begin and end of Title Case, of CAPITALS |
//! | `¶` | a new paragraph |
//!
//! `{@Last’s} <#answer:> [“#Short.”]` gives: `{Ruiz’s} <reply:> [“Never.”]`

use std::{collections::HashMap, sync::OnceLock};

use fastrand::Rng;

use super::corpus::Annotation;
use crate::text::Span;

/// What a name that is drawn is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// A person's first name.
    First,
    /// A person's last name.
    Last,
    /// A place's name.
    Place,
    /// A word that bodies are called by.
    Firm,
}

/// Where names come from.
pub type Names<'a> = &'a dyn Fn(Name, &mut Rng) -> String;

/// What a name in a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A person.
    Person,
    /// A place.
    Place,
    /// A company, a council, a club.
    Body,
}

/// Paragraphs to add to an article.
#[derive(Clone, Debug, Default)]
pub struct Insertion {
    /// Their text; between paragraphs, not at the ends, are line feeds.
    pub text: String,
    /// Its attributions.
    pub annotations: Vec<Annotation>,
    /// Its names, in order.
    pub names: Vec<(Span, Named)>,
}

/// Where an insertion goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the first paragraph.
    Start,
    /// Between any two.
    BetweenParagraphs,
    /// After the last.
    End,
    /// It is an article by itself.
    Alone,
}

/// What kind of text a template makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a page has besides its article, which quotes nobody, READ MORE: Ruiz Says Bridge Is Safe
    Furniture,
    /// `{Her coach} <shook his head:> [“No.”]`
    Gesture,
    /// `{Ruiz} <shrugged>. [“No.”]`
    Beat,
    /// `{Ana Ruiz, nurse}<:> [“No.”]`
    Voices,
    /// `[“We lost,”] {Ruiz} <said>. Rain fell. [“It hurts.”]`
    Resumed,
    /// `{RUIZ}<:> [We lost.]`
    Turns,
    /// `[Ana Ruiz Joked With Bankers], {Emails} <Show>`
    Headline,
    /// `{Ruiz} <called> [it “a farce.”]`
    Called,
    /// `{Ruiz’s} <claim> [that they won]`
    Noun,
    /// `[the deal] that {Ruiz} <called> [“dead”]`
    Relative,
    /// `{Ruiz} <doubts> [it]`
    Doubt,
    /// `{Ruiz} refused, <shouting:> [“Never!”]`
    Led,
    /// `{A banner} <read> [“Out.”]`
    Sign,
    /// Marks that quote nobody: titles, nicknames, “reforms”
    Unsaid,
    /// A sentence or two, as somebody pastes them.
    Paste,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 15] = [
        Kind::Furniture,
        Kind::Gesture,
        Kind::Beat,
        Kind::Voices,
        Kind::Resumed,
        Kind::Turns,
        Kind::Headline,
        Kind::Called,
        Kind::Noun,
        Kind::Relative,
        Kind::Doubt,
        Kind::Led,
        Kind::Sign,
        Kind::Unsaid,
        Kind::Paste,
    ];

    /// Its name, which is also that of the rule it begins with.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Furniture => "furniture",
            Kind::Gesture => "gesturecolon",
            Kind::Beat => "beat",
            Kind::Voices => "voices",
            Kind::Resumed => "resumed",
            Kind::Turns => "turns",
            Kind::Headline => "headline",
            Kind::Called => "called",
            Kind::Noun => "noun",
            Kind::Relative => "relative",
            Kind::Doubt => "doubt",
            Kind::Led => "led",
            Kind::Sign => "sign",
            Kind::Unsaid => "unsaid",
            Kind::Paste => "paste",
        }
    }

    /// How often an article gets one. A first guess, to be measured one by one: what every page has but the corpus
    /// was cleaned of is frequent; what the corpus knows well (resumed quotations, headlines) or what is rare on pages
    /// (signs, doubt) must not outweigh it. All together add about one and a half insertions to an article of 25
    /// quotes.
    pub fn chance(self) -> f32 {
        match self {
            Kind::Furniture => 0.4,
            Kind::Headline | Kind::Resumed => 0.15,
            Kind::Gesture | Kind::Voices | Kind::Turns | Kind::Called => 0.1,
            Kind::Noun | Kind::Led | Kind::Unsaid | Kind::Paste => 0.08,
            Kind::Beat | Kind::Relative | Kind::Doubt | Kind::Sign => 0.05,
        }
    }

    /// Where such an insertion goes.
    pub fn place(self, rng: &mut Rng) -> Place {
        match (self, rng.u8(..10)) {
            (Kind::Headline, _) | (Kind::Furniture, 0) => Place::Start,
            (Kind::Furniture, 1) | (Kind::Turns, 0..3) => Place::End,
            (Kind::Paste, 0..6) | (Kind::Turns, 3..6) => Place::Alone,
            _ => Place::BetweenParagraphs,
        }
    }
}

/// An insertion of a kind.
pub fn draw(kind: Kind, names: Names, rng: &mut Rng) -> Insertion {
    write(kind.name(), names, rng)
}

/// How often a paragraph gets a dateline or a time before its words: the corpus knows them, but only at the start of
/// an article.
const PREFIX: f32 = 0.03;

/// What may stand before the words of a paragraph, with the space between; it quotes nobody.
pub fn prefix(names: Names, rng: &mut Rng) -> Option<Insertion> {
    (rng.f32() < PREFIX).then(|| {
        let mut prefix = write("prefix", names, rng);
        prefix.text.push(' ');
        prefix
    })
}

fn write(rule: &str, names: Names, rng: &mut Rng) -> Insertion {
    let mut writer = Writer {
        names,
        rng,
        made: Insertion { annotations: vec![Annotation::default()], ..Insertion::default() },
        begun: Vec::new(),
        body: None,
        capital: false,
        casing: Casing::AsWritten,
        people: Vec::new(),
        small: true,
        paragraph: "\n",
    };
    writer.small = writer.rng.bool();
    writer.paragraph = if writer.rng.bool() { "\n" } else { "\n\n" };
    writer.rule(rule);
    let mut made = writer.made;
    made.annotations.retain(|a| !a.content.is_empty());
    made
}

/// The alternatives of each rule.
fn grammar() -> &'static HashMap<&'static str, Vec<&'static str>> {
    static GRAMMAR: OnceLock<HashMap<&str, Vec<&str>>> = OnceLock::new();
    GRAMMAR.get_or_init(|| {
        let mut rules: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut rule = "";
        for line in include_str!("templates.txt").lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let alternatives = match line.split_once(':') {
                Some((name, alternatives)) if !line.starts_with(' ') => {
                    rule = name;
                    alternatives
                }
                _ => line,
            };
            rules.entry(rule).or_default().extend(alternatives.split(" | ").map(str::trim));
        }
        rules
    })
}

/// How words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Casing {
    AsWritten,
    Title,
    Capitals,
}

/// Words that many newspapers write small In Headlines of Theirs.
const SMALL: [&str; 14] = ["a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "and", "but", "as", "with"];

/// Somebody of a text.
struct Person {
    first: String,
    last: String,
    woman: bool,
}

struct Writer<'a> {
    names: Names<'a>,
    rng: &'a mut Rng,
    made: Insertion,
    /// Where the roles that are open have begun.
    begun: Vec<usize>,
    /// Where the name of a body that is open has begun.
    body: Option<usize>,
    /// Whether the next letter is a capital.
    capital: bool,
    casing: Casing,
    people: Vec<Person>,
    /// Whether titles leave [`SMALL`] words small.
    small: bool,
    /// What stands between paragraphs.
    paragraph: &'static str,
}

impl Writer<'_> {
    fn rule(&mut self, name: &str) {
        let small = name[..1].to_lowercase() + &name[1..];
        self.capital |= small != name;
        let rule = &grammar()[small.as_str()];
        let alternative = rule[self.rng.usize(..rule.len())];
        self.template(alternative);
    }

    fn template(&mut self, template: &str) {
        let mut rest = template;
        while let Some(sign) = rest.chars().next() {
            let letters = |from: &str| from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
            rest = &rest[sign.len_utf8()..];
            let at = self.made.text.len();
            match sign {
                '#' | '@' => {
                    let (name, behind) = rest.split_at(letters(rest));
                    if sign == '#' {
                        self.rule(name)
                    } else {
                        self.name(name)
                    }
                    rest = behind;
                }
                '{' | '<' | '[' => self.begun.push(at),
                '}' | '>' | ']' => {
                    let span = Span::new(self.begun.pop().expect("what ends has begun"), at);
                    let annotation = self.made.annotations.last_mut().expect("there is one from the start");
                    match sign {
                        '}' => annotation.source.push(span),
                        '>' => annotation.cue.push(span),
                        _ => annotation.content.push(span),
                    }
                }
                '~' => self.made.annotations.push(Annotation::default()),
                '`' => match self.body.take() {
                    Some(start) => self.made.names.push((Span::new(start, at), Named::Body)),
                    None => self.body = Some(at),
                },
                '^' => self.toggle(Casing::Title),
                '%' => self.toggle(Casing::Capitals),
                '¶' => self.made.text += self.paragraph,
                _ if sign.is_alphanumeric() => {
                    let length = sign.len_utf8() + letters(rest);
                    let from = template.len() - rest.len() - sign.len_utf8();
                    self.word(&template[from..][..length]);
                    rest = &template[from + length..];
                }
                _ => self.made.text.push(sign),
            }
        }
    }

    fn toggle(&mut self, casing: Casing) {
        self.casing = if self.casing == casing { Casing::AsWritten } else { casing };
        self.capital |= self.casing == Casing::Title;
    }

    fn word(&mut self, word: &str) {
        let text = &mut self.made.text;
        // The s of Ruiz’s.
        let clitic = text.ends_with('’');
        let first = text.ends_with('“') || text.ends_with(": ");
        let title = self.casing == Casing::Title && !clitic && (first || !self.small || !SMALL.contains(&word));
        if self.casing == Casing::Capitals {
            *text += &word.to_uppercase();
        } else if title || self.capital {
            let mut letters = word.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            *text += letters.as_str();
        } else {
            *text += word;
        }
        self.capital = false;
    }

    fn name(&mut self, name: &str) {
        let form = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = name[form.len()..].parse().unwrap_or(1);
        let small = form.to_lowercase();
        self.capital |= small != form;
        let start = self.made.text.len();
        let named = match small.as_str() {
            "place" | "firm" => {
                let name = if small == "place" { Name::Place } else { Name::Firm };
                let name = (self.names)(name, self.rng);
                self.word(&name);
                (small == "place").then_some(Named::Place)
            }
            _ => self.person(&small, number),
        };
        // A place's name in a body's is part of that.
        if let Some(named) = named.filter(|_| self.body.is_none()) {
            self.made.names.push((Span::new(start, self.made.text.len()), named));
        }
    }

    fn person(&mut self, form: &str, number: usize) -> Option<Named> {
        while self.people.len() < number {
            let [first, last] = [Name::First, Name::Last].map(|name| (self.names)(name, self.rng));
            self.people.push(Person { first, last, woman: self.rng.bool() });
        }
        let Person { first, last, woman } = &self.people[number - 1];
        let (full, last, woman) = (format!("{first} {last}"), last.clone(), *woman);
        let word = match (form, woman) {
            ("full", _) => &full,
            ("first", _) => first,
            ("last", _) => &last,
            ("mr", true) => "Ms",
            ("mr", false) => "Mr",
            ("she", true) => "she",
            ("she", false) => "he",
            ("her", true) => "her",
            ("her", false) => "his",
            ("herself", true) => "herself",
            ("herself", false) => "himself",
            _ => unreachable!("@{form} is no form of a person"),
        };
        let word = word.to_owned();
        self.word(&word);
        matches!(form, "full" | "first" | "last").then_some(Named::Person)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{
        tagger::labels::{Role, stretches},
        text::Text,
        train::examples::labels,
    };

    const SEEDS: u64 = 1000;

    fn some_name(name: Name, rng: &mut Rng) -> String {
        let names = match name {
            Name::First => ["Ana", "Per", "Ida", "Kofi", "Mary-Lou"],
            Name::Last => ["Ruiz", "Holm", "O’Dell", "Lund", "Åberg"],
            Name::Place => ["Velm", "Upland", "Karsund", "Östby", "Brill"],
            Name::Firm => ["Acme", "Tarn", "Volta", "Kestrel", "Mirel"],
        };
        names[rng.usize(..names.len())].to_owned()
    }

    fn all() -> impl Iterator<Item = (Kind, u64, Insertion)> {
        let one = |kind, seed| (kind, seed, draw(kind, &some_name, &mut Rng::with_seed(seed)));
        Kind::ALL.into_iter().flat_map(move |kind| (0..SEEDS).map(move |seed| one(kind, seed)))
    }

    /// The insertion with its roles shown: {source} <cue> [content].
    fn shown(made: &Insertion) -> String {
        let mut signs: Vec<(usize, u8, char)> = Vec::new();
        for annotation in &made.annotations {
            for (spans, begin, end) in
                [(&annotation.source, '{', '}'), (&annotation.cue, '<', '>'), (&annotation.content, '[', ']')]
            {
                signs.extend(spans.iter().flat_map(|s| [(s.start, 1, begin), (s.end, 0, end)]));
            }
        }
        signs.sort_unstable();
        let mut shown = made.text.clone();
        signs.iter().rev().for_each(|&(at, _, sign)| shown.insert(at, sign));
        shown
    }

    #[test]
    fn every_alternative_is_whole() {
        for (name, alternatives) in grammar() {
            for alternative in alternatives {
                assert!(!alternative.is_empty(), "{name} has an empty alternative");
                for (begin, end) in [('{', '}'), ('<', '>'), ('[', ']')] {
                    let count = |sign| alternative.matches(sign).count();
                    assert_eq!(count(begin), count(end), "{name}: {alternative}");
                }
                assert!(['`', '^', '%'].iter().all(|s| alternative.matches(*s).count() % 2 == 0), "{alternative}");
            }
        }
    }

    /// Every rule is there and used.
    #[test]
    fn rules_are_those_that_are_called() {
        let text: String = grammar().values().flatten().map(|alternative| format!("{alternative} ")).collect();
        let called = text.split('#').skip(1).map(|rest| {
            let name = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
            name[..1].to_lowercase() + &name[1..]
        });
        let begun = Kind::ALL.into_iter().map(|kind| kind.name().to_owned()).chain(["prefix".to_owned()]);
        let called: HashSet<String> = called.chain(begun).collect();
        let made: HashSet<String> = grammar().keys().map(|&name| name.to_owned()).collect();
        let apart: Vec<&String> = called.symmetric_difference(&made).collect();
        assert!(apart.is_empty(), "{apart:?}");
    }

    #[test]
    fn spans_lie_in_the_text_apart_and_hold_words() {
        for (kind, seed, made) in all() {
            let mut spans: Vec<Span> = Vec::new();
            for Annotation { source, cue, content } in &made.annotations {
                assert!(cue.len() == 1 && !content.is_empty(), "{kind:?} {seed}: {}", shown(&made));
                spans.extend(source.iter().chain(cue).chain(content));
            }
            spans.sort_by_key(|span| span.start);
            let mut end = 0;
            for span in spans {
                assert!(end <= span.start, "{kind:?} {seed}: {}", shown(&made));
                let words = made.text.get(span.start..span.end).expect("on the borders of letters");
                assert!(!words.is_empty() && words.trim() == words, "{kind:?} {seed}: {}", shown(&made));
                end = span.end;
            }
            for (span, _) in &made.names {
                assert!(made.text.get(span.start..span.end).is_some_and(|name| !name.is_empty()));
            }
            let text = &made.text;
            assert!(text.trim() == text && !text.contains("  ") && !text.contains(['#', '@', '~']), "{text}");
        }
    }

    #[test]
    fn the_labels_spell_what_is_annotated() {
        for (kind, seed, made) in all() {
            let text = Text::new(&made.text);
            let found = stretches(&labels(&text, &made.annotations));
            let of_kind = |wanted: fn(&Role) -> bool| {
                let found = found.iter().filter(move |s| wanted(&s.role));
                found.map(|s| text.words[s.words.start].span.start..text.words[s.words.end - 1].span.end)
            };
            let spans = |of: fn(&Annotation) -> &Vec<Span>| {
                let mut spans: Vec<_> = made.annotations.iter().flat_map(of).map(|s| s.start..s.end).collect();
                spans.sort_by_key(|span| span.start);
                spans
            };
            let message = || format!("{kind:?} {seed}: {}", shown(&made));
            assert!(of_kind(|r| matches!(r, Role::Source(_))).eq(spans(|a| &a.source)), "{}", message());
            assert!(of_kind(|r| matches!(r, Role::Cue)).eq(spans(|a| &a.cue)), "{}", message());
            assert!(of_kind(|r| matches!(r, Role::Content(_))).eq(spans(|a| &a.content)), "{}", message());
        }
    }

    #[test]
    fn furniture_quotes_nobody() {
        for (kind, _, made) in all().filter(|(kind, ..)| matches!(kind, Kind::Furniture | Kind::Unsaid)) {
            assert!(made.annotations.is_empty(), "{kind:?}: {}", shown(&made));
        }
    }

    #[test]
    fn hardly_two_are_alike() {
        for kind in Kind::ALL {
            let drawn: HashSet<String> =
                all().filter(|(other, ..)| *other == kind).map(|(_, _, made)| made.text).collect();
            assert!(drawn.len() as f32 > 0.75 * SEEDS as f32, "{kind:?}: {} of {SEEDS}", drawn.len());
        }
    }

    #[test]
    fn a_seed_gives_the_same_again() {
        let one = || shown(&draw(Kind::Resumed, &some_name, &mut Rng::with_seed(7)));
        assert_eq!(one(), one());
    }

    #[test]
    fn some_paragraphs_get_a_prefix() {
        let mut rng = Rng::with_seed(1);
        let drawn: Vec<String> = (0..SEEDS).filter_map(|_| prefix(&some_name, &mut rng)).map(|p| p.text).collect();
        assert!((10..60).contains(&drawn.len()) && drawn.iter().all(|p| p.ends_with(' ')), "{drawn:?}");
    }
}
