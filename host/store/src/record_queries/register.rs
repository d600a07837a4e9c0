//! A register's rows: narrowed, ordered, counted and summed by the database.

use super::{
    lists::FormRecords,
    register_text::{Conditions, RegisterOrder, RegisterText, Selection},
    ties::Tied,
};
use crate::{
    Dialect, Pool,
    error::Result,
    sql::{Db, FromRow, Json, Statement, column, sums::joined},
};
use futures_util::TryStreamExt;
use guiju_domain::{DepartmentId, MatterId, RecordId, RecordStatus};
use guiju_model::Moment;
use guiju_store_macros::Row;
use sqlx::{Row as _, any::AnyRow};
use std::pin::pin;

/// The records of a form that a register lists; what is absent narrows nothing.
#[derive(Clone, Debug)]
pub struct RegisterQuery<'a> {
    /// The form, and who reads.
    pub of: FormRecords<'a>,
    /// Those that do not end before a moment.
    pub from: Option<Moment>,
    /// Those that begin before a moment.
    pub before: Option<Moment>,
    /// Those of one status.
    pub status: Option<RecordStatus>,
    /// Those about one department.
    pub department: Option<DepartmentId>,
    /// Those of a list.
    pub among: Option<Vec<RecordId>>,
}

/// A record of a register.
#[derive(Clone, Debug, Row)]
pub struct RegisterRow {
    /// The record.
    pub id: RecordId,
    /// Its matter, if it came from one.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
    /// Its status.
    pub status: RecordStatus,
    /// Whether its matter was returned to whoever filed it.
    pub returned: bool,
    /// Why it is void.
    pub void_reason: Option<String>,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// When it entered the register.
    #[column("entered_at")]
    pub entered: Moment,
    /// When what it tells of begins.
    pub starts: Moment,
}

/// What is looked through for words.
#[derive(Clone, Debug, Row)]
pub struct RegisterTexts {
    /// The record.
    pub id: RecordId,
    /// Its one line.
    pub summary: String,
    /// Its number; empty if it has none.
    pub number: String,
    /// The name of the person whom it is about; empty if there is none.
    pub name: String,
}

/// How many records there are, and the sums of their amounts.
#[derive(Clone, Debug)]
pub struct Totals {
    /// How many.
    pub count: u64,
    /// The sums in the order in which the amounts were asked for, without those that are void.
    pub sums: Vec<i128>,
}

impl FromRow for Totals {
    fn from_row(row: &AnyRow) -> Result<Self> {
        let sum = |index| Ok(joined(column(row, index)?, column(row, index + 1)?));
        let sums = (1..row.len()).step_by(2).map(sum).collect::<Result<_>>()?;
        Ok(Self { count: column(row, 0)?, sums })
    }
}

impl RegisterQuery<'_> {
    fn conditions(&self) -> Conditions {
        Conditions {
            from: self.from.is_some(),
            before: self.before.is_some(),
            status: self.status.is_some(),
            department: self.department.is_some(),
            among: self.among.is_some(),
        }
    }

    fn statement(&self, dialect: Dialect, selection: Selection) -> Statement<'static> {
        let reads = matches!(selection, Selection::Page(_) | Selection::Rows);
        let text = RegisterText { selection, conditions: self.conditions() };
        let statement = Statement::built(&text, dialect);
        let of = &self.of;
        let statement = statement.bind(of.office).bind(of.regulation).bind(of.form);
        let statement = if reads { statement.bind(of.reader) } else { statement };
        statement
            .bind_all(self.from)
            .bind_all(self.before)
            .bind_all(self.status)
            .bind_all(self.department)
            .bind_all(self.among.as_ref().map(Json))
    }

    /// So many rows behind others, in an order.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn page(
        &self,
        db: impl Db<'_>,
        dialect: Dialect,
        order: RegisterOrder,
        (skip, most): (u64, u64),
    ) -> Result<Vec<Tied<RegisterRow>>> {
        self.statement(dialect, Selection::Page(order)).bind(most).bind(skip).all(db).await
    }

    /// So many rows at most, in no order.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn rows(&self, db: impl Db<'_>, dialect: Dialect, most: u64) -> Result<Vec<Tied<RegisterRow>>> {
        self.statement(dialect, Selection::Rows).bind(most).all(db).await
    }

    /// How many rows there are, and the sums of fields that hold amounts.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn totals(&self, db: impl Db<'_>, dialect: Dialect, amounts: Vec<String>) -> Result<Totals> {
        self.statement(dialect, Selection::Totals(amounts)).one(db).await
    }

    /// The records whose texts are what is looked for. No database compares full width with half width.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn saying(
        &self,
        pool: &Pool,
        dialect: Dialect,
        says: impl Fn(&RegisterTexts) -> bool,
    ) -> Result<Vec<RecordId>> {
        let mut rows = pin!(self.statement(dialect, Selection::Texts).stream::<RegisterTexts>(pool));
        let mut saying = Vec::new();
        while let Some(row) = rows.try_next().await? {
            if says(&row) {
                saying.push(row.id);
            }
        }
        Ok(saying)
    }
}
