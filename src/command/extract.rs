//! `inquit extract`: the quotes of a text, a saved page or a batch.

use std::fs;
use std::io::{self, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{Error, batch, page, show};
use inquit::Reading;

/// Read an article and list its quotes with who said them
#[derive(Args)]
pub struct Arguments {
    /// The article, a text in UTF-8 with a paragraph a line; standard input if none or `-`
    file: Option<PathBuf>,
    /// Write the result as JSON, offsets in UTF-16 code units
    #[arg(long)]
    json: bool,
    /// Read a saved page; with --json the result brings the "text" that was read
    #[arg(long)]
    html: bool,
    /// With --html, read the first element that this CSS selector finds [default: the longest
    /// <article>, else <main>, else the whole page]
    #[arg(long, value_name = "SELECTOR", requires = "html")]
    root: Option<String>,
    /// Read a {"id","text"} a line, write a {"id",...result} a line in the same order
    #[arg(long, conflicts_with_all = ["json", "html"])]
    jsonl: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(flatten)]
    reading: Reading,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let file = arguments.file.as_deref().filter(|file| *file != Path::new("-"));
    if arguments.jsonl {
        let lines: Box<dyn Read + Send> = match file {
            Some(file) => Box::new(fs::File::open(file).map_err(|error| unreadable(file, &error))?),
            None => Box::new(io::stdin()),
        };
        return batch::run(BufReader::new(lines));
    }
    let bytes = read(file)?;
    let name = file.map_or("standard input".into(), Path::to_string_lossy);
    let text = if arguments.html { page::text(&bytes, arguments.root.as_deref())? } else { decode(bytes, &name)? };
    let reading = inquit::extract(&text);
    let mut out = io::stdout().lock();
    if arguments.json {
        let answer = Answer { text: arguments.html.then_some(&text), reading: reading.to_utf16(&text) };
        serde_json::to_writer_pretty(&mut out, &answer).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        show::show(&mut anstream::AutoStream::auto(&mut out as &mut dyn Write), &text, &reading)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: Option<&Path>) -> Result<Vec<u8>, Error> {
    let Some(file) = file else {
        let mut bytes = Vec::new();
        if io::stdin().is_terminal() {
            eprintln!("inquit: type or paste the article, then Ctrl-D on a line of its own");
        }
        io::stdin().read_to_end(&mut bytes).map_err(|error| unreadable(Path::new("standard input"), &error))?;
        return Ok(bytes);
    };
    fs::read(file).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &io::Error) -> Error {
    Error::new(format!("cannot read {}: {error}", file.display()))
}

fn decode(bytes: Vec<u8>, name: &str) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::new(format!(
            "{name} is not UTF-8 (byte {at}): convert it first, for example by `iconv -f WINDOWS-1252 -t UTF-8`"
        ))
    })
}
