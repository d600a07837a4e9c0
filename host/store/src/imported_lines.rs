//! Records that files bring (table `records`, rows with an import key), and lines that were withdrawn (table `withdrawn_lines`).

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    late_facts,
    placeholders::places,
    sql::{Built, Db, Statement, built, sql, written},
};
use guiju_domain::{DepartmentId, OfficeId, PersonId, RecordId};
use guiju_model::{Moment, Period};
use guiju_store_macros::Row;

/// A line of a file as a record.
#[derive(Debug)]
pub struct NewLine<'a> {
    /// The regulation that owns the form.
    pub regulation: &'a str,
    /// The form.
    pub form: &'a str,
    /// Whom it is about.
    pub person: PersonId,
    /// The department of that person.
    pub department: DepartmentId,
    /// When what it tells of happens.
    pub occurs: Period,
    /// The content, as JSON text.
    pub content: &'a str,
    /// One line about it.
    pub summary: &'a str,
    /// The key by which the same line is known again.
    pub key: &'a str,
}

/// A line that is taken out of its register.
#[derive(Debug, Row)]
pub struct Withdrawn {
    /// Whom it was about.
    #[column("person_id")]
    pub person: Option<PersonId>,
    /// When what it told of began.
    pub starts: Moment,
    /// When what it told of ended.
    pub ends: Moment,
    /// The content, as JSON text.
    pub content: String,
    /// One line about it.
    pub summary: String,
    /// The key by which the same line is known again.
    pub import_key: String,
}

/// Which of so many keys are there.
struct Known {
    keys: usize,
    withdrawn: bool,
}

impl Built for Known {
    fn combinations() -> Vec<Self> {
        let of = |withdrawn: bool| [1, 2, 500].map(|keys| Self { keys, withdrawn });
        [false, true].into_iter().flat_map(of).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let (table, places) = (if self.withdrawn { "withdrawn_lines" } else { "records" }, places(2, self.keys));
        format!("SELECT import_key FROM {table} WHERE office_id = $1 AND import_key IN ({places})")
    }
}
built!(Known);

/// Which of some keys are there already; none if no key is given.
///
/// # Errors
/// If the database cannot be used.
pub async fn known<'a>(
    db: impl Db<'_>,
    office: OfficeId,
    keys: impl ExactSizeIterator<Item = &'a str>,
) -> Result<Vec<String>> {
    among(db, office, keys, false).await
}

/// Which of some keys are of lines that were withdrawn; none if no key is given.
///
/// # Errors
/// If the database cannot be used.
pub async fn withdrawn<'a>(
    db: impl Db<'_>,
    office: OfficeId,
    keys: impl ExactSizeIterator<Item = &'a str>,
) -> Result<Vec<String>> {
    among(db, office, keys, true).await
}

async fn among<'a>(
    db: impl Db<'_>,
    office: OfficeId,
    keys: impl ExactSizeIterator<Item = &'a str>,
    withdrawn: bool,
) -> Result<Vec<String>> {
    if keys.len() == 0 {
        return Ok(Vec::new());
    }
    Statement::common(&Known { keys: keys.len(), withdrawn }).bind(office).bind_all(keys).values(db).await
}

/// Inserts a line unless its key is there; whether it was new.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, line: &NewLine<'_>) -> Result<Option<RecordId>> {
    let (id, now) = (change.id::<RecordId>(), change.now);
    let inserted = written!(
        "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status, summary,
         entered_at, import_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'completed', $10, $11, $12)
         ON CONFLICT (office_id, import_key) DO NOTHING"
    )
    .bind(change.office)
    .bind(id)
    .bind(line.regulation)
    .bind(line.form)
    .bind(line.person)
    .bind(line.department)
    .bind(line.occurs.from)
    .bind(line.occurs.to)
    .bind(line.content)
    .bind(line.summary)
    .bind(now)
    .bind(line.key)
    .write(change)
    .await?;
    Ok((inserted > 0).then_some(id))
}

/// Takes a line out of its register and remembers its key; none if no file brought such a record.
///
/// # Errors
/// If the database cannot be used.
pub async fn withdraw(change: &mut UnitOfWork, record: RecordId) -> Result<Option<Withdrawn>> {
    let (office, now) = (change.office, change.now);
    late_facts::leaves(change, late_facts::Leaving::Record(record)).await?;
    let mut lines = written!(
        "DELETE FROM records WHERE office_id = $1 AND id = $2 AND import_key IS NOT NULL AND matter_id IS NULL"
    )
    .bind(office)
    .bind(record)
    .write_rows::<Withdrawn>(change)
    .await?;
    let Some(line) = lines.pop() else { return Ok(None) };
    written!(
        "INSERT INTO withdrawn_lines (office_id, import_key, record_id, withdrawn_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, import_key) DO UPDATE SET record_id = excluded.record_id, withdrawn_at = excluded.withdrawn_at"
    )
    .bind(office)
    .bind(&line.import_key)
    .bind(record)
    .bind(now)
    .write(change)
    .await?;
    Ok(Some(line))
}

/// The regulation and the form of a record that a file brought.
///
/// # Errors
/// If the database cannot be used.
pub async fn form_of(db: impl Db<'_>, office: OfficeId, record: RecordId) -> Result<Option<(String, String)>> {
    sql!(
        "SELECT regulation, form FROM records
         WHERE office_id = $1 AND id = $2 AND import_key IS NOT NULL AND matter_id IS NULL"
    )
    .bind(office)
    .bind(record)
    .first(db)
    .await
}

/// When the latest record of a form began, void ones left out.
///
/// # Errors
/// If the database cannot be used.
pub async fn latest(db: impl Db<'_>, office: OfficeId, regulation: &str, form: &str) -> Result<Option<Moment>> {
    sql!(
        "SELECT MAX(starts) AS latest FROM records
         WHERE office_id = $1 AND regulation = $2 AND form = $3 AND status <> 'void'"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .value(db)
    .await
}
