//! The text as this stage looks at it: each word in lower case, and where it stands.

use std::ops::Range;

use super::index::Index;
use super::lexicon::{self, has};
use crate::rule;
use crate::tagger::{InName, NameKind, Tag};
use crate::text::{Role, Span, Style, Text, WordKind};

/// Of the words of a headline at least this share begin with a capital.
const HEADLINE_SHARE: f32 = 0.6;

/// The most words of a source that are repeated as its name.
const LONGEST_WRITTEN: usize = 40;

/// The most words of a headline that ends like a sentence.
const LONGEST_HEADLINE: usize = 24;

/// How a text writes a word, as bits.
const COMMON: usize = 1;
const PROPER: usize = 2;

/// A text and what names, pronouns and descriptions are told by.
pub(super) struct Page<'a> {
    pub text: &'a Text<'a>,
    /// What the network makes of each word; nothing where the text is not English.
    tags: &'a [Tag],
    /// Each word in lower case, without a last full stop, with a straight apostrophe.
    pub folded: Vec<String>,
    /// The sentence of each word.
    pub sentence: Vec<usize>,
    /// The paragraph of each word.
    pub paragraph: Vec<usize>,
    /// Whether each paragraph is a headline: its capitals tell no name.
    pub headline: Vec<bool>,
    /// Whether each word stands in quotation marks.
    pub quoted: Vec<bool>,
    /// Each word: [`COMMON`] where the text has it in lower case, [`PROPER`] where it has it with a
    /// capital within a sentence.
    cases: Index,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a Text<'a>, tags: &'a [Tag]) -> Self {
        let folded: Vec<String> = text.words.iter().map(|word| fold(word.span.of(text.source))).collect();
        let mut page = Page {
            text,
            tags,
            sentence: owners(&text.sentences, text.words.len()),
            paragraph: owners(&text.paragraphs, text.words.len()),
            headline: Vec::new(),
            quoted: quoted(text),
            cases: Index::default(),
            folded,
        };
        page.headline = text.paragraphs.iter().map(|paragraph| page.is_headline(paragraph.clone())).collect();
        for i in 0..page.folded.len() {
            let case = if text.word(i).starts_with(char::is_lowercase) {
                COMMON
            } else if page.is_capital(i) && !page.headline[page.paragraph[i]] && !page.is_initial(i) {
                PROPER
            } else {
                continue;
            };
            let word = &page.folded[i];
            let known = page.cases.get(word).unwrap_or(0);
            if known | case != known {
                page.cases.insert(word, known | case);
            }
        }
        page
    }

    #[inline(never)]
    pub(super) fn word(&self, i: usize) -> &str {
        &self.folded[i]
    }

    /// The word before `i` in its sentence, in lower case; nothing at the sentence's start.
    #[inline(never)]
    pub(super) fn before(&self, i: usize) -> &str {
        if i > self.sentence_of(i).start { &self.folded[i - 1] } else { "" }
    }

    /// The word `i`, or nothing behind the end of the text.
    #[inline(never)]
    pub(super) fn at(&self, i: usize) -> &str {
        self.folded.get(i).map_or("", String::as_str)
    }

    #[inline(never)]
    pub(super) fn sentence_of(&self, i: usize) -> Range<usize> {
        self.text.sentences[self.sentence[i]].clone()
    }

    #[inline(never)]
    pub(super) fn is_plain(&self, i: usize) -> bool {
        self.text.words[i].kind == WordKind::Plain
    }

    #[inline(never)]
    pub(super) fn is_mark(&self, i: usize, role: Role) -> bool {
        matches!(self.text.words[i].kind, WordKind::Mark(is) if is == role)
    }

    /// A word that begins with a capital.
    #[inline(never)]
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.is_plain(i) && self.text.word(i).starts_with(char::is_uppercase)
    }

    /// A word of at least two capitals and no small letter.
    #[inline(never)]
    pub(super) fn is_shouted(&self, i: usize) -> bool {
        let word = self.text.word(i);
        word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
    }

    /// Whether the capital of the word `i` may be that of a sentence's beginning.
    #[inline(never)]
    pub(super) fn is_initial(&self, i: usize) -> bool {
        i == self.sentence_of(i).start
            || self.is_mark(i - 1, Role::Opens)
            || matches!(self.text.word(i - 1), ":" | "•" | "—" | "–" | "--")
    }

    fn has_case(&self, i: usize, case: usize) -> bool {
        self.cases.get(&self.folded[i]).is_some_and(|cases| cases & case != 0)
    }

    /// Whether the text has the word in lower case too.
    pub(super) fn is_common(&self, i: usize) -> bool {
        self.has_case(i, COMMON)
    }

    /// Whether the text has the word with a capital that its place does not account for.
    pub(super) fn is_proper(&self, i: usize) -> bool {
        self.has_case(i, PROPER)
    }

    /// The word's place in a name, as the network has it.
    pub(super) fn in_name(&self, i: usize) -> Option<InName> {
        self.tags.get(i)?.name
    }

    /// Whether the network takes the word for a part of such a name.
    pub(super) fn names(&self, i: usize, kind: NameKind) -> bool {
        self.in_name(i).is_some_and(|name| name.kind == kind)
    }

    #[inline(never)]
    pub(super) fn span(&self, words: Range<usize>) -> Span {
        Span::new(self.text.words[words.start].span.start, self.text.words[words.end - 1].span.end)
    }

    /// The words as written, on one line, cut where they are too many.
    #[inline(never)]
    pub(super) fn written(&self, words: Range<usize>) -> String {
        if words.is_empty() {
            return String::new();
        }
        let end = words.end.min(words.start + LONGEST_WRITTEN);
        let written = self.span(words.start..end).of(self.text.source);
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        if end < words.end { written + " …" } else { written }
    }

    fn is_headline(&self, paragraph: Range<usize>) -> bool {
        let end = self.text.word(paragraph.end - 1);
        let long = |i: &usize| self.is_plain(*i) && self.text.word(*i).len() > 3;
        let (all, capital) = paragraph
            .clone()
            .filter(long)
            .fold((0, 0), |(all, capital), i| (all + 1, capital + usize::from(self.is_capital(i))));
        // It ends without a full stop or gives small words their capital: Why She Left.
        let small = |i: usize| self.is_capital(i) && !self.is_initial(i) && has(lexicon::SMALL, &self.folded[i]);
        let open = !has("! . ?", end)
            || rule::on("headline_closed") && paragraph.len() <= LONGEST_HEADLINE && paragraph.clone().any(small);
        rule::on("headline") && all >= 3 && open && capital as f32 >= HEADLINE_SHARE * all as f32
    }
}

