//! Files: which fields hold them, which matters have them, and who may open one.

use super::Access;
use crate::{
    error::Result,
    law::Law,
    store::{Columns, UnitOfWork},
};
use guiju_model::{Field, FieldKind, Route, ValueKind};
use serde_json::{Map, Value};
use sqlx::{AnyConnection, AnyPool};

/// Matters read at a time where the index is made.
const BATCH: i64 = 500;
/// The key under which an office notes that its index is made.
const INDEXED: &str = "attachment-uses";

/// The files in a value of a field that holds files, by digest and name.
#[must_use]
pub fn in_value(value: &Value) -> Vec<(String, String)> {
    let file = |value: &Value| {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some((text("digest")?, text("name")?))
    };
    match value {
        Value::Array(values) => values.iter().filter_map(file).collect(),
        value => file(value).into_iter().collect(),
    }
}

/// The files that stand in fields which hold files, columns of tables included.
#[must_use]
pub fn in_fields<'f>(
    fields: impl IntoIterator<Item = &'f Field>,
    content: &Map<String, Value>,
) -> Vec<(String, String)> {
    let holds = |kind: &ValueKind| matches!(kind, ValueKind::Attachment(_) | ValueKind::Attachments(_));
    let mut files = Vec::new();
    for field in fields {
        let Some(value) = content.get(&field.name) else { continue };
        match &field.kind {
            FieldKind::Single(kind) if holds(kind) => files.extend(in_value(value)),
            FieldKind::Single(_) => {}
            FieldKind::Table(columns) => {
                let rows = value.as_array().into_iter().flatten();
                let cells =
                    rows.flat_map(|row| columns.iter().filter(|c| holds(&c.kind)).filter_map(|c| row.get(&c.name)));
                files.extend(cells.flat_map(in_value));
            }
        }
    }
    files
}

/// Notes the files of a matter's content, or of what a decider filled in; what stood there before is forgotten.
///
/// # Errors
/// If the database cannot be used.
pub async fn note<'f>(
    connection: &mut AnyConnection,
    office: i64,
    (matter, task): (i64, Option<i64>),
    fields: impl IntoIterator<Item = &'f Field>,
    content: &Value,
) -> Result<()> {
    let none = Map::new();
    let files = in_fields(fields, content.as_object().unwrap_or(&none));
    let task = task.unwrap_or_default();
    sqlx::query("DELETE FROM attachment_uses WHERE office_id = $1 AND matter_id = $2 AND task_id = $3")
        .bind(office)
        .bind(matter)
        .bind(task)
        .execute(&mut *connection)
        .await?;
    for (digest, _) in files {
        sqlx::query(
            "INSERT INTO attachment_uses (office_id, digest, matter_id, task_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(office)
        .bind(digest)
        .bind(matter)
        .bind(task)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

impl Access {
    /// Whether the reader may open a file: one's own upload, or a file of a matter that one reads whole.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn opens_file(&self, connection: &mut AnyConnection, digest: &str) -> Result<bool> {
        let own = sqlx::query(
            "SELECT digest FROM attachment_uploads WHERE office_id = $1 AND digest = $2 AND person_id = $3",
        )
        .bind(self.office)
        .bind(digest)
        .bind(self.person())
        .fetch_optional(&mut *connection)
        .await?;
        if own.is_some() {
            return Ok(true);
        }
        let rows = sqlx::query(
            "SELECT DISTINCT matter_id FROM attachment_uses WHERE office_id = $1 AND digest = $2 ORDER BY matter_id DESC",
        )
        .bind(self.office)
        .bind(digest)
        .fetch_all(&mut *connection)
        .await?;
        for row in rows {
            if self.look(connection, row.int("matter_id")?).await?.seen.whole() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Makes the index of files for offices that were here before it, once for each.
///
/// # Errors
/// If the database cannot be used.
pub async fn index(pool: &AnyPool, law: &Law) -> Result<()> {
    let offices =
        sqlx::query("SELECT id FROM offices WHERE id NOT IN (SELECT office_id FROM once WHERE key = $1) ORDER BY id")
            .bind(INDEXED)
            .fetch_all(pool)
            .await?;
    for row in offices {
        let office = row.int("id")?;
        let mut transaction = pool.begin().await?;
        index_matters(&mut transaction, law, office).await?;
        sqlx::query(
            "INSERT INTO once (office_id, key, at) VALUES ($1, $2, $3) ON CONFLICT (office_id, key) DO NOTHING",
        )
        .bind(office)
        .bind(INDEXED)
        .bind(0_i64)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
    }
    Ok(())
}

async fn index_matters(connection: &mut AnyConnection, law: &Law, office: i64) -> Result<()> {
    let law = law.of(office)?;
    let mut after = 0;
    loop {
        let rows = sqlx::query(
            "SELECT m.id AS id, m.digest AS digest, m.form AS form, m.content AS content, m.route AS route FROM matters m
             WHERE m.office_id = $1 AND m.id > $2 AND (m.content LIKE '%\"digest\"%' OR EXISTS (SELECT 1 FROM tasks t
             WHERE t.office_id = m.office_id AND t.matter_id = m.id AND t.content LIKE '%\"digest\"%')) ORDER BY m.id LIMIT $3",
        )
        .bind(office)
        .bind(after)
        .bind(BATCH)
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.int("id")?;
        for row in rows {
            let (matter, form) = (row.int("id")?, row.text("form")?);
            let digest = row.text("digest")?;
            let form = law.package(&digest).and_then(|loaded| loaded.manifest().form(&form));
            if let Some(form) = form {
                note(connection, office, (matter, None), form.fields(), &row.json("content")?).await?;
            }
            index_tasks(connection, office, matter, &row.json("route")?).await?;
        }
    }
}

async fn index_tasks(connection: &mut AnyConnection, office: i64, matter: i64, route: &Route) -> Result<()> {
    let rows = sqlx::query(
        "SELECT id, step, content FROM tasks WHERE office_id = $1 AND matter_id = $2 AND content LIKE '%\"digest\"%'",
    )
    .bind(office)
    .bind(matter)
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        let (task, step) = (row.int("id")?, row.text("step")?);
        let fields = route.steps.iter().filter(|declared| declared.id == step).flat_map(|declared| &declared.fields);
        note(connection, office, (matter, Some(task)), fields, &row.json("content")?).await?;
    }
    Ok(())
}

/// Notes who uploaded a file.
///
/// # Errors
/// If the database cannot be used.
pub async fn uploaded(change: &mut UnitOfWork, digest: &str, person: u64) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    sqlx::query(
        "INSERT INTO attachment_uploads (office_id, digest, person_id, uploaded_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, digest, person_id) DO UPDATE SET uploaded_at = excluded.uploaded_at",
    )
    .bind(office)
    .bind(digest)
    .bind(person as i64)
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(())
}
