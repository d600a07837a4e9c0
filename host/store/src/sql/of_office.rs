//! Rows of several offices, each read for itself: what is wrong with a row of one office holds no other up.

use crate::{
    error::Result,
    sql::{FromRow, column},
};
use guiju_domain::OfficeId;
use sqlx::any::AnyRow;

/// A row of one of several offices.
#[derive(Debug)]
pub struct OfOffice<T> {
    /// The office: the column `office_id`.
    pub office: OfficeId,
    /// The row, or why it cannot be read.
    pub row: Result<T>,
}

impl<T: FromRow> FromRow for OfOffice<T> {
    fn from_row(row: &AnyRow) -> Result<Self> {
        Ok(Self { office: column(row, "office_id")?, row: T::from_row(row) })
    }
}
