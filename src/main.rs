//! The command line: `inquit extract` reads texts and writes their quotes.
#![forbid(unsafe_code)]

mod command;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Finds every quotation in the text of a news article and says who said it.
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(command::extract::Arguments),
    #[cfg(feature = "train")]
    Judge(command::judge::Arguments),
    #[cfg(feature = "train")]
    Train(Box<command::train::Arguments>),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Extract(arguments) => command::extract::run(&arguments),
        #[cfg(feature = "train")]
        Command::Judge(arguments) => command::judge::run(&arguments),
        #[cfg(feature = "train")]
        Command::Train(arguments) => command::train::run(&arguments),
    };
    match outcome {
        Ok(code) => code,
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("inquit: {error}");
            ExitCode::FAILURE
        }
    }
}
