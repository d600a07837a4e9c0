//! Posts as regulations read them: each post with a holder is a record about that holder, under a name of the office itself. What
//! the office keeps of its posts is so the same for everybody who asks.

use crate::{
    error::Result,
    store::{
        Connection,
        posts::{self, HeldPost},
    },
};
use guiju_domain::OfficeId;
use guiju_model::{Entry, Status};
use serde_json::json;

/// The name under which posts are read and shown: no regulation is called so.
pub const POSTS: (&str, &str) = ("office", "posts");

/// The posts of those who still work here, in their order, each with the department of its holder: title (`post`), `department`,
/// A (`a`, who holds it) and B (`b`, who stands in, if somebody is named who still works here).
///
/// # Errors
/// If the database cannot be used.
pub async fn posts(connection: &mut Connection, office: OfficeId) -> Result<Vec<(Entry, u32)>> {
    let held = posts::held(connection, office).await?;
    let record = |post: HeldPost| {
        let content = json!({ "post": post.title, "department": post.department, "a": post.holder, "b": post.deputy });
        let since = post.holder_since.0;
        let entry = Entry {
            id: post.id.number(),
            person: Some(post.holder.number()),
            starts: since,
            ends: since,
            content: content.to_string(),
            status: Status::Completed,
        };
        (entry, u32::try_from(post.works_in.number()).unwrap_or(u32::MAX))
    };
    Ok(held.into_iter().map(record).collect())
}
