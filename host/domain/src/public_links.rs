//! Links for people without an account.

use crate::names::named;

named! {
    /// What a public link leads to.
    pub enum LinkKind {
        /// A board that is shown on a screen.
        Board = "board",
        /// A form that a visitor fills in.
        Form = "form",
    }
}
