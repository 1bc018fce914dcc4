//! What a reading of a text gives: its quotes. The same shape leaves by every door, JavaScript,
//! the worker's message and the command line.

use serde::Serialize;

use crate::text::Span;

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
            let mut offsets: Vec<&mut usize> = self.offsets_mut().collect();
            offsets.sort_unstable();
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
        let quotes = self.quotes.iter_mut().flat_map(|quote| [&mut quote.content, &mut quote.cue, &mut quote.source]);
        let speakers = self.speakers.iter_mut().map(|speaker| &mut speaker.mentions);
        quotes.chain(speakers).flatten().flat_map(|span| [&mut span.start, &mut span.end])
    }
}
