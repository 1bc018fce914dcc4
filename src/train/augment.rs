//! Makes articles that might have been: other names, other quotation marks, other casing, and paragraphs from templates.
//!
//! Names are replaced consistently within an article, so that the network learns what does the
//! quoting from the words around and not from who was in the news in the corpus' year.

use std::collections::HashMap;

use fastrand::Rng;

use super::{
    corpus::{Annotation, Article, Corpus, Taught, Token},
    templates::{self, Insertion, Kind, Name, Named, Place},
};
use crate::{
    tagger::{
        labels::{Label, Role, Side, label},
        tags::{InName, NameKind, Part},
    },
    text::{Span, Text},
};

/// How often an article gets other names.
const RENAME: f32 = 0.7;
/// How often a name is made of syllables; the others come from other articles.
const INVENT: f32 = 0.4;
/// How often an article gets other quotation marks.
const REMARK: f32 = 0.4;
/// How often an article's first paragraph, its headline, changes its casing.
const RECASE_HEADLINE: f32 = 0.15;
/// How often a whole article does.
const RECASE: f32 = 0.03;

/// How often a few paragraphs of an article stand for it, as in a short or pasted text.
const CUT: f32 = 0.1;
/// The most paragraphs that are then left.
const LEFT: usize = 5;
/// How often a quotation loses its closing mark where marks are changed.
const UNCLOSED: f32 = 0.02;

/// What a word of a name is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Piece {
    First,
    Last,
    Place,
    Organisation,
    Acronym,
}

impl Piece {
    /// The one that a template asks for.
    fn of(name: Name) -> Self {
        match name {
            Name::First => Piece::First,
            Name::Last => Piece::Last,
            Name::Place => Piece::Place,
            Name::Firm => Piece::Organisation,
        }
    }
}

/// The names of a corpus, to draw from.
pub struct Names {
    by_part: HashMap<Piece, Vec<String>>,
    /// Words that the corpus also writes in lower case, so that they name nothing by themselves.
    common: HashMap<String, u32>,
}

impl Names {
    /// The names that the syntax of the corpora has found.
    pub fn of(corpora: &[Corpus]) -> Self {
        let articles = || corpora.iter().flat_map(|corpus| &corpus.articles);
        let mut common: HashMap<String, u32> = HashMap::new();
        for article in articles() {
            for token in &article.tokens {
                let word = token.span.of(&article.text);
                if word.chars().all(char::is_lowercase) {
                    *common.entry(word.to_owned()).or_default() += 1;
                }
            }
        }
        let mut names = Names { by_part: HashMap::new(), common };
        let mut found: HashMap<Piece, Vec<String>> = HashMap::new();
        for article in articles() {
            for (part, word) in names.in_article(article) {
                found.entry(part).or_default().push(word.to_owned());
            }
        }
        for list in found.values_mut() {
            list.sort();
            list.dedup();
        }
        names.by_part = found;
        names
    }

    fn in_article<'a>(&self, article: &'a Article) -> Vec<(Piece, &'a str)> {
        let tokens = &article.tokens;
        (0..tokens.len()).filter_map(|i| Some((self.part(article, i)?, tokens[i].span.of(&article.text)))).collect()
    }

    /// What part of a name a token is, if it is a part that names.
    fn part(&self, article: &Article, i: usize) -> Option<Piece> {
        let token = &article.tokens[i];
        let word = token.span.of(&article.text);
        if !matches!(token.part, Part::Name | Part::Names)
            || !word.starts_with(char::is_uppercase)
            || word.contains('.')
        {
            return None;
        }
        let acronym = word.len() >= 2 && word.len() <= 5 && word.chars().all(char::is_uppercase);
        let common = self.common.get(&word.to_lowercase()).is_some_and(|n| *n >= 3);
        match token.name?.kind {
            NameKind::Person => {
                let next: Option<&Token> = article.tokens.get(i + 1);
                let person = |t: &Token| t.name.is_some_and(|name| name.kind == NameKind::Person);
                let last = next.is_none_or(|next| !person(next) || !matches!(next.part, Part::Name | Part::Names));
                Some(if last { Piece::Last } else { Piece::First })
            }
            _ if common => None,
            NameKind::Place if !acronym => Some(Piece::Place),
            NameKind::Organisation if acronym => Some(Piece::Acronym),
            NameKind::Organisation => Some(Piece::Organisation),
            _ => None,
        }
    }

    fn draw(&self, part: Piece, rng: &mut Rng) -> String {
        match self.by_part.get(&part) {
            Some(list) if !list.is_empty() && rng.f32() >= INVENT => list[rng.usize(..list.len())].clone(),
            _ if part == Piece::Acronym => (0..rng.usize(2..5)).map(|_| rng.char('A'..='Z')).collect(),
            _ => invent(rng),
        }
    }
}

