//! What the server says to people, in Chinese and in English: a catalogue of messages in files for each noun, and nothing else.
//!
//! Whoever says something gives a [`Message`](guiju_domain::message::Message): an id and the values that its words name.

mod catalogue;

pub use catalogue::message;

use crate::language::Language;
use guiju_domain::{
    Rejection,
    message::{Arguments, Message},
};

/// A rejection as people read it.
#[must_use]
pub fn say(why: &Rejection, language: Language) -> String {
    message(&why.message(), language)
}

/// A message in the language of the request that is being answered.
#[must_use]
pub fn answer(said: &Message) -> String {
    message(said, Language::current())
}

/// A message of this id in the language of the request that is being answered.
#[must_use]
pub fn said(id: &'static str, arguments: Arguments) -> String {
    answer(&Message::new(id, arguments))
}
