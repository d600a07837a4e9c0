//! Requests of keepers (table `requests`): changes that one keeper asks for and another confirms.

use crate::{
    UnitOfWork,
    dialect::Dialect,
    error::Result,
    sql::{Built, Db, Json, Statement, built, named_columns, sql, written},
};
use guiju_domain::{
    OfficeId, PersonId, RequestId, SystemRole,
    keepers::{Kind, PendingRequest, Request, State},
};
use guiju_model::Moment;
use guiju_store_macros::Row;

named_columns!(Kind, State);

/// The columns of a [`KeeperRequest`].
macro_rules! columns {
    () => {
        "id, body, reason, asked_by, asked_role, asked_at, state, answered_by, answered_at, words, code"
    };
}

/// A request with what became of it. Moments are the office's local time.
#[derive(Debug, Row)]
pub struct KeeperRequest {
    /// Its number.
    pub id: RequestId,
    /// What is asked for.
    #[column(json, "body")]
    pub content: Request,
    /// Why it is asked for, in the asker's words.
    pub reason: String,
    /// By whom.
    #[column("asked_by")]
    pub by: PersonId,
    /// The role of the system in which it was asked for.
    #[column("asked_role")]
    pub role: SystemRole,
    /// When it was asked for.
    pub asked_at: Moment,
    /// How far it has come.
    pub state: State,
    /// Who answered it; nobody if it waits, or the server did.
    pub answered_by: Option<PersonId>,
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// The words of the answer.
    pub words: Option<String>,
    /// The second half of a first password, encrypted; only while it waits.
    pub code: Option<String>,
}

impl KeeperRequest {
    /// What is asked for and by whom, as the rules see it.
    #[must_use]
    pub const fn asked(&self) -> PendingRequest<'_> {
        PendingRequest { request: &self.content, by: self.by, role: self.role }
    }
}

/// A request that is asked for now.
#[derive(Debug)]
pub struct NewRequest<'a> {
    /// What is asked for, by whom and in which role.
    pub asked: PendingRequest<'a>,
    /// Why it is asked for, in the asker's words.
    pub reason: &'a str,
    /// The second half of a first password, encrypted.
    pub code: Option<&'a str>,
}

/// What became of a request.
#[derive(Debug)]
pub struct Answered<'a> {
    /// What was asked for, without a password.
    pub content: &'a Request,
    /// How far it has come.
    pub state: State,
    /// Who answered it; nobody if the server did.
    pub by: Option<PersonId>,
    /// The words of the answer.
    pub words: &'a str,
}

/// Saves a request with a new number.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, new: &NewRequest<'_>) -> Result<RequestId> {
    let id = change.id::<RequestId>();
    written!(
        "INSERT INTO requests (office_id, id, kind, body, reason, asked_by, asked_role, asked_at, state, code)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9)"
    )
    .bind(change.office)
    .bind(id)
    .bind(new.asked.request.kind())
    .bind(Json(new.asked.request))
    .bind(new.reason)
    .bind(new.asked.by)
    .bind(new.asked.role)
    .bind(change.now)
    .bind(new.code)
    .write(change)
    .await?;
    Ok(id)
}

/// A request of the office, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(change: &mut UnitOfWork, id: RequestId) -> Result<Option<KeeperRequest>> {
    sql!("SELECT ", columns!(), " FROM requests WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .first(&mut **change)
        .await
}

/// The requests that wait, by number, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn waiting(change: &mut UnitOfWork) -> Result<Vec<KeeperRequest>> {
    sql!("SELECT ", columns!(), " FROM requests WHERE office_id = $1 AND state = 'waiting' ORDER BY id")
        .bind(change.office)
        .all(&mut **change)
        .await
}

