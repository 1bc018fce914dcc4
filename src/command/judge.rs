//! `inquit judge`: how well the shipped weights tell parts of speech and names.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::Error;
use inquit::train;

/// Say how well the shipped weights tell parts of speech and names
#[derive(Args)]
pub struct Arguments {
    /// Articles not to be learned from, a {"id","text","quotes"} a line
    corpus: PathBuf,
    /// CoreNLP's analysis of them
    #[arg(long, value_name = "FILE")]
    corenlp: PathBuf,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    println!("{}", train::judge(&arguments.corpus, &arguments.corenlp).map_err(Error::new)?);
    Ok(ExitCode::SUCCESS)
}
