//! What a reading of a text gives: its quotes. The same shape leaves by every door, JavaScript,
//! the worker's message and the command line.

use serde::Serialize;

use crate::{order::by_place, text::Span};

/// The version of the result's shape, raised when a reader of the old one would be misled.
pub const VERSION: u32 = 1;

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// Bytes of UTF-8, as Rust slices a `str`.
    Utf8,
    /// UTF-16 code units, as JavaScript slices a string.
    Utf16,
}

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, or a text too short to tell.
    En,
    /// Any other: in BCP 47 the tag of a language that is not determined. Only what stands in
    /// quotation marks is given of such a text.
    Und,
}

/// Everything found in one text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// [`VERSION`].
    pub version: u32,
    /// The unit of every offset below.
    pub offsets: Offsets,
    /// The language of the text.
    pub language: Language,
    /// The quotes in the order in which their first content begins.
    pub quotes: Vec<Quote>,
    /// Who is quoted, in the order of their first quotes.
    pub speakers: Vec<Speaker>,
    /// The stretches in quotation marks that are no quote, in their order.
    pub marked: Vec<Marked>,
}

/// How a quote is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of the content stands in quotation marks.
    Direct,
    /// None of it does.
    Indirect,
    /// A part of it does.
    Mixed,
}

/// How the text presents what it reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// As said, without more.
    #[default]
    Neutral,
    /// As what the source would have others believe: alleged, insisted.
    Claim,
    /// As what the source would rather not say: admitted.
    Concession,
    /// As untrue in the source's eyes: denied.
    Denial,
    /// As asked.
    Question,
    /// As what others are to do: urged, ordered.
    Directive,
    /// As what the source will do: vowed, threatened.
    Promise,
    /// As thought: believes, hopes.
    Belief,
    /// As doubted.
    Doubt,
    /// As what the source will not do or say: declined to comment.
    Refusal,
}

/// One quotation: what was said, by whom, and the words that say so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// Direct, indirect or mixed.
    pub kind: Kind,
    /// What was said; several spans where a cue splits it. Never empty.
    pub content: Vec<Span>,
    /// The words that attribute it ("said", "according to"); none for a quote without.
    pub cue: Vec<Span>,
    /// The words that name the source; none for a quote without.
    pub source: Vec<Span>,
    /// Who is quoted, for display; none where the text does not say.
    pub speaker: Option<String>,
    /// Who is quoted, as indexes into the reading's speakers: the index is the identity.
    pub speakers: Vec<usize>,
    /// How sure the speaker is, from 0 to 1.
    #[serde(rename = "speakerConfidence")]
    pub speaker_confidence: f64,
    /// Too unsure to name the speaker to a reader: show "speaker unclear".
    pub unclear: bool,
    /// Why this speaker, in a few words.
    pub because: Option<String>,
    /// The chance that content and source are right; none where no model judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// A quotation mark opens and none closes it: the content ends with its paragraph.
    pub unclosed: bool,
    /// How the text presents it.
    pub stance: Stance,
    /// The text says that the source did not say it.
    pub negated: bool,
    /// It is yet to be said, or only might be.
    pub unspoken: bool,
    /// The words that name whom it was said to ("told Dan").
    pub addressee: Vec<Span>,
    /// The words that say by what means ("in a letter", "tweeted").
    pub medium: Vec<Span>,
    /// The words that say when ("on Friday").
    pub when: Vec<Span>,
    /// The quotes within its content.
    pub nested: Vec<Quote>,
}

/// What quotation marks around words that are no quote mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// The writer keeps a distance from the words.
    Scare,
    /// The title of a work.
    Title,
    /// A nickname, within a name or beside it.
    Nickname,
    /// A term, a slogan, a word that is named rather than used.
    Term,
    /// No quotation marks at all but primes: feet, inches, minutes.
    Measure,
}

/// A stretch in quotation marks that is no quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The stretch with its marks.
    pub span: Span,
    /// What the marks mean.
    pub label: Label,
}

impl Quote {
    /// A direct quote of these spans, of which nothing else is known yet.
    pub fn new(content: Vec<Span>, cue: Vec<Span>, source: Vec<Span>) -> Self {
        Quote {
            kind: Kind::Direct,
            content,
            cue,
            source,
            speaker: None,
            speakers: Vec::new(),
            speaker_confidence: 0.0,
            unclear: false,
            because: None,
            confidence: None,
            unclosed: false,
            stance: Stance::Neutral,
            negated: false,
            unspoken: false,
            addressee: Vec::new(),
            medium: Vec::new(),
            when: Vec::new(),
            nested: Vec::new(),
        }
    }
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Is {
    /// A person with a name.
    Person,
    /// A body, a place that speaks as one: a firm, an agency, a country.
    Organisation,
    /// A report, a poll, a law.
    Document,
    /// People as a class: voters, the two parties.
    Group,
    /// Somebody whom the text does not name.
    Unnamed,
}

/// Somebody who is quoted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speaker {
    /// The fullest name in the text, without title, role or party; an unnamed source keeps its words.
    pub name: String,
    /// What the text says that a person is: "mayor of Lund".
    pub role: Option<String>,
    /// A person, a body, a document...
    pub is: Is,
    /// Where it is mentioned, by name, pronoun or description, in order.
    pub mentions: Vec<Span>,
    /// How many words are quoted of it.
    pub words: usize,
}

impl Reading {
    /// The same with its offsets in UTF-16 code units; `text` is the text that was read.
    ///
    /// ```
    /// let text = "“Ça va,” said Zoé.";
    /// let reading = inquit::extract(text).to_utf16(text);
    /// assert_eq!((reading.quotes[0].content[0].start, reading.quotes[0].content[0].end), (0, 8));
    /// ```
    pub fn to_utf16(mut self, text: &str) -> Self {
        if self.offsets == Offsets::Utf8 {
            let offsets = by_place(self.offsets_mut().collect(), |offset| **offset);
            // One sweep: each offset is counted from the one before it.
            let (mut bytes, mut units) = (0, 0);
            for offset in offsets {
                units += text[bytes..*offset].chars().map(char::len_utf16).sum::<usize>();
                bytes = *offset;
                *offset = units;
            }
            self.offsets = Offsets::Utf16;
        }
        self
    }

    /// Every offset in it.
    fn offsets_mut(&mut self) -> impl Iterator<Item = &mut usize> {
        let mut spans: Vec<&mut Span> = self.marked.iter_mut().map(|marked| &mut marked.span).collect();
        spans.extend(self.speakers.iter_mut().flat_map(|speaker| &mut speaker.mentions));
        collect_spans(&mut self.quotes, &mut spans);
        spans.into_iter().flat_map(|span| [&mut span.start, &mut span.end])
    }
}

/// Adds the spans of `quotes` and of the quotes within them, which are few levels deep, to `spans`.
fn collect_spans<'a>(quotes: &'a mut [Quote], spans: &mut Vec<&'a mut Span>) {
    for quote in quotes {
        let Quote { content, cue, source, addressee, medium, when, nested, .. } = quote;
        spans.extend([content, cue, source, addressee, medium, when].into_iter().flatten());
        collect_spans(nested, spans);
    }
}