/// The requests of a kind by a person that wait, within a change: number, and what is asked for.
///
/// # Errors
/// If the database cannot be used.
pub async fn waiting_of(change: &mut UnitOfWork, kind: Kind, by: PersonId) -> Result<Vec<(RequestId, Request)>> {
    let rows = sql!(
        "SELECT id, body FROM requests WHERE office_id = $1 AND state = 'waiting' AND kind = $2 AND asked_by = $3"
    )
    .bind(change.office)
    .bind(kind)
    .bind(by)
    .all::<(RequestId, Json<Request>)>(&mut **change)
    .await?;
    Ok(rows.into_iter().map(|(id, Json(request))| (id, request)).collect())
}

/// The requests that wait since before a moment of the office's local time.
///
/// # Errors
/// If the database cannot be used.
pub async fn waiting_since_before(db: impl Db<'_>, office: OfficeId, before: Moment) -> Result<Vec<RequestId>> {
    sql!("SELECT id FROM requests WHERE office_id = $1 AND state = 'waiting' AND asked_at < $2")
        .bind(office)
        .bind(before)
        .values(db)
        .await
}

/// The condition that a request is of one state, if one is asked for: parameter `$2`.
const fn of_state(narrowed: bool) -> &'static str {
    if narrowed { " AND state = $2" } else { "" }
}

/// A page of requests: those that wait first, then the latest; of one state if it is narrowed.
struct Page {
    narrowed: bool,
}

impl Built for Page {
    fn combinations() -> Vec<Self> {
        vec![Self { narrowed: false }, Self { narrowed: true }]
    }

    fn text(&self, _: Dialect) -> String {
        let (state, limit, offset) =
            (of_state(self.narrowed), 2 + u8::from(self.narrowed), 3 + u8::from(self.narrowed));
        format!(
            concat!(
                "SELECT ",
                columns!(),
                " FROM requests WHERE office_id = $1{} ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END,
                 id DESC LIMIT ${} OFFSET ${}"
            ),
            state, limit, offset
        )
    }
}
built!(Page);

/// How many requests there are; of one state if it is narrowed.
struct Count {
    narrowed: bool,
}

impl Built for Count {
    fn combinations() -> Vec<Self> {
        vec![Self { narrowed: false }, Self { narrowed: true }]
    }

    fn text(&self, _: Dialect) -> String {
        format!("SELECT COUNT(*) AS n FROM requests WHERE office_id = $1{}", of_state(self.narrowed))
    }
}
built!(Count);

/// Which requests are listed.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// The office.
    pub office: OfficeId,
    /// Those of one state, if one is named.
    pub state: Option<State>,
}

/// A page of requests: those that wait first, then the latest.
///
/// # Errors
/// If the database cannot be used.
pub async fn page(
    db: impl Db<'_>,
    dialect: Dialect,
    selection: Selection,
    limit: i64,
    offset: i64,
) -> Result<Vec<KeeperRequest>> {
    Statement::built(&Page { narrowed: selection.state.is_some() }, dialect)
        .bind(selection.office)
        .bind_all(selection.state)
        .bind(limit)
        .bind(offset)
        .all(db)
        .await
}

/// How many requests there are.
///
/// # Errors
/// If the database cannot be used.
pub async fn count(db: impl Db<'_>, dialect: Dialect, selection: Selection) -> Result<u64> {
    Statement::built(&Count { narrowed: selection.state.is_some() }, dialect)
        .bind(selection.office)
        .bind_all(selection.state)
        .value(db)
        .await
}

/// Saves the answer of a request; the second half of a password goes.
///
/// # Errors
/// If the database cannot be used.
pub async fn answer(change: &mut UnitOfWork, id: RequestId, answered: &Answered<'_>) -> Result<()> {
    written!(
        "UPDATE requests SET body = $3, state = $4, answered_by = $5, answered_at = $6, words = $7, code = NULL
         WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(id)
    .bind(Json(answered.content))
    .bind(answered.state)
    .bind(answered.by)
    .bind(change.now)
    .bind(answered.words)
    .write(change)
    .await?;
    Ok(())
}
