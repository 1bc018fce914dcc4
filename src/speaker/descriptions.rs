//! Sources without a name: a noun that the text ties to one ("the mayor" after "Ana Ruiz, the mayor
//! of Lund"), one that was introduced before ("the report" after "a report"), or somebody who stays
//! unnamed. Two unnamed sources are never one, unless "the" takes the second back to the first.

use std::ops::Range;

use super::aliases::Bearers;
use super::discourse::{Entity, Seen};
use super::evidence::Evidence;
use super::index::Index;
use super::lexicon::{BODIES, BODY_EPITHETS, EPITHETS, PAPERS, PERSONAL_BODIES, PREPOSITIONS, SECRETIVE, has};
use super::names;
use super::page::{Page, is_plural};
use super::phrases::{Description, Sort, sort};
use super::pronouns::{self, Asks};
use crate::reading::Is;
use crate::rule;

/// The most mentions back that are looked at for a role: more than any article has of late.
const MOST_MENTIONS: usize = 400;

/// The most earlier uses of a noun that are looked at.
const MOST_USES: usize = 12;

/// A body named so many mentions back or fewer comes before one whose owner is named since.
const RECENT: usize = 16;

/// The most that a name is ahead as a body which may be a person's: too little to be shown.
const DOUBTED: f32 = 0.5;

/// Within so many sentences "the workers" are those who spoke before.
const NEAR: usize = 8;

/// The unnamed that the text speaks of.
pub(super) struct Things {
    /// The heads of the sources without a name to the places where the text has them.
    heads: Index,
    uses: Vec<Vec<usize>>,
    /// The entity introduced at a head.
    at: Vec<Option<usize>>,
    /// The last entity of each head that was a source.
    last: Index,
    /// A body of somebody's: the campaign of the bearer.
    owned: Index,
}

impl Things {
    pub(super) fn new(page: &Page, sources: impl Iterator<Item = usize>) -> Self {
        let mut heads = Index::default();
        let mut uses = Vec::new();
        for head in sources {
            if heads.get(page.word(head)).is_none() {
                heads.insert(page.word(head), uses.len());
                uses.push(Vec::new());
            }
        }
        for (i, word) in page.folded.iter().enumerate() {
            if let Some(number) = heads.get(word) {
                uses[number].push(i);
            }
        }
        let at = vec![None; page.folded.len()];
        Things { heads, uses, at, last: Index::default(), owned: Index::default() }
    }

    /// The body `head` of `owner`, made at first; the fuller of its names stays.
    pub(super) fn owned(
        &mut self,
        entities: &mut Vec<Entity>,
        owner: usize,
        head: &str,
        word: usize,
        name: String,
    ) -> usize {
        let key = owned_key(head, owner);
        let entity = self.owned.get(&key).unwrap_or_else(|| {
            let entity = self.of_word(entities, word, name.clone(), Is::Organisation);
            self.owned.insert(&key, entity);
            entities[entity].heads = vec![head.to_owned()];
            entity
        });
        if rule::on("fuller_owned") && name.len() > entities[entity].name.len() {
            entities[entity].name = name;
        }
        entity
    }

    /// The entity introduced at `word`, made at first.
    #[inline(never)]
    pub(super) fn of_word(&mut self, entities: &mut Vec<Entity>, word: usize, name: String, is: Is) -> usize {
        *self.at[word].get_or_insert_with(|| {
            entities.push(Entity {
                name,
                is,
                role: None,
                heads: Vec::new(),
                plural: false,
                person: if matches!(is, Is::Unnamed) { 0.7 } else { -1.0 },
                he: 0.0,
                she: 0.0,
            });
            entities.len() - 1
        })
    }
}

/// The body `head` of `owner` in the list of them.
fn owned_key(head: &str, owner: usize) -> String {
    format!("{head} {owner}")
}

/// Whom a description means.
pub(super) struct Meant {
    pub entity: usize,
    pub evidence: Evidence,
    pub antecedent: Option<Range<usize>>,
}

pub(super) fn resolve(
    page: &Page,
    things: &mut Things,
    entities: &mut Vec<Entity>,
    bearers: &Bearers,
    seen: &[Seen],
    description: &Description,
    owner: Option<usize>,
) -> Meant {
    let head = page.word(description.head).to_owned();
    let sort = sort(&head);
    if rule::on("owned_body")
        && sort == Sort::Body
        && let Some(owner) = owner
    {
        return owned(page, things, entities, description, owner, head);
    }
    let found = if rule::on("definite") && !description.definite {
        None
    } else {
        match sort {
            Sort::Person if description.plural && rule::on("the_workers") => {
                spoken(things, seen, &head).filter(|meant| {
                    let near =
                        |words: &Range<usize>| page.sentence[description.head] - page.sentence[words.start] <= NEAR;
                    meant.antecedent.as_ref().is_some_and(near)
                })
            }
            Sort::Person => {
                let named = if rule::on("by_role") { by_role(entities, seen, description.head, &head) } else { None };
                named
                    .or_else(|| introduced(page, things, entities, seen, description, &head))
                    .or_else(|| epithet(page, entities, bearers, seen, description, &head))
            }
            Sort::Body => of_owner(things, entities, seen, &head).or_else(|| {
                introduced(page, things, entities, seen, description, &head)
                    .or_else(|| by_word(page, entities, bearers, seen, description, &head))
            }),
            Sort::Document | Sort::Other => introduced(page, things, entities, seen, description, &head),
        }
    };
    if let Some(found) = found {
        return found;
    }
    let is = kind(page, description, sort);
    let name = page.written(description.words.clone());
    let entity = things.of_word(entities, description.head, name, is);
    entities[entity].plural = description.plural;
    entities[entity].role = spoken_for(page, description);
    entities[entity].told_by(&head);
    things.last.insert(&head, entity);
    Meant { entity, evidence: Evidence::Unnamed, antecedent: None }
}