/// A name made of syllables.
fn invent(rng: &mut Rng) -> String {
    const ONSETS: [&str; 24] = [
        "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t",
        "v", "w", "z",
    ];
    const VOWELS: [&str; 9] = ["a", "e", "i", "o", "u", "ai", "ee", "ou", "ia"];
    const CODAS: [&str; 14] = ["", "", "", "n", "l", "r", "s", "rt", "nd", "ck", "m", "ng", "th", "ll"];
    let mut name = String::new();
    for _ in 0..rng.usize(1..4) {
        name += ONSETS[rng.usize(..ONSETS.len())];
        name += VOWELS[rng.usize(..VOWELS.len())];
        name += CODAS[rng.usize(..CODAS.len())];
    }
    name[..1].to_uppercase() + &name[1..]
}

/// Pairs of marks to write a quotation with.
const MARKS: [(&str, &str); 8] =
    [("\"", "\""), ("“", "”"), ("‘", "’"), ("'", "'"), ("''", "''"), ("``", "''"), ("«", "»"), ("„", "“")];

/// How often each of [`MARKS`] is drawn.
const MARK_WEIGHTS: [f32; 8] = [0.2, 0.2, 0.25, 0.15, 0.08, 0.04, 0.05, 0.03];

/// An article as it might have been, and what templates make that stands by itself.
pub fn vary(article: &Article, names: &Names, templates: &[Kind], rng: &mut Rng) -> Vec<Article> {
    let mut articles = vec![rename(article, names, rng)];
    if rng.f32() < CUT {
        articles[0] = cut(&articles[0], rng);
    }
    let name = |name: Name, rng: &mut Rng| names.draw(Piece::of(name), rng);
    for kind in templates {
        if rng.f32() < kind.chance() {
            let insertion = templates::draw(*kind, &name, rng);
            match kind.place(rng) {
                Place::Alone => {
                    let nothing = Article { annotations: vec![Vec::new()], ..Article::default() };
                    articles.push(insert(&nothing, 0, ["", ""], insertion));
                }
                place => {
                    let all = paragraphs(&articles[0]);
                    let (at, around) = match place {
                        Place::End => (articles[0].text.trim_end().len(), ["\n", ""]),
                        Place::Start => (0, ["", "\n"]),
                        _ => (if all.is_empty() { 0 } else { all[rng.usize(..all.len())] }, ["", "\n"]),
                    };
                    articles[0] = insert(&articles[0], at, around, insertion);
                }
            }
        }
    }
    if !templates.is_empty()
        && let Some(prefix) = templates::prefix(&name, rng)
    {
        let all = paragraphs(&articles[0]);
        let at = if all.is_empty() { 0 } else { all[rng.usize(..all.len())] };
        articles[0] = insert(&articles[0], at, ["", ""], prefix);
    }
    articles.iter().map(|article| rewritten(article, rng)).collect()
}

