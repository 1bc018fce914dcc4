//! Judges attributions by annotation, as the corpus' scorer does: contents whose words overlap
//! with Dice 0.8 and sources with Dice 0.5, paired one to one, best overlap first.

use std::{collections::HashSet, ops::Range};

use super::corpus::Annotation;
use crate::{
    tagger::Attribution,
    text::{Span, Text, WordKind},
};

/// Overlap of the contents from which they count as the same.
const CONTENT: f32 = 0.8;
/// Overlap of the sources likewise.
const SOURCE: f32 = 0.5;

type Words = HashSet<usize>;

/// Whether each attribution found is right.
pub fn right(text: &Text, annotations: &[Annotation], found: &[Attribution]) -> Vec<bool> {
    let plain = |words: Range<usize>| words.filter(|i| text.words[*i].kind == WordKind::Plain);
    let of_spans = |spans: &[Span]| spans.iter().flat_map(|s| plain(text.words_in(*s))).collect::<Words>();
    let of_ranges = |ranges: &[Range<usize>]| ranges.iter().flat_map(|r| plain(r.clone())).collect::<Words>();
    let gold: Vec<(Words, Words)> = annotations.iter().map(|a| (of_spans(&a.content), of_spans(&a.source))).collect();
    let mut pairs = Vec::new();
    for (j, attribution) in found.iter().enumerate() {
        let content = of_ranges(&attribution.content);
        let source = of_ranges(attribution.source.as_slice());
        for (i, (gold_content, gold_source)) in gold.iter().enumerate() {
            let overlap = dice(gold_content, &content);
            if overlap > 0.0 {
                pairs.push((overlap, dice(gold_source, &source), i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut right = vec![false; found.len()];
    let (mut taken, mut used) = (HashSet::new(), HashSet::new());
    for (content, source, i, j) in pairs {
        if !taken.contains(&i) && !used.contains(&j) {
            taken.insert(i);
            used.insert(j);
            right[j] = content >= CONTENT && source >= SOURCE;
        }
    }
    right
}

fn dice(a: &Words, b: &Words) -> f32 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    2.0 * a.intersection(b).count() as f32 / (a.len() + b.len()) as f32
}