/// For whom somebody without a name speaks: spokesman for Acme, of "an Acme spokesman".
fn spoken_for(page: &Page, description: &Description) -> Option<String> {
    let Description { words, head, .. } = description.clone();
    if !has("spokesman spokesperson spokeswoman", page.word(head)) {
        return None;
    }
    if head + 1 < words.end {
        return Some(page.written(head..words.end));
    }
    let first = words.start + usize::from(has("a an another the", page.word(words.start)));
    let end = head - usize::from(head > first && matches!(page.word(head - 1), "'s" | "'"));
    // A company spokesman speaks for no more than "company".
    let named = (first..end).any(|i| page.is_capital(i));
    named.then(|| format!("{} for {}", page.written(head..head + 1), page.written(first..end)))
}

/// What an unnamed source is.
pub(super) fn kind(page: &Page, description: &Description, sort: Sort) -> Is {
    match sort {
        Sort::Body if !description.plural => Is::Organisation,
        Sort::Document => Is::Document,
        _ if description.plural && !has(SECRETIVE, page.word(description.head)) => Is::Group,
        _ => Is::Unnamed,
    }
}

/// The Trump campaign, Acme's board: one of its owner's.
fn owned(
    page: &Page,
    things: &mut Things,
    entities: &mut Vec<Entity>,
    description: &Description,
    owner: usize,
    head: String,
) -> Meant {
    let name = page.written(description.words.start..description.head + 1);
    let name = strip_article(&name).to_owned();
    let entity = things.owned(entities, owner, &head, description.head, name);
    things.last.insert(&head, entity);
    Meant { entity, evidence: Evidence::Short, antecedent: None }
}