/// For each of `count` words the number of the range that holds it.
fn owners(ranges: &[Range<usize>], count: usize) -> Vec<usize> {
    let mut owners = vec![0; count];
    for (owner, range) in ranges.iter().enumerate() {
        owners[range.clone()].fill(owner);
    }
    owners
}

fn quoted(text: &Text) -> Vec<bool> {
    let mut quoted = vec![false; text.words.len()];
    // A dash's turn holds its own reporting clause.
    for quotation in text.quotations.iter().filter(|quotation| quotation.depth == 0 && quotation.style != Style::Dash) {
        quoted[text.words_in(quotation.inner)].fill(true);
    }
    quoted
}

/// `word` in lower case, without a last full stop, with a straight apostrophe.
pub(super) fn fold(word: &str) -> String {
    let stem = if word.len() > 1 { word.strip_suffix('.').unwrap_or(word) } else { word };
    stem.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// Whether the word ends in one of `endings`.
#[inline(never)]
pub(super) fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether the noun is a plural, by its ending.
#[inline(never)]
pub(super) fn is_plural(noun: &str) -> bool {
    const IRREGULAR: &str = "children media men people police staff women";
    const SINGULAR: [&str; 4] = ["ss", "us", "is", "'s"];
    has(IRREGULAR, noun)
        || has(lexicon::SECRETIVE, noun)
        || noun.len() > 3 && noun.ends_with('s') && !ends(noun, &SINGULAR)
        || noun.ends_with("men")
}

/// The singular of a regular plural, by its ending.
#[inline(never)]
pub(super) fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("ies") {
        format!("{stem}y")
    } else if let Some(stem) = noun.strip_suffix("men") {
        format!("{stem}man")
    } else if is_plural(noun) {
        noun.strip_suffix('s').unwrap_or(noun).to_owned()
    } else {
        noun.to_owned()
    }
}
