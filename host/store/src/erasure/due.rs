//! Which matters are due, and which of them stay for now.

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, named_columns, sql},
};
use guiju_domain::{DueTerm, HoldReason, MatterId, OfficeId};
use guiju_model::Moment;
use guiju_store_macros::Row;

named_columns!(HoldReason);

/// What is asked of the matters that are due.
enum Due {
    /// How many there are, by the reason for which they stay.
    Held,
    /// The earliest of those that can be erased.
    First,
    /// The next of them behind one, by id.
    Next,
}

impl Built for Due {
    fn combinations() -> Vec<Self> {
        vec![Self::Held, Self::First, Self::Next]
    }

    fn text(&self, dialect: Dialect) -> String {
        let due = |behind| matters(dialect, behind);
        match self {
            Self::Held => {
                format!("SELECT reason, COUNT(*) AS matters FROM ({}) due GROUP BY reason ORDER BY reason", due(""))
            }
            Self::First => {
                format!("SELECT * FROM ({}) due WHERE reason = 'none' ORDER BY filed_at, id LIMIT $6", due(""))
            }
            Self::Next => {
                format!("SELECT * FROM ({}) due WHERE reason = 'none' ORDER BY id LIMIT $6", due(" AND m.id > $7"))
            }
        }
    }
}
built!(Due);

/// Whether one of the records of the matter `m`, its own and those that its effects entered, is as it is said; `join` brings what it is
/// compared with.
fn of_records(join: &str, condition: &str) -> String {
    let of = |column: &str| {
        format!(
            "EXISTS (SELECT 1 FROM records r {join} WHERE r.office_id = m.office_id AND r.{column} = m.id AND {condition})"
        )
    };
    format!("({} OR {})", of("matter_id"), of("entered_by"))
}

/// Whether a record that the matter `m` entered is of a regulation by whose own term (a list as in [`matters`]) it is to be kept for now: by the
/// moment at which it was entered, or by the period over which it is judged.
fn kept_by_its_own(dialect: Dialect) -> (String, String) {
    let [regulation, _, kept, assessed] = std::array::from_fn(|index| dialect.json_part(index));
    let (terms, entered) = (dialect.json_list(2), "r.office_id = m.office_id AND r.entered_by = m.id");
    (
        format!(
            "EXISTS (SELECT 1 FROM records r WHERE {entered} AND NOT EXISTS (SELECT 1 FROM {terms}
             WHERE {regulation} = r.regulation AND r.entered_at < CAST({kept} AS BIGINT)))"
        ),
        format!(
            "EXISTS (SELECT 1 FROM records r CROSS JOIN {terms} WHERE {entered} AND {regulation} = r.regulation
             AND r.ends >= CAST({assessed} AS BIGINT))"
        ),
    )
}

/// Matters of the office `$1` that have ended and of which no event is told at or after the moment of their term (`$2`, a JSON list of
/// regulation, years and both moments), with the reason for which one stays at the moment `$3`, on the day `$4`. On the records `$5`
/// rest proposals that nobody has decided.
fn matters(dialect: Dialect, behind: &str) -> String {
    let [regulation, years, kept, assessed] = std::array::from_fn(|index| dialect.json_part(index));
    let terms = dialect.json_list(2);
    let used =
        of_records("JOIN bookings b ON b.office_id = r.office_id AND b.resource_id = r.id", "b.matter_id <> m.id");
    let standing = of_records("", "r.status <> 'void' AND r.ends >= $3");
    let rested_on = of_records("", &dialect.among("r.id", 5));
    let proposed = of_records(
        "JOIN proposals p ON p.office_id = r.office_id AND p.person_id = r.person_id",
        "p.state IN ('proposed', 'objected') AND p.starts * 86400 <= r.ends AND (p.ends + 1) * 86400 > r.starts",
    );
    let judged = of_records("", "r.ends >= t.assessed");
    let (entered, entered_judged) = kept_by_its_own(dialect);
    format!(
        "SELECT m.id AS id, m.number AS number, m.regulation AS regulation, m.form AS form, m.digest AS digest,
          m.filed_at AS filed_at, t.years AS years, CASE
          WHEN EXISTS (SELECT 1 FROM tasks k WHERE k.office_id = m.office_id AND k.matter_id = m.id
           AND k.state IN ('open', 'waiting', 'later', 'vacant')) THEN 'under-way'
          WHEN EXISTS (SELECT 1 FROM follow_ups f WHERE f.office_id = m.office_id AND f.from_matter = m.id
           AND f.filed_matter IS NULL) THEN 'follow-up'
          WHEN EXISTS (SELECT 1 FROM delegations d WHERE d.office_id = m.office_id AND d.matter_id = m.id
           AND d.state <> 'over') THEN 'delegation'
          WHEN EXISTS (SELECT 1 FROM publications p WHERE p.office_id = m.office_id AND p.matter_id = m.id
           AND p.withdrawn_at IS NULL AND (p.until_date IS NULL OR p.until_date >= $4)) THEN 'published'
          WHEN EXISTS (SELECT 1 FROM suspensions s WHERE s.office_id = m.office_id AND s.matter_id = m.id
           AND (s.ends IS NULL OR (s.ends >= $3 AND s.ends > s.starts))) THEN 'suspension'
          WHEN {used} THEN 'used' WHEN {standing} THEN 'standing' WHEN {rested_on} OR {proposed} THEN 'proposal'
          WHEN {entered} THEN 'entered'
          WHEN m.filed_at >= t.assessed OR {judged} OR {entered_judged} THEN 'assessed'
          ELSE 'none' END AS reason
         FROM (SELECT {regulation} AS regulation, CAST({years} AS BIGINT) AS years, CAST({kept} AS BIGINT) AS kept,
          CAST({assessed} AS BIGINT) AS assessed FROM {terms}) t
         JOIN matters m ON m.office_id = $1 AND m.regulation = t.regulation AND m.filed_at < t.kept
         WHERE m.status <> 'open'{behind}
         AND NOT EXISTS (SELECT 1 FROM events e WHERE e.office_id = m.office_id AND e.matter_id = m.id AND e.at >= t.kept)"
    )
}

