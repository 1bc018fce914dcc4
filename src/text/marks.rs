//! Quotation marks: which characters are marks rather than apostrophes or primes, which open and
//! which close, and the stretches of text that they enclose.
//!
//! A mark is judged by its glyph (“ opens, " may do either) and by its place: one that follows
//! white space and touches a word opens, one that touches a word and precedes white space or
//! punctuation closes. Where the two disagree, what is open already decides. One sweep over each
//! paragraph; a single quotation mark looks ahead for its closer, never past the next opener, so
//! that the time is linear.

use super::Span;

/// The kind of marks around a quotation. A closing mark pairs with an opening one of its style,
/// whatever their glyphs, since pages mix them: “We lost."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `"`, “ ”, „ “, two apostrophes, two backticks.
    Double,
    /// `'`, ‘ ’, ‚ ‘, a backtick.
    Single,
    /// « » and » «.
    Angle,
    /// ‹ › and › ‹.
    SingleAngle,
    /// 「 」 and 『 』.
    Corner,
    /// A dash that begins a paragraph: —We lost, said Ruiz.
    Dash,
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It opens a quotation.
    Opens,
    /// It closes one.
    Closes,
    /// It has no partner.
    Stray,
}

/// One quotation mark of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The mark itself.
    pub span: Span,
    /// Its kind.
    pub style: Style,
    /// What it does.
    pub role: Role,
}

/// A stretch of text in quotation marks, within one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark through the closing one.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// The kind of its marks.
    pub style: Style,
    /// How many quotations it stands within.
    pub depth: u8,
    /// Nothing closes it, and the next paragraph does not open again: it ends with its paragraph,
    /// or before the next opening mark of its style.
    pub unclosed: bool,
    /// It goes on: the next paragraph begins with the same opening mark, as is the custom for a
    /// quotation of several paragraphs.
    pub goes_on: bool,
}

/// The marks and the quotations of a text, each in order of their start.
pub(super) fn quotations(text: &str, paragraphs: &[Span]) -> (Vec<Mark>, Vec<Quotation>) {
    let mut found = Found::default();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(i + 1).and_then(|next| first_glyph(next.of(text)));
        Sweep::new(text, *paragraph, next, &mut found).run();
    }
    (found.marks, found.quotations)
}

#[derive(Default)]
struct Found {
    marks: Vec<Mark>,
    quotations: Vec<Quotation>,
}

/// To which side a glyph or its place points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leans {
    Opening,
    Closing,
    Either,
}

/// What stands beside a mark, other marks skipped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// White space, the paragraph's edge, a dash, a bracket that points away.
    Edge,
    /// A full stop, a comma and their like.
    Punctuation,
    /// Anything else.
    Word,
}

/// A character that may be a quotation mark.
#[derive(Clone, Copy)]
struct Candidate {
    start: usize,
    /// In bytes; two of ‘ are the longest.
    length: u8,
    style: Style,
    glyph: Leans,
    place: Leans,
    left: Side,
    /// A single mark that can only be an apostrophe, or a double one that can only be a prime.
    never: bool,
}

impl Candidate {
    fn end(self) -> usize {
        self.start + usize::from(self.length)
    }

    fn span(self) -> Span {
        Span::new(self.start, self.end())
    }
}

fn glyph(rest: &str) -> Option<(usize, Style, Leans)> {
    use Leans::{Closing, Either, Opening};
    let first = rest.chars().next()?;
    let (style, leans) = match first {
        '"' => (Style::Double, Either),
        '“' | '„' | '‟' => (Style::Double, Opening),
        '”' => (Style::Double, Closing),
        '\'' | '`' | '‘' | '’' if rest[first.len_utf8()..].starts_with(first) => {
            let leans = match first {
                '\'' => Either,
                '’' => Closing,
                _ => Opening,
            };
            return Some((2 * first.len_utf8(), Style::Double, leans));
        }
        '\'' => (Style::Single, Either),
        '‘' | '‚' | '‛' | '`' => (Style::Single, Opening),
        '’' => (Style::Single, Closing),
        '«' => (Style::Angle, Opening),
        '»' => (Style::Angle, Closing),
        '‹' => (Style::SingleAngle, Opening),
        '›' => (Style::SingleAngle, Closing),
        '「' | '『' => (Style::Corner, Opening),
        '」' | '』' => (Style::Corner, Closing),
        _ => return None,
    };
    Some((first.len_utf8(), style, leans))
}

