//! Official papers as they are set.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// An official paper set from a matter.
    DocumentShown {
        /// Whether it is a draft that nobody has signed.
        draft: bool,
        /// The head over the line.
        head: String,
        /// Number within its series, once it has one.
        number: String,
        /// Who signed, where that is named beside the number.
        signers: Vec<String>,
        /// Heading of the paper.
        heading: String,
        /// To whom it is addressed.
        to: Option<String>,
        /// Paragraphs of the text.
        body: Vec<Paragraph>,
        /// Names of what is enclosed.
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
        /// Text of the paragraph.
        text: String,
    }
}
