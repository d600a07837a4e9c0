//! What charts measure: records with the times of their matters, and results of assessments.

use super::{
    lists::FormRecords,
    ties::{Tied, records, ties},
};
use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// A record that is measured.
#[derive(Clone, Copy, Debug, Row)]
pub struct Sample {
    /// When what it tells of begins.
    pub starts: Moment,
    /// When its matter was filed; none if it came from no matter.
    #[column("filed_at")]
    pub filed: Option<Moment>,
    /// Whether its matter is under way.
    pub under_way: bool,
    /// When its matter was decided last.
    #[column("done_at")]
    pub done: Option<Moment>,
    /// Whether any task of its matter was late; none if none had a due date.
    pub late: Option<bool>,
}

/// Records that are not void and begin in a time, so many at most; the second moment is behind it. A task that is not done is
/// late if it is due before `now`.
///
/// # Errors
/// If the database cannot be used.
pub async fn samples(
    db: impl Db<'_>,
    of: &FormRecords<'_>,
    (from, before): (Moment, Moment),
    now: Moment,
    most: u64,
) -> Result<Vec<Tied<Sample>>> {
    of.bind(sql!(
        "SELECT r.starts AS starts, ",
        ties!("$4"),
        ", m.filed_at AS filed_at, CASE WHEN m.status IN ('open', 'returned') THEN 1 ELSE 0 END AS under_way,
         (SELECT MAX(t.done_at) FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id) AS done_at,
         (SELECT MAX(CASE WHEN COALESCE(t.done_at, $8) > t.due_at THEN 1 ELSE 0 END) FROM tasks t
          WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND t.due_at IS NOT NULL
          AND t.state IN ('open', 'waiting', 'done')) AS late
         FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status <> 'void' AND r.starts >= $5
         AND r.starts < $6 LIMIT $7"
    ))
    .bind(from)
    .bind(before)
    .bind(most)
    .bind(now)
    .all(db)
    .await
}