fn first_glyph(paragraph: &str) -> Option<Style> {
    glyph(paragraph).filter(|(_, _, leans)| *leans != Leans::Closing).map(|(_, style, _)| style)
}

/// Words that lose their beginning to an apostrophe; the common ones of newspaper English.
const ELISIONS: [&str; 14] =
    ["appen", "bout", "cause", "cos", "em", "ere", "neath", "round", "til", "till", "tis", "tween", "twas", "twere"];

/// Whether the letters after a mark make it an apostrophe: '90s, 'em, rock 'n' roll.
fn elided(after: &str) -> bool {
    let word: &str = &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())];
    let decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|b| b.is_ascii_digit());
    decade
        || word.len() <= 5 && ELISIONS.contains(&word.to_ascii_lowercase().as_str())
        || word.eq_ignore_ascii_case("n") && after[word.len()..].starts_with(['\'', '’', ' '])
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―')
}

fn side(beside: Option<char>, brackets: &[char]) -> Side {
    match beside {
        None => Side::Edge,
        Some(c) if c.is_whitespace() || is_dash(c) || brackets.contains(&c) => Side::Edge,
        Some('.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}') => Side::Punctuation,
        Some(_) => Side::Word,
    }
}

fn candidates(text: &str, paragraph: Span) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = paragraph.start;
    let mut before = None;
    while at < paragraph.end {
        let rest = &text[at..paragraph.end];
        if glyph(rest).is_none() {
            before = rest.chars().next();
            at += before.map_or(1, char::len_utf8);
            continue;
        }
        // Marks that touch (…no.'" she said) share what stands on either side of them.
        let run = found.len();
        let mut end = at;
        while let Some((mut length, mut style, leans)) = glyph(&text[end..paragraph.end]) {
            if end == at && three_apostrophes(rest) && before.is_some_and(|c| !c.is_whitespace()) {
                (length, style) = (1, Style::Single);
            }
            let (place, left, never) = (Leans::Either, Side::Edge, false);
            found.push(Candidate { start: end, length: length as u8, style, glyph: leans, place, left, never });
            end += length;
        }
        let after = text[end..paragraph.end].chars().next();
        let left = side(before, &['(', '[', '{']);
        let right = side(after, &[]);
        let place = match (left, right) {
            (Side::Edge, Side::Word | Side::Punctuation) => Leans::Opening,
            (Side::Word | Side::Punctuation, Side::Edge | Side::Punctuation) => Leans::Closing,
            _ => Leans::Either,
        };
        let alone = found.len() == run + 1;
        let within = alone && before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        for mark in &mut found[run..] {
            (mark.left, mark.place) = (left, place);
            mark.never = match mark.style {
                Style::Single => within || left != Side::Word && elided(&text[mark.end()..paragraph.end]),
                Style::Double => feet_and_inches(&text[paragraph.start..mark.start]),
                _ => false,
            };
        }
        before = text[at..end].chars().next_back();
        at = end;
    }
    found
}

/// ''he told me 'no''': after a word the inner, single quotation closes first.
fn three_apostrophes(marks: &str) -> bool {
    marks.starts_with("'''") && !marks.starts_with("''''")
}

/// Whether a double mark that follows `before` ends a measure such as 6'2".
fn feet_and_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    feet.len() < before.len()
        && feet.strip_suffix(['\'', '’', '′']).is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}

