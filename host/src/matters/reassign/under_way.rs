//! Which matters can be concerned by a change of who decides.

use crate::{
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::OfficeId;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

/// So many people are named in one statement.
const AT_ONCE: usize = 500;

/// Matters at which somebody is asked for something or shall read it: all of them, or those in which one of these people has
/// or had a part or whom they concern, and those whose tasks do not name all that could be asked: what is vacant, waits or
/// comes later, ballots, places for any of several roles, and what was handed on for a post.
///
/// # Errors
/// If the database cannot be used.
pub async fn ids(change: &mut UnitOfWork, office: OfficeId, people: Option<&BTreeSet<u64>>) -> Result<Vec<i64>> {
    let pending = "SELECT DISTINCT p.matter_id AS matter FROM tasks p WHERE p.office_id = $1
         AND p.state IN ('open', 'waiting', 'later', 'vacant')";
    let mut found = BTreeSet::new();
    let Some(people) = people else {
        let rows = sqlx::query(pending).bind(office.number()).fetch_all(&mut **change).await?;
        for row in rows {
            found.insert(row.int("matter")?);
        }
        return Ok(found.into_iter().collect());
    };
    let people = people.iter().map(|id| *id as i64).collect::<Vec<_>>();
    // Also without anybody: what is vacant is looked at.
    for some in people.chunks(AT_ONCE).chain(people.is_empty().then_some(&people[..])) {
        let numbers = (0..some.len()).map(|index| format!("${}", index + 2)).collect::<Vec<_>>().join(", ");
        let among = if some.is_empty() { "NULL".to_owned() } else { numbers };
        let query = format!(
            "{pending} AND (p.state <> 'open' OR p.kind = 'vote' OR p.slot = '*' OR p.decider_id IS NOT NULL OR EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = p.office_id
             AND t.matter_id = p.matter_id AND (t.assignee_id IN ({among}) OR t.instead_of IN ({among})
             OR t.decider_id IN ({among}) OR t.done_by IN ({among})))
             OR EXISTS (SELECT 1 FROM matters m WHERE m.office_id = p.office_id AND m.id = p.matter_id
             AND m.subject_id IN ({among})))"
        );
        let query =
            some.iter().fold(sqlx::query(AssertSqlSafe(query)).bind(office.number()), |query, id| query.bind(*id));
        for row in query.fetch_all(&mut **change).await? {
            found.insert(row.int("matter")?);
        }
    }
    Ok(found.into_iter().collect())
}
