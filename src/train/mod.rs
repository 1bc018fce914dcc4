//! Training: from an annotated corpus to the file of weights.

mod augment;
mod calibrate;
mod clusters;
mod corpus;
mod examples;
mod file;
mod gradient;
mod judge;
mod optimiser;
mod parameters;
mod progress;
mod vocabulary;

use std::path::{Path, PathBuf};

use fastrand::Rng;
use rayon::prelude::*;

use augment::Names;
use corpus::{Article, Pretrained, Problem};
use examples::{Classes, Vectors};
pub use file::{Rounding, file};
use gradient::{Example, Gradient, NO_ROW, Network, Regularisation};
use optimiser::{AdamW, schedule};
use parameters::{Layout, Parameters, Shape};
use progress::Progress;
use vocabulary::Words;

use crate::tagger::{
    features::{AFFIXES, FORM, UNKNOWN, Vocabulary},
    labels::LABELS,
    product::Matrix,
    weights::{Layer, Weights},
};

/// What to train, and from what.
#[derive(Clone, Debug)]
pub struct Options {
    /// Annotated articles, one a line.
    pub corpus: PathBuf,
    /// Their syntax, for names and for the auxiliary tasks.
    pub syntax: Option<PathBuf>,
    /// Pretrained vectors of words.
    pub vectors: Option<PathBuf>,
    /// Annotated articles to watch the progress on.
    pub dev: Option<PathBuf>,
    /// Where all chance comes from.
    pub seed: u64,
    /// Numbers a word.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// How often each article is seen.
    pub epochs: usize,
    /// The highest learning rate.
    pub rate: f32,
    /// Of the numbers between layers.
    pub dropout: f32,
    /// What the auxiliary losses weigh.
    pub auxiliary: f32,
    /// Words a step.
    pub batch: usize,
    /// How many networks teach the one that ships.
    pub teachers: usize,
    /// Numbers a word of a teacher.
    pub teacher_width: usize,
    /// Layers of a teacher.
    pub teacher_layers: usize,
    /// What the teachers' labels weigh beside the annotation's.
    pub teacher: f32,
}

impl Options {
    /// As the shipped weights were trained.
    pub fn new(corpus: &Path) -> Self {
        Options {
            corpus: corpus.to_owned(),
            syntax: None,
            vectors: None,
            dev: None,
            seed: 1,
            width: 128,
            layers: 2,
            epochs: 12,
            rate: 1.5e-3,
            dropout: 0.3,
            auxiliary: 0.2,
            batch: 1024,
            teachers: 0,
            teacher_width: 192,
            teacher_layers: 2,
            teacher: 0.5,
        }
    }
}

/// How often a word's form is hidden, so that the network learns to do with affixes and shape.
const DROP_WORD: f32 = 0.07;
/// How often a word is given as its cluster.
const TO_CLUSTER: f32 = 0.08;
/// How often an affix is.
const DROP_AFFIX: f32 = 0.1;
/// How often only the pretrained vector of a word is used.
const DROP_TRAINED: f32 = 0.3;
/// How much of itself a weight loses at each step, in parts of the learning rate.
const DECAY: f32 = 0.01;
const LARGEST_GRADIENT: f32 = 1.0;

/// Everything that training makes of its inputs before it begins.
struct Material {
    articles: Vec<Article>,
    names: Names,
    classes: Classes,
    words: Words,
    vocabulary: Vocabulary,
    vectors: Vectors,
    dev: Vec<Article>,
}

impl Material {
    fn read(options: &Options) -> Result<Self, Problem> {
        let articles = corpus::articles(&options.corpus, options.syntax.as_deref())?;
        if articles.is_empty() {
            return Err(format!("{} holds no article", options.corpus.display()));
        }
        let pretrained = options.vectors.as_deref().map_or(Ok(Pretrained::default()), corpus::vectors)?;
        let (words, vectors) = Words::of(&articles, &pretrained);
        Ok(Material {
            names: Names::of(&articles),
            classes: Classes::of(&articles),
            vocabulary: words.vocabulary(),
            vectors,
            words,
            articles,
            dev: options.dev.as_deref().map_or(Ok(Vec::new()), |dev| corpus::articles(dev, None))?,
        })
    }

    /// All articles as they are seen in one epoch.
    fn epoch(&self, rng: &mut Rng) -> Vec<Example> {
        let seeds: Vec<u64> = self.articles.iter().map(|_| rng.u64(..)).collect();
        let mut examples: Vec<Example> = self
            .articles
            .par_iter()
            .zip(seeds)
            .flat_map(|(article, seed)| {
                let mut rng = Rng::with_seed(seed);
                let annotator = rng.usize(..article.annotations.len());
                let varied = augment::vary(article, &self.names, &mut rng);
                let mut examples =
                    examples::examples(&varied, annotator, &self.vocabulary, &self.vectors, &self.classes);
                examples.iter_mut().for_each(|e| hide(e, &self.vectors, &mut rng));
                examples
            })
            .collect();
        rng.shuffle(&mut examples);
        examples
    }
}