/// An article with other names.
fn rename(article: &Article, names: &Names, rng: &mut Rng) -> Article {
    let mut edits: Vec<(Span, String)> = Vec::new();
    if rng.f32() < RENAME {
        let mut renamed: HashMap<(Piece, &str), String> = HashMap::new();
        for i in 0..article.tokens.len() {
            let Some(part) = names.part(article, i) else { continue };
            let span = article.tokens[i].span;
            let word = span.of(&article.text);
            let name = renamed.entry((part, word)).or_insert_with(|| names.draw(part, rng)).clone();
            let shout = word.len() > 1 && part != Piece::Acronym && word.chars().all(|c| !c.is_lowercase());
            edits.push((span, if shout { name.to_uppercase() } else { name }));
        }
    }
    rewrite(article, edits)
}

/// An article with other marks and other casing.
fn rewritten(article: &Article, rng: &mut Rng) -> Article {
    let mut article = article.clone();
    if rng.f32() < REMARK {
        let edits = marks(&article.text, rng);
        article = rewrite(&article, edits);
    }
    let whole = rng.f32() < RECASE;
    if whole || rng.f32() < RECASE_HEADLINE {
        let end = if whole { article.text.len() } else { article.text.find('\n').unwrap_or(0) };
        let style = rng.usize(..3);
        let tokens = article.tokens.iter().filter(|t| t.span.end <= end && !t.span.is_empty());
        let edits = tokens.map(|t| (t.span, recase(t.span.of(&article.text), style))).collect();
        article = rewrite(&article, edits);
    }
    article
}

/// Where paragraphs begin that nothing runs into.
fn paragraphs(article: &Article) -> Vec<usize> {
    let annotated = article.annotations.iter().flatten().flat_map(|a| [&a.source, &a.cue, &a.content]).flatten();
    let taught = article.taught.iter().flat_map(|taught| &taught.stretches).map(|(span, _)| span);
    let spans: Vec<&Span> = annotated.chain(taught).collect();
    let starts = article.text.match_indices('\n').map(|(i, _)| i + 1).filter(|i| *i < article.text.len());
    starts.filter(|at| !spans.iter().any(|span| span.start < *at && *at < span.end)).collect()
}

/// Puts what a template made, with what stands around it, into an article.
fn insert(article: &Article, at: usize, [before, behind]: [&str; 2], insertion: Insertion) -> Article {
    let text = format!("{before}{}{behind}", insertion.text);
    let mut article = rewrite(article, vec![(Span::new(at, at), text)]);
    let start = at + before.len();
    let moved = |span: &Span| Span::new(span.start + start, span.end + start);
    let spans = |spans: &[Span]| spans.iter().map(moved).collect::<Vec<_>>();
    let made = insertion.annotations.iter();
    let made: Vec<Annotation> =
        made.map(|a| Annotation { source: spans(&a.source), cue: spans(&a.cue), content: spans(&a.content) }).collect();
    if let Some(taught) = &mut article.taught {
        taught.stretches.extend(made.iter().flat_map(stretches));
    }
    article.annotations.iter_mut().for_each(|all| all.extend(made.iter().cloned()));
    for (span, named) in &insertion.names {
        let kind = match named {
            Named::Person => NameKind::Person,
            Named::Place => NameKind::Place,
            Named::Body => NameKind::Organisation,
        };
        let mut from = span.start;
        for word in span.of(&insertion.text).split_inclusive(' ') {
            let own = Span::new(from, from + word.trim_end().len());
            let name = Some(InName { kind, first: from == span.start });
            article.tokens.push(Token { span: moved(&own), part: Part::Name, name, head: None });
            from += word.len();
        }
    }
    article
}

/// The stretches of an annotation, each with its first word's label.
fn stretches(annotation: &Annotation) -> Vec<(Span, Label)> {
    let cue = annotation.cue.first().map_or(0, |cue| cue.start);
    let side = |span: &Span| if cue > span.start { Side::Right } else { Side::Left };
    let sources = annotation.source.iter().map(|span| (*span, Role::Source(side(span))));
    let contents = annotation.content.iter().map(|span| (*span, Role::Content(side(span))));
    let cues = annotation.cue.iter().map(|span| (*span, Role::Cue));
    sources.chain(contents).chain(cues).map(|(span, role)| (span, label(role, true))).collect()
}

