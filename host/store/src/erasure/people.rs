//! People who left so long ago that nothing need be kept of them: accounts and personal data go, the name where nothing names them.

use super::{
    events::{self, ErasedEvents, Full},
    rows::{OF_PEOPLE, delete_of},
    salts, unbound,
};
use crate::{
    Connection, Dialect, UnitOfWork,
    error::Result,
    event_subjects::THEME,
    sql::{Built, Json, Statement, built, sql, written},
};
use guiju_domain::{OfficeId, PersonId, RequestId, events::Theme, keepers::Request};
use guiju_model::Date;
use guiju_store_macros::Row;
use serde_json::Value;
use std::collections::BTreeSet;

/// Kinds of events that tell personal data or a login of the one person whom they are about; the last one is the baseline's.
const PERSONAL: [&str; 21] = [
    "person-entered",
    "person-changed",
    "person-left",
    "badge-freed",
    "login-set",
    "login-changed",
    "login-removed",
    "password-set",
    "password-changed",
    "first-logged-in",
    "first-password-expired",
    "sessions-ended",
    "second-factor-begun",
    "second-factor-set",
    "second-factor-removed",
    "second-factor-reset",
    "recovery-codes-made",
    "recovery-code-used",
    "keeper-appointed",
    "second-role-removed",
    "person",
];
/// Kinds of events that tell of a request, which may name a login.
const OF_REQUESTS: [&str; 6] = [
    "request-asked",
    "request-confirmed",
    "request-declined",
    "request-withdrawn",
    "request-expired",
    "request-outdated",
];

/// A person who left.
#[derive(Clone, Debug, Row)]
pub struct LeftPerson {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The last day.
    #[column("left_on")]
    pub left: Date,
    /// Whether all but the name was erased already.
    pub erased: bool,
}

/// What stands for the name of somebody of whom nothing is kept.
macro_rules! nameless {
    () => {
        "'№ ' || CAST(id AS TEXT)"
    };
}

/// People who left before a day and of whom something is kept.
///
/// # Errors
/// If the database cannot be used.
pub async fn left(connection: &mut Connection, office: OfficeId, before: Date) -> Result<Vec<LeftPerson>> {
    sql!(
        "SELECT id, name, left_on, CASE WHEN erased_at IS NULL THEN 0 ELSE 1 END AS erased FROM people
         WHERE office_id = $1 AND active = 0 AND left_on < $2 AND (erased_at IS NULL OR name <> ",
        nameless!(),
        ") ORDER BY left_on, id"
    )
    .bind(office)
    .bind(before)
    .all(connection)
    .await
}

/// Which of some people a row or an event names that is kept; but for events of the kinds in [`PERSONAL`].
struct Named;

impl Built for Named {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let named = |table: &str, column: &str| {
            format!("SELECT {column} AS person FROM {table} WHERE office_id = $1 AND {}", dialect.among(column, 2))
        };
        let rows = [
            ("matters", "applicant_id"),
            ("matters", "subject_id"),
            ("matters", "filed_by"),
            ("tasks", "assignee_id"),
            ("tasks", "done_by"),
            ("tasks", "decider_id"),
            ("tasks", "asked_by"),
            ("records", "person_id"),
            ("delegations", "person_id"),
            ("delegations", "deputy_id"),
            ("follow_ups", "person_id"),
            ("openings", "person_id"),
            ("readers", "person_id"),
            ("suspensions", "person_id"),
            ("swaps", "asked_by"),
            ("turns", "person_id"),
            ("assessments", "person_id"),
            ("proposals", "person_id"),
            ("proposals", "decider_id"),
            ("requests", "asked_by"),
            ("requests", "answered_by"),
            ("attachments", "uploaded_by"),
        ];
        let rows = rows.map(|(table, column)| named(table, column)).join(" UNION ");
        let (who, personal) = (dialect.among_texts("s.subject", 3), dialect.among_texts("e.kind", 4));
        format!(
            "{rows} UNION SELECT CAST(s.subject AS BIGINT) AS person FROM event_subjects s
             JOIN events e ON e.office_id = s.office_id AND e.seq = s.seq
             WHERE s.office_id = $1 AND s.thing = 'person' AND {who} AND e.body <> '' AND NOT ({personal})"
        )
    }
}
built!(Named);