pub(super) fn strip_article(name: &str) -> &str {
    ["The ", "the ", "A ", "a "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

/// One with the same head that has spoken before.
pub(super) fn spoken(things: &Things, seen: &[Seen], head: &str) -> Option<Meant> {
    let entity = things.last.get(head)?;
    let last = seen.iter().rev().take(MOST_MENTIONS).find(|seen| seen.entity == entity).map(|seen| seen.word..seen.end);
    Some(Meant { entity, evidence: Evidence::Again, antecedent: last })
}

/// One with the same head that was introduced before: a source, or "a report".
fn introduced(
    page: &Page,
    things: &mut Things,
    entities: &mut Vec<Entity>,
    seen: &[Seen],
    description: &Description,
    head: &str,
) -> Option<Meant> {
    let at = description.head;
    if rule::on("the_report")
        && let Some(spoken) = spoken(things, seen, head)
    {
        return Some(spoken);
    }
    if !rule::on("a_report") {
        return None;
    }
    let uses = &things.uses[things.heads.get(head)?];
    let before = uses.partition_point(|&i| i < at);
    let recent = &uses[before.saturating_sub(MOST_USES)..before];
    let (start, noun) = recent.iter().find_map(|&i| Some((indefinite(page, i)?, i)))?;
    let is = kind(page, description, sort(head));
    let entity = things.of_word(entities, noun, page.written(start..noun + 1), is);
    things.last.insert(head, entity);
    Some(Meant { entity, evidence: Evidence::Again, antecedent: Some(start..noun + 1) })
}

/// Where the noun phrase of the head `noun` begins, if it introduces something new.
fn indefinite(page: &Page, noun: usize) -> Option<usize> {
    let start = page.sentence_of(noun).start;
    for i in (start..noun).rev().take(7) {
        match page.word(i) {
            "a" | "an" | "another" | "one" => return Some(i),
            "the" | "this" | "that" | "his" | "her" | "its" | "their" | "and" => return None,
            word if !page.is_plain(i) && !has("& - /", word) => return None,
            word if has(PREPOSITIONS, word) => return None,
            _ => {}
        }
    }
    None
}

/// "The campaign" after "Trump said": the one whose owner was last in mind.
fn of_owner(things: &Things, entities: &[Entity], seen: &[Seen], head: &str) -> Option<Meant> {
    if !rule::on("the_campaign") || !has(PERSONAL_BODIES, head) {
        return None;
    }
    let itself = |seen: &Seen| entities[seen.entity].heads.iter().any(|other| other == head).then_some(seen.entity);
    let of = |seen: &Seen| match things.owned.get(&owned_key(head, seen.entity)) {
        Some(entity) if seen.weight >= 0.9 => Some(entity),
        _ => itself(seen),
    };
    let mut near = seen.iter().rev().take(RECENT);
    let (last, entity) = near
        .find_map(|seen| Some((seen, itself(seen)?)))
        .or_else(|| seen.iter().rev().take(MOST_MENTIONS).find_map(|seen| Some((seen, of(seen)?))))?;
    Some(Meant { entity, evidence: Evidence::Role, antecedent: Some(last.word..last.end) })
}

/// The named one who holds that role.
#[inline(never)]
pub(super) fn by_role(entities: &[Entity], seen: &[Seen], at: usize, head: &str) -> Option<Meant> {
    let holds = |seen: &&Seen| seen.word < at && entities[seen.entity].heads.iter().any(|other| other == head);
    let last = seen.iter().rev().take(MOST_MENTIONS).find(holds)?;
    Some(Meant { entity: last.entity, evidence: Evidence::Role, antecedent: Some(last.word..last.end) })
}

/// "The New York businessman": the one most in mind.
fn epithet(
    page: &Page,
    entities: &[Entity],
    bearers: &Bearers,
    seen: &[Seen],
    description: &Description,
    head: &str,
) -> Option<Meant> {
    let words = description.words.start..description.head;
    let told =
        rule::on("epithet_told") && words.clone().skip(1).any(|i| page.is_capital(i) || page.word(i) == "former");
    let bare = rule::on("epithet_bare") && description.words.len() == 2 && has(EPITHETS, head);
    if !rule::on("epithet") || !told && !bare && !head.ends_with("-year-old") {
        return None;
    }
    let sex = names::sex(head);
    let asks = sex.map_or(Asks::Anyone, Asks::Person);
    let unnamed = |word: usize| {
        let at = seen.partition_point(|seen| seen.word < word);
        seen.get(at).is_some_and(|seen| seen.entity >= bearers.all.len())
    };
    let choice = pronouns::choose(page, entities, seen, description.words.start, asks, &unnamed)?;
    let last = &seen[choice.seen];
    Some(Meant {
        entity: last.entity,
        evidence: Evidence::Epithet(choice.margin),
        antecedent: Some(last.word..last.end),
    })
}

/// "The commission" after "the Commission on Safety", "the paper" after "The Lund Herald", "the
/// company" after "Acme".
fn by_word(
    page: &Page,
    entities: &[Entity],
    bearers: &Bearers,
    seen: &[Seen],
    description: &Description,
    head: &str,
) -> Option<Meant> {
    let before = |seen: &&Seen| seen.word < description.words.start;
    // The appeals court is not the Supreme Court.
    let within = |seen: &&Seen| {
        bearers.all.get(seen.entity).is_some_and(|bearer| {
            entities[seen.entity].person <= 0.0
                && (description.words.start + 1..=description.head)
                    .all(|i| bearer.words.iter().any(|word| word == page.word(i)))
        })
    };
    let meant = |seen: &Seen, evidence| Meant { entity: seen.entity, evidence, antecedent: Some(seen.word..seen.end) };
    if rule::on("body_by_word")
        && let Some(found) = seen.iter().rev().take(MOST_MENTIONS).filter(before).find(within)
    {
        return Some(meant(found, Evidence::Role));
    }
    if !rule::on("body_epithet") || !has(BODY_EPITHETS, head) || is_plural(head) {
        return None;
    }
    let sentence = page.sentence[description.head];
    let paper = rule::on("the_paper") && matches!(head, "newspaper" | "paper");
    let likely = |seen: &&Seen| {
        let entity = &entities[seen.entity];
        let Some(bearer) = bearers.all.get(seen.entity) else { return false };
        let a_paper = bearer.words.iter().any(|word| has(PAPERS, word));
        let fits = if paper { a_paper } else { true };
        let unknown = entity.person <= 1.0 && entity.heads.is_empty() && entity.he + entity.she < 0.5;
        unknown && fits && sentence - page.sentence[seen.word] <= if paper { 8 } else { 4 }
    };
    let surely = |seen: &Seen| {
        let named = bearers.all[seen.entity].words.iter().any(|word| has(BODIES, word) || has(PAPERS, word));
        named || entities[seen.entity].person <= 0.3
    };
    let body = |seen: &Seen| {
        let near = 1.0 / (1 + sentence - page.sentence[seen.word]) as f32;
        near * seen.weight * if surely(seen) { 2.0 } else { 1.0 }
    };
    let best = seen.iter().rev().take(24).filter(before).filter(likely).max_by(|a, b| body(a).total_cmp(&body(b)))?;
    let others = seen.iter().rev().take(24).filter(before).filter(likely).filter(|seen| seen.entity != best.entity);
    let next = others.map(body).fold(0.0, f32::max);
    let margin = (body(best) - next) / body(best);
    // Who may be a person is nobody to show as "the union".
    let margin = if surely(best) { margin } else { margin.min(DOUBTED) };
    Some(meant(best, if paper { Evidence::Role } else { Evidence::Epithet(margin) }))
}
