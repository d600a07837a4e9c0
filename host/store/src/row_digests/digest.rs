//! The digest of a row, and the hash of a list of digests.

use super::{
    CoveredTable,
    tables::{KeyColumn, SEPARATOR},
};
use crate::{error::Result, sql::column};
use sha2::{Digest, Sha256};
use sqlx::{Column as _, Row, TypeInfo, ValueRef, any::AnyRow};

/// A row as a change left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowDigest {
    /// Its table.
    pub table: &'static str,
    /// Its key as text: the values of the key's columns with [`SEPARATOR`] between.
    pub key: String,
    /// Its digest with the salt, each in hexadecimal digits; none if the row was removed.
    pub digest: Option<(String, String)>,
}

impl RowDigest {
    /// The digest of a row as it stands.
    ///
    /// # Errors
    /// If the row lacks a column of its key, or a value cannot be read.
    pub fn of(table: &'static CoveredTable, row: &AnyRow, salt: &str) -> Result<Self> {
        let digest = digest(table, row, salt)?;
        Ok(Self { table: table.name, key: key(table, row)?, digest: Some((digest, salt.to_owned())) })
    }

    /// A row that is no more.
    ///
    /// # Errors
    /// If the row lacks a column of its key.
    pub fn removed(table: &'static CoveredTable, row: &AnyRow) -> Result<Self> {
        Ok(Self { table: table.name, key: key(table, row)?, digest: None })
    }
}

/// The key of a row as text.
///
/// # Errors
/// If the row lacks a column of its key.
pub(crate) fn key(table: &CoveredTable, row: &AnyRow) -> Result<String> {
    let mut text = String::new();
    for (index, part) in table.key.iter().enumerate() {
        if index > 0 {
            text.push(SEPARATOR);
        }
        match part {
            KeyColumn::Number(name) => text.push_str(&column::<i64, _>(row, *name)?.to_string()),
            KeyColumn::Text(name) => text.push_str(&column::<String, _>(row, *name)?),
        }
    }
    Ok(text)
}

/// The digest of a row with a salt: of the table's name and of each covered column that holds something, in the order of the columns'
/// names. A column that holds nothing is left out, so that a later version can add one.
///
/// # Errors
/// If a value cannot be read.
pub(crate) fn digest(table: &CoveredTable, row: &AnyRow, salt: &str) -> Result<String> {
    let mut columns = row.columns().iter().filter(|column| table.covers(column.name())).collect::<Vec<_>>();
    columns.sort_unstable_by_key(|column| column.name());
    let mut hash = Sha256::new();
    part(&mut hash, b's', salt.as_bytes());
    part(&mut hash, b't', table.name.as_bytes());
    for column in columns {
        let value = row.try_get_raw(column.ordinal())?;
        if value.is_null() {
            continue;
        }
        part(&mut hash, b'c', column.name().as_bytes());
        match value.type_info().name() {
            "TEXT" => part(&mut hash, b'x', row.try_get::<&str, _>(column.ordinal())?.as_bytes()),
            "BLOB" => part(&mut hash, b'b', row.try_get::<&[u8], _>(column.ordinal())?),
            "REAL" | "DOUBLE" => {
                part(&mut hash, b'f', &row.try_get::<f64, _>(column.ordinal())?.to_bits().to_be_bytes());
            }
            _ => part(&mut hash, b'i', &row.try_get::<i64, _>(column.ordinal())?.to_be_bytes()),
        }
    }
    Ok(hex::encode(hash.finalize()))
}

/// Adds a part with its kind and length, so that no two lists of parts read the same.
fn part(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

/// The hash of a list of digests, in the order in which they are stored.
#[derive(Clone, Debug)]
pub(crate) struct ListHash(Sha256);

impl ListHash {
    /// The hash of an empty list.
    pub fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds the next digest.
    pub fn add(&mut self, table: &str, key: &str, digest: Option<&str>) {
        part(&mut self.0, b't', table.as_bytes());
        part(&mut self.0, b'k', key.as_bytes());
        part(&mut self.0, if digest.is_some() { b'd' } else { b'-' }, digest.unwrap_or_default().as_bytes());
    }

    /// The hash, in hexadecimal digits.
    pub fn finish(self) -> String {
        hex::encode(self.0.finalize())
    }
}

/// Makes the salts of one change: from a random seed that is forgotten with the change, so that one salt tells nothing of another.
#[derive(Debug)]
pub(crate) struct Salts {
    seed: [u8; 32],
    made: u64,
}

impl Salts {
    /// Salts with a new seed.
    ///
    /// # Errors
    /// If the machine gives no random numbers.
    pub fn new() -> Result<Self> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|why| std::io::Error::other(why.to_string()))?;
        Ok(Self { seed, made: 0 })
    }

    /// The next salt, as 32 hexadecimal digits.
    pub fn next(&mut self) -> String {
        self.made += 1;
        let hash = Sha256::new().chain_update(self.seed).chain_update(self.made.to_be_bytes()).finalize();
        hex::encode(hash.get(..16).unwrap_or_default())
    }
}