/// Events that tell personal data and that one of some people did, whose numbers are in a JSON list.
struct DoneByThem;

impl Built for DoneByThem {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let (who, personal) = (dialect.among_texts("s.subject", 2), dialect.among_texts("e.kind", 3));
        format!(
            "SELECT e.by_id AS by_id, e.body AS body FROM event_subjects s
             JOIN events e ON e.office_id = s.office_id AND e.seq = s.seq
             WHERE s.office_id = $1 AND s.thing = 'person' AND {who} AND {personal} AND e.body <> ''
             AND s.subject = CAST(e.by_id AS TEXT)"
        )
    }
}
built!(DoneByThem);

/// An event and who did it.
#[derive(Row)]
struct DoneEvent {
    #[column("by_id")]
    by: PersonId,
    body: String,
}

/// Which of some people something names that is kept: a row, an event that says more of them than how they were entered and left, what somebody
/// filled in, or an event that tells the personal data of somebody else, which they entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn named(connection: &mut Connection, office: OfficeId, people: &[PersonId]) -> Result<BTreeSet<PersonId>> {
    if people.is_empty() {
        return Ok(BTreeSet::new());
    }
    let (dialect, personal) = (Dialect::of_backend(connection.backend_name()), serde_json::to_string(&PERSONAL)?);
    let statement = Statement::built(&Named, dialect).bind(office).bind(listed(people)).bind(as_texts(people)?);
    let found = statement.bind(&personal).values::<PersonId>(&mut *connection).await?;
    let mut named = found.into_iter().collect::<BTreeSet<_>>();
    let statement = Statement::built(&DoneByThem, dialect).bind(office).bind(as_texts(people)?).bind(personal);
    let told = statement.all::<DoneEvent>(&mut *connection).await?;
    named.extend(told.iter().filter(|event| whose(&event.body) != Some(event.by)).map(|event| event.by));
    let rest = people.iter().copied().filter(|person| !named.contains(person)).collect::<BTreeSet<_>>();
    named.extend(super::mentioned::mentioned(connection, office, &rest, &PERSONAL).await?);
    Ok(named)
}

/// Whose personal data an event tells, or whose login was asked for by the request of which it tells.
fn whose(body: &str) -> Option<PersonId> {
    let body = serde_json::from_str::<Value>(body).unwrap_or_default();
    let asked = body.get("asks").filter(|asks| asks.get("kind").and_then(Value::as_str) == Some("set-login"));
    let of = if body.get("asks").is_some() { asked } else { Some(&body) };
    of.and_then(|of| of.get("person")).and_then(Value::as_u64).map(PersonId::new)
}

fn listed(people: &[PersonId]) -> String {
    Value::from(people.iter().map(|person| person.number()).collect::<Vec<_>>()).to_string()
}

fn as_texts(people: &[PersonId]) -> Result<String> {
    Ok(serde_json::to_string(&people.iter().map(|person| person.number().to_string()).collect::<Vec<_>>())?)
}

/// Deletes what logs somebody in on a browser, by the logins of some people.
enum OfLogins {
    Sessions,
    Devices,
}

impl Built for OfLogins {
    fn combinations() -> Vec<Self> {
        vec![Self::Sessions, Self::Devices]
    }

    fn text(&self, dialect: Dialect) -> String {
        let table = match self {
            Self::Sessions => "sessions",
            Self::Devices => "devices",
        };
        let among = dialect.among("person_id", 2);
        format!("DELETE FROM {table} WHERE login IN (SELECT login FROM accounts WHERE office_id = $1 AND {among})")
    }
}
built!(OfLogins);