/// The sweep over one paragraph.
struct Sweep<'a> {
    text: &'a str,
    paragraph: Span,
    candidates: Vec<Candidate>,
    /// The style of the mark that begins the next paragraph.
    next_opens: Option<Style>,
    /// The open quotations, outermost first: where each stands among those found. At most one of a
    /// style, so that it stays short.
    open: Vec<usize>,
    /// The closers that single marks have found for themselves.
    closers: Vec<usize>,
    found: &'a mut Found,
}

impl<'a> Sweep<'a> {
    fn new(text: &'a str, paragraph: Span, next_opens: Option<Style>, found: &'a mut Found) -> Self {
        let candidates = candidates(text, paragraph);
        Sweep { text, paragraph, candidates, next_opens, open: Vec::new(), closers: Vec::new(), found }
    }

    fn run(mut self) {
        self.dash_turn();
        for i in 0..self.candidates.len() {
            let candidate = self.candidates[i];
            if candidate.never {
                continue;
            }
            match candidate.style {
                Style::Single => self.single(i),
                _ => self.paired(i),
            }
        }
        for position in 0..self.open.len() {
            let goes_on = position == 0 && self.next_opens == Some(self.found.quotations[self.open[0]].style);
            let quotation = &mut self.found.quotations[self.open[position]];
            (quotation.goes_on, quotation.unclosed) = (goes_on, !goes_on);
        }
    }

    /// A paragraph that a long dash opens and a word follows: a turn of a dialogue.
    fn dash_turn(&mut self) {
        let paragraph = self.paragraph.of(self.text);
        let Some(after) = paragraph.strip_prefix(['—', '―', '–']) else {
            return;
        };
        if after.starts_with(char::is_alphanumeric) {
            let inner = Span::new(self.paragraph.end - after.len(), self.paragraph.end);
            let (span, style) = (self.paragraph, Style::Dash);
            self.found.quotations.push(Quotation { span, inner, style, depth: 0, unclosed: false, goes_on: false });
        }
    }

    fn position(&self, style: Style) -> Option<usize> {
        self.open.iter().position(|&q| self.found.quotations[q].style == style)
    }

    fn paired(&mut self, i: usize) {
        let mark = self.candidates[i];
        let is_open = self.position(mark.style).is_some();
        let closes = match (mark.glyph, mark.place) {
            // „so“ and »so«: an opening glyph closes where it stands like a closer.
            (Leans::Opening, place) => is_open && place == Leans::Closing,
            (Leans::Closing, place) => is_open || place != Leans::Opening,
            (Leans::Either, Leans::Opening) => false,
            (Leans::Either, Leans::Closing) => true,
            (Leans::Either, Leans::Either) => is_open,
        };
        if !closes {
            self.opens(i);
        } else if !is_open {
            self.mark(i, Role::Stray);
        } else if !self.is_inches(i) {
            self.closes(i);
        }
    }

    /// Whether a straight mark after a figure is a measure (a 12" disc) although a quotation is
    /// open: the next one closes that, so that this one cannot.
    fn is_inches(&self, i: usize) -> bool {
        let mark = self.candidates[i];
        mark.glyph == Leans::Either
            && self.text[..mark.start].ends_with(|c: char| c.is_ascii_digit())
            && self.candidates[i + 1..]
                .iter()
                .find(|next| next.style == mark.style)
                .is_some_and(|next| next.place == Leans::Closing)
    }

    fn single(&mut self, i: usize) {
        if self.closers.last() == Some(&i) {
            self.closers.pop();
            if self.position(Style::Single).is_some() {
                self.closes(i);
            }
            return;
        }
        let mark = self.candidates[i];
        if mark.glyph == Leans::Closing || mark.place != Leans::Opening || self.position(Style::Single).is_some() {
            return; // an apostrophe: dogs', goin'
        }
        let goes_on = self.open.is_empty() && self.next_opens == Some(Style::Single);
        match self.closer(i) {
            Some(closer) => {
                self.closers.push(closer);
                self.opens(i);
            }
            // ‘ says by its glyph that it opens; ' does only where the next paragraph opens too.
            None if mark.glyph == Leans::Opening && mark.span().of(self.text) != "`" || goes_on => self.opens(i),
            None => {}
        }
    }

