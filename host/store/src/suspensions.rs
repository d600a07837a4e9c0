//! Suspended privileges (table `suspensions`).

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, sql, written},
};
use guiju_domain::{MatterId, OfficeId, PersonId, ProposalId, SuspensionId};
use guiju_model::{Moment, Period};
use guiju_store_macros::Row;

/// From what a suspension comes.
#[derive(Clone, Copy, Debug)]
pub enum SuspendedBy {
    /// An effect of a matter.
    Matter(MatterId),
    /// A penalty that was confirmed.
    Proposal(ProposalId),
}

/// A new suspension.
#[derive(Clone, Copy, Debug)]
pub struct NewSuspension<'a> {
    /// The regulation that declares the privilege.
    pub regulation: &'a str,
    /// The privilege.
    pub privilege: &'a str,
    /// The clause that demands it.
    pub clause: &'a str,
    /// Who has it suspended.
    pub person: PersonId,
    /// When it begins.
    pub starts: Moment,
    /// The moment from which the person has it again, if that is decided.
    pub ends: Option<Moment>,
    /// Why, as whoever may read that it is suspended may read it.
    pub reason: &'a str,
    /// From what it comes.
    pub by: SuspendedBy,
}

/// A suspension.
#[derive(Clone, Debug, Row)]
pub struct Suspended {
    /// Its id.
    pub id: SuspensionId,
    /// The regulation that declares the privilege.
    pub regulation: String,
    /// The privilege.
    pub privilege: String,
    /// The clause that demands it.
    pub clause: String,
    /// Who has it suspended.
    #[column("person_id")]
    pub person: PersonId,
    /// When it begins.
    pub starts: Moment,
    /// The moment from which the person has it again, if that is decided.
    pub ends: Option<Moment>,
    /// Why, as whoever may read that it is suspended may read it.
    pub reason: String,
}

/// Inserts a suspension; its id.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, new: &NewSuspension<'_>) -> Result<SuspensionId> {
    let id = change.id::<SuspensionId>();
    let (matter, proposal) = match new.by {
        SuspendedBy::Matter(matter) => (Some(matter), None),
        SuspendedBy::Proposal(proposal) => (None, Some(proposal)),
    };
    written!(
        "INSERT INTO suspensions (office_id, id, regulation, privilege, clause, person_id, starts, ends, reason, matter_id,
         proposal_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    )
    .bind(change.office)
    .bind(id)
    .bind(new.regulation)
    .bind(new.privilege)
    .bind(new.clause)
    .bind(new.person)
    .bind(new.starts)
    .bind(new.ends)
    .bind(new.reason)
    .bind(matter)
    .bind(proposal)
    .write(change)
    .await?;
    Ok(id)
}

/// Ends every suspension of a privilege of a person that is not over, one that has not begun before it begins; each as it was. One that
/// ends where it begins was given back before.
///
/// # Errors
/// If the database cannot be used.
pub async fn restore(
    change: &mut UnitOfWork,
    (regulation, privilege): (&str, &str),
    person: PersonId,
    because: &str,
) -> Result<Vec<Suspended>> {
    let running: Vec<Suspended> = sql!(
        "SELECT id, regulation, privilege, clause, person_id, starts, ends, reason FROM suspensions
         WHERE office_id = $1 AND regulation = $2 AND privilege = $3 AND person_id = $4
         AND (ends IS NULL OR (ends > $5 AND ends > starts))
         ORDER BY id"
    )
    .bind(change.office)
    .bind(regulation)
    .bind(privilege)
    .bind(person)
    .bind(change.now)
    .all(&mut **change)
    .await?;
    for one in &running {
        written!(
            "UPDATE suspensions SET ends = $3, restored_at = $4, restored_because = $5 WHERE office_id = $1 AND id = $2"
        )
        .bind(change.office)
        .bind(one.id)
        .bind(change.now.max(one.starts))
        .bind(change.now)
        .bind(because)
        .write(change)
        .await?;
    }
    Ok(running)
}

/// Suspensions of a regulation's privileges within a time: of some people (`$6`, a JSON list), or of everybody.
struct Within {
    of_people: bool,
}

impl Built for Within {
    fn combinations() -> Vec<Self> {
        vec![Self { of_people: false }, Self { of_people: true }]
    }

    fn text(&self, dialect: Dialect) -> String {
        let people = match self.of_people {
            true => format!(" AND {}", dialect.among("person_id", 6)),
            false => String::new(),
        };
        format!(
            "SELECT id, regulation, privilege, clause, person_id, starts, ends, reason FROM suspensions
             WHERE office_id = $1 AND regulation = $2 AND starts < $4 AND (ends IS NULL OR (ends > $3 AND ends > starts)){people}
             ORDER BY starts, id LIMIT $5"
        )
    }
}
built!(Within);

/// The suspensions of a regulation's privileges in force for some of a time, so many at most: of these people, or of everybody. The end of
/// the time is behind it.
///
/// # Errors
/// If the database cannot be used.
pub async fn within(
    db: impl Db<'_>,
    dialect: Dialect,
    (office, regulation): (OfficeId, &str),
    (over, most): (Period, u64),
    people: Option<&[PersonId]>,
) -> Result<Vec<Suspended>> {
    let statement = Statement::built(&Within { of_people: people.is_some() }, dialect)
        .bind(office)
        .bind(regulation)
        .bind(over.from)
        .bind(over.to)
        .bind(most);
    let statement = match people {
        Some(people) => {
            let ids = people.iter().map(|person| person.number()).collect::<Vec<_>>();
            statement.bind(serde_json::Value::from(ids).to_string())
        }
        None => statement,
    };
    statement.all(db).await
}

/// The suspensions that are not over at a moment, the latest first, so many at most.
///
/// # Errors
/// If the database cannot be used.
pub async fn running(db: impl Db<'_>, office: OfficeId, now: Moment, most: u64) -> Result<Vec<Suspended>> {
    sql!(
        "SELECT id, regulation, privilege, clause, person_id, starts, ends, reason FROM suspensions
         WHERE office_id = $1 AND (ends IS NULL OR (ends > $2 AND ends > starts)) ORDER BY id DESC LIMIT $3"
    )
    .bind(office)
    .bind(now)
    .bind(most)
    .all(db)
    .await
}

/// The suspensions of one person that are not over at a moment, the latest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn running_of(db: impl Db<'_>, office: OfficeId, person: PersonId, now: Moment) -> Result<Vec<Suspended>> {
    sql!(
        "SELECT id, regulation, privilege, clause, person_id, starts, ends, reason FROM suspensions
         WHERE office_id = $1 AND person_id = $2 AND (ends IS NULL OR (ends > $3 AND ends > starts))
         ORDER BY id DESC"
    )
    .bind(office)
    .bind(person)
    .bind(now)
    .all(db)
    .await
}
