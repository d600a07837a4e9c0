//! Files: which fields hold them, which matters have them, and who may open one.

use super::Access;
use crate::{
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::OfficeId;
use guiju_model::{Field, FieldKind, ValueKind};
use serde_json::{Map, Value};
use sqlx::AnyConnection;

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

/// Notes the files of a matter's content, or of what a decider filled in. What stood there before stays noted: it was filed and
/// decided on, so it is evidence, and whoever reads the matter opens it.
///
/// # Errors
/// If the database cannot be used.
pub async fn note<'f>(
    connection: &mut AnyConnection,
    office: OfficeId,
    (matter, task): (i64, Option<i64>),
    fields: impl IntoIterator<Item = &'f Field>,
    content: &Value,
) -> Result<()> {
    let none = Map::new();
    for (digest, _) in in_fields(fields, content.as_object().unwrap_or(&none)) {
        add(connection, office, &Use { digest, matter, task: task.unwrap_or_default() }).await?;
    }
    Ok(())
}

/// That a matter has a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    /// The file.
    pub digest: String,
    /// The matter.
    pub matter: i64,
    /// The task whose decider filled it in; 0 if it was filed.
    pub task: i64,
}

/// Notes a use; one that is noted already changes nothing.
pub(super) async fn add(connection: &mut AnyConnection, office: OfficeId, used: &Use) -> Result<()> {
    sqlx::query(
        "INSERT INTO attachment_uses (office_id, digest, matter_id, task_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(office.number())
    .bind(&used.digest)
    .bind(used.matter)
    .bind(used.task)
    .execute(connection)
    .await?;
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
        .bind(self.office.number())
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
        .bind(self.office.number())
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
    .bind(office.number())
    .bind(digest)
    .bind(person as i64)
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(())
}
