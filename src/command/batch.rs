//! A batch: a document a line, answered in order on every core.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Error;
use inquit::Reading;

/// How many lines are in the work at once: enough to keep the cores busy, few enough that
/// memory stays small and an answer does not wait long.
const AT_ONCE: usize = 256;

#[derive(Deserialize)]
struct Document {
    id: Box<RawValue>,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a RawValue,
    #[serde(flatten)]
    reading: Reading,
}

/// Answers `{"id","text"}` lines with `{"id",...result}` lines on standard output. A bad line gets
/// an error with its number on standard error and makes the exit code 1; the others are answered.
pub fn run(input: impl BufRead + Send + 'static) -> Result<ExitCode, Error> {
    let lines = read_ahead(input);
    let (mut out, mut number, mut bad, mut answered) = (io::stdout().lock(), 0, 0, 0);
    let progress = io::stderr().is_terminal();
    while let Ok(first) = lines.recv() {
        // Only what has come already: whoever writes one line and waits gets its answer.
        let chunk: Vec<_> = std::iter::once(first).chain(lines.try_iter().take(AT_ONCE - 1)).collect();
        let answers: Vec<_> = chunk.par_iter().map(answer).collect();
        for answer in answers {
            number += 1;
            match answer {
                Ok(line) if line.is_empty() => {}
                Ok(line) => {
                    answered += 1;
                    writeln!(out, "{line}")?;
                }
                Err(error) => {
                    bad += 1;
                    clear_line(progress);
                    eprintln!("inquit: line {number}: {error}");
                }
            }
        }
        out.flush()?;
        if progress {
            eprint!("\r{answered} documents");
        }
    }
    clear_line(progress);
    if bad > 0 {
        eprintln!("inquit: {bad} of {number} lines could not be read; the others were answered");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn clear_line(progress: bool) {
    if progress {
        eprint!("\r{:32}\r", "");
    }
}

/// The lines, read by a thread of their own so that reading and work overlap.
fn read_ahead(input: impl BufRead + Send + 'static) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = sync_channel(AT_ONCE);
    thread::spawn(move || {
        for line in input.split(b'\n') {
            let failed = line.is_err();
            if sender.send(line).is_err() || failed {
                break;
            }
        }
    });
    receiver
}

/// The answer to a line; empty for a blank one.
fn answer(line: &io::Result<Vec<u8>>) -> Result<String, String> {
    let line = line.as_ref().map_err(|error| format!("cannot be read: {error}"))?;
    if line.trim_ascii().is_empty() {
        return Ok(String::new());
    }
    let line = std::str::from_utf8(line).map_err(|error| format!("is not UTF-8 (byte {})", error.valid_up_to()))?;
    let Document { id, text } =
        serde_json::from_str(line).map_err(|error| format!(r#"is no {{"id": ..., "text": "..."}}: {error}"#))?;
    let reading = inquit::extract(&text).to_utf16(&text);
    serde_json::to_string(&Answer { id: &id, reading }).map_err(|error| error.to_string())
}