/// Hides some of the features.
fn hide(example: &mut Example, vectors: &Vectors, rng: &mut Rng) {
    for (rows, vector) in example.rows.iter_mut().zip(&mut example.vectors) {
        let cluster = vectors.cluster_of_row.get(rows[FORM] as usize).copied().flatten();
        if let Some(cluster) = cluster.filter(|_| rng.f32() < TO_CLUSTER) {
            rows[FORM] = cluster;
            *vector = vectors.of_row[cluster as usize];
        } else if rng.f32() < DROP_WORD {
            rows[FORM] = NO_ROW;
            *vector = None;
        } else if vector.is_some() && rows[FORM] as usize >= UNKNOWN && rng.f32() < DROP_TRAINED {
            rows[FORM] = NO_ROW;
        }
        for slot in AFFIXES {
            if rng.f32() < DROP_AFFIX {
                rows[slot] = NO_ROW;
            }
        }
    }
}

/// How the shipped file rounds.
const ROUNDING: Rounding = Rounding { matrix: 31.0, words: 1.0, features: 1.0 };

/// Trains the tagger and gives the file of its weights; `report` hears of each epoch.
pub fn train(options: &Options, report: &mut dyn FnMut(&str)) -> Result<Vec<u8>, Problem> {
    let (words, weights) = network(options, report)?;
    Ok(file(&words, &weights, ROUNDING))
}

/// The confidence's coefficients for some weights, fitted to annotated articles, and what the
/// weights are worth there.
pub fn coefficients(articles: &Path, weights: &Weights) -> Result<(Vec<f32>, String), Problem> {
    let progress = Progress::of(&corpus::articles(articles, None)?, weights);
    Ok((progress.coefficients(), progress.tell()))
}

/// Trains a network, not rounded yet.
pub fn network(options: &Options, report: &mut dyn FnMut(&str)) -> Result<(Words, Weights), Problem> {
    let material = Material::read(options)?;
    let layout = |width: usize, layers: usize| {
        Layout::new(Shape {
            width,
            layers,
            rows: material.vocabulary.table_rows(),
            vector: material.vectors.dimensions,
            tasks: material.classes.counts(),
        })
    };
    report(&format!(
        "{} articles, {} words known and {} by cluster",
        material.articles.len(),
        material.words.own.len(),
        material.words.clustered.len()
    ));
    let mut rng = Rng::with_seed(options.seed);
    let mut teachers = Vec::new();
    for teacher in 0..options.teachers {
        report(&format!("teacher {}", teacher + 1));
        let layout = layout(options.teacher_width, options.teacher_layers);
        let parameters = learn(&material, &layout, &[], options, &mut rng, report);
        teachers.push((layout, parameters));
    }
    let layout = layout(options.width, options.layers);
    let parameters = learn(&material, &layout, &teachers, options, &mut rng, report);
    let mut weights = weights(&material, &layout, &parameters);
    if !material.dev.is_empty() {
        weights.confidence = Progress::of(&material.dev, &weights).coefficients();
    }
    Ok((material.words, weights))
}

