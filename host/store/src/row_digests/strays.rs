//! Rows of offices that do not exist.

use super::{CoveredTable, tables::COVERED};
use crate::{
    Connection, Dialect,
    error::Result,
    readable::Part,
    sql::{Built, Statement, built, sql},
};
use std::collections::BTreeSet;

/// Tables of the chain, whose rows belong to an office as well.
const OF_CHAIN: [&str; 2] = ["events", "row_digests"];
/// Such offices that are named of a table.
const NAMED: usize = 10;

/// Rows in a table that belong to no office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The table.
    pub table: &'static str,
    /// The number by which the rows name their office; none if it is no number.
    pub office: Option<i64>,
}

/// The next office of which a table has a row.
struct NextOffice {
    table: &'static str,
    office: &'static str,
}

impl NextOffice {
    fn all() -> impl Iterator<Item = Self> {
        let covered = COVERED.iter().map(|CoveredTable { name, office, .. }| Self { table: name, office });
        covered.filter(|next| next.table != "offices").chain(OF_CHAIN.map(|table| Self { table, office: "office_id" }))
    }
}

impl Built for NextOffice {
    fn combinations() -> Vec<Self> {
        Self::all().collect()
    }

    fn text(&self, _: Dialect) -> String {
        let Self { table, office } = self;
        format!("SELECT {office} AS office FROM {table} WHERE {office} > $1 ORDER BY {office} LIMIT 1")
    }
}
built!(NextOffice);

/// Rows of offices that do not exist, by table. A table that cannot be read is told where it is compared.
///
/// # Errors
/// If the database cannot be used.
pub async fn strays(connection: &mut Connection) -> Result<Vec<Stray>> {
    let offices = sql!("SELECT id FROM offices ORDER BY id").read::<(i64,)>(&mut *connection).await?;
    let offices = offices.into_iter().flatten().map(|(office,)| office).collect::<BTreeSet<_>>();
    let mut strays = Vec::new();
    for next in NextOffice::all() {
        let mut part = Part::begin(connection).await?;
        let found = of_table(&mut part, &next, &offices).await;
        strays.extend(part.end(found).await?.unwrap_or_default());
    }
    Ok(strays)
}

async fn of_table(connection: &mut Connection, next: &NextOffice, offices: &BTreeSet<i64>) -> Result<Vec<Stray>> {
    let (mut strays, mut last) = (Vec::new(), i64::MIN);
    while strays.len() < NAMED {
        let read = Statement::common(next).bind(last).read::<(i64,)>(&mut *connection).await?;
        match read.into_iter().next() {
            None => break,
            Some(Ok((office,))) => {
                if !offices.contains(&office) {
                    strays.push(Stray { table: next.table, office: Some(office) });
                }
                last = office;
            }
            // What is no number is behind all numbers.
            Some(Err(_)) => {
                strays.push(Stray { table: next.table, office: None });
                break;
            }
        }
    }
    Ok(strays)
}
