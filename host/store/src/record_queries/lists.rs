//! Records of one form as boards, rolls and calendars show them.

use super::ties::{RecordTies, Tied, records, ties};
use crate::{
    error::Result,
    sql::{Db, Statement, sql},
};
use guiju_domain::{MatterId, OfficeId, PersonId, RecordId, RecordStatus};
use guiju_model::Moment;
use guiju_store_macros::Row;
use serde_json::{Map, Value};

/// The records of a form, for one reader.
#[derive(Clone, Copy, Debug)]
pub struct FormRecords<'a> {
    /// The office.
    pub office: OfficeId,
    /// Who reads; nobody of the office if there is none.
    pub reader: Option<PersonId>,
    /// The regulation of the form.
    pub regulation: &'a str,
    /// The form.
    pub form: &'a str,
}

impl FormRecords<'_> {
    /// Binds `$1` to `$4`.
    pub(super) fn bind<'q>(&self, statement: Statement<'q>) -> Statement<'q> {
        statement.bind(self.office).bind(self.regulation).bind(self.form).bind(self.reader)
    }
}

/// From when to when a record lasts.
#[derive(Clone, Copy, Debug, Row)]
pub struct Span {
    /// Its first moment.
    pub starts: Moment,
    /// Its last moment.
    pub ends: Moment,
}

/// Completed records about a person that last at a moment, oldest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn at(db: impl Db<'_>, of: &FormRecords<'_>, moment: Moment) -> Result<Vec<Tied<Span>>> {
    of.bind(sql!(
        "SELECT r.starts AS starts, r.ends AS ends, ",
        ties!("$4"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status = 'completed' AND r.starts <= $5
         AND r.ends >= $5 AND r.person_id IS NOT NULL ORDER BY r.id"
    ))
    .bind(moment)
    .all(db)
    .await
}