/// Events of some kinds, in a JSON list, of people and accounts, whoever they are about: those of earlier versions are found by whoever
/// did them and by a theme alone.
struct Personal;

impl Built for Personal {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let themes =
            [Theme::People, Theme::Accounts, Theme::Other].map(|theme| format!("'{}'", theme.name())).join(", ");
        format!(
            "SELECT e.seq AS seq, e.matter_id AS matter_id, e.kind AS kind, e.at AS at, e.utc AS utc, e.by_id AS by_id,
             e.rows_hash AS rows_hash, e.body AS body, e.salt AS salt, e.about AS about
             FROM event_subjects s JOIN events e ON e.office_id = s.office_id AND e.seq = s.seq
             WHERE s.office_id = $1 AND s.thing = '{THEME}' AND s.subject IN ({themes}) AND {} AND e.body <> ''
             ORDER BY e.seq",
            dialect.among_texts("e.kind", 2)
        )
    }
}
built!(Personal);

/// A login that was asked for.
#[derive(Row)]
struct LoginAsked {
    id: RequestId,
    #[column(json, "body")]
    content: Request,
}

/// Takes the logins of some people out of the requests by which they were asked for.
async fn erase_asked(change: &mut UnitOfWork, people: &[PersonId]) -> Result<()> {
    let asked: Vec<LoginAsked> =
        sql!("SELECT id, body FROM requests WHERE office_id = $1 AND kind = 'set-login' ORDER BY id")
            .bind(change.office)
            .all(&mut **change)
            .await?;
    let mut keys = Vec::new();
    for LoginAsked { id, content } in asked {
        let Request::SetLogin { person, .. } = content else { continue };
        if people.contains(&person) {
            let without = Request::SetLogin { person, from: None, login: String::new(), verifier: None };
            written!("UPDATE requests SET body = $3 WHERE office_id = $1 AND id = $2")
                .bind(change.office)
                .bind(id)
                .bind(Json(without))
                .write(change)
                .await?;
            keys.push(id.number().to_string());
        }
    }
    salts::forget(change, "requests", &keys).await
}

/// Erases what is kept of some people but their names; the events that were emptied.
///
/// # Errors
/// If the database cannot be used.
pub async fn erase_people(change: &mut UnitOfWork, people: &[PersonId]) -> Result<ErasedEvents> {
    let (dialect, office, list) = (change.dialect(), change.office, listed(people));
    for of in [OfLogins::Sessions, OfLogins::Devices] {
        Statement::built(&of, dialect).bind(office).bind(&list).run(&mut **change).await?;
    }
    for (table, column) in OF_PEOPLE {
        delete_of(change, (table, column), &list).await?;
    }
    for person in people {
        written!(
            "UPDATE people SET badge = NULL, badge_since = NULL, phone = NULL, attributes = '{}', erased_at = $3
             WHERE office_id = $1 AND id = $2"
        )
        .bind(office)
        .bind(*person)
        .bind(change.now)
        .write(change)
        .await?;
    }
    erase_asked(change, people).await?;
    unbound::index(change).await?;
    let kinds = PERSONAL.iter().chain(&OF_REQUESTS).collect::<Vec<_>>();
    let statement = Statement::built(&Personal, dialect).bind(office).bind(serde_json::to_string(&kinds)?);
    let mut personal = statement.all::<Full>(&mut **change).await?;
    personal.retain(|event| whose(&event.body).is_some_and(|whose| people.contains(&whose)));
    events::empty(change, personal).await
}

/// Takes the names from people whom nothing names any more.
///
/// # Errors
/// If the database cannot be used.
pub async fn erase_names(change: &mut UnitOfWork, people: &[PersonId]) -> Result<()> {
    for person in people {
        written!("UPDATE people SET name = ", nameless!(), " WHERE office_id = $1 AND id = $2")
            .bind(change.office)
            .bind(*person)
            .write(change)
            .await?;
    }
    Ok(())
}
