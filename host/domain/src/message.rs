//! A message of the server's catalogue with the values that its words name.
//!
//! The words, in both languages, stand in the server; the id names them.

use crate::{MatterId, OfficeId, PersonId, RehearsalId};
use guiju_model::{Date, Moment, Period};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A message of the catalogue, to be shown in the language of whoever reads it. Where it is stored, its id and its values are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id in the catalogue.
    #[serde(rename = "message")]
    pub id: Cow<'static, str>,
    /// The values that its words name, by their names.
    #[serde(rename = "with")]
    pub arguments: Vec<(Cow<'static, str>, Argument)>,
}

/// The id of the message that is nothing but a text.
const PLAIN: &str = "plain";

impl Message {
    /// A message with arguments.
    #[must_use]
    pub fn new(id: impl Into<Cow<'static, str>>, arguments: Arguments) -> Self {
        Self { id: id.into(), arguments: arguments.into_iter().map(|(name, value)| (name.into(), value)).collect() }
    }

    /// A text that is the same in every language: of a person, of a regulation, or of a former version.
    #[must_use]
    pub fn plain(text: impl Into<Cow<'static, str>>) -> Self {
        Self { id: PLAIN.into(), arguments: vec![("text".into(), Argument::Text(text.into()))] }
    }

    /// The text, if it is nothing else.
    #[must_use]
    pub fn as_plain(&self) -> Option<&str> {
        match self.arguments.as_slice() {
            [(_, Argument::Text(text))] if self.id == PLAIN => Some(text),
            _ => None,
        }
    }
}

impl From<&Self> for Message {
    fn from(message: &Self) -> Self {
        message.clone()
    }
}

/// A message by its id, with values for the names in its words: `message!("keeper-numbered", person, number = id)`. A name alone
/// stands for the variable of this name.
#[macro_export]
macro_rules! message {
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::message::Message::new($id, vec![$((stringify!($name), $crate::message!(@ $name $(= $value)?))),*])
    };
    (@ $name:ident) => { $crate::message::Argument::from($name) };
    (@ $name:ident = $value:expr) => { $crate::message::Argument::from($value) };
}

/// A number of bytes, which people read in KB or MB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bytes(pub u64);

/// A text that stands in both languages already, such as the label of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// In Chinese.
    pub chinese: Cow<'static, str>,
    /// In English.
    pub english: Cow<'static, str>,
}

/// A value that the words of a message name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Argument {
    /// A count; words may select by it.
    Number(i64),
    /// A text as it is, or the stable name of an enum's value, by which words may select.
    Text(Cow<'static, str>),
    /// Several values, joined as the language joins them; `EMPTY($name)` tells whether there is any.
    List(Vec<Argument>),
    /// A character; `CODE($name)` gives its number as people read it, `POINT($name)` a number to select by.
    Character(char),
    /// A size.
    Bytes(Bytes),
    /// A text in both languages.
    Bilingual(Bilingual),
    /// A day, written out as the language does.
    Day(Date),
    /// From when to when.
    Period(Period),
    /// A message within a message.
    Message(Message),
}

/// Names and values that the words of a message may use.
pub type Arguments = Vec<(&'static str, Argument)>;

macro_rules! argument_of_numbers {
    ($($number:ty),+) => { $(
        impl From<$number> for Argument {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+ };
}
argument_of_numbers!(i64, u64, u32, i32, u16, u8, usize);

macro_rules! argument_of_texts {
    ($($shown:ty),+) => { $(
        impl From<$shown> for Argument {
            fn from(shown: $shown) -> Self {
                Self::Text(shown.to_string().into())
            }
        }
    )+ };
}
argument_of_texts!(Date, Moment, MatterId, OfficeId, PersonId, RehearsalId);

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned().into())
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl<T: Into<Argument>> From<Vec<T>> for Argument {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl From<char> for Argument {
    fn from(character: char) -> Self {
        Self::Character(character)
    }
}

impl From<Bytes> for Argument {
    fn from(bytes: Bytes) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Bilingual> for Argument {
    fn from(text: Bilingual) -> Self {
        Self::Bilingual(text)
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<Period> for Argument {
    fn from(period: Period) -> Self {
        Self::Period(period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_as_it_was() {
        let setting = Bilingual { chinese: "甲".into(), english: "a".into() };
        let values = vec![Argument::Character('字'), Bytes(3).into(), Argument::Day(Date(20_000)), setting.into()];
        let within = message!("keeper-login-unusable", most = 5_u64);
        let said = message!("no-such-message", values, within, text = "“甲”", role = "security");
        let stored = serde_json::to_string(&said).unwrap();
        assert!(
            stored.starts_with(r#"{"message":"no-such-message","with":[["values",{"list":[{"character":"字"},"#),
            "{stored}"
        );
        assert_eq!(serde_json::from_str::<Message>(&stored).unwrap(), said);
    }

    #[test]
    fn a_text_alone_is_known() {
        assert_eq!(Message::plain("甲").as_plain(), Some("甲"));
        assert_eq!(message!("plain", text = 1_u64).as_plain(), None);
        assert_eq!(message!("no-such-message", text = "甲").as_plain(), None);
    }
}
