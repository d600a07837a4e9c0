//! Why a file is not read at all, or an imported line is not withdrawn.

use thiserror::Error;

/// A fault of a whole file, or of withdrawing one of its lines. Rows and columns are counted from 1, as programs show them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Import {
    /// The file is empty, or has nothing but blanks.
    Empty,
    /// Neither a workbook nor text.
    NotText,
    /// A page of the web under the name of a workbook.
    WebPage,
    /// A workbook whose inside does not hold together, or that opens by a password alone.
    Damaged,
    /// More than is unpacked: in all, in one of its parts, or in one piece without a sign of its structure.
    Unpacked {
        /// How many megabytes there may be.
        megabytes: u64,
    },
    /// A cell lies beyond the last row or column that is read.
    Beyond {
        /// Its name, such as `XFD1048576`.
        cell: String,
        /// The last row that is read.
        rows: u32,
        /// The last column that is read.
        columns: u32,
    },
    /// More cells, or more text in them, than are read at once.
    Cells {
        /// How many cells there may be.
        cells: u64,
        /// How many megabytes of text there may be.
        megabytes: u64,
    },
    /// More cells in which nothing is written than are read over.
    Blanks {
        /// How many there may be.
        cells: u64,
    },
    /// A cell has the NUL character, which no database keeps.
    Nul {
        /// Its row.
        row: u64,
    },
    /// No row names the columns that are needed.
    NoHeads {
        /// What was looked for.
        wanted: String,
        /// Where: sheets and rows.
        looked: String,
    },
    /// The form takes no files.
    NoFiles {
        /// Its title.
        form: String,
    },
    /// A record that no file brought, or that is gone already.
    NotImported,
    /// A line is not withdrawn without saying why.
    ReasonMissing,
    /// Only whoever may import into the form withdraws a line of it.
    NotYours,
}

impl Import {
    /// The codes of all of them.
    pub const CODES: &[&'static str] = &[
        "import.empty",
        "import.not-text",
        "import.web-page",
        "import.damaged",
        "import.unpacked",
        "import.beyond",
        "import.cells",
        "import.blanks",
        "import.nul",
        "import.no-heads",
        "import.no-files",
        "import.not-imported",
        "import.reason-missing",
        "import.not-yours",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "import.empty",
            Self::NotText => "import.not-text",
            Self::WebPage => "import.web-page",
            Self::Damaged => "import.damaged",
            Self::Unpacked { .. } => "import.unpacked",
            Self::Beyond { .. } => "import.beyond",
            Self::Cells { .. } => "import.cells",
            Self::Blanks { .. } => "import.blanks",
            Self::Nul { .. } => "import.nul",
            Self::NoHeads { .. } => "import.no-heads",
            Self::NoFiles { .. } => "import.no-files",
            Self::NotImported => "import.not-imported",
            Self::ReasonMissing => "import.reason-missing",
            Self::NotYours => "import.not-yours",
        }
    }
}
