//! Events of an office's chain as they are read to be shown, compared or published. Table `events`, read only.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{DepartmentId, MatterId, OfficeId, PersonId, PostId, keepers::PostFacts};
use guiju_model::Moment;
use guiju_store_macros::Row;
use serde::Deserialize;
use serde_json::Value;

/// How many events an office has.
///
/// # Errors
/// If the database cannot be used.
pub async fn count(db: impl Db<'_>, office: OfficeId) -> Result<u64> {
    sql!("SELECT COUNT(*) AS n FROM events WHERE office_id = $1").bind(office).value(db).await
}

/// The moment of an office's first event, in its local time, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn first_moment(db: impl Db<'_>, office: OfficeId) -> Result<Option<Moment>> {
    sql!("SELECT at FROM events WHERE office_id = $1 ORDER BY seq LIMIT 1").bind(office).first_value(db).await
}

/// The people who were entered from a moment on. The kind leads to the events, of which there are few; the moment does not.
///
/// # Errors
/// If the database cannot be used.
pub async fn entered_since(change: &mut UnitOfWork, from: Moment) -> Result<Vec<PersonId>> {
    let bodies: Vec<String> =
        sql!("SELECT COALESCE(body, '') FROM events WHERE office_id = $1 AND kind = 'person-entered' AND at + 0 >= $2")
            .bind(change.office)
            .bind(from)
            .values(&mut **change)
            .await?;
    // Of one that was erased nobody works here any more.
    let read = bodies.iter().filter_map(|body| serde_json::from_str::<Entered>(body).ok());
    Ok(read.map(|entered| entered.person).collect())
}

/// Whom an event entered.
#[derive(Deserialize)]
struct Entered {
    person: PersonId,
}

/// A post or a person as an event says that they were before.
#[derive(Clone, Debug)]
pub enum StaffBefore {
    /// A post.
    Post {
        /// Which one.
        post: PostId,
        /// What it was.
        facts: PostFacts,
    },
    /// Where a person worked.
    Person {
        /// Who.
        person: PersonId,
        /// The department.
        department: DepartmentId,
    },
}

/// How posts and people were before they were changed from a moment on, of each the last change first. Of some early changes of people the
/// events do not say the department by its id; these are not among them.
///
/// # Errors
/// If the database cannot be used.
pub async fn staff_before(change: &mut UnitOfWork, from: Moment) -> Result<Vec<StaffBefore>> {
    let posts = sql!(
        "SELECT COALESCE(body, '') FROM events WHERE office_id = $1 AND kind = 'post-changed' AND at + 0 >= $2 ORDER BY seq DESC"
    );
    let posts: Vec<String> = posts.bind(change.office).bind(from).values(&mut **change).await?;
    let people = sql!(
        "SELECT COALESCE(body, '') FROM events WHERE office_id = $1 AND kind = 'person-changed' AND at + 0 >= $2
         ORDER BY seq DESC"
    );
    let people: Vec<String> = people.bind(change.office).bind(from).values(&mut **change).await?;
    Ok(posts.iter().chain(&people).filter_map(|body| staff_change(body)).collect())
}

fn staff_change(body: &str) -> Option<StaffBefore> {
    #[derive(Deserialize)]
    struct OfPost {
        post: PostId,
        before: PostFacts,
    }
    #[derive(Deserialize)]
    struct OfPerson {
        person: PersonId,
        before: Worked,
    }
    #[derive(Deserialize)]
    struct Worked {
        department_id: Option<DepartmentId>,
    }
    if let Ok(OfPost { post, before }) = serde_json::from_str(body) {
        return Some(StaffBefore::Post { post, facts: before });
    }
    let OfPerson { person, before } = serde_json::from_str(body).ok()?;
    Some(StaffBefore::Person { person, department: before.department_id? })
}

