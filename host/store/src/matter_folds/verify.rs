//! Comparing the rows of matters and tasks with what the chain's events give.

use super::columns::{Columns, Difference};
use crate::{
    Connection, Dialect,
    error::Result,
    placeholders::places,
    row_digests::CoveredTable,
    sql::{Built, Statement, built, column, sql},
};
use guiju_domain::{
    MatterId, OfficeId, TaskId,
    workflow::{Fold, FoldError, Matter, MovedBody},
};
use guiju_store_macros::Row;
use serde_json::Value;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// Rows that are named; how many more there are is counted.
const NAMED: usize = 100;
/// Matters that are read at once.
const AT_ONCE: u64 = 16;

/// A row of a matter that is not what the matter's events give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldFault {
    /// The matter.
    pub matter: MatterId,
    /// The task, if it is the row of one.
    pub task: Option<TaskId>,
    /// What is wrong.
    pub kind: FoldFaultKind,
}

/// What is wrong with a row of a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoldFaultKind {
    /// A column holds something else.
    Differs {
        /// The column.
        column: String,
        /// What stands there; nothing if it is empty.
        stands: Option<String>,
        /// What should stand there.
        should: Option<String>,
    },
    /// The row is not there.
    Missing,
    /// No event made the row.
    Foreign,
    /// The events give no matter.
    Unreadable(FoldError),
    /// An event is not what a server writes; why.
    Malformed(String),
    /// An event or a row of the matter cannot be read; why.
    Undecodable(String),
}

/// What came of comparing an office's matters with their events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldsVerified {
    /// Matters that were compared.
    pub matters: u64,
    /// Matters of which an event was erased, so that nothing can be compared.
    pub erased: u64,
    /// What is not what the events give, as much of it as is named.
    pub faults: Vec<FoldFault>,
    /// How much more there is than is named.
    pub unnamed: u64,
}

impl FoldsVerified {
    /// Adds what came of comparing further matters.
    fn merge(&mut self, other: Self) {
        self.matters += other.matters;
        self.erased += other.erased;
        self.unnamed += other.unnamed;
        other.faults.into_iter().for_each(|fault| self.add(fault.matter, fault.task, fault.kind));
    }

    fn add(&mut self, matter: MatterId, task: Option<TaskId>, kind: FoldFaultKind) {
        if self.faults.len() < NAMED {
            self.faults.push(FoldFault { matter, task, kind });
        } else {
            self.unnamed += 1;
        }
    }
}

/// Rows of a table that belong to so many matters.
struct RowsOf {
    table: &'static str,
    matter: &'static str,
    matters: usize,
}

impl RowsOf {
    const MATTERS: (&'static str, &'static str) = ("matters", "id");
    const TASKS: (&'static str, &'static str) = ("tasks", "matter_id");

    const fn new((table, matter): (&'static str, &'static str), matters: usize) -> Self {
        Self { table, matter, matters }
    }
}

impl Built for RowsOf {
    fn combinations() -> Vec<Self> {
        [Self::MATTERS, Self::TASKS].map(|table| Self::new(table, 2)).into()
    }

    fn text(&self, _: Dialect) -> String {
        let Self { table, matter, matters } = self;
        let places = places(2, *matters);
        format!("SELECT * FROM {table} WHERE office_id = $1 AND {matter} IN ({places}) ORDER BY {matter}, id")
    }
}
built!(RowsOf);

/// The events from which so many matters follow.
struct MovedOf(usize);

impl Built for MovedOf {
    fn combinations() -> Vec<Self> {
        vec![Self(2)]
    }

    fn text(&self, _: Dialect) -> String {
        let places = places(2, self.0);
        format!(
            "SELECT matter_id, body FROM events WHERE office_id = $1 AND matter_id IN ({places}) AND kind = 'moved'
             ORDER BY matter_id, seq"
        )
    }
}
built!(MovedOf);

/// What a unit of work did to a matter.
#[derive(Row)]
struct MovedRow {
    #[column("matter_id")]
    matter: MatterId,
    body: String,
}

/// A matter as its events give it, while they are read.
#[derive(Default)]
struct Folding {
    fold: Fold<Value>,
    is_erased: bool,
    fault: Option<FoldFaultKind>,
}

impl Folding {
    fn go_on(&mut self, body: &str) {
        if body.is_empty() {
            self.is_erased = true;
        }
        if self.is_erased || self.fault.is_some() {
            return;
        }
        self.fault = match serde_json::from_str::<MovedBody<Value>>(body) {
            Ok(body) => self.fold.go_on(&body).err().map(FoldFaultKind::Unreadable),
            Err(why) => Some(FoldFaultKind::Malformed(why.to_string())),
        };
    }
}

