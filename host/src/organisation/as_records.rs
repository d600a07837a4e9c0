//! Posts as regulations read them: each post with a holder is a record about that holder, under a name of the office itself. What
//! the office keeps of its posts is so the same for everybody who asks.

use crate::{error::Result, store::Columns};
use guiju_domain::OfficeId;
use guiju_model::{Entry, Status};
use serde_json::json;
use sqlx::AnyConnection;

/// The name under which posts are read and shown: no regulation is called so.
pub const POSTS: (&str, &str) = ("office", "posts");

/// The posts of those who still work here, in their order, each with the department of its holder: title (`post`), `department`,
/// A (`a`, who holds it) and B (`b`, who stands in, if somebody is named who still works here).
///
/// # Errors
/// If the database cannot be used.
pub async fn posts(connection: &mut AnyConnection, office: OfficeId) -> Result<Vec<(Entry, u32)>> {
    let rows = sqlx::query(
        "SELECT p.id AS id, p.title AS title, p.department_id AS department_id, p.holder_id AS holder_id,
         p.holder_since AS holder_since, d.id AS deputy_id, h.department_id AS works_in
         FROM posts p JOIN people h ON h.office_id = p.office_id AND h.id = p.holder_id AND h.active = 1
         LEFT JOIN people d ON d.office_id = p.office_id AND d.id = p.deputy_id AND d.active = 1
         WHERE p.office_id = $1 ORDER BY p.id",
    )
    .bind(office.number())
    .fetch_all(&mut *connection)
    .await?;
    let mut posts = Vec::with_capacity(rows.len());
    for row in rows {
        let holder = row.int("holder_id")? as u64;
        let (title, department) = (row.text("title")?, row.int("department_id")?);
        let content = json!({ "post": title, "department": department, "a": holder, "b": row.maybe_int("deputy_id")? });
        let since = row.int("holder_since")?;
        let entry = Entry {
            id: row.int("id")? as u64,
            person: Some(holder),
            starts: since,
            ends: since,
            content: content.to_string(),
            status: Status::Completed,
        };
        posts.push((entry, row.int("works_in")? as u32));
    }
    Ok(posts)
}
