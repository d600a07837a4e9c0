//! Reminders of what is due, and of what is owed.

use crate::{
    app::App,
    error::{Error, Result},
    job_states::JobKey,
    matters::telling,
    staff::Staff,
    store::{
        matters, notices,
        reminders::{self, DueTask},
    },
};
use guiju_domain::{
    OfficeId, PersonId,
    events::{matters::Escalated, rows::Untold},
    jobs::JobKind,
    message,
    message::Message,
    rejection::Unknown,
    reminders::ReminderStage,
};
use guiju_model::{Moment, Span};

/// What is due within an hour is said once to whoever has it; once it is overdue, to the applicant as well; a working day
/// later, to whoever supervises the one who has it.
///
/// What cannot be reminded of is counted, and holds up none of the others.
///
/// # Errors
/// If the database cannot be used.
pub async fn remind(app: &App, office: OfficeId) -> Result<()> {
    let now = app.now(office);
    for task in reminders::due_tasks(&app.pool, office, Moment(now.0 + 3600), now).await? {
        let outcome = one(app, office, &task).await;
        ended(app, office, &format!("task {}", task.id), outcome.as_ref().copied());
    }
    follow_ups(app, office, now).await
}

/// Notes whether somebody could be reminded of something.
fn ended(app: &App, office: OfficeId, part: &str, outcome: Result<(), &Error>) {
    if let Err(error) = outcome {
        tracing::error!(office = office.number(), part, cause = ?error, "cannot remind of what is due");
    }
    app.jobs.ended(JobKey::part(office, JobKind::Reminders, part), app.clock.utc(), outcome);
}

/// How far a task is to be reminded of now; nothing if that has been done.
fn next(app: &App, office: OfficeId, task: &DueTask, now: Moment) -> Result<Option<ReminderStage>> {
    if task.due >= now {
        return Ok(Some(ReminderStage::Soon));
    }
    if task.stage < ReminderStage::Overdue {
        return Ok(Some(ReminderStage::Overdue));
    }
    let policy = app.policy(office)?;
    policy.can_count(now.date())?;
    let days = policy.days(task.due.date(), task.due.date().plus(60));
    let waits = days.calendar().due(task.due, Span::WorkingDays(1)) >= now;
    Ok((!waits).then_some(ReminderStage::Escalated))
}

async fn one(app: &App, office: OfficeId, task: &DueTask) -> Result<()> {
    // Whoever does not wait for the office's turn needs not to.
    if next(app, office, task, app.now(office))?.is_none() {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let (policy, staff) = (app.policy(office)?, app.staff_within(&mut change).await?);
    let Some(next) = next(app, office, task, change.now)? else { return Ok(()) };
    if !reminders::set_stage(&mut change, task, next).await? {
        return Ok(());
    }
    let told = matters::find(&mut *change, office, task.matter).await?.ok_or(Error::from(Unknown::Matter))?;
    let summary = telling::told(&told, &policy, &*staff);
    for (person, message) in messages(&staff, task, next, &summary) {
        notices::tell(&mut change, person, message, Some(task.matter)).await?;
    }
    if next == ReminderStage::Escalated {
        let DueTask { matter, holder, due, .. } = *task;
        let steps = told.route.steps.iter().filter(|step| step.id == task.step);
        let step = steps.map(|step| step.title.clone()).next().unwrap_or_else(|| task.step.clone());
        change.record(None, &Escalated { matter, holder, step, due })?;
    }
    change.untold(Untold::Reminder);
    Ok(change.commit().await?)
}

/// Who is told what at a stage.
fn messages(staff: &Staff, task: &DueTask, stage: ReminderStage, summary: &str) -> Vec<(PersonId, Message)> {
    let (holder, applicant) = (task.holder, task.applicant);
    let at = task.due.to_string().replace('T', " ");
    match stage {
        ReminderStage::None => Vec::new(),
        ReminderStage::Soon => vec![(holder, message!("notice-due-soon", at, summary))],
        ReminderStage::Overdue => {
            let mut told = vec![(holder, message!("notice-overdue", at = &at, summary))];
            if applicant != holder {
                let holder = staff.name(holder);
                told.push((applicant, message!("notice-overdue-with", at, holder, summary)));
            }
            told
        }
        ReminderStage::Escalated => {
            let told = message!("notice-escalated", holder = staff.name(holder), at, summary);
            staff.superiors(holder).into_iter().map(|superior| (superior, told.clone())).collect()
        }
    }
}

async fn follow_ups(app: &App, office: OfficeId, now: Moment) -> Result<()> {
    for owed in reminders::due_follow_ups(&app.pool, office, Moment(now.0 + 86_400)).await? {
        let mut change = app.change(office).await?;
        if reminders::mark_follow_up(&mut change, owed.id).await? {
            notices::tell(&mut change, owed.person, Message::plain(owed.reason), None).await?;
            change.untold(Untold::Reminder);
            change.commit().await?;
        }
    }
    Ok(())
}
