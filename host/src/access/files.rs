//! Files: which fields hold them, which matters have them, and who may open one.

use super::Access;
use crate::{
    error::Result,
    store::{
        Connection, UnitOfWork,
        attachment_uses::{self, AttachmentUse},
        attachments,
    },
};
use guiju_domain::{MatterId, TaskId};
use guiju_model::{Field, FieldKind, ValueKind};
use serde_json::{Map, Value};

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
    change: &mut UnitOfWork,
    (matter, task): (MatterId, Option<TaskId>),
    fields: impl IntoIterator<Item = &'f Field>,
    content: &Value,
) -> Result<()> {
    let none = Map::new();
    for (digest, _) in in_fields(fields, content.as_object().unwrap_or(&none)) {
        attachment_uses::add(change, &AttachmentUse { digest, matter, task }).await?;
    }
    Ok(())
}

impl Access {
    /// Whether the reader may open a file: one's own upload, or a file of a matter that one reads whole.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn opens_file(&self, connection: &mut Connection, digest: &str) -> Result<bool> {
        if attachments::has_uploaded(&mut *connection, self.office, digest, self.reader.person).await? {
            return Ok(true);
        }
        for matter in attachment_uses::matters_naming(&mut *connection, self.office, digest).await? {
            if self.look(connection, matter).await?.seen.whole() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
