//! The commands, a file each, and what goes wrong in them.

mod batch;
mod export;
pub mod extract;
#[cfg(feature = "train")]
pub mod judge;
mod page;
mod show;
#[cfg(feature = "train")]
pub mod train;

use std::fmt;
use std::io;

use serde::Serialize;
use serde_json::Value;

/// What keeps a command from its work; its text says what to do.
#[derive(Debug)]
pub struct Error {
    what: String,
    source: Option<io::Error>,
}

impl Error {
    fn new(what: impl Into<String>) -> Self {
        Error { what: what.into(), source: None }
    }

    /// The reader of the output has closed it: no fault, but the end.
    pub fn is_closed_pipe(&self) -> bool {
        self.source.as_ref().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Error { what: format!("cannot write the output: {source}"), source: Some(source) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.what)
    }
}

/// What the result's JSON calls a kind, a stance and the like.
fn name(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => unreachable!("it is an enum without fields"),
    }
}
