//! Matters of which tasks are pending.

use crate::{
    Connection, Dialect,
    error::Result,
    placeholders::places,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::{MatterId, OfficeId, PersonId};

macro_rules! pending {
    () => {
        "SELECT DISTINCT p.matter_id AS matter FROM tasks p WHERE p.office_id = $1 \
         AND p.state IN ('open', 'waiting', 'later', 'vacant')"
    };
}

/// Matters of which a task is pending.
///
/// # Errors
/// If the database cannot be used.
pub async fn pending_matters(db: impl Db<'_>, office: OfficeId) -> Result<Vec<MatterId>> {
    sql!(pending!()).bind(office).values(db).await
}

/// People that are named in one statement at most.
const PEOPLE_AT_ONCE: usize = 500;

/// Matters of which a task is pending that a change around so many people can concern.
struct PendingAround(usize);

impl Built for PendingAround {
    fn combinations() -> Vec<Self> {
        vec![Self(0), Self(1), Self(2), Self(PEOPLE_AT_ONCE)]
    }

    fn text(&self, _: Dialect) -> String {
        let among = if self.0 == 0 { "NULL".to_owned() } else { places(2, self.0) };
        format!(
            concat!(
                pending!(),
                " AND (p.state <> 'open' OR p.kind = 'vote' OR p.slot = '*' OR p.decider_id IS NOT NULL
                 OR EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = p.office_id
                 AND t.matter_id = p.matter_id AND (t.assignee_id IN ({among}) OR t.instead_of IN ({among})
                 OR t.decider_id IN ({among}) OR t.done_by IN ({among})))
                 OR EXISTS (SELECT 1 FROM matters m WHERE m.office_id = p.office_id AND m.id = p.matter_id
                 AND m.subject_id IN ({among})))"
            ),
            among = among
        )
    }
}
built!(PendingAround);

/// Matters of which a task is pending and in which one of these people has or had a part or whom they concern, and those whose
/// tasks do not name all that could be asked: what is vacant, waits or comes later, ballots, places for any of several roles,
/// and what was handed on for a post. Without anybody, the latter alone. A matter may be named twice.
///
/// # Errors
/// If the database cannot be used.
pub async fn pending_matters_around(
    db: &mut Connection,
    office: OfficeId,
    people: &[PersonId],
) -> Result<Vec<MatterId>> {
    let mut found = Vec::new();
    let nobody = people.is_empty().then_some(people);
    for some in people.chunks(PEOPLE_AT_ONCE).chain(nobody) {
        let query = Statement::common(&PendingAround(some.len())).bind(office).bind_all(some);
        found.extend(query.values::<MatterId>(&mut *db).await?);
    }
    Ok(found)
}