/// Compares the rows of every matter of an office with what its events give. Matters of which the chain has no such events are left
/// to the digests of their rows. A few matters are held in memory at once.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify(connection: &mut Connection, office: OfficeId) -> Result<FoldsVerified> {
    let mut verified = FoldsVerified::default();
    let mut after = MatterId::new(0);
    loop {
        let ids = sql!(
            "SELECT matter_id FROM events WHERE office_id = $1 AND matter_id > $2 AND kind = 'moved'
             GROUP BY matter_id ORDER BY matter_id LIMIT $3"
        )
        .bind(office)
        .bind(after)
        .bind(AT_ONCE)
        .read::<(MatterId,)>(&mut *connection)
        .await?;
        // At an event whose matter is no number the chain is broken; on SQLite it is behind all others.
        let ids = ids.into_iter().flatten().map(|(matter,)| matter).collect::<Vec<_>>();
        let Some(last) = ids.last() else { return Ok(verified) };
        after = *last;
        match compared(connection, office, &ids).await {
            Err(why) if why.is_of_row() => {
                for matter in ids {
                    verified.merge(verify_one(connection, office, matter).await?);
                }
            }
            found => verified.merge(found?),
        }
    }
}

/// Compares the rows of one matter with what its events give. Something of it may be such that it cannot be read.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify_one(connection: &mut Connection, office: OfficeId, matter: MatterId) -> Result<FoldsVerified> {
    match compared(connection, office, &[matter]).await {
        Err(why) if why.is_of_row() => {
            let mut verified = FoldsVerified { matters: 1, ..FoldsVerified::default() };
            verified.add(matter, None, FoldFaultKind::Undecodable(why.to_string()));
            Ok(verified)
        }
        found => found,
    }
}

/// Compares some matters.
async fn compared(connection: &mut Connection, office: OfficeId, ids: &[MatterId]) -> Result<FoldsVerified> {
    let mut verified = FoldsVerified::default();
    let mut folds = BTreeMap::<MatterId, Folding>::new();
    let moved = Statement::common(&MovedOf(ids.len())).bind(office).bind_all(ids);
    for MovedRow { matter, body } in moved.all(&mut *connection).await? {
        folds.entry(matter).or_default().go_on(&body);
    }
    let mut matters = rows(connection, office, RowsOf::MATTERS, ids).await?;
    let mut tasks = rows(connection, office, RowsOf::TASKS, ids).await?;
    for (matter, Folding { fold, is_erased, fault }) in folds {
        let rows = (matters.remove(&matter).unwrap_or_default(), tasks.remove(&matter).unwrap_or_default());
        if is_erased {
            verified.erased += 1;
            remaining(matter, &rows, &mut verified)?;
            continue;
        }
        verified.matters += 1;
        if let Some(kind) = fault {
            verified.add(matter, None, kind);
        } else if let Some(folded) = fold.matter() {
            of_matter(office, &folded, &rows, &mut verified)?;
        }
    }
    Ok(verified)
}

/// The rows of some matters in a table, by the matter.
async fn rows(
    connection: &mut Connection,
    office: OfficeId,
    table: (&'static str, &'static str),
    ids: &[MatterId],
) -> Result<BTreeMap<MatterId, Vec<AnyRow>>> {
    let statement = Statement::common(&RowsOf::new(table, ids.len())).bind(office).bind_all(ids);
    let mut rows = BTreeMap::<MatterId, Vec<AnyRow>>::new();
    for row in statement.rows(connection).await? {
        rows.entry(column(&row, table.1)?).or_default().push(row);
    }
    Ok(rows)
}

/// No row of a matter remains whose events were erased.
fn remaining(
    matter: MatterId,
    (matters, tasks): &(Vec<AnyRow>, Vec<AnyRow>),
    verified: &mut FoldsVerified,
) -> Result<()> {
    if !matters.is_empty() {
        verified.add(matter, None, FoldFaultKind::Foreign);
    }
    for row in tasks {
        verified.add(matter, Some(column(row, "id")?), FoldFaultKind::Foreign);
    }
    Ok(())
}

/// Compares the rows of a matter and of its tasks.
fn of_matter(
    office: OfficeId,
    folded: &Matter<Value>,
    (matters, tasks): &(Vec<AnyRow>, Vec<AnyRow>),
    verified: &mut FoldsVerified,
) -> Result<()> {
    let matter = folded.id;
    let mut add = |task, kind| verified.add(matter, task, kind);
    let mut differ = |task, table: Option<&CoveredTable>, columns: &Columns, row| -> Result<()> {
        let Some(table) = table else { return Ok(()) };
        for Difference { column, stands, should } in columns.differ(table, row)? {
            add(task, FoldFaultKind::Differs { column, stands, should });
        }
        Ok(())
    };
    let mut here = BTreeMap::new();
    for row in tasks {
        here.insert(column::<TaskId, _>(row, "id")?, row);
    }
    if let Some(row) = matters.first() {
        differ(None, CoveredTable::named("matters"), &Columns::of_matter(office, folded)?, row)?;
    }
    let mut missing = Vec::new();
    for task in &folded.tasks {
        match here.remove(&task.id) {
            Some(row) => differ(Some(task.id), CoveredTable::named("tasks"), &Columns::of_task(office, task), row)?,
            None => missing.push(task.id),
        }
    }
    if matters.is_empty() {
        add(None, FoldFaultKind::Missing);
    }
    missing.into_iter().for_each(|task| add(Some(task), FoldFaultKind::Missing));
    here.into_keys().for_each(|task| add(Some(task), FoldFaultKind::Foreign));
    Ok(())
}
