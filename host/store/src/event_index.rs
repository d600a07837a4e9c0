//! The index of events by what they are about (table `event_subjects`): its rows are made of the lists with which events are inserted
//! before somebody looks, so that a change costs no statement more.

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;

/// Events whose lists are read at once.
const AT_ONCE: i64 = 20_000;

/// Makes the rows of the lists of some events.
struct Insert;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let (thing, subject, list) = match dialect {
            Dialect::Sqlite => {
                ("json_extract(l.value, '$[0]')", "json_extract(l.value, '$[1]')", "json_each(e.about) l")
            }
            Dialect::Postgres => {
                ("l.value ->> 0", "l.value ->> 1", "LATERAL json_array_elements(e.about::json) l(value)")
            }
        };
        format!(
            "INSERT INTO event_subjects (office_id, thing, subject, at, seq)
             SELECT e.office_id, {thing}, {subject}, e.at, e.seq FROM events e CROSS JOIN {list}
             WHERE e.office_id = $1 AND e.seq > $2 AND e.seq <= $3 AND e.about IS NOT NULL
             AND e.kind <> 'moved'"
        )
    }
}
built!(Insert);

/// How far the rows are made.
#[derive(Row)]
struct Indexed {
    events_indexed: i64,
    chain_seq: i64,
}

/// Whether there are events of an office whose rows are not made yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_behind(db: impl Db<'_>, office: OfficeId) -> Result<bool> {
    sql!("SELECT 1 AS one FROM offices WHERE id = $1 AND events_indexed < chain_seq").bind(office).exists(db).await
}

/// Makes the rows of the next events, so many at most.
///
/// # Errors
/// If the database cannot be used.
pub async fn catch_up(change: &mut UnitOfWork, dialect: Dialect) -> Result<()> {
    let office = change.office;
    let indexed: Option<Indexed> =
        sql!("SELECT events_indexed, chain_seq FROM offices WHERE id = $1").bind(office).first(&mut **change).await?;
    let Some(Indexed { events_indexed, chain_seq }) = indexed else { return Ok(()) };
    let until = chain_seq.min(events_indexed + AT_ONCE);
    Statement::built(&Insert, dialect).bind(office).bind(events_indexed).bind(until).run(&mut **change).await?;
    sql!("UPDATE offices SET events_indexed = $2 WHERE id = $1").bind(office).bind(until).run(&mut **change).await?;
    Ok(())
}
