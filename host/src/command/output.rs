//! What commands print on standard output.

use crate::{language::Language, words};
use anyhow::{Context, Result};
use guiju_domain::message::Message;
use std::{
    fmt,
    io::{self, ErrorKind, Write},
    sync::OnceLock,
};

/// The first fault of the output that is no reader's doing, such as a full disk.
static FAULT: OnceLock<io::Error> = OnceLock::new();

/// Prints a line as `println!` does, and never panics.
macro_rules! say {
    ($($text:tt)*) => { $crate::command::output::line(format_args!($($text)*)) };
}

pub(super) use say;

/// Prints a line. Where nobody reads on, as behind `| head`, nothing more is printed, and the command does its work to the end: what
/// it began is not left half done, and its exit status tells how it ended.
pub(super) fn line(text: fmt::Arguments<'_>) {
    if let Err(why) = writeln!(io::stdout().lock(), "{text}") {
        note(why);
    }
}

/// Shows how far something is, on standard error; what cannot be shown is left out.
pub(super) fn progress(text: fmt::Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}

fn note(why: io::Error) {
    if why.kind() != ErrorKind::BrokenPipe {
        let _ = FAULT.set(why);
    }
}

/// Ends the output of a command.
///
/// # Errors
/// If something could not be printed though somebody reads, since what was printed then is not whole.
pub(super) fn end() -> Result<()> {
    if let Err(why) = io::stdout().lock().flush() {
        note(why);
    }
    match FAULT.get() {
        None => Ok(()),
        Some(why) => Err(io::Error::new(why.kind(), why.to_string())).context("the output is not whole"),
    }
}

/// A message in both languages: whoever sits at the server may read either.
pub(super) fn both(said: &Message) -> String {
    let [chinese, english] = [Language::Chinese, Language::English].map(|language| words::message(said, language));
    format!("{chinese} / {english}")
}
