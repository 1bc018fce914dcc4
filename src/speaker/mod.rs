//! Speakers: who is meant by each quote's source.
//!
//! The names of the text are gathered into persons and bodies, then its names, pronouns and sources are
//! gone through in reading order, each resolved by what stands before it. Nothing is known of anybody but
//! what the text itself says.

mod aliases;
mod descriptions;
mod discourse;
mod evidence;
mod headlines;
mod index;
mod lexicon;
mod names;
mod page;
mod phrases;
mod possessors;
mod pronouns;
mod roles;
mod salience;
mod sources;

use discourse::Discourse;
use page::Page;

use crate::reading::{Quote, Speaker};
use crate::steps::pause;
use crate::tagger::Tag;
use crate::text::{Text, WordKind};

/// Finds the speaker of each of `quotes` and gives the table of all speakers, in the order of their
/// first quotes.
pub(crate) async fn speakers(text: &Text<'_>, tags: &[Tag], quotes: &mut [Quote]) -> Vec<Speaker> {
    if quotes.is_empty() {
        return Vec::new();
    }
    let page = Page::new(text, tags);
    pause().await;
    let found = Discourse::read(&page, quotes).await;
    pause().await;
    let mut table: Vec<Speaker> = Vec::new();
    let mut rows = vec![None; found.entities.len()];
    for (quote, answer) in quotes.iter_mut().zip(&found.answers) {
        let Some(answer) = answer else { continue };
        let words: usize = quote
            .content
            .iter()
            .flat_map(|span| &text.words[text.words_in(*span)])
            .filter(|word| word.kind == WordKind::Plain)
            .count();
        for &entity in &answer.entities {
            let row = *rows[entity].get_or_insert_with(|| {
                let entity = &found.entities[entity];
                table.push(Speaker {
                    name: entity.name.clone(),
                    role: entity.role.clone(),
                    is: entity.is,
                    mentions: Vec::new(),
                    words: 0,
                });
                table.len() - 1
            });
            if !quote.speakers.contains(&row) {
                table[row].words += words;
                quote.speakers.push(row);
            }
        }
        quote.speaker = Some(answer.name.clone());
        // In hundredths, so that every door writes the same digits.
        quote.speaker_confidence = f64::from((100.0 * answer.confidence).round()) / 100.0;
        quote.unclear = answer.confidence < evidence::UNCLEAR_BELOW;
        quote.because = Some(answer.because.clone());
    }
    for (row, mentions) in rows.iter().zip(found.mentions) {
        if let Some(row) = row {
            table[*row].mentions = mentions;
        }
    }
    table
}