/// A matter that is due.
#[derive(Clone, Debug, Row)]
pub struct DueMatter {
    /// Its id.
    pub id: MatterId,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// The regulation that owns its form.
    pub regulation: String,
    /// Its form.
    pub form: String,
    /// The package by which it was judged.
    pub digest: String,
    /// When it was filed.
    #[column("filed_at")]
    pub filed: Moment,
    /// For how many years it had to be kept.
    pub years: i64,
}

/// How many of what is due stay, and why.
#[derive(Clone, Debug, Row)]
pub struct Held {
    /// Why they stay; [`HoldReason::None`] for those that can be erased.
    pub reason: HoldReason,
    /// How many.
    pub matters: u64,
}

/// The terms as the statements take them.
pub(super) fn listed(terms: &[DueTerm]) -> String {
    let listed = terms.iter().map(|DueTerm { regulation, years, before, assessed }| {
        serde_json::json!([regulation, years, before.0, assessed.map(|moment| moment.0)])
    });
    serde_json::Value::Array(listed.collect()).to_string()
}

/// The records on which proposals rest that nobody has decided, as JSON.
async fn rested_on(db: impl Db<'_>, office: OfficeId) -> Result<String> {
    let lists: Vec<crate::sql::Json<Vec<u64>>> =
        sql!("SELECT evidence FROM proposals WHERE office_id = $1 AND state IN ('proposed', 'objected')")
            .bind(office)
            .values(db)
            .await?;
    let records = lists.into_iter().flat_map(|list| list.0).collect::<Vec<_>>();
    Ok(serde_json::to_string(&records)?)
}

/// Binds what every statement takes.
async fn bound(
    connection: &mut crate::Connection,
    office: OfficeId,
    due: Due,
    (terms, now): (&[DueTerm], Moment),
) -> Result<Statement<'static>> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let rested_on = rested_on(&mut *connection, office).await?;
    let statement = Statement::built(&due, dialect).bind(office).bind(listed(terms));
    Ok(statement.bind(now).bind(now.date()).bind(rested_on))
}

/// How many matters are due by some terms, by the reason for which they stay.
///
/// # Errors
/// If the database cannot be used.
pub async fn held(
    connection: &mut crate::Connection,
    office: OfficeId,
    due: (&[DueTerm], Moment),
) -> Result<Vec<Held>> {
    bound(connection, office, Due::Held, due).await?.all(connection).await
}

/// So many of the matters that can be erased, the earliest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn due(
    connection: &mut crate::Connection,
    office: OfficeId,
    due: (&[DueTerm], Moment),
    most: u64,
) -> Result<Vec<DueMatter>> {
    bound(connection, office, Due::First, due).await?.bind(most).all(connection).await
}

/// The next of them behind one, by id, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn next(
    change: &mut UnitOfWork,
    terms: &[DueTerm],
    (after, most): (MatterId, u64),
) -> Result<Vec<DueMatter>> {
    let (office, now) = (change.office, change.now);
    let statement = bound(&mut *change, office, Due::Next, (terms, now)).await?;
    statement.bind(most).bind(after).all(&mut **change).await
}
