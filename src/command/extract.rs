//! `inquit extract`: the quotes of a text, a saved page or a batch.

use std::fs;
use std::io::{self, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::export::{self, Article};
use super::page::{self, Page};
use super::show::{self, Order};
use super::{Error, batch};
use inquit::Reading;

/// Read an article and list its quotes with who said them
#[derive(Args)]
pub struct Arguments {
    /// The article, a text in UTF-8 with a paragraph a line; standard input if none or `-`
    file: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::List)]
    format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// List the quotes by speaker, the most quoted first
    #[arg(long, conflicts_with_all = ["format", "json"])]
    by_speaker: bool,
    /// Read a saved page; with --json the result brings the "text" that was read
    #[arg(long)]
    html: bool,
    /// With --html, read the first element that this CSS selector finds [default: the longest
    /// <article>, else <main>, else the whole page]
    #[arg(long, value_name = "SELECTOR", requires = "html")]
    root: Option<String>,
    /// Where the article is published, for jsonld, annotations and csv [default: with --html, what
    /// the page says itself]
    #[arg(long)]
    url: Option<String>,
    /// Read a {"id","text"} a line, write a {"id",...result} a line in the same order
    #[arg(long, conflicts_with_all = ["format", "json", "by_speaker", "html", "url"])]
    jsonl: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Quotes with their speakers, to read
    List,
    /// The result, offsets in UTF-16 code units
    Json,
    /// quotes.json, which a page draws without the engine
    Quotes,
    /// Quotations by schema.org, for search engines
    Jsonld,
    /// The W3C's Web Annotations
    Annotations,
    /// A table for a spreadsheet
    Csv,
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
    let format = if arguments.json { Format::Json } else { arguments.format };
    let url = arguments.url.as_deref().map(address).transpose()?;
    let bytes = read(file)?;
    let name = file.map_or("standard input".into(), Path::to_string_lossy);
    let Page { text, url: own } = if arguments.html {
        page::read(&bytes, arguments.root.as_deref())?
    } else {
        Page { text: decode(bytes, &name)?, url: None }
    };
    let url = url.or(own.as_deref()).and_then(|url| url.split('#').next());
    let reading = inquit::extract(&text);
    let article = Article { text: &text, reading: &reading, url };
    let mut out = io::stdout().lock();
    match format {
        Format::List => {
            let order = if arguments.by_speaker { Order::Speakers } else { Order::Text };
            show::show(&mut anstream::AutoStream::auto(&mut out as &mut dyn Write), &text, &reading, order)?;
        }
        Format::Json => {
            let answer = Answer { text: arguments.html.then_some(&text), reading: reading.to_utf16(&text) };
            serde_json::to_writer_pretty(&mut out, &answer).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Quotes => export::quotes(&mut out, &article)?,
        Format::Jsonld => export::jsonld(&mut out, &article)?,
        Format::Annotations => {
            let page = url.ok_or_else(|| Error::new("annotations point into a page: say where it is by --url"))?;
            export::annotations(&mut out, &article, page)?;
        }
        Format::Csv => export::csv(&mut out, &article)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn address(url: &str) -> Result<&str, Error> {
    let error = || Error::new(format!("--url {url} is no address of a page: it is to begin with https:// or http://"));
    page::is_address(url).then_some(url).ok_or_else(error)
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
