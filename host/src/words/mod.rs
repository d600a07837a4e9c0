//! What the server says to people, in Chinese and in English: a catalogue of messages in files for each noun, and nothing else.
//!
//! Whoever says something gives a [`Message`](guiju_domain::message::Message): an id and the values that its words name.

mod catalogue;
mod spans;

pub use catalogue::message;
pub use spans::suspended_over;

use crate::{language::Language, store::messages};
use guiju_domain::{
    Rejection,
    message::{Argument, Arguments, Message},
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

/// A message as the office itself writes it, in Chinese: what is stored as a text among texts of people.
#[must_use]
pub fn written(said: &Message) -> String {
    message(said, Language::Chinese)
}

/// What is stored of a message, or a text, in the language of the request that is being answered.
#[must_use]
pub fn stored(text: &str) -> String {
    answer(&messages::read(text))
}

/// A value as messages show it, in the language of the request that is being answered.
#[must_use]
pub fn argument(value: &Argument) -> String {
    catalogue::text(value, Language::current())
}

/// A message of this id in the language of the request that is being answered.
#[must_use]
pub fn said(id: &'static str, arguments: Arguments) -> String {
    answer(&Message::new(id, arguments))
}

/// A message of this id with values for the names in its words, in the language of the request that is being answered:
/// `words::text!("search-more-matters", most = MOST)`.
macro_rules! text {
    ($($message:tt)+) => {
        $crate::words::answer(&guiju_domain::message!($($message)+))
    };
}
pub(crate) use text;
