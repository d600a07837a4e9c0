//! A message of the server's catalogue with the values that its words name.
//!
//! The words, in both languages, stand in the server; the id names them.

use crate::{OfficeId, PersonId, SystemRole};
use guiju_model::{Date, Moment, Period};
use std::borrow::Cow;

/// A message of the catalogue, to be shown in the language of whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id in the catalogue.
    pub id: Cow<'static, str>,
    /// The values that its words name.
    pub arguments: Arguments,
}

impl Message {
    /// A message with arguments.
    #[must_use]
    pub const fn new(id: &'static str, arguments: Arguments) -> Self {
        Self { id: Cow::Borrowed(id), arguments }
    }
}

/// A number of bytes, which people read in KB or MB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes(pub u64);

/// A text that stands in both languages already, such as the label of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// In Chinese.
    pub chinese: &'static str,
    /// In English.
    pub english: &'static str,
}

/// A value that the words of a message name.
#[derive(Clone, Debug, PartialEq, Eq)]
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
argument_of_texts!(String, Date, Moment, OfficeId, PersonId);

impl From<&'static str> for Argument {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<SystemRole> for Argument {
    fn from(role: SystemRole) -> Self {
        Self::from(role.name())
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
