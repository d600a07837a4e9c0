//! Effects on records: regulations enter, amend and count on records, always of their own forms.

use super::{eligibility::department, facts, numbering, own_records};
use crate::{
    error::Result,
    staff::Staff,
    store::{
        UnitOfWork, delegations,
        matters::Matter,
        records::{self, NewRecord, OwnRecord, RecordSource},
    },
};
use guiju_domain::{
    PersonId, RecordId, RecordStatus,
    events::effects::{DelegationShortened, RecordChanged, RecordVoided},
    matters::Summary,
    rejection::Record,
};
use guiju_engine::Loaded;
use guiju_model::{Amendment, Entered, Form, Moment, Movement, Period, summary};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What an effect changed: the fields of a record, delegations that end with what it tells of, records that are void.
#[derive(Debug, Default)]
pub struct RecordChanges {
    /// Each field that changed.
    pub changed: Vec<RecordChanged<Value>>,
    /// Each delegation that ends earlier.
    pub shortened: Vec<DelegationShortened>,
    /// Each record that is void now.
    pub voided: Vec<RecordVoided>,
}

/// A record enters a register.
///
/// # Errors
/// If the database cannot be used.
pub async fn enter(
    change: &mut UnitOfWork,
    staff: &Staff,
    matter: &Matter,
    regulation: &Loaded,
    entered: &Entered,
) -> Result<RecordChanges> {
    let manifest = regulation.manifest();
    let form = manifest.form(&entered.form);
    let mut content: Map<String, Value> = serde_json::from_str(&entered.content)?;
    let number = match form {
        Some(form) => numbering::next(change, form, &content).await?,
        None => None,
    };
    if let Some(number) = &number {
        content.insert("number".to_owned(), json!(number));
    }
    let summary = form.map_or_else(String::new, |form| summary::summary(form, &content, staff));
    let person = entered.person.map_or(matter.subject, PersonId::new);
    let summary = Summary::new(summary);
    let record = NewRecord {
        regulation: &manifest.id,
        form: &entered.form,
        person,
        department: department(staff, person),
        occurs: Period { from: Moment(entered.starts), to: Moment(entered.ends) },
        content: &content,
        status: RecordStatus::Completed,
        summary: &summary,
        number: number.as_deref(),
        source: RecordSource::EnteredBy(matter.id),
    };
    let id = records::insert(change, &record).await?;
    let (before, form) = (Map::new(), &entered.form);
    Ok(RecordChanges { changed: changed((id, form), &summary, &before, &content), ..RecordChanges::default() })
}

/// The fields in which two contents of a record differ.
fn changed(
    (record, form): (RecordId, &str),
    summary: &Summary,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Vec<RecordChanged<Value>> {
    let names = before.keys().chain(after.keys()).collect::<BTreeSet<_>>();
    let differ = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    let change = |field: &String| RecordChanged {
        record,
        form: form.to_owned(),
        summary: summary.whole_line().to_owned(),
        field: field.clone(),
        before: before.get(field).cloned(),
        after: after.get(field).cloned(),
    };
    differ.map(change).collect()
}

/// Fields of a record change; where one of them says when it happens, the record moves with it.
///
/// # Errors
/// If the record is not the regulation's own, or the database cannot be used.
pub async fn amend(
    change: &mut UnitOfWork,
    staff: &Staff,
    regulation: &Loaded,
    amendment: &Amendment,
) -> Result<RecordChanges> {
    let new: Map<String, Value> = serde_json::from_str(&amendment.content)?;
    let mut record = own(change, regulation, amendment.record).await?;
    let form = regulation.manifest().form(&record.record.form).cloned();
    let when = form.as_ref().and_then(|form| form.occurs.as_ref()).is_some_and(|field| new.contains_key(field));
    record.record.content.extend(new);
    let shortened = match form.filter(|_| when) {
        Some(form) => record.moves(change, &form).await?,
        None => Vec::new(),
    };
    Ok(RecordChanges { changed: record.write(change, staff, regulation).await?, shortened, ..RecordChanges::default() })
}

/// A count on a record goes up or down.
///
/// # Errors
/// If it would fall below zero, the record is not the regulation's own, or the database cannot be used.
pub async fn count(
    change: &mut UnitOfWork,
    staff: &Staff,
    regulation: &Loaded,
    movement: &Movement,
) -> Result<RecordChanges> {
    let mut record = own(change, regulation, movement.record).await?;
    let before = record.record.content.get(&movement.field).and_then(Value::as_i64).unwrap_or_default();
    let after = before.saturating_add(movement.by);
    if after < 0 {
        let summary = record.record.summary.whole_line();
        return Err(
            Record::NotEnough { record: summary.to_owned(), has: before, less: movement.by.saturating_neg() }.into()
        );
    }
    record.record.content.insert(movement.field.clone(), json!(after));
    Ok(RecordChanges { changed: record.write(change, staff, regulation).await?, ..RecordChanges::default() })
}

/// A record being changed.
struct Own {
    id: RecordId,
    record: OwnRecord,
    /// Its content before.
    before: Map<String, Value>,
}

async fn own(change: &mut UnitOfWork, regulation: &Loaded, record: u64) -> Result<Own> {
    let office = change.office;
    let found = own_records::content(change, office, regulation, record).await?;
    Ok(Own { id: RecordId::new(record), before: found.content.clone(), record: found })
}

impl Own {
    /// What it tells of happens at another time; what was handed over for as long ends with it.
    async fn moves(&self, change: &mut UnitOfWork, form: &Form) -> Result<Vec<DelegationShortened>> {
        let occurs = facts::occurs(form, &self.record.content, change.now);
        records::move_to(change, self.id, occurs).await?;
        let shortened = delegations::shorten(change, self.id, occurs.to).await?.into_iter();
        let after = occurs.to;
        let shortened = shortened.map(|was| DelegationShortened {
            person: was.person,
            deputy: was.deputy,
            before: was.ends,
            after,
        });
        Ok(shortened.collect())
    }

    /// Writes it; the fields that changed.
    async fn write(
        self,
        change: &mut UnitOfWork,
        staff: &Staff,
        regulation: &Loaded,
    ) -> Result<Vec<RecordChanged<Value>>> {
        let OwnRecord { form: id, content, summary } = self.record;
        let form = regulation.manifest().form(&id);
        let summary = form.map_or(summary, |form| Summary::new(summary::summary(form, &content, staff)));
        records::amend(change, self.id, &content, &summary).await?;
        Ok(changed((self.id, &id), &summary, &self.before, &content))
    }
}
