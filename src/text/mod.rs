//! Words, sentences, paragraphs and quotation marks (stand-in until the real stage is merged).
mod span;
pub use span::Span;
use std::ops::Range;

/// A word.
#[derive(Clone, Copy, Debug)]
pub struct Word { /// where
    pub span: Span }

/// The kind of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Style { Double, Single, Angle, SingleAngle, Corner, Dash }

/// A stretch of text in quotation marks, within one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Quotation { pub span: Span, pub inner: Span, pub style: Style, pub depth: usize, pub unclosed: bool, pub goes_on: bool }

/// A text.
#[derive(Clone, Debug)]
pub struct Text<'a> { /// source
    pub source: &'a str, /// words
    pub words: Vec<Word>, /// sentences
    pub sentences: Vec<Range<usize>>, /// paragraphs
    pub paragraphs: Vec<Range<usize>>, /// quotations
    pub quotations: Vec<Quotation> }

const ABBR: &[&str] = &["mr","mrs","ms","dr","sen","rep","gov","st","jr","sr","gen","lt","col","prof","rev","u.s","u.k","u.n","d.c","jan","feb","aug","sept","oct","nov","dec","inc","corp","co","no","vs","a.m","p.m","calif","mass","fla","pa","ariz","ill","wis","mich","conn","va"];

impl<'a> Text<'a> {
    /// Reads.
    pub fn read(source: &'a str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut paragraphs = Vec::new();
        let mut sentences = Vec::new();
        let mut quotations = Vec::new();
        let mut base = 0;
        for line in source.split_inclusive('\n') {
            let first = words.len();
            tokens(line, base, &mut words);
            base += line.len();
            if words.len() > first {
                let p = first..words.len();
                split_sentences(source, &words, p.clone(), &mut sentences);
                pair(source, &words, p.clone(), &mut quotations);
                paragraphs.push(p);
            }
        }
        quotations.sort_by_key(|q| q.span.start);
        Text { source, words, sentences, paragraphs, quotations }
    }
    /// The word's text.
    pub fn word(&self, i: usize) -> &'a str { self.words[i].span.of(self.source) }
}

fn tokens(line: &str, base: usize, out: &mut Vec<Word>) {
    let cs: Vec<(usize, char)> = line.char_indices().collect();
    let n = cs.len();
    let at = |i: usize| if i < n { cs[i].0 } else { line.len() };
    let ch = |i: usize| cs.get(i).map_or(' ', |c| c.1);
    let alnum = |c: char| c.is_alphanumeric();
    let mut i = 0;
    let mut push = |s: usize, e: usize| out.push(Word { span: Span::new(base + at(s), base + at(e)) });
    while i < n {
        let c = ch(i);
        if c.is_whitespace() { i += 1; continue; }
        if alnum(c) {
            let s = i;
            while i < n {
                let c = ch(i);
                if alnum(c) { i += 1; continue; }
                if (c == '\'' || c == '’') && alnum(ch(i + 1)) && i > s { i += 1; continue; }
                if c == '-' && alnum(ch(i + 1)) { i += 1; continue; }
                if c == '.' && alnum(ch(i + 1)) { i += 1; continue; }
                if c == ',' && ch(i + 1).is_ascii_digit() && ch(i - 1).is_ascii_digit() { i += 1; continue; }
                if c == '&' && alnum(ch(i + 1)) { i += 1; continue; }
                break;
            }
            // abbreviations keep their stop
            if ch(i) == '.' {
                let w: String = cs[s..i].iter().map(|c| c.1).collect::<String>().to_lowercase();
                if ABBR.contains(&w.as_str()) || (w.chars().count() == 1 && ch(s).is_uppercase()) || (w.contains('.') && w.split('.').all(|x| x.chars().count() == 1)) { i += 1; }
            }
            // clitics
            let w: Vec<char> = cs[s..i].iter().map(|c| c.1).collect();
            let ap = w.iter().rposition(|&c| c == '\'' || c == '’');
            match ap {
                Some(a) if a > 0 => {
                    let tail: String = w[a + 1..].iter().collect::<String>().to_lowercase();
                    if tail == "t" && a > 1 && w[a - 1] == 'n' { push(s, s + a - 1); push(s + a - 1, i); }
                    else if ["s", "re", "ve", "ll", "d", "m"].contains(&tail.as_str()) { push(s, s + a); push(s + a, i); }
                    else { push(s, i); }
                }
                _ => push(s, i),
            }
            continue;
        }
        let s = i;
        i += 1;
        if (c == '\'' || c == '`' || c == '-') && ch(i) == c { i += 1; }
        if c == '.' { while ch(i) == '.' { i += 1; } }
        push(s, i);
    }
}

fn split_sentences(source: &str, words: &[Word], p: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut start = p.start;
    let mut i = p.start;
    while i < p.end {
        let w = words[i].span.of(source);
        if matches!(w, "." | "?" | "!") || w.starts_with("..") {
            let mut e = i + 1;
            while e < p.end && matches!(words[e].span.of(source), "\"" | "”" | "''" | "’" | "'" | ")" | "." | "!" | "?") && words[e].span.start == words[e - 1].span.end { e += 1; }
            let next_ok = e >= p.end || { let c = words[e].span.of(source).chars().next().unwrap(); !c.is_lowercase() };
            if next_ok { out.push(start..e); start = e; }
            i = e;
        } else { i += 1; }
    }
    if start < p.end { out.push(start..p.end); }
}

fn pair(source: &str, words: &[Word], p: Range<usize>, out: &mut Vec<Quotation>) {
    let mut open: Vec<(usize, u8, char)> = Vec::new();
    for i in p.clone() {
        let s = words[i].span;
        let w = s.of(source);
        let before = source[..s.start].chars().next_back().unwrap_or(' ');
        let after = source[s.end..].chars().next().unwrap_or(' ');
        let (kind, side) = match w {
            "“" | "``" | "„" => (0, 1), "”" => (0, -1),
            "\"" | "''" => (0, 0),
            "‘" => (1, 1), "’" | "'" => (1, 0), "«" => (2, 1), "»" => (2, -1), "‹" => (2, 1), "›" => (2, -1),
            _ => continue,
        };
        let bs = before.is_whitespace() || "([—–-“\"‘".contains(before);
        let asp = after.is_whitespace() || ".,;:!?)]”\"—".contains(after);
        let has = open.iter().rposition(|o| o.1 == kind);
        let opens = side == 1 || side == 0 && has.is_none() && bs && !asp || side == 0 && kind == 0 && has.is_none() && bs;
        if opens { if kind == 1 && side == 0 && asp { continue; } open.push((i, kind, ' ')); continue; }
        if let Some(h) = has {
            let depth = h;
            let o = open[h].0;
            open.truncate(h);
let st = [Style::Double, Style::Single, Style::Angle][kind as usize];
            out.push(Quotation { span: Span::new(words[o].span.start, words[i].span.end), inner: Span::new(words[o].span.end, words[i].span.start), style: st, depth, unclosed: false, goes_on: false });
        }
    }
    for (d, o) in open.iter().enumerate() {
        if o.1 == 0 { let e = words[p.end - 1].span.end; out.push(Quotation { span: Span::new(words[o.0].span.start, e), inner: Span::new(words[o.0].span.end, e), style: Style::Double, depth: d, unclosed: true, goes_on: false }); }
    }
}
