//! Rows as types: structs by `#[derive(Row)]`, or tuples in the order of the statement's columns.

use crate::{
    error::Result,
    sql::{Column, Raw},
};
use sqlx::{Row, any::AnyRow};

/// A type that is read from a row.
pub(crate) trait FromRow: Sized {
    /// The value of a row.
    ///
    /// # Errors
    /// If a column is missing or holds what its type cannot be.
    fn from_row(row: &AnyRow) -> Result<Self>;
}

/// The value of a column, by its name or its place in the row.
///
/// # Errors
/// If there is no such column or it holds what its type cannot be.
pub(crate) fn column<T: Column<Raw: Raw>, I: sqlx::ColumnIndex<AnyRow>>(row: &AnyRow, index: I) -> Result<T> {
    T::read(row.try_get(index)?)
}

macro_rules! tuples {
    ($($($type:ident $index:literal),+;)*) => {$(
        /// The columns of a row in the order of the statement.
        impl<$($type: Column<Raw: Raw>),+> FromRow for ($($type,)+) {
            fn from_row(row: &AnyRow) -> Result<Self> {
                Ok(($(column::<$type, usize>(row, $index)?,)+))
            }
        }
    )*};
}
tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
}
