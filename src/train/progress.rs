//! How far training has come, told by articles that it does not learn from.

use super::{
    calibrate::{self, Outcome},
    corpus::Article,
    judge,
};
use crate::{
    quote::settle,
    steps::all,
    tagger::{
        self,
        confidence::{EVIDENCE, confidence, evidence},
        weights::Weights,
    },
    text::Text,
};

/// What the attributions found in some articles are worth.
pub struct Progress {
    /// Each attribution's article, evidence, and whether it is right.
    outcomes: Vec<(usize, Outcome)>,
    /// How many attributions there are to find.
    annotated: usize,
}

impl Progress {
    /// Reads the articles with the weights.
    pub fn of(articles: &[Article], weights: &Weights) -> Self {
        let mut progress = Progress { outcomes: Vec::new(), annotated: 0 };
        for (i, article) in articles.iter().enumerate() {
            let text = Text::new(&article.text);
            let tags = all(tagger::tag(&text, weights));
            // Judged as the quotes that they become, whose bounds may be others.
            let (evidence, found): (Vec<_>, Vec<_>) = tagger::link(&text, &tagger::labelled(&tags))
                .into_iter()
                .map(|a| (evidence(&text, &a, &tags), settle(&text, &tags, a)))
                .unzip();
            let right = judge::right(&text, &article.annotations[0], &found);
            progress.outcomes.extend(evidence.into_iter().zip(right).map(|outcome| (i, outcome)));
            progress.annotated += article.annotations[0].len();
        }
        progress
    }

    /// Coefficients for the confidence, fitted to all.
    pub fn coefficients(&self) -> Vec<f32> {
        calibrate::fit(&self.outcomes.iter().map(|(_, outcome)| *outcome).collect::<Vec<_>>())
    }

    /// F1 of all attributions and of those with some confidence, and the calibration error. The
    /// confidence is fitted to one half of the articles for the other.
    pub fn tell(&self) -> String {
        let half = |odd: usize| self.outcomes.iter().filter(move |(i, _)| i % 2 == odd).map(|(_, o)| *o);
        let mut judged = Vec::new();
        for odd in [0, 1] {
            let fitted = calibrate::fit(&half(1 - odd).collect::<Vec<([f32; EVIDENCE], bool)>>());
            judged.extend(half(odd).map(|(evidence, right)| (confidence(&fitted, &evidence), right)));
        }
        let f1 = |least: f32| {
            let kept = judged.iter().filter(|(p, _)| *p >= least);
            let right = kept.clone().filter(|(_, right)| *right).count();
            2.0 * right as f64 / (kept.count() + self.annotated).max(1) as f64
        };
        format!(
            "F1 {:.3}, from .2 {:.3}, .3 {:.3}, .4 {:.3}; calibration error {:.3}",
            f1(0.0),
            f1(0.2),
            f1(0.3),
            f1(0.4),
            calibrate::calibration_error(&judged)
        )
    }
}
