//! The macro that declares a list of rejections, and what each of them tells: code, class, arguments.

use crate::{OfficeId, PersonId, matters::Action};
use guiju_model::{Date, Moment, Period};
use std::borrow::Cow;

/// What kind of refusal a rejection is; the edge maps it to an HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The request cannot be understood or holds a value that is not taken.
    Invalid,
    /// Nobody is logged in, or more is needed to log in.
    Unauthenticated,
    /// The caller may not do this.
    Forbidden,
    /// There is no such thing, or not for this caller.
    NotFound,
    /// The request did not arrive in time.
    Slow,
    /// The thing is in a state in which this is not done.
    Conflict,
    /// Understood, but not to be carried out as it is.
    Unprocessable,
    /// Nobody holds a role that is needed.
    Vacancy,
    /// Too many of them; later again.
    Throttled,
    /// Something of this server is broken.
    Fault,
    /// This server cannot do it for the time being.
    Unavailable,
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

/// A value that the words of a rejection name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A count; words may select by it.
    Number(i64),
    /// A text as it is, or the stable name of an enum's value, by which words may select.
    Text(Cow<'static, str>),
    /// Several texts, joined as the language joins them.
    List(Vec<String>),
    /// A character; `CODE($name)` gives its number.
    Character(char),
    /// A size.
    Bytes(Bytes),
    /// A text in both languages.
    Bilingual(Bilingual),
    /// From when to when.
    Period(Period),
}

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

impl From<Vec<String>> for Argument {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts)
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

impl From<Period> for Argument {
    fn from(period: Period) -> Self {
        Self::Period(period)
    }
}

macro_rules! argument_of_names {
    ($($named:ty),+) => { $(
        impl From<$named> for Argument {
            fn from(value: $named) -> Self {
                Self::Text(value.name().into())
            }
        }
    )+ };
}
argument_of_names!(Action);

/// Names and values that the words of a rejection may use.
pub type Arguments = Vec<(&'static str, Argument)>;

/// A code with the names of its arguments, for the check that words exist and name nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The stable code.
    pub code: &'static str,
    /// Names of its arguments.
    pub arguments: &'static [&'static str],
}

/// Declares the rejections of a noun. Each has a code `noun.reason` for ever, a [`Class`], and named fields that its words may
/// use. The words stand in the server, under the code with `-` for the point.
///
/// ```ignore
/// rejections! {
///     /// Why a draft is not saved.
///     pub enum Draft: "draft" {
///         /// There are as many as there may be.
///         TooMany {
///             /// How many there may be.
///             limit: u64,
///         } = "too-many", Conflict;
///     }
/// }
/// ```
macro_rules! rejections {
    (
        $(#[$outer:meta])*
        $vis:vis enum $type:ident: $noun:literal {
            $(
                $(#[$inner:meta])*
                $value:ident $({ $($(#[$about:meta])* $field:ident: $of:ty),+ $(,)? })? = $reason:literal, $class:ident;
            )+
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis enum $type {
            $($(#[$inner])* $value $({ $($(#[$about])* $field: $of),+ })?),+
        }

        impl $type {
            /// Every code with the names of its arguments.
            pub const DECLARED: &[$crate::rejection::Declared] = &[
                $($crate::rejection::Declared {
                    code: concat!($noun, ".", $reason),
                    arguments: &[$($(stringify!($field)),+)?],
                }),+
            ];

            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$value { .. } => concat!($noun, ".", $reason)),+
                }
            }

            /// What kind of refusal it is.
            #[must_use]
            pub const fn class(&self) -> $crate::rejection::Class {
                match self {
                    $(Self::$value { .. } => $crate::rejection::Class::$class),+
                }
            }

            /// The values that its words may name.
            #[must_use]
            pub fn arguments(&self) -> $crate::rejection::Arguments {
                match self {
                    $(Self::$value { $($($field),+)? } => {
                        vec![$($((stringify!($field), $crate::rejection::Argument::from($field.clone()))),+)?]
                    }),+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::error::Error for $type {}
    };
}
pub(crate) use rejections;