    /// The mark that closes the single one at `i`: the first that punctuation or the paragraph's
    /// end makes a closer, unless one comes before it that no plural possessive explains.
    fn closer(&self, i: usize) -> Option<usize> {
        let enclosing = self.open.last().map(|&q| self.found.quotations[q].style);
        let mut possessive = None;
        for (j, mark) in self.candidates.iter().enumerate().skip(i + 1).take(REACH) {
            let before = &self.text[..mark.start];
            let after = &self.text[mark.end()..self.paragraph.end];
            if mark.never {
                continue;
            }
            if mark.style != Style::Single {
                if Some(mark.style) == enclosing && mark.place == Leans::Closing {
                    break;
                }
                continue;
            }
            if mark.place == Leans::Opening && mark.glyph != Leans::Closing {
                if is_year(after) {
                    continue;
                }
                break;
            }
            let closes = mark.place == Leans::Closing
                || mark.place == Leans::Either
                    && mark.glyph != Leans::Opening
                    && !before.ends_with(char::is_whitespace);
            if !closes {
                continue;
            }
            let touches = !after.starts_with(char::is_whitespace);
            if mark.left == Side::Punctuation || touches || !may_be_apostrophe(before) {
                return Some(j);
            }
            possessive = possessive.or(Some(j));
        }
        possessive
    }

    fn opens(&mut self, i: usize) {
        let mark = self.candidates[i];
        if let Some(position) = self.position(mark.style) {
            // The one before was never closed: it ends here.
            let end = Span::new(self.paragraph.start, mark.start).trimmed(self.text).end;
            for q in self.open.drain(position..) {
                let quotation = &mut self.found.quotations[q];
                quotation.unclosed = true;
                quotation.inner.end = end.max(quotation.inner.start);
                quotation.span.end = quotation.inner.end;
            }
        }
        let (start, end) = (mark.start, self.paragraph.end);
        self.found.quotations.push(Quotation {
            span: Span::new(start, end),
            inner: Span::new(mark.end(), end),
            style: mark.style,
            depth: self.open.len() as u8,
            unclosed: false,
            goes_on: false,
        });
        self.open.push(self.found.quotations.len() - 1);
        self.mark(i, Role::Opens);
    }

    fn closes(&mut self, i: usize) {
        let mark = self.candidates[i];
        let Some(position) = self.position(mark.style) else {
            return;
        };
        for (inside, q) in self.open.drain(position..).enumerate() {
            let quotation = &mut self.found.quotations[q];
            quotation.inner.end = mark.start;
            quotation.span.end = if inside == 0 { mark.end() } else { mark.start };
            quotation.unclosed = inside > 0;
        }
        self.mark(i, Role::Closes);
    }

    fn mark(&mut self, i: usize, role: Role) {
        let mark = self.candidates[i];
        self.found.marks.push(Mark { span: mark.span(), style: mark.style, role });
    }
}

/// How many candidates a single mark looks ahead for its closer: more than any paragraph of news
/// holds, and a bound for one made to be slow.
const REACH: usize = 500;

/// '08: two figures and no more.
fn is_year(after: &str) -> bool {
    let figures = after.bytes().take_while(u8::is_ascii_digit).count();
    figures == 2 && !after[2..].starts_with(char::is_alphanumeric)
}

/// Whether a mark after `before` may be the apostrophe of a plural possessive (dogs') or of a
/// dropped letter (goin', rock 'n').
fn may_be_apostrophe(before: &str) -> bool {
    let dropped = |ending: &str| before.strip_suffix(ending).is_some_and(|stem| stem.ends_with(char::is_alphabetic));
    before.ends_with(['s', 'S']) || dropped("in") || before.ends_with("'n") || before.ends_with("’n")
}
