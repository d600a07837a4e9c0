//! Why a file is not read at all, or an imported line is not withdrawn.

use super::declare::rejections;

rejections! {
    /// A fault of a whole file, or of withdrawing one of its lines. Rows and columns are counted from 1, as programs show them.
    pub enum Import: "import" {
        /// The file is empty, or has nothing but blanks.
        Empty = "empty", Invalid;
        /// Neither a workbook nor text.
        NotText = "not-text", Invalid;
        /// A page of the web under the name of a workbook.
        WebPage = "web-page", Invalid;
        /// A workbook whose inside does not hold together, or that opens by a password alone.
        Damaged = "damaged", Invalid;
        /// More than is unpacked: in all, in one of its parts, or in one piece without a sign of its structure.
        Unpacked {
            /// How many megabytes there may be.
            megabytes: u64,
        } = "unpacked", Invalid;
        /// A cell lies beyond the last row or column that is read.
        Beyond {
            /// Its name, such as `XFD1048576`.
            cell: String,
            /// The last row that is read.
            rows: u32,
            /// The last column that is read.
            columns: u32,
        } = "beyond", Invalid;
        /// More cells, or more text in them, than are read at once.
        Cells {
            /// How many cells there may be.
            cells: u64,
            /// How many megabytes of text there may be.
            megabytes: u64,
        } = "cells", Invalid;
        /// More cells in which nothing is written than are read over.
        Blanks {
            /// How many there may be.
            cells: u64,
        } = "blanks", Invalid;
        /// A cell has the NUL character, which no database keeps.
        Nul {
            /// Its row.
            row: u64,
        } = "nul", Invalid;
        /// No row names the columns that are needed.
        NoHeads {
            /// What was looked for.
            wanted: String,
            /// Where: sheets and rows.
            looked: String,
        } = "no-heads", Invalid;
        /// The form takes no files.
        NoFiles {
            /// Its title.
            form: String,
        } = "no-files", Invalid;
        /// A record that no file brought, or that is gone already.
        NotImported = "not-imported", NotFound;
        /// A line is not withdrawn without saying why.
        ReasonMissing = "reason-missing", Invalid;
        /// Only whoever may import into the form withdraws a line of it.
        NotYours = "not-yours", Forbidden;
        /// The caller may not import into the form.
        FormNotYours {
            /// Its title.
            form: String,
        } = "form-not-yours", Forbidden;
    }
}
