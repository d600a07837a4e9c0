//! Posts as regulations read them: each post with a holder is a record about that holder, under a name of the office itself. What
//! the office keeps of its posts is so the same for everybody who asks.

use crate::staff::Staff;
use guiju_domain::{DepartmentId, PersonId};
use guiju_model::{Entry, Status};
use serde_json::json;

/// The name under which posts are read and shown: no regulation is called so.
pub const POSTS: (&str, &str) = ("office", "posts");

/// The posts of those who still work here, in their order, each with the department of its holder: title (`post`), `department`,
/// A (`a`, who holds it) and B (`b`, who stands in, if somebody is named who still works here).
pub fn posts(staff: &Staff) -> impl Iterator<Item = (Entry, DepartmentId)> {
    let active = |id: PersonId| staff.people.get(&id).filter(|member| member.active);
    staff.posts.iter().filter_map(move |post| {
        let holder = active(post.holder?)?;
        let deputy = post.deputy.and_then(active).map(|member| member.id);
        let content = json!({ "post": post.title, "department": post.department, "a": holder.id, "b": deputy });
        let entry = Entry {
            id: post.id.number(),
            person: Some(holder.id.number()),
            starts: post.since.0,
            ends: post.since.0,
            content: content.to_string(),
            status: Status::Completed,
            step: None,
        };
        Some((entry, holder.department))
    })
}