/// Completed records about a person that begin before a moment and do not end before another.
///
/// # Errors
/// If the database cannot be used.
pub async fn spans(
    db: impl Db<'_>,
    of: &FormRecords<'_>,
    (not_before, before): (Moment, Moment),
) -> Result<Vec<Tied<Span>>> {
    of.bind(sql!(
        "SELECT r.starts AS starts, r.ends AS ends, ",
        ties!("$4"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status = 'completed' AND r.starts < $5
         AND r.ends >= $6 AND r.person_id IS NOT NULL"
    ))
    .bind(before)
    .bind(not_before)
    .all(db)
    .await
}

/// Completed records about one person that touch a time, both ends included, by their beginning.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_person(
    db: impl Db<'_>,
    of: &FormRecords<'_>,
    person: PersonId,
    (first, last): (Moment, Moment),
) -> Result<Vec<Tied<Span>>> {
    of.bind(sql!(
        "SELECT r.starts AS starts, r.ends AS ends, ",
        ties!("$4"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.person_id = $5 AND r.status = 'completed'
         AND r.starts <= $7 AND r.ends >= $6 ORDER BY r.starts"
    ))
    .bind(person)
    .bind(first)
    .bind(last)
    .all(db)
    .await
}

/// Completed records about a person, oldest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn completed(db: impl Db<'_>, of: &FormRecords<'_>) -> Result<Vec<RecordTies>> {
    of.bind(sql!(
        "SELECT ",
        ties!("$4"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status = 'completed'
         AND r.person_id IS NOT NULL ORDER BY r.id"
    ))
    .all(db)
    .await
}

/// A record in a calendar.
#[derive(Clone, Copy, Debug, Row)]
pub struct InMonth {
    /// When it begins.
    pub starts: Moment,
    /// Its matter, if it came from one.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
}

/// Records that are not void and begin in a time, by their beginning; the second moment is behind it.
///
/// # Errors
/// If the database cannot be used.
pub async fn in_month(
    db: impl Db<'_>,
    of: &FormRecords<'_>,
    (from, before): (Moment, Moment),
) -> Result<Vec<Tied<InMonth>>> {
    of.bind(sql!(
        "SELECT r.starts AS starts, r.matter_id AS matter_id, ",
        ties!("$4"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status <> 'void' AND r.starts >= $5
         AND r.starts < $6 ORDER BY r.starts, r.id"
    ))
    .bind(from)
    .bind(before)
    .all(db)
    .await
}

/// A record as a register that is handed out lists it.
#[derive(Clone, Debug, Row)]
pub struct InRegister {
    /// Its number, if it has one.
    pub number: Option<String>,
    /// When it begins.
    pub starts: Moment,
    /// Its status.
    pub status: RecordStatus,
    /// Whether its matter was returned to whoever filed it.
    pub returned: bool,
    /// Why it is void.
    pub void_reason: Option<String>,
}

/// Records of every status that begin in a time, by their beginning; the second moment is behind it.
///
/// # Errors
/// If the database cannot be used.
pub async fn in_period(
    db: impl Db<'_>,
    of: &FormRecords<'_>,
    (from, before): (Moment, Moment),
) -> Result<Vec<Tied<InRegister>>> {
    of.bind(sql!(
        "SELECT r.number AS number, r.starts AS starts, r.status AS status,
         CASE WHEN m.status = 'returned' THEN 1 ELSE 0 END AS returned, r.void_reason AS void_reason, ",
        ties!("$4"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.starts >= $5 AND r.starts < $6
         ORDER BY r.starts, r.id"
    ))
    .bind(from)
    .bind(before)
    .all(db)
    .await
}

/// A record that is booked.
#[derive(Clone, Copy, Debug, Row)]
pub struct Resource {
    /// The record.
    pub id: RecordId,
}

/// Completed records of a form whose records are booked, oldest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn resources(db: impl Db<'_>, of: &FormRecords<'_>) -> Result<Vec<Tied<Resource>>> {
    of.bind(sql!(
        "SELECT r.id AS id, ",
        ties!("$4"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status = 'completed' ORDER BY r.id"
    ))
    .all(db)
    .await
}

/// A booking with the record of the matter that booked.
#[derive(Clone, Debug, Row)]
pub struct Booked {
    /// Its first moment.
    pub starts: Moment,
    /// Its last moment.
    pub ends: Moment,
    /// The matter that booked.
    #[column("matter_id")]
    pub matter: MatterId,
    /// Who applied for it.
    #[column("applicant_id")]
    pub applicant: PersonId,
    /// The regulation of the matter's form.
    pub regulation: String,
    /// The matter's form.
    pub form: String,
}

/// Bookings of a resource that touch a time, by their beginning, for a reader; the second moment is behind it.
///
/// # Errors
/// If the database cannot be used.
pub async fn bookings_of(
    db: impl Db<'_>,
    office: OfficeId,
    resource: RecordId,
    reader: Option<PersonId>,
    (from, before): (Moment, Moment),
) -> Result<Vec<Tied<Booked>>> {
    sql!(
        "SELECT b.starts AS starts, b.ends AS ends, b.matter_id AS matter_id, m.applicant_id AS applicant_id,
         r.regulation AS regulation, r.form AS form, ",
        ties!("$5"),
        " FROM bookings b JOIN records r ON r.office_id = b.office_id AND r.matter_id = b.matter_id
         LEFT JOIN matters m ON m.office_id = r.office_id AND m.id = r.matter_id
         WHERE b.office_id = $1 AND b.resource_id = $2 AND b.ends >= $3 AND b.starts < $4 ORDER BY b.starts"
    )
    .bind(office)
    .bind(resource)
    .bind(from)
    .bind(before)
    .bind(reader)
    .all(db)
    .await
}

/// Of which form a record is, and who filed its matter.
#[derive(Clone, Debug, Row)]
pub struct Found {
    /// The regulation of its form.
    pub regulation: String,
    /// Its form.
    pub form: String,
    /// Who applied, if it came from a matter.
    pub applicant: Option<PersonId>,
    /// Who filed, if it came from a matter.
    pub filed_by: Option<PersonId>,
}

/// A record by its id, for a reader.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(
    db: impl Db<'_>,
    office: OfficeId,
    record: RecordId,
    reader: Option<PersonId>,
) -> Result<Option<Tied<Found>>> {
    sql!(
        "SELECT r.regulation AS regulation, r.form AS form, m.applicant_id AS applicant, m.filed_by AS filed_by, ",
        ties!("$3"),
        " FROM ",
        records!(),
        " WHERE r.office_id = $1 AND r.id = $2"
    )
    .bind(office)
    .bind(record)
    .bind(reader)
    .first(db)
    .await
}

/// What a record holds, for a person who may be its custodian.
#[derive(Clone, Debug, Row)]
pub struct Held {
    /// Its one line, made from all of its content.
    pub summary: String,
    /// Its content as filed.
    #[column(json)]
    pub content: Map<String, Value>,
}

/// Completed records of a form, oldest first, as they stand.
///
/// # Errors
/// If the database cannot be used.
pub async fn held(db: impl Db<'_>, office: OfficeId, regulation: &str, form: &str) -> Result<Vec<Held>> {
    sql!(
        "SELECT summary, content FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3
         AND status = 'completed' ORDER BY id"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .all(db)
    .await
}
