//! A file as text.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use guiju_domain::rejection::Import;
use std::borrow::Cow;

/// What stands for bytes that are no character.
pub const UNREADABLE: char = char::REPLACEMENT_CHARACTER;
/// Of so many characters one may be unreadable; more of them make no text.
const READABLE: usize = 100;

/// The file as text, in the encoding that its mark names or that suits it best, without marks and NUL at its end. Bytes that are
/// no character become [`UNREADABLE`], for their line to be told.
///
/// # Errors
/// If it is no text, a page of the web, or empty.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Import> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let (text, _, _) = match marked.or_else(|| wide(bytes)) {
        Some(encoding) => encoding.decode(bytes),
        None => narrow(bytes),
    };
    let unreadable = text.chars().filter(|c| *c == UNREADABLE).count();
    // One broken character is a slip of a program, more of them in a short text are no text.
    if unreadable > 1 + text.chars().count() / READABLE {
        return Err(Import::NotText);
    }
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches(['\0', '\u{1a}'])),
        Cow::Owned(text) => Cow::Owned(text.trim_end_matches(['\0', '\u{1a}']).to_owned()),
    };
    if text.trim().is_empty() {
        return Err(if bytes.contains(&0) { Import::NotText } else { Import::Empty });
    }
    let begin = text.trim_start().chars().take(1000).collect::<String>().to_lowercase();
    if begin.starts_with('<') && ["<html", "<table", "<!doctype html"].iter().any(|tag| begin.contains(tag)) {
        return Err(Import::WebPage);
    }
    // NUL behind a line is what some machines pad it with; NUL within one is no text.
    let within = |line: &str| line.trim_end_matches(['\0', '\r']).contains('\0');
    if text.contains('\0') && text.lines().filter(|line| within(line)).count() * 2 > text.lines().count() {
        return Err(Import::NotText);
    }
    Ok(text)
}

/// UTF-16 without a mark: digits and commas have a NUL beside them.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let nul = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (nul(0), nul(1), bytes.len() / 2);
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        None
    } else if odd * 3 > pairs && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 3 > pairs && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 or GB 18030, whichever leaves fewer bytes unread.
fn narrow(bytes: &[u8]) -> (Cow<'_, str>, &'static Encoding, bool) {
    let unread = |text: &str| text.chars().filter(|c| *c == UNREADABLE).count();
    let utf8 = UTF_8.decode(bytes);
    if !utf8.2 {
        return utf8;
    }
    let gb = GB18030.decode(bytes);
    if unread(&utf8.0) < unread(&gb.0) { utf8 } else { gb }
}
