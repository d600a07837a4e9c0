//! What has been told of tasks and follow-ups that are due (columns `reminded` of `tasks` and `follow_ups`).

use crate::{
    UnitOfWork,
    error::{Error, Result},
    sql::{Bind, Column, Db, sql},
};
use guiju_domain::{FollowUpId, MatterId, OfficeId, PersonId, TaskId, reminders::ReminderStage};
use guiju_model::Moment;
use guiju_store_macros::Row;

impl Column for ReminderStage {
    type Raw = i64;
    fn read(raw: i64) -> Result<Self> {
        let stage = usize::try_from(raw).ok().and_then(|number| Self::ALL.get(number));
        stage.copied().ok_or_else(|| Error::column(&raw, "a stage of reminders"))
    }
}

impl Bind for ReminderStage {
    type Raw = i64;
    fn bind(self) -> i64 {
        self as i64
    }
}

/// An open task that is due or will be within the hour.
#[derive(Debug, Row)]
pub struct DueTask {
    /// Its id.
    pub id: TaskId,
    /// The step that it belongs to.
    pub step: String,
    /// Who has it.
    #[column("assignee_id")]
    pub holder: PersonId,
    /// When it is due.
    #[column("due_at")]
    pub due: Moment,
    /// How far it has been reminded of.
    #[column("reminded")]
    pub stage: ReminderStage,
    /// Its matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// Who applied.
    #[column("applicant_id")]
    pub applicant: PersonId,
}

/// A follow-up that is due or will be within the day.
#[derive(Debug, Row)]
pub struct DueFollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// Who owes it.
    #[column("person_id")]
    pub person: PersonId,
    /// What is owed, in words.
    pub reason: String,
}

/// Open tasks that are due before `soon` and not reminded of, or overdue and not told to a superior.
///
/// # Errors
/// If the database cannot be used.
pub async fn due_tasks(db: impl Db<'_>, office: OfficeId, soon: Moment, now: Moment) -> Result<Vec<DueTask>> {
    sql!(
        "SELECT t.id AS id, t.step AS step, t.assignee_id AS assignee_id, t.due_at AS due_at, t.reminded AS reminded, t.matter_id AS matter_id,
         (SELECT m.applicant_id FROM matters m WHERE m.office_id = t.office_id AND m.id = t.matter_id) AS applicant_id
         FROM tasks t
         WHERE t.office_id = $1 AND t.state = 'open'
         AND t.reminded IN (0, 1, 2) AND t.due_at <= $2 AND (t.reminded = 0 OR t.due_at < $3)"
    )
    .bind(office)
    .bind(soon)
    .bind(now)
    .all(db)
    .await
}

/// A task has been reminded of, unless somebody was faster or it is no longer its holder's; whether it was noted.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_stage(change: &mut UnitOfWork, task: &DueTask, next: ReminderStage) -> Result<bool> {
    let marked = sql!(
        "UPDATE tasks SET reminded = $4 WHERE office_id = $1 AND id = $2 AND reminded = $3 AND state = 'open'
         AND assignee_id = $5"
    )
    .bind(change.office)
    .bind(task.id)
    .bind(task.stage)
    .bind(next)
    .bind(task.holder)
    .run(&mut **change)
    .await?;
    Ok(marked > 0)
}

/// Follow-ups that nobody has met or been reminded of and that are due before a moment.
///
/// # Errors
/// If the database cannot be used.
pub async fn due_follow_ups(db: impl Db<'_>, office: OfficeId, before: Moment) -> Result<Vec<DueFollowUp>> {
    sql!(
        "SELECT id, person_id, reason FROM follow_ups
         WHERE office_id = $1 AND filed_matter IS NULL AND reminded = 0 AND due_at <= $2"
    )
    .bind(office)
    .bind(before)
    .all(db)
    .await
}

/// A follow-up has been reminded of; whether nobody was faster.
///
/// # Errors
/// If the database cannot be used.
pub async fn mark_follow_up(change: &mut UnitOfWork, id: FollowUpId) -> Result<bool> {
    let marked = sql!("UPDATE follow_ups SET reminded = 1 WHERE office_id = $1 AND id = $2 AND reminded = 0")
        .bind(change.office)
        .bind(id)
        .run(&mut **change)
        .await?;
    Ok(marked > 0)
}
