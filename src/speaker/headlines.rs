//! Names in headlines, where every word may begin with a capital: those that the text below knows.

use super::aliases::Bearers;
use super::names::Name;
use super::page::Page;

/// The most words of a name that are looked for at once.
const LONGEST: usize = 5;

/// The names of the headlines, each with the number of its bearer.
pub(super) fn names(page: &Page, bearers: &Bearers) -> Vec<(Name, usize)> {
    let mut found = Vec::new();
    for (paragraph, headline) in page.text.paragraphs.iter().zip(&page.headline) {
        let mut i = paragraph.start;
        while *headline && i < paragraph.end {
            let known = (1..=LONGEST.min(paragraph.end - i)).rev().find_map(|length| {
                let words = i..i + length;
                let capital = page.is_capital(i) && page.is_capital(words.end - 1);
                let owner = if capital { bearers.known(&page.folded[words.clone()], page.is_shouted(i)) } else { None };
                owner.map(|owner| (words, owner))
            });
            if let Some((words, owner)) = known {
                i = words.end;
                found.push((Name { from: words.start, words, personal: false, body: false, sex: None }, owner));
            } else {
                i += 1;
            }
        }
    }
    found
}
