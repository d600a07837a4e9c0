//! A setting: its name, its keeper, the kind of its value, its label, and which way it protects the office more.

use crate::SystemRole;

/// A word in Chinese and in English.
pub type Words = (&'static str, &'static str);

/// What a setting's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number within bounds, both allowed.
    Number {
        /// The value unless the office sets another.
        default: i64,
        /// The smallest allowed.
        least: i64,
        /// The largest allowed.
        most: i64,
        /// What is counted.
        unit: Words,
    },
    /// Any of these names; none of them is the default.
    Names(&'static [(&'static str, Words)]),
    /// A whole number within bounds for any of the office's regulations, by their ids; none is the default.
    OfRegulations {
        /// The smallest allowed.
        least: i64,
        /// The largest allowed.
        most: i64,
        /// What is counted.
        unit: Words,
    },
    /// The name of a time zone in the IANA database; the server knows which there are.
    TimeZone {
        /// The value unless the office sets another.
        default: &'static str,
    },
}

/// Which way a setting protects the office more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safer {
    /// It protects nothing: any change is done at once.
    Neither,
    /// The larger number.
    Larger,
    /// The smaller number.
    Smaller,
    /// The smaller number; 0 stands for no end at all.
    SmallerButNotZero,
    /// The list with more names.
    MoreNames,
    /// None is safer than another; each change needs a second keeper.
    AsItIs,
}

/// A setting of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the API and in the store.
    pub name: &'static str,
    /// The keeper who may set it.
    pub keeper: SystemRole,
    /// What its value is.
    pub kind: Kind,
    /// What people call it.
    pub label: Words,
    /// Which way it protects more: the other way needs a second keeper.
    pub safer: Safer,
}
