//! What one file, or one inline module in it, says of itself: its names, its children, and what its code names of others.

/// A module as its file tells of it.
#[derive(Default)]
pub struct Part {
    /// Whether it holds more than `mod` and `use`.
    pub has_code: bool,
    pub names: Vec<(String, Name)>,
    /// `use path::*`
    pub globs: Vec<Vec<String>>,
    pub children: Vec<Child>,
    /// The names of `#[macro_export]` macros, which stand at the root of the crate.
    pub exported: Vec<String>,
    pub mentions: Vec<Mention>,
}

/// What a name stands for.
#[derive(Clone)]
pub enum Name {
    /// Something that is defined here.
    Item,
    /// What a `use` brings in.
    Use(Vec<String>),
}

/// `mod name`
pub struct Child {
    pub name: String,
    /// `#[path = "…"]`
    pub written: Option<String>,
    /// `mod name { … }`
    pub inline: Option<Part>,
}

/// A path in the code.
pub struct Mention {
    pub path: Vec<String>,
    pub line: usize,
}