/// Some paragraphs in a row of an article, with what lies on them alone.
fn cut(article: &Article, rng: &mut Rng) -> Article {
    let lines: Vec<Span> = article
        .text
        .split_inclusive('\n')
        .scan(0, |start, line| {
            *start += line.len();
            Some(Span::new(*start - line.len(), *start))
        })
        .filter(|line| !line.of(&article.text).trim().is_empty())
        .collect();
    let Some(&first) = lines.get(rng.usize(..lines.len().max(1))) else { return article.clone() };
    let last = lines.iter().filter(|l| l.start >= first.start).take(rng.usize(1..=LEFT)).last().unwrap_or(&first);
    let kept = Span::new(first.start, last.end);
    let moved = |span: &Span| Span::new(span.start - kept.start, span.end - kept.start);
    let spans = |all: &[Span]| all.iter().filter(|s| kept.contains(**s)).map(moved).collect::<Vec<_>>();
    let annotation =
        |a: &Annotation| Annotation { source: spans(&a.source), cue: spans(&a.cue), content: spans(&a.content) };
    // Tokens outside are left empty, so that the numbers of heads still hold.
    let token = |t: &Token| Token {
        span: if kept.contains(t.span) { moved(&t.span) } else { Span::new(0, 0) },
        head: t.head.filter(|h| article.tokens.get(*h).is_some_and(|head| kept.contains(head.span))),
        ..t.clone()
    };
    let taught = |t: &Taught| Taught {
        stretches: t.stretches.iter().filter(|(s, _)| kept.contains(*s)).map(|(s, l)| (moved(s), *l)).collect(),
        chances: t.chances.iter().filter(|(s, _)| kept.contains(*s)).map(|(s, c)| (moved(s), *c)).collect(),
    };
    Article {
        id: article.id.clone(),
        text: kept.of(&article.text).to_owned(),
        taught: article.taught.as_ref().map(taught),
        annotations: article
            .annotations
            .iter()
            .map(|all| all.iter().map(annotation).filter(|a| !a.content.is_empty() && !a.cue.is_empty()).collect())
            .collect(),
        tokens: article.tokens.iter().map(token).collect(),
    }
}

fn recase(word: &str, style: usize) -> String {
    match style {
        0 => word.to_lowercase(),
        1 => word.to_uppercase(),
        _ => {
            let mut chars = word.chars();
            chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
        }
    }
}

/// One style of marks for all quotations of a text.
fn marks(text: &str, rng: &mut Rng) -> Vec<(Span, String)> {
    let mut draw = rng.f32();
    let mut style = 0;
    while style + 1 < MARKS.len() && draw >= MARK_WEIGHTS[style] {
        draw -= MARK_WEIGHTS[style];
        style += 1;
    }
    let (open, close) = MARKS[style];
    let mut edits = Vec::new();
    for quotation in Text::new(text).quotations {
        if quotation.depth > 0 {
            continue;
        }
        let opening = Span::new(quotation.span.start, quotation.inner.start);
        let closing = Span::new(quotation.inner.end, quotation.span.end);
        let close = if rng.f32() < UNCLOSED { "" } else { close };
        for (mark, glyph) in [(opening, open), (closing, close)] {
            if !mark.is_empty() {
                edits.push((mark, glyph.to_owned()));
            }
        }
    }
    edits
}

