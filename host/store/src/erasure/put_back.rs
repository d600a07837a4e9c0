//! Events that were erased and whose bodies stand there again.

use crate::{
    Connection, Dialect,
    error::Result,
    sql::{Built, Statement, built, sql},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;
use serde::Deserialize;

/// Events of erasures that are read at once.
const AT_ONCE: u64 = 50;

/// Which of some events have a body, by their numbers in a JSON list.
struct WithBody;

impl Built for WithBody {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "SELECT seq FROM events WHERE office_id = $1 AND {} AND body <> '' ORDER BY seq",
            dialect.among("seq", 2)
        )
    }
}
built!(WithBody);

/// An event that tells of an erasure.
#[derive(Row)]
struct Telling {
    seq: i64,
    body: String,
}

/// The events that were erased.
#[derive(Deserialize)]
struct Named {
    events: Vec<i64>,
}

/// Events that an erasure has named and that have a body again, as from an older copy of the database. The chain does not say so: the
/// body is the one that its hash covers.
///
/// # Errors
/// If the database cannot be used.
pub async fn put_back(connection: &mut Connection, office: OfficeId) -> Result<Vec<i64>> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let (mut back, mut after) = (Vec::new(), 0);
    loop {
        let telling: Vec<Telling> = sql!(
            "SELECT seq, body FROM events WHERE office_id = $1 AND kind = 'erased' AND seq > $2 ORDER BY seq LIMIT $3"
        )
        .bind(office)
        .bind(after)
        .bind(AT_ONCE)
        .all(&mut *connection)
        .await?;
        let Some(last) = telling.last() else { return Ok(back) };
        after = last.seq;
        for Telling { body, .. } in telling {
            let Ok(Named { events }) = serde_json::from_str(&body) else { continue };
            let statement = Statement::built(&WithBody, dialect).bind(office).bind(serde_json::to_string(&events)?);
            back.extend(statement.values::<i64>(&mut *connection).await?);
        }
    }
}
