//! Official papers as they are set.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// An official paper set from a matter.
    LetterShown {
        /// Not signed yet.
        draft: bool,
        /// The head over the line.
        head: String,
        /// Number.
        number: String,
        /// Who signed, where that is named beside the number.
        signers: Vec<String>,
        /// Heading.
        heading: String,
        /// To whom.
        to: Option<String>,
        /// The text.
        body: Vec<Paragraph>,
        /// What is enclosed.
        enclosed: Vec<String>,
        /// Fields below the text, each with its label.
        listed: Vec<(String, String)>,
        /// Who gets a copy.
        copied: Option<String>,
        /// The office that issues it.
        office: String,
        /// The office signs and seals it.
        sealed: bool,
        /// Its day in words; none before it is signed.
        day: Option<String>,
    }
    /// A paragraph of an official paper.
    Paragraph {
        /// 1 and 2 for headings of the first and second level (一、 and （一）), 0 for text.
        level: u8,
        /// Text.
        text: String,
    }
}
