//! Who "he", "she", "it" and "they" are: the likeliest of those mentioned before, by distance, by
//! the part that each mention plays, and by what the text has said of them.

use super::discourse::{Entity, NOUN, Seen};
use super::names::Sex;
use super::page::Page;
use crate::reading::Is;
use crate::rule;

/// How many mentions back are looked at, and how many sentences: older ones are as good as
/// forgotten, and the time stays in proportion to the text's length.
const MOST_MENTIONS: usize = 48;
const MOST_SENTENCES: usize = 14;

/// What a pronoun asks of the one it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// he, she
    Person(Sex),
    /// The nominee: "he" or "she".
    Anyone,
    /// it
    Thing,
    /// they
    Several,
}

/// What the pronoun asks for, if it is one of the third person.
#[inline(never)]
pub(super) fn asks(word: &str) -> Option<Asks> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Asks::Person(Sex::He)),
        "she" | "her" | "hers" | "herself" => Some(Asks::Person(Sex::She)),
        "it" | "its" | "itself" => Some(Asks::Thing),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Asks::Several),
        _ => None,
    }
}

/// The one chosen.
pub(super) struct Choice {
    pub entity: usize,
    /// Where its last mention stands, as an index into those seen.
    pub seen: usize,
    /// Its share of all the candidates' weight.
    pub share: f32,
    /// How far it is ahead of the next, from 0 to 1.
    pub margin: f32,
}

/// The likeliest of the mentions `seen` before the word `at`; `apart` says which words are no
/// candidates' (what the one asked for says).
#[inline(never)]
pub(super) fn choose(
    page: &Page,
    entities: &[Entity],
    seen: &[Seen],
    at: usize,
    asks: Asks,
    apart: &dyn Fn(usize) -> bool,
) -> Option<Choice> {
    let sentence = page.sentence[at];
    let mut found: Vec<(usize, f32, usize)> = Vec::new();
    for (number, mention) in seen.iter().enumerate().rev().take(MOST_MENTIONS) {
        let distance = sentence.abs_diff(page.sentence[mention.word]);
        if distance > MOST_SENTENCES {
            break;
        }
        if apart(mention.word) || mention.word >= at {
            continue;
        }
        let fit = fits(&entities[mention.entity], asks);
        if fit <= 0.0 {
            continue;
        }
        let paragraphs = page.paragraph[at].abs_diff(page.paragraph[mention.word]);
        // By feel, held against polnear-dev: a sentence back halves a mention's weight at first.
        let near = match distance {
            0 => 1.0,
            1 => 0.8,
            2 => 0.4,
            3 => 0.28,
            _ => 0.8 / (distance * distance) as f32 + 0.02,
        } / if rule::on("paragraphs") { 1.0 + 0.2 * paragraphs as f32 } else { 1.0 };
        let weight = near * mention.weight * fit;
        match found.iter_mut().find(|(entity, ..)| *entity == mention.entity) {
            Some((_, sum, _)) if rule::on("mentions_add_up") => *sum += 0.5 * weight,
            Some(_) => {}
            None => found.push((mention.entity, weight, number)),
        }
    }
    let best = found.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let all: f32 = found.iter().map(|(_, weight, _)| weight).sum();
    let next = found.iter().filter(|other| other.0 != best.0).map(|other| other.1).fold(0.0, f32::max);
    Some(Choice { entity: best.0, seen: best.2, share: best.1 / all, margin: (best.1 - next) / best.1 })
}

/// How well an entity fits; zero where it cannot.
fn fits(entity: &Entity, asks: Asks) -> f32 {
    match asks {
        Asks::Person(sex) => {
            if entity.plural || entity.person < -0.5 {
                return 0.0;
            }
            let (same, other) = if sex == Sex::He { (entity.he, entity.she) } else { (entity.she, entity.he) };
            let agrees = (0.4 + same) / (0.8 + same + other);
            let person = match entity.is {
                // A policewoman is as good as a name for "she".
                Is::Unnamed if rule::on("unnamed_less") && same < NOUN => 0.6,
                _ if entity.person > 0.6 => 1.0,
                _ if !rule::on("surely_person") => 1.0,
                _ => 0.35,
            };
            // Nothing known counts for nearly as much as a known fit.
            match agrees {
                _ if !rule::on("gender") => person,
                ..0.15 => 0.0,
                ..0.5 => 1.4 * agrees * person,
                _ => (0.5 + 0.5 * agrees) * person,
            }
        }
        Asks::Anyone => {
            if entity.plural || entity.person < 0.6 {
                0.0
            } else {
                1.0
            }
        }
        Asks::Thing => {
            if entity.plural || rule::on("person_is_not_it") && entity.person > 0.6 {
                0.0
            } else {
                1.0
            }
        }
        Asks::Several => {
            if entity.plural {
                1.0
            } else if rule::on("body_as_they") && entity.is == Is::Organisation && entity.person < 0.6 {
                0.25
            } else {
                0.0
            }
        }
    }
}
