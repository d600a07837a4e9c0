//! Records that regulations enter, amend and count on: always of their own forms.

use super::{facts, numbering, stored::Stored};
use crate::{
    error::{Error, Result},
    staff::Staff,
    store::{Columns, UnitOfWork},
};
use guiju_engine::Loaded;
use guiju_model::{Amendment, Entered, Form, Movement, summary};
use serde_json::{Map, Value, json};

/// A record enters a register.
///
/// # Errors
/// If the database cannot be used.
pub async fn enter(
    change: &mut UnitOfWork,
    staff: &Staff,
    stored: &Stored,
    regulation: &Loaded,
    entered: &Entered,
) -> Result<()> {
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
    let line = form.map_or_else(String::new, |form| summary::summary(form, &content, staff));
    let person = entered.person.unwrap_or(stored.subject);
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status,
         summary, number, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'completed', $10, $11, $12)",
    )
    .bind(office.number())
    .bind(id)
    .bind(&manifest.id)
    .bind(&entered.form)
    .bind(person as i64)
    .bind(i64::from(facts::department(staff, person)))
    .bind(entered.starts)
    .bind(entered.ends)
    .bind(Value::Object(content).to_string())
    .bind(line)
    .bind(number)
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Fields of a record change; where one of them says when it happens, the record moves with it.
///
/// # Errors
/// If the record is not the regulation's own, or the database cannot be used.
pub async fn amend(change: &mut UnitOfWork, staff: &Staff, regulation: &Loaded, amendment: &Amendment) -> Result<()> {
    let new: Map<String, Value> = serde_json::from_str(&amendment.content)?;
    let mut record = own(change, regulation, amendment.record).await?;
    let form = regulation.manifest().form(&record.form).cloned();
    let when = form.as_ref().and_then(|form| form.occurs.as_ref()).is_some_and(|field| new.contains_key(field));
    record.content.extend(new);
    if let Some(form) = form.filter(|_| when) {
        record.moves(change, &form).await?;
    }
    record.write(change, staff, regulation).await
}

/// A count on a record goes up or down.
///
/// # Errors
/// If it would fall below zero, the record is not the regulation's own, or the database cannot be used.
pub async fn count(change: &mut UnitOfWork, staff: &Staff, regulation: &Loaded, movement: &Movement) -> Result<()> {
    let mut record = own(change, regulation, movement.record).await?;
    let before = record.content.get(&movement.field).and_then(Value::as_i64).unwrap_or_default();
    let after = before.saturating_add(movement.by);
    if after < 0 {
        let summary = &record.summary;
        return Err(Error::Conflict(format!("“{summary}”现有 {before}，不够减 {}；请核对数量后再试", -movement.by)));
    }
    record.content.insert(movement.field.clone(), json!(after));
    record.write(change, staff, regulation).await
}

/// A record being changed.
struct Own {
    id: i64,
    form: String,
    content: Map<String, Value>,
    summary: String,
}

async fn own(change: &mut UnitOfWork, regulation: &Loaded, record: u64) -> Result<Own> {
    let manifest = regulation.manifest();
    let row =
        sqlx::query("SELECT form, content, summary FROM records WHERE office_id = $1 AND id = $2 AND regulation = $3")
            .bind(change.office.number())
            .bind(record as i64)
            .bind(&manifest.id)
            .fetch_optional(&mut **change)
            .await?;
    let row = row.ok_or_else(|| {
        Error::internal(format!("{} would change record {record}, which is not in a register of its own", manifest.id))
    })?;
    Ok(Own { id: record as i64, form: row.text("form")?, content: row.json("content")?, summary: row.text("summary")? })
}

impl Own {
    /// What it tells of happens at another time; what was handed over for as long ends with it.
    async fn moves(&self, change: &mut UnitOfWork, form: &Form) -> Result<()> {
        let over = facts::occurs(form, &self.content, change.now);
        let office = change.office;
        sqlx::query("UPDATE records SET starts = $3, ends = $4 WHERE office_id = $1 AND id = $2")
            .bind(office.number())
            .bind(self.id)
            .bind(over.from.0)
            .bind(over.to.0)
            .execute(&mut **change)
            .await?;
        sqlx::query(
            "UPDATE delegations SET ends = $3 WHERE office_id = $1 AND ends > $3
             AND matter_id = (SELECT matter_id FROM records WHERE office_id = $1 AND id = $2)",
        )
        .bind(office.number())
        .bind(self.id)
        .bind(over.to.0)
        .execute(&mut **change)
        .await?;
        Ok(())
    }

    async fn write(self, change: &mut UnitOfWork, staff: &Staff, regulation: &Loaded) -> Result<()> {
        let form = regulation.manifest().form(&self.form);
        let line = form.map_or(self.summary, |form| summary::summary(form, &self.content, staff));
        sqlx::query("UPDATE records SET content = $3, summary = $4 WHERE office_id = $1 AND id = $2")
            .bind(change.office.number())
            .bind(self.id)
            .bind(Value::Object(self.content).to_string())
            .bind(line)
            .execute(&mut **change)
            .await?;
        Ok(())
    }
}