/// The hash of the last event of a matter that changed it. That somebody read it changes nothing.
///
/// # Errors
/// If the database cannot be used.
pub async fn last_hash_of(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<Option<String>> {
    sql!(
        "SELECT hash FROM events WHERE office_id = $1 AND matter_id = $2 AND kind NOT IN ('matter-opened', 'moved')
         ORDER BY seq DESC LIMIT 1"
    )
    .bind(office)
    .bind(matter)
    .first_value(db)
    .await
}

/// The event that a printed sheet names.
#[derive(Clone, Debug, Row)]
pub struct Printed {
    /// Its number in the chain.
    pub seq: i64,
    /// The name of the office.
    pub office: String,
    /// The version of the office's people and policy.
    pub policy_version: i64,
}

/// The event of a matter whose hash begins with a code of 20 characters.
///
/// # Errors
/// If the database cannot be used.
pub async fn printed(db: impl Db<'_>, office: OfficeId, matter: MatterId, code: &str) -> Result<Option<Printed>> {
    sql!(
        "SELECT e.seq AS seq, o.name AS office, o.policy_version AS policy_version
         FROM events e JOIN offices o ON o.id = e.office_id
         WHERE e.office_id = $1 AND e.matter_id = $2 AND SUBSTR(e.hash, 1, 20) = $3"
    )
    .bind(office)
    .bind(matter)
    .bind(code)
    .first(db)
    .await
}

/// What happened to a matter.
#[derive(Clone, Debug, Row)]
pub struct MatterEvent {
    /// The kind of the event.
    pub kind: String,
    /// When, in the office's local time.
    pub at: Moment,
    /// Its body.
    #[column(json)]
    pub body: Value,
}

/// What changed a matter after an event, earliest first. That somebody read it changes nothing.
///
/// # Errors
/// If the database cannot be used.
pub async fn changes_after(db: impl Db<'_>, office: OfficeId, matter: MatterId, seq: i64) -> Result<Vec<MatterEvent>> {
    sql!(
        "SELECT kind, at, body FROM events WHERE office_id = $1 AND matter_id = $2 AND seq > $3
         AND kind NOT IN ('matter-opened', 'moved') ORDER BY seq"
    )
    .bind(office)
    .bind(matter)
    .bind(seq)
    .all(db)
    .await
}

/// An event that tells of a restore.
#[derive(Clone, Debug, Row)]
pub struct RestoredEvent {
    /// Its number in the chain.
    pub seq: i64,
    /// Its body.
    #[column(json)]
    pub body: Value,
    /// Whether an earlier version wrote it, whose events have neither a salt nor the hash of a body.
    #[column("plain")]
    pub is_plain: bool,
}

/// The restores that an office's chain tells of, earliest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn restored(db: impl Db<'_>, office: OfficeId) -> Result<Vec<RestoredEvent>> {
    sql!(
        "SELECT seq, body, CASE WHEN salt IS NULL AND body_hash IS NULL THEN 1 ELSE 0 END AS plain FROM events
         WHERE office_id = $1 AND kind = 'restored' ORDER BY seq"
    )
    .bind(office)
    .all(db)
    .await
}

/// An event as it is published: without its body.
#[derive(Clone, Debug, Row)]
pub struct PublishedEvent {
    /// Its number in the chain.
    pub seq: i64,
    /// When, in the office's local time.
    pub at: Moment,
    /// Its kind.
    pub kind: String,
    /// Its matter, if it is about one.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
    /// Its hash.
    pub hash: String,
}

/// Every event of an office without its body, earliest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn published(db: impl Db<'_>, office: OfficeId) -> Result<Vec<PublishedEvent>> {
    sql!("SELECT seq, at, kind, matter_id, hash FROM events WHERE office_id = $1 ORDER BY seq")
        .bind(office)
        .all(db)
        .await
}

/// When and by whom a person was entered.
#[derive(Debug, Row)]
pub struct Entry {
    /// The office's local time.
    pub at: Moment,
    /// By whom; nobody if it was done on the server.
    #[column("by_id")]
    pub by: Option<PersonId>,
}

/// When and by whom a person was entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn person_entered(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<Option<Entry>> {
    sql!(
        "SELECT at, by_id FROM events WHERE office_id = $1 AND kind = 'person-entered' AND body LIKE $2
         ORDER BY seq LIMIT 1"
    )
    .bind(office)
    .bind(format!("%\"person\":{person},%"))
    .first(db)
    .await
}
