//! Sources by whose they are: "his letter" speaks for him, "its report" for the body; "her aides" are
//! others, who are named by her.

use super::descriptions;
use super::discourse::{Discourse, Entity};
use super::evidence::Evidence;
use super::lexicon::{SUFFIXES, has};
use super::page::{Page, fold, is_plural};
use super::phrases::{Description, Sort, sort};
use super::sources::Resolved;
use crate::reading::Is;

/// Pronouns before what somebody has.
pub(super) const POSSESSIVES: &str = "her his its their";

/// The most bytes of what an owner is called within another's name.
const LONGEST: usize = 40;

/// His letter, their report
pub(super) fn is_possessive(page: &Page, description: &Description) -> bool {
    description.words.len() > 1 && has(POSSESSIVES, page.word(description.words.start))
}

/// Backers, surrogates: the ending makes a person of a noun that no list has.
fn is_agent(noun: &str) -> bool {
    is_plural(noun) && ["ants", "ates", "ees", "ers", "ians", "ists", "ors"].iter().any(|ending| noun.ends_with(ending))
}

impl Discourse<'_> {
    /// His letter, its report: the one who has it. His aides, her campaign: named by the one who has them.
    pub(super) fn possessed(&mut self, description: &Description, quote: Option<usize>) -> Option<Resolved> {
        let owner = self.pronoun(description.words.start, quote);
        self.of_owner(description, owner, false)
    }

    /// `others` are meant, not the owner.
    pub(super) fn of_owner(
        &mut self,
        description: &Description,
        owner: Option<Resolved>,
        others: bool,
    ) -> Option<Resolved> {
        let page = self.page;
        let Description { words, head, plural, .. } = description.clone();
        let noun = page.word(head).to_owned();
        let of = sort(&noun);
        if let Some(owner) =
            owner.clone().filter(|_| !others && of != Sort::Person && of != Sort::Body && !is_agent(&noun))
        {
            return Some(owner);
        }
        let what = page.written(words.start + 1..words.end);
        let Some(owner) = owner else {
            let is = descriptions::kind(page, description, of);
            let entity = self.things.of_word(&mut self.entities, head, what, is);
            self.entities[entity].plural = plural;
            return Some(Resolved::new(entity, Evidence::Pronoun(0.0), None));
        };
        let names: Vec<String> = owner.entities.iter().map(|&entity| self.surname(entity)).collect();
        let names = names.join(" and ");
        let name = if names.len() <= LONGEST { format!("{names}'s {what}") } else { what };
        let entity = if of == Sort::Body && !plural && owner.entities.len() == 1 {
            self.things.owned(&mut self.entities, owner.entities[0], &noun, head, name)
        } else {
            let is = descriptions::kind(page, description, of);
            let entity = self.things.of_word(&mut self.entities, head, name.clone(), is);
            // The first time through, another may have been taken for the owner.
            self.entities[entity].name = name;
            entity
        };
        self.entities[entity].plural = plural;
        Some(Resolved { entities: vec![entity], ..owner })
    }

    /// A person's last name, anybody else's whole one: "the singer" of "The singer".
    fn surname(&self, entity: usize) -> String {
        let Entity { name, is, .. } = &self.entities[entity];
        match name.split_once(' ') {
            Some((article @ ("The" | "A" | "An"), rest)) => format!("{} {rest}", article.to_lowercase()),
            _ if *is != Is::Person => name.clone(),
            _ => name.rsplit(' ').find(|word| !has(SUFFIXES, &fold(word))).unwrap_or(name).to_owned(),
        }
    }
}
