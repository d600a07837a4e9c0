//! Tables as offices' programs write them: xlsx, xls, CSV, or text parted by tabs; in UTF-8, UTF-16, or the GB 18030 in which
//! Excel and WPS write CSV where they are set to Chinese.
//!
//! A table is read sparsely and within bounds, so that what a file unpacks to never decides how much memory it takes.

mod biff;
mod budget;
mod delimited;
mod format;
mod heads;
#[cfg(test)]
mod properties;
mod sheet;
#[cfg(test)]
mod tests;
mod text;
mod unpacked;
mod workbook;

pub use budget::{COLUMNS, ROWS};
pub use format::is_book;
pub use heads::{Column, Headed, headed, plain};
pub use sheet::Row;
pub use text::text;
