//! Totals over records, counted by the database. Reads records and their keys.

use super::conditions::{Conditions, RecordsRead, bound};
use crate::{
    Dialect,
    error::Result,
    sql::{
        Built, Db, Statement, built,
        sums::{in_parts, joined},
    },
};
use guiju_domain::{MatterId, OfficeId};
use guiju_store_macros::Row;

/// What totals are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// The month in which the event begins.
    Month,
    /// The department.
    Department,
    /// The person.
    Person,
    /// The values of the lookup with this name.
    Field(String),
}

/// A read of totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalsRead {
    /// The records. Its bound is that of the groups.
    pub records: RecordsRead,
    /// The name of the lookup whose numbers are summed up; without it records are only counted.
    pub of: Option<String>,
    /// What the totals are grouped by.
    pub by: Option<Grouping>,
}

/// Totals over the records of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub by: Option<String>,
    /// How many there are.
    pub many: u32,
    /// The sum of their numbers, which need not be one itself.
    pub total: i128,
    /// The least number.
    pub least: Option<i64>,
    /// The greatest number.
    pub most: Option<i64>,
}

/// The same as the database tells it.
#[derive(Row)]
struct Summed {
    grouped: Option<String>,
    many: u32,
    high: i64,
    low: i64,
    least: Option<i64>,
    most: Option<i64>,
}

impl From<Summed> for Group {
    fn from(summed: Summed) -> Self {
        let Summed { grouped: by, many, high, low, least, most } = summed;
        Self { by, many, total: joined(high, low), least, most }
    }
}

/// The kinds of groups, without the name of a lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Month,
    Department,
    Person,
    Field,
}

struct Totals {
    records: Conditions,
    of: bool,
    by: Option<Kind>,
    but: bool,
}

impl Totals {
    fn of(read: &TotalsRead, but: Option<MatterId>) -> Self {
        let by = read.by.as_ref().map(|by| match by {
            Grouping::Month => Kind::Month,
            Grouping::Department => Kind::Department,
            Grouping::Person => Kind::Person,
            Grouping::Field(_) => Kind::Field,
        });
        Self { records: Conditions::of(&read.records), of: read.of.is_some(), by, but: but.is_some() }
    }
}

impl Built for Totals {
    fn combinations() -> Vec<Self> {
        let kinds = [None, Some(Kind::Month), Some(Kind::Department), Some(Kind::Person), Some(Kind::Field)];
        let records = || Conditions::examples().into_iter();
        let each = records().map(|records| Self { records, of: true, by: None, but: true });
        let by = kinds.into_iter().flat_map(|by| [false, true].map(|part| (by, part)));
        let by = by.zip(records()).map(|((by, part), records)| Self { records, of: part, by, but: part });
        each.chain(by).collect()
    }

    fn text(&self, dialect: Dialect) -> String {
        let but = self.but.then_some(2);
        let mut last = if self.but { 2 } else { 1 };
        let mut next = || {
            last += 1;
            last
        };
        let columns = "r.office_id, r.id, r.person_id, r.department_id, r.starts";
        let rows = self.records.rows(columns, but, &mut next).join(" UNION ALL ");
        let keys = |name: &str, field: usize| {
            format!(
                " LEFT JOIN record_keys {name} ON {name}.office_id = found.office_id AND {name}.record_id = found.id
                 AND {name}.field = ${field}"
            )
        };
        let numbers = if self.of { keys("n", next()) } else { String::new() };
        let groups = if self.by == Some(Kind::Field) { keys("g", next()) } else { String::new() };
        let grouped = match self.by {
            None => "NULL",
            Some(Kind::Month) if dialect == Dialect::Postgres => {
                "to_char(to_timestamp(found.starts) AT TIME ZONE 'UTC', 'YYYY-MM')"
            }
            Some(Kind::Month) => "strftime('%Y-%m', found.starts, 'unixepoch')",
            Some(Kind::Department) => "found.department_id",
            Some(Kind::Person) => "found.person_id",
            Some(Kind::Field) => "g.value",
        };
        let ([high, low], least, most) = if self.of {
            (in_parts("n.number"), "MIN(n.number)", "MAX(n.number)")
        } else {
            (["CAST(0 AS BIGINT)"; 2].map(str::to_owned), "CAST(NULL AS BIGINT)", "CAST(NULL AS BIGINT)")
        };
        let order = if self.by.is_some() { format!(" GROUP BY {grouped} ORDER BY {grouped}") } else { String::new() };
        format!(
            "SELECT CAST({grouped} AS TEXT) AS grouped, COUNT(*) AS many, {high} AS high, {low} AS low, {least} AS least, {most} AS most
             FROM ({rows}) AS found{numbers}{groups}{order} LIMIT ${}",
            next()
        )
    }
}
built!(Totals);

/// The totals of a read over records that no matter of this number left, in the order of what they are grouped by. Records without
/// a value are a group of their own.
///
/// # Errors
/// If the database cannot be used.
pub async fn totals(
    db: impl Db<'_>,
    dialect: Dialect,
    office: OfficeId,
    but: Option<MatterId>,
    read: &TotalsRead,
) -> Result<Vec<Group>> {
    if read.records.is_empty() {
        return Ok(Vec::new());
    }
    let statement = Statement::built(&Totals::of(read, but), dialect).bind(office).bind_all(but);
    let statement = bound(statement, &read.records).bind_all(&read.of);
    let field = read.by.iter().filter_map(|by| match by {
        Grouping::Field(field) => Some(field),
        Grouping::Month | Grouping::Department | Grouping::Person => None,
    });
    let summed: Vec<Summed> = statement.bind_all(field).bind(read.records.most).all(db).await?;
    Ok(summed.into_iter().map(Group::from).collect())
}
