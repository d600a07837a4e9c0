//! Which matter has which file, and the index of it. Tables `attachment_uses` and `once`; `matters`, `tasks` and `events` are
//! read to make the index.

use crate::{
    Pool, UnitOfWork,
    error::Result,
    sql::{Db, Statement, sql},
};
use guiju_domain::{MatterId, OfficeId, TaskId};
use guiju_model::Route;
use guiju_store_macros::Row;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// That a matter has a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttachmentUse {
    /// The file.
    pub digest: String,
    /// The matter.
    pub matter: MatterId,
    /// The task whose decider filled it in; none if it was filed.
    pub task: Option<TaskId>,
}

fn add_one(office: OfficeId, used: &AttachmentUse) -> Statement<'static> {
    sql!(
        "INSERT INTO attachment_uses (office_id, digest, matter_id, task_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING"
    )
    .bind(office)
    .bind(&used.digest)
    .bind(used.matter)
    .bind(used.task.map_or(0, TaskId::number))
}

/// Adds a use; one that is there changes nothing.
///
/// # Errors
/// If the database cannot be used.
pub async fn add(change: &mut UnitOfWork, used: &AttachmentUse) -> Result<()> {
    add_one(change.office, used).run(&mut **change).await?;
    Ok(())
}

/// Adds uses that older matters have, in a transaction of their own; none of them is news.
///
/// # Errors
/// If the database cannot be used; then none is added.
pub async fn add_all(pool: &Pool, office: OfficeId, uses: &BTreeSet<AttachmentUse>) -> Result<()> {
    let mut transaction = pool.begin().await?;
    for used in uses {
        add_one(office, used).run(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

/// The matters that have a file, the newest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn matters_with(db: impl Db<'_>, office: OfficeId, digest: &str) -> Result<Vec<MatterId>> {
    sql!("SELECT DISTINCT matter_id FROM attachment_uses WHERE office_id = $1 AND digest = $2 ORDER BY matter_id DESC")
        .bind(office)
        .bind(digest)
        .values(db)
        .await
}

/// The matters that have a file and name it, in what they say, in a task or in an event, the newest first. The index alone opens no
/// file: nothing covers its rows.
///
/// # Errors
/// If the database cannot be used.
pub async fn matters_naming(db: impl Db<'_>, office: OfficeId, digest: &str) -> Result<Vec<MatterId>> {
    sql!(
        "SELECT DISTINCT u.matter_id AS matter_id FROM attachment_uses u WHERE u.office_id = $1 AND u.digest = $2 AND (
          EXISTS (SELECT 1 FROM matters m WHERE m.office_id = u.office_id AND m.id = u.matter_id AND m.content LIKE $3)
          OR EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = u.office_id AND t.matter_id = u.matter_id AND t.content LIKE $3)
          OR EXISTS (SELECT 1 FROM events e WHERE e.office_id = u.office_id AND e.matter_id = u.matter_id AND e.body LIKE $3))
         ORDER BY u.matter_id DESC"
    )
    .bind(office)
    .bind(digest)
    .bind(format!("%{digest}%"))
    .values(db)
    .await
}

/// The files that a matter has.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_matter(change: &mut UnitOfWork, matter: MatterId) -> Result<Vec<String>> {
    sql!("SELECT DISTINCT digest FROM attachment_uses WHERE office_id = $1 AND matter_id = $2 ORDER BY digest")
        .bind(change.office)
        .bind(matter)
        .values(&mut **change)
        .await
}

/// The key under which an office notes that its index is whole.
const WHOLE: &str = "attachment-uses-whole";

/// Whether the index of an office is whole.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_whole(db: impl Db<'_>, office: OfficeId) -> Result<bool> {
    sql!("SELECT at FROM once WHERE office_id = $1 AND key = $2").bind(office).bind(WHOLE).exists(db).await
}

/// Saves that the index of an office is whole.
///
/// # Errors
/// If the database cannot be used.
pub async fn save_whole(db: impl Db<'_>, office: OfficeId) -> Result<()> {
    sql!("INSERT INTO once (office_id, key, at) VALUES ($1, $2, $3) ON CONFLICT (office_id, key) DO NOTHING")
        .bind(office)
        .bind(WHOLE)
        .bind(0_i64)
        .run(db)
        .await?;
    Ok(())
}

/// A matter that may have files.
#[derive(Debug, Row)]
pub struct IndexedMatter {
    /// The matter.
    pub id: MatterId,
    /// The package under which it was filed.
    pub digest: String,
    /// Its form.
    pub form: String,
    /// Its content as it stands.
    #[column(json)]
    pub content: Value,
    /// Its route.
    #[column(json)]
    pub route: Route,
}

/// So many matters after one, by id.
///
/// # Errors
/// If the database cannot be used.
pub async fn matters_after(
    db: impl Db<'_>,
    office: OfficeId,
    after: MatterId,
    most: u64,
) -> Result<Vec<IndexedMatter>> {
    sql!("SELECT id, digest, form, content, route FROM matters WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3")
        .bind(office)
        .bind(after)
        .bind(most)
        .all(db)
        .await
}

/// A task with what its decider filled in.
#[derive(Debug, Row)]
pub struct IndexedTask {
    /// The task.
    pub id: TaskId,
    /// Its matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// Its step.
    pub step: String,
    /// What was filled in.
    #[column(json)]
    pub content: Map<String, Value>,
}

/// The tasks of matters after one and up to another whose content may name a file.
///
/// # Errors
/// If the database cannot be used.
pub async fn tasks_between(
    db: impl Db<'_>,
    office: OfficeId,
    (after, last): (MatterId, MatterId),
) -> Result<Vec<IndexedTask>> {
    sql!(
        "SELECT id, matter_id, step, content FROM tasks WHERE office_id = $1 AND matter_id > $2 AND matter_id <= $3
         AND content LIKE '%\"digest\"%'"
    )
    .bind(office)
    .bind(after)
    .bind(last)
    .all(db)
    .await
}

/// An event in which something was filed.
#[derive(Debug, Row)]
pub struct FiledEvent {
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// The event's body.
    #[column(json)]
    pub body: Value,
}

/// The events in which matters after one and up to another were filed, each time.
///
/// # Errors
/// If the database cannot be used.
pub async fn filed_between(
    db: impl Db<'_>,
    office: OfficeId,
    (after, last): (MatterId, MatterId),
) -> Result<Vec<FiledEvent>> {
    sql!(
        "SELECT matter_id, body FROM events WHERE office_id = $1 AND matter_id > $2 AND matter_id <= $3
         AND kind IN ('filed', 'resubmitted')"
    )
    .bind(office)
    .bind(after)
    .bind(last)
    .all(db)
    .await
}