fn learn(
    material: &Material,
    layout: &Layout,
    teachers: &[(Layout, Parameters)],
    options: &Options,
    rng: &mut Rng,
    report: &mut dyn FnMut(&str),
) -> Parameters {
    let mut learned = Parameters::random(layout, rng);
    let parameters = &mut learned;
    let vectors = &material.vectors.numbers;
    let teachers: Vec<Network> =
        teachers.iter().map(|(layout, parameters)| Network { layout, parameters, vectors }).collect();
    let d = layout.shape.width;
    let mut dense_steps = AdamW::new(parameters.dense.len());
    let mut table_steps = AdamW::new(parameters.table.len());
    let decays = layout.decays();
    let strength = Regularisation { dropout: options.dropout, auxiliary: options.auxiliary, teacher: options.teacher };
    let mut table_gradient = vec![0.0; parameters.table.len()];
    let mut gradients: Vec<Gradient> = Vec::new();
    for epoch in 0..options.epochs {
        let examples = material.epoch(rng);
        let batches = batches(&examples, options.batch);
        let mut loss = [0.0; 2];
        let mut words = 0;
        for (step, batch) in batches.iter().enumerate() {
            let seeds: Vec<u64> = batch.iter().map(|_| rng.u64(..)).collect();
            gradients.resize_with(gradients.len().max(batch.len()), Gradient::default);
            let network = Network { layout, parameters, vectors: &material.vectors.numbers };
            gradients.par_iter_mut().zip(batch.par_iter()).zip(seeds).for_each(|((gradient, example), seed)| {
                network.gradient(example, &teachers, strength, &mut Rng::with_seed(seed), gradient);
            });
            // Summed in the batch's order, so that the number of threads changes nothing.
            let (first, others) = gradients[..batch.len()].split_at_mut(1);
            let dense = &mut first[0].dense;
            for other in others.iter() {
                dense.iter_mut().zip(&other.dense).for_each(|(a, b)| *a += b);
            }
            let batch_words: usize = batch.iter().map(|e| e.rows.len()).sum();
            let mean = 1.0 / batch_words as f32;
            dense.iter_mut().for_each(|g| *g *= mean);
            table_gradient.fill(0.0);
            for (example, gradient) in batch.iter().zip(&gradients) {
                for (rows, from) in example.rows.iter().zip(gradient.embeddings.chunks_exact(d)) {
                    for &row in rows.iter().filter(|r| **r != NO_ROW) {
                        let into = &mut table_gradient[row as usize * d..][..d];
                        into.iter_mut().zip(from).for_each(|(a, b)| *a += b * mean);
                    }
                }
                loss[0] += gradient.loss[0];
                loss[1] += gradient.loss[1];
            }
            words += batch_words;
            let dense = &mut gradients[0].dense;
            let squares = |part: &[f32]| part.iter().map(|g| f64::from(g * g)).sum::<f64>();
            let norm = (squares(dense) + squares(&table_gradient)).sqrt() as f32;
            if norm > LARGEST_GRADIENT {
                let smaller = LARGEST_GRADIENT / norm;
                dense.iter_mut().chain(&mut table_gradient).for_each(|g| *g *= smaller);
            }
            let done = (epoch as f32 + step as f32 / batches.len() as f32) / options.epochs as f32;
            let rate = schedule(options.rate, done);
            dense_steps.step(&mut parameters.dense, dense, rate, |i| if decays[i] { DECAY } else { 0.0 });
            table_steps.step(&mut parameters.table, &table_gradient, rate, |_| DECAY);
        }
        let a_word = |loss: f64| loss / words as f64;
        if epoch % 3 == 2 || epoch + 1 == options.epochs {
            let network = Network { layout, parameters, vectors: &material.vectors.numbers };
            let (mut loss, mut words) = (0.0, 0);
            let still = Regularisation { dropout: 0.0, auxiliary: 0.0, teacher: 0.0 };
            for article in &material.dev {
                for example in
                    examples::examples(article, 0, &material.vocabulary, &material.vectors, &material.classes)
                {
                    let mut gradient = Gradient::default();
                    network.gradient(&example, &[], still, &mut Rng::with_seed(0), &mut gradient);
                    loss += gradient.loss[0];
                    words += example.rows.len();
                }
            }
            let progress = Progress::of(&material.dev, &weights(material, layout, parameters));
            report(&format!("dev: {:.4} labels; {}", loss / words as f64, progress.tell()));
        }
        report(&format!("epoch {}: {:.4} labels, {:.4} all", epoch + 1, a_word(loss[0]), a_word(loss[1])));
    }
    learned
}

/// Examples in a row of about `words` words.
fn batches(examples: &[Example], words: usize) -> Vec<&[Example]> {
    let mut batches = Vec::new();
    let mut start = 0;
    let mut held = 0;
    for (i, example) in examples.iter().enumerate() {
        held += example.rows.len();
        if held >= words || i + 1 == examples.len() {
            batches.push(&examples[start..=i]);
            (start, held) = (i + 1, 0);
        }
    }
    batches
}

/// As much of a number as survives in a matrix that was not rounded for the file: 11 bits.
const FINE: f32 = 2047.0;

fn rounded(numbers: &[f32], columns: usize, most: f32) -> Matrix {
    let (whole, scales) = file::round(numbers, columns, most);
    Matrix::new(&whole, columns, scales)
}

/// What was learned as the engine uses it, pretrained vectors merged into the table.
fn weights(material: &Material, layout: &Layout, parameters: &Parameters) -> Weights {
    let d = layout.shape.width;
    let dense = &parameters.dense;
    let mut table = parameters.table.clone();
    for (row, vector) in material.vectors.of_row.iter().enumerate() {
        let Some(vector) = vector else { continue };
        let vector = &material.vectors.numbers[*vector as usize * layout.shape.vector..][..layout.shape.vector];
        for (v, part) in vector.iter().zip(dense[layout.projection..].chunks_exact(d)) {
            table[row * d..][..d].iter_mut().zip(part).for_each(|(x, p)| *x += v * p);
        }
    }
    let layers = layout.layer.iter().map(|&[kernel, matrix, bias]| Layer {
        kernel: std::array::from_fn(|i| dense[kernel + i * d..][..d].to_vec()),
        gates: rounded(&dense[matrix..][..3 * d * d], d, FINE),
        bias: dense[bias..][..3 * d].to_vec(),
    });
    let network = Network { layout, parameters, vectors: &material.vectors.numbers };
    Weights {
        vocabulary: material.vocabulary.clone(),
        width: d,
        table,
        norm: [dense[layout.norm..][..d].to_vec(), dense[layout.norm + d..][..d].to_vec()],
        layers: layers.collect(),
        output: rounded(&dense[layout.output..][..LABELS * d], d, FINE),
        output_bias: std::array::from_fn(|y| dense[layout.output + LABELS * d + y]),
        chain: network.chain(),
        confidence: Vec::new(),
    }
}
