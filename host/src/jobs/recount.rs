//! What was counted on days that a notice changes is counted again.

use crate::{
    app::App,
    error::{Error, Result},
    job_states::JobKey,
    matters::{context::Context, reassign::tell_keepers, submission::Submission, telling, work::MatterWork},
    store::{
        matters::{self, Matter},
        notices, recounts,
        tasks::{self, Task},
    },
};
use guiju_domain::{
    MatterId, OfficeId,
    events::{deciding::Because, matters::Recounted},
    jobs::JobKind,
    matters::{MatterStatus, Summary},
    message,
    message::Message,
    rejection::Unknown,
    workflow::{self, Command, Recount},
};
use guiju_model::{Date, Route, summary};

/// Counts again what was counted on a year that is published now, and what happens on or over one of the `changed` days, and
/// tells whom it concerns where the count differs. A matter that cannot be counted is noted in the log and in the metrics, and holds
/// up none of the others.
///
/// # Errors
/// If the database cannot be used.
pub async fn recount(app: &App, office: OfficeId, changed: &[Date]) -> Result<u64> {
    // Without a changed day the span is empty.
    let (first, last) = (changed.first().copied().unwrap_or(Date(1)), changed.last().copied().unwrap_or(Date(0)));
    let days = (first.at(0), last.plus(1).at(0));
    let mut recounted = 0;
    for matter in recounts::affected(&app.pool, office, days).await? {
        let outcome = one(app, office, matter).await;
        if let Err(error) = &outcome {
            let (office, matter) = (office.number(), matter.number());
            tracing::error!(office, matter, cause = ?error, "a matter cannot be counted again");
        }
        let key = JobKey::part(office, JobKind::Recount, &format!("matter {matter}"));
        app.jobs.ended(key, app.clock.utc(), outcome.as_ref().map(drop));
        recounted += u64::from(outcome.unwrap_or_default());
    }
    Ok(recounted)
}

/// Counts one matter again; whether it was.
async fn one(app: &App, office: OfficeId, id: MatterId) -> Result<bool> {
    let mut change = app.change(office).await?;
    // Policies and people as they are within the change.
    let (policy, staff) = (app.policy(office)?, app.staff_within(&mut change).await?);
    let stored = matters::find(&mut *change, office, id).await?;
    let mut stored = stored.ok_or(Error::from(Unknown::Matter))?;
    // Whoever acted meanwhile may have ended it, or its record may be void by now.
    if stored.status.came_to_nothing() || recounts::is_void(&mut *change, office, id).await? {
        return Ok(false);
    }
    let tasks = tasks::of_matter(&mut *change, office, stored.id).await?;
    let decisions = tasks.iter().filter(|t| t.round == stored.round).filter_map(Task::decision).collect();
    let submission = Submission::of(&stored, office, &policy, decisions)?;
    let context = Context::within(&change, &policy, &staff);
    let judged = submission.evaluate(&mut change, context).await?;
    if judged.provisional {
        return Ok(false);
    }
    let provisional = stored.provisional;
    // What was counted is derived; findings also follow other facts, which no notice changes.
    if !provisional && stored.derived == serde_json::to_value(&judged.derived)? {
        return Ok(false);
    }
    let read = stored.clone();
    let (before, told) = (stored.summary.whole_line().to_owned(), telling::told(&stored, &policy, &*staff));
    stored.derived = serde_json::to_value(&judged.derived)?;
    stored.findings = serde_json::to_value(&judged.findings)?;
    stored.summary = Summary::new(summary::summary(submission.form()?, &judged.content, &*staff));
    let content = serde_json::Value::Object(judged.content.clone()).to_string();
    recounts::settle(&mut change, id, &content, stored.summary.whole_line()).await?;
    // What is ended is not opened again by a notice: its effects are there. Whoever asked and whoever decided learn what is missing.
    let missing = match stored.status {
        MatterStatus::Completed => missing(&stored.route, &judged.plan(context, judged.routes()?).route),
        _ => Vec::new(),
    };
    let (after, derived) = (stored.summary.whole_line().to_owned(), stored.derived.clone());
    change.record(None, &Recounted { matter: id, before, after, derived, missing: missing.clone() })?;
    let after = telling::told(&stored, &policy, &*staff);
    let told = told_of(provisional, (told, after), missing);
    let Matter { derived, findings, summary, .. } = stored;
    let recount = Box::new(Recount { derived, findings, summary });
    let mut work = MatterWork::of(&mut change, context, read, tasks).await?;
    for person in work.matter.took_part() {
        notices::tell(&mut change, person, &told, Some(work.row.id)).await?;
    }
    work.carry_out(&mut change, Command::Recount(recount)).await?;
    work.go_on(&mut change, Some(&judged)).await?;
    // A route in another order keeps others apart.
    work.resolve(&mut change, Because::Decision).await?;
    tell_keepers(&mut change, work.vacancies.drain(..)).await?;
    work.save(&mut change).await?;
    change.commit().await?;
    Ok(true)
}

/// What whoever took part is told: what the matter said before and what it says now, and the steps that it should have taken.
fn told_of(provisional: bool, (before, after): (String, String), missing: Vec<String>) -> Message {
    let told = match provisional {
        true => message!("matter-recounted-published", before, after),
        false => message!("matter-recounted-changed", before, after),
    };
    match missing.is_empty() {
        true => told,
        false => message!("matter-recounted-missing", told, steps = missing),
    }
}

/// Titles of the steps that a route has and the one that was gone had not.
fn missing(gone: &Route, now: &Route) -> Vec<String> {
    workflow::missing(gone, now).into_iter().map(|step| format!("“{}”", step.title)).collect()
}
