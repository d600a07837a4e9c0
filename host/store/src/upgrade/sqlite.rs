//! Copying an SQLite database of any version.

use super::state::{Standing, offices};
use crate::{
    connection::{applied, at_file, only_looks, vacuum_into},
    error::{Error, Result},
    sql::Statement,
};
use sqlx::Connection;
use std::{io, path::Path};

/// Copies the database of a data folder into a file, and compares the copy with what is known of it: its version and its offices.
///
/// # Errors
/// If it cannot be copied, or the copy is not whole.
pub(super) async fn copy(data: &Path, to: &Path, (found, standing): (i64, &[Standing])) -> Result<()> {
    vacuum_into(only_looks(None, data).await?, to).await?;
    let mut copy = at_file(to).await?;
    // What is damaged is named in the first row.
    let said = Statement::of_sqlite("PRAGMA integrity_check(1)").values::<String>(&mut copy).await?;
    let is_sound = said == ["ok"];
    let last = applied(&mut copy).await?.into_iter().max();
    let is_same = last == Some(found) && offices(&mut copy).await? == standing;
    copy.close().await?;
    if is_sound && is_same {
        return Ok(());
    }
    Err(Error::Io(io::Error::other(format!("the copy is not what was copied: {}", said.join("; ")))))
}
