//! Which records have changed since the last look, by the events that wrote their rows (table `late_facts`), and where others were
//! before they moved or went (table `left_spans`).

use crate::{
    Connection, Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::{MatterId, OfficeId, RecordId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// So many events are looked through at once.
const EVENTS: i64 = 2_000;
const DAY: i64 = 86_400;

/// Records of a form that happened on one day, of which one changed at least.
#[derive(Clone, Debug, PartialEq, Eq, Row)]
pub struct ChangedRecords {
    /// The regulation that owns the form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// When the first of them began, in the office's local time.
    pub starts: Moment,
    /// When the last of them ended, in the office's local time.
    pub ends: Moment,
}

struct OfRecords;

impl Built for OfRecords {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "SELECT regulation, form, MIN(starts) AS starts, MAX(ends) AS ends FROM records
             WHERE office_id = $1 AND {} GROUP BY regulation, form, starts / {DAY}",
            dialect.among("id", 2)
        )
    }
}
built!(OfRecords);

/// A reference field by which records of a form are found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReferenceField {
    /// The regulation that owns the form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// The field.
    pub field: String,
}

/// A key of a record.
#[derive(Row)]
struct Key {
    regulation: String,
    form: String,
    field: String,
    value: String,
}

impl Key {
    /// The record to which it points, if it is the key of one of these fields.
    fn pointed(&self, fields: &[ReferenceField]) -> Option<i64> {
        // How a field is read stands behind its name.
        let field = self.field.split_once('@').map_or(self.field.as_str(), |(field, _)| field);
        let is_one = |one: &ReferenceField| {
            (one.regulation.as_str(), one.form.as_str(), one.field.as_str()) == (&*self.regulation, &*self.form, field)
        };
        self.value.parse().ok().filter(|_| fields.iter().any(is_one))
    }
}

struct KeysOf;

impl Built for KeysOf {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let ids = dialect.among("record_id", 2);
        format!("SELECT regulation, form, field, value FROM record_keys WHERE office_id = $1 AND {ids}")
    }
}
built!(KeysOf);

/// The last event that was looked at; 0 in an office where nobody has looked yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn looked_at(db: impl Db<'_>, office: OfficeId) -> Result<i64> {
    let seq: Option<i64> = sql!("SELECT seq FROM late_facts WHERE office_id = $1").bind(office).first_value(db).await?;
    Ok(seq.unwrap_or_default())
}

/// Notes the last event that was looked at.
///
/// # Errors
/// If the database cannot be used.
pub async fn look(change: &mut UnitOfWork, seq: i64) -> Result<()> {
    sql!("INSERT INTO late_facts (office_id, seq) VALUES ($1, $2) ON CONFLICT (office_id) DO UPDATE SET seq = excluded.seq")
        .bind(change.office)
        .bind(seq)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// The records that events behind one and up to another changed, and those to which they point by one of these fields. Those that are
/// no more are not among them.
///
/// # Errors
/// If the database cannot be used.
pub async fn changed(
    connection: &mut Connection,
    dialect: Dialect,
    office: OfficeId,
    (behind, up_to): (i64, i64),
    fields: &[ReferenceField],
) -> Result<Vec<ChangedRecords>> {
    let (mut found, mut from) = (Vec::new(), behind);
    while from < up_to {
        let to = up_to.min(from + EVENTS);
        let keys: Vec<String> = sql!(
            "SELECT DISTINCT row_key FROM row_digests WHERE office_id = $1 AND seq > $2 AND seq <= $3 AND tab = 'records'"
        )
        .bind(office)
        .bind(from)
        .bind(to)
        .values(&mut *connection)
        .await?;
        let mut ids = keys.iter().filter_map(|key| key.parse::<i64>().ok()).collect::<Vec<_>>();
        if !ids.is_empty() && !fields.is_empty() {
            let changed = serde_json::to_string(&ids)?;
            let keys: Vec<Key> =
                Statement::built(&KeysOf, dialect).bind(office).bind(changed).all(&mut *connection).await?;
            ids.extend(keys.iter().filter_map(|key| key.pointed(fields)));
        }
        if !ids.is_empty() {
            let ids = serde_json::to_string(&ids)?;
            let records = Statement::built(&OfRecords, dialect).bind(office).bind(ids).all(&mut *connection);
            found.extend(records.await?);
        }
        from = to;
    }
    Ok(found)
}

/// A record that is about to move, to go, or to point elsewhere.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Leaving {
    /// The record of a matter.
    OfMatter(MatterId),
    /// A record by its id.
    Record(RecordId),
    /// A record whose content changes where it is.
    Pointing(RecordId),
}

impl Built for Leaving {
    fn combinations() -> Vec<Self> {
        let record = RecordId::new(0);
        vec![Self::OfMatter(MatterId::new(0)), Self::Record(record), Self::Pointing(record)]
    }

    fn text(&self, _: Dialect) -> String {
        let which = match self {
            Self::OfMatter(_) => "matter_id",
            Self::Record(_) | Self::Pointing(_) => "id",
        };
        let own = match self {
            Self::Pointing(_) => String::new(),
            _ => format!(
                "SELECT office_id, regulation, form, starts, ends FROM records WHERE office_id = $1 AND {which} = $2
                 UNION "
            ),
        };
        format!(
            "INSERT INTO left_spans (office_id, regulation, form, starts, ends)
             {own}SELECT pointed.office_id, pointed.regulation, pointed.form, pointed.starts, pointed.ends
             FROM records AS leaving
             JOIN record_keys AS k ON k.office_id = leaving.office_id AND k.record_id = leaving.id
             JOIN records AS pointed ON pointed.office_id = k.office_id AND pointed.id = k.number
             WHERE leaving.office_id = $1 AND leaving.{which} = $2
             ON CONFLICT DO NOTHING"
        )
    }
}
built!(Leaving);

/// Whatever read a record where it was is to know that it leaves, and so is whatever asked of another record whether this one points to
/// it. A number that is no reference may name a record by chance; then a judgement is made again for nothing.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn leaves(change: &mut UnitOfWork, leaving: Leaving) -> Result<()> {
    let statement = Statement::built(&leaving, change.dialect()).bind(change.office);
    let statement = match leaving {
        Leaving::OfMatter(matter) => statement.bind(matter),
        Leaving::Record(record) | Leaving::Pointing(record) => statement.bind(record),
    };
    statement.run(&mut **change).await?;
    Ok(())
}

/// Where records were that have moved or gone since the last look; they are told once.
///
/// # Errors
/// If the database cannot be used.
pub async fn take_left(change: &mut UnitOfWork) -> Result<Vec<ChangedRecords>> {
    let office = change.office;
    let left = sql!("SELECT regulation, form, starts, ends FROM left_spans WHERE office_id = $1");
    let left = left.bind(office).all(&mut **change).await?;
    sql!("DELETE FROM left_spans WHERE office_id = $1").bind(office).run(&mut **change).await?;
    Ok(left)
}