/// Carries out the edits, which must not overlap, and moves everything that lies on the text.
fn rewrite(article: &Article, mut edits: Vec<(Span, String)>) -> Article {
    edits.sort_by_key(|(span, _)| span.start);
    edits.dedup_by(|b, a| b.0.start < a.0.end);
    let mut text = String::with_capacity(article.text.len() + 64);
    // Where each edit begins and ends, before and after.
    let mut moves: Vec<(Span, Span)> = Vec::with_capacity(edits.len());
    let mut done = 0;
    for (span, word) in &edits {
        text += &article.text[done..span.start];
        let start = text.len();
        text += word;
        moves.push((*span, Span::new(start, text.len())));
        done = span.end;
    }
    text += &article.text[done..];
    let moved = |at: usize| {
        let next = moves.partition_point(|(old, _)| old.start <= at);
        match next.checked_sub(1).map(|i| moves[i]) {
            None => at,
            Some((old, new)) if at >= old.end => new.end + (at - old.end),
            Some((_, new)) => new.start,
        }
    };
    // An end within an edit takes all of it.
    let moved_end = |at: usize| {
        let next = moves.partition_point(|(old, _)| old.start < at);
        match next.checked_sub(1).map(|i| moves[i]) {
            None => at,
            Some((old, new)) if at >= old.end => new.end + (at - old.end),
            Some((_, new)) => new.end,
        }
    };
    let span = |s: &Span| Span::new(moved(s.start), moved_end(s.end).max(moved(s.start)));
    let spans = |all: &[Span]| all.iter().map(span).collect::<Vec<_>>();
    let annotation =
        |a: &Annotation| Annotation { source: spans(&a.source), cue: spans(&a.cue), content: spans(&a.content) };
    let taught = |t: &Taught| Taught {
        stretches: t.stretches.iter().map(|(s, label)| (span(s), *label)).collect(),
        chances: t.chances.iter().map(|(s, chances)| (span(s), *chances)).collect(),
    };
    Article {
        id: article.id.clone(),
        taught: article.taught.as_ref().map(taught),
        annotations: article.annotations.iter().map(|all| all.iter().map(annotation).collect()).collect(),
        tokens: article.tokens.iter().map(|t| Token { span: span(&t.span), ..t.clone() }).collect(),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(article: &Article) -> Vec<[Vec<&str>; 3]> {
        let of = |spans: &[Span]| spans.iter().map(|s| s.of(&article.text)).collect::<Vec<_>>();
        article.annotations[0].iter().map(|a| [of(&a.source), of(&a.cue), of(&a.content)]).collect()
    }

    /// Whatever is done to an article, its attributions stay the same words, but for names and marks.
    #[test]
    fn attributions_stay_on_their_words() {
        let text = "Bridge shut\n\nIt rained, she said.\n\nThey left.";
        let span = |part: &str| text.find(part).map(|at| vec![Span::new(at, at + part.len())]).unwrap_or_default();
        let annotation = Annotation { source: span("she"), cue: span("said"), content: span("It rained") };
        let article = Article { text: text.into(), annotations: vec![vec![annotation]], ..Article::default() };
        let names = Names::of(&[]);
        let mut more = 0;
        for seed in 0..300 {
            let varied = vary(&article, &names, &Kind::ALL, &mut Rng::with_seed(seed));
            let found = words(&varied[0]);
            more += usize::from(found.len() > 1);
            let own = |[source, cue, content]: &[Vec<&str>; 3]| {
                source == &["she"] && cue == &["said"] && content == &["It rained"]
            };
            // A few paragraphs may stand for the article, and a headline's casing may be another.
            let cut = !varied[0].text.to_lowercase().contains("it rained");
            let cased = !varied[0].text.contains("It rained, she said");
            assert!(cut || cased || found.iter().any(own), "{:?}", varied[0]);
        }
        assert!(more > 50, "templates bring attributions: {more}");
    }

    #[test]
    fn nothing_is_put_into_a_stretch() {
        let text = "One\ntwo\nthree";
        let content = vec![Span::new(0, 7)];
        let annotation = Annotation { content, ..Annotation::default() };
        let article = Article { text: text.into(), annotations: vec![vec![annotation]], ..Article::default() };
        assert_eq!(paragraphs(&article), [8]);
    }
}
