//! Sources by whose they are: "his letter" speaks for him, "its report" for the body; "her aides" are
//! others, who are named by her.

use super::descriptions::{self, strip_article};
use super::discourse::{Discourse, Entity};
use super::evidence::Evidence;
use super::lexicon::has;
use super::page::{Page, is_plural, singular};
use super::phrases::{Description, Sort, sort};
use super::roles::is_agent;
use super::sources::Resolved;
use crate::reading::Is;
use crate::rule;

/// Pronouns before what somebody has.
pub(super) const POSSESSIVES: &str = "her his its their";

/// The most bytes of what an owner is called within another's name.
const LONGEST: usize = 40;

/// His letter, their report
pub(super) fn is_possessive(page: &Page, description: &Description) -> bool {
    rule::on("possessed") && description.words.len() > 1 && has(POSSESSIVES, page.word(description.words.start))
}

impl Discourse<'_> {
    /// His letter, its report: the one who has it. His aides, her campaign: named by the one who has them.
    pub(super) fn possessed(&mut self, description: &Description, quote: Option<usize>) -> Option<Resolved> {
        let owner = self.pronoun(description.words.start, quote);
        let page = self.page;
        let Description { words, head, plural, .. } = description;
        let noun = page.word(*head);
        let of = sort(noun);
        let persons = of == Sort::Person || of == Sort::Body || is_plural(noun) && is_agent(&singular(noun));
        if rule::on("his_letter") && !persons && owner.is_some() {
            return owner;
        }
        let mut owner =
            owner.unwrap_or(Resolved { entities: Vec::new(), evidence: Evidence::Pronoun(0.0), antecedent: None });
        let what = page.written(words.start + 1..words.end);
        let mut name = String::new();
        for &entity in &owner.entities {
            if !name.is_empty() {
                name.push_str(" and ");
            }
            self.push_surname(entity, &mut name);
        }
        if name.len() > LONGEST {
            name.clear();
        }
        if !name.is_empty() {
            let several = owner.entities.last().is_some_and(|&entity| self.entities[entity].plural);
            name.push_str(if several { "' " } else { "'s " });
        }
        name.push_str(&what);
        let is = descriptions::kind(page, description, of);
        let entity = self.things.of_word(&mut self.entities, *head, name, is);
        self.entities[entity].plural = *plural;
        self.entities[entity].told_by(noun);
        owner.entities = vec![entity];
        Some(owner)
    }

    /// A person's last name, if it is no "Jr.", anybody else's whole one: "the singer" of "The singer".
    fn push_surname(&self, entity: usize, to: &mut String) {
        const SHORTEST: usize = 4;
        let Entity { name, is, .. } = &self.entities[entity];
        let bare = strip_article(name);
        let last = bare.bytes().rposition(|byte| byte == b' ').map_or(bare, |blank| &bare[blank + 1..]);
        if bare.len() < name.len() {
            to.push_str("the ");
        }
        to.push_str(if rule::on("owner_surname") && *is == Is::Person && last.len() >= SHORTEST { last } else { bare });
    }
}
