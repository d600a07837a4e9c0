//! The boxes: to decide, to read, mine, done — and their counts, which are the totals of the same queries.

use crate::{
    access::{self, Access, MASKED},
    app::App,
    error::{Error, Result},
    staff::Staff,
    store::{
        self, follow_ups,
        inboxes::{self, InboxLine, Owner},
        notices, records, tasks,
    },
    words::text,
};
use guiju_api::{Counts, FollowUpShown, InboxItem, Page};
use guiju_domain::{
    MatterId, OfficeId, PersonId,
    matters::{MatterStatus, TaskState, Urgency},
    rejection::Unknown,
};
use guiju_model::Moment;

pub use crate::store::inboxes::Inbox;

/// The inbox of this name.
///
/// # Errors
/// If there is none.
pub fn named(name: &str) -> Result<Inbox> {
    Ok(match name {
        "decide" => Inbox::Decide,
        "read" => Inbox::Read,
        "soon" => Inbox::Soon,
        "overdue" => Inbox::Overdue,
        "done" => Inbox::Done,
        "mine" => Inbox::Mine,
        _ => return Err(Error::from(Unknown::Column)),
    })
}

fn owner(app: &App, office: OfficeId, person: PersonId) -> Owner {
    let now = app.now(office);
    Owner { office, person, now, end_of_day: Moment(now.date().plus(1).at(0).0 - 1) }
}

/// The counts on the home page.
///
/// # Errors
/// If the database cannot be used.
pub async fn counts(app: &App, office: OfficeId, person: PersonId) -> Result<Counts> {
    let (pool, owner) = (&app.pool, owner(app, office, person));
    let notices = notices::count_unread(pool, office, person).await?;
    Ok(Counts {
        decide: inboxes::total(pool, owner, Inbox::Decide).await?,
        read: inboxes::total(pool, owner, Inbox::Read).await?,
        soon: inboxes::total(pool, owner, Inbox::Soon).await?,
        overdue: inboxes::total(pool, owner, Inbox::Overdue).await?,
        notices,
    })
}

/// A page of a box: what is due first stands first.
///
/// # Errors
/// If the database cannot be used.
pub async fn lines(
    app: &App,
    office: OfficeId,
    person: PersonId,
    inbox: Inbox,
    offset: i64,
) -> Result<Page<InboxItem>> {
    let (policy, staff, owner) = (app.policy(office)?, app.staff(office).await?, owner(app, office, person));
    let rows = inboxes::lines(&app.pool, owner, inbox, offset).await?;
    let access = Access::with(&policy, &staff, office, Some(person), owner.now.date());
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(line(app, &access, (inbox, owner), row).await?);
    }
    Ok(Page { rows: lines, total: inboxes::total(&app.pool, owner, inbox).await? })
}

/// A row as the person sees it.
async fn line(app: &App, access: &Access, (inbox, owner): (Inbox, Owner), row: InboxLine) -> Result<InboxItem> {
    let staff = &*access.staff;
    let (title, summary, whole) = said(app, access, &row).await?;
    let named = |name: String| if whole { name } else { MASKED.to_owned() };
    let with = if whole && matches!(inbox, Inbox::Mine | Inbox::Done) {
        with(app, owner.office, row.matter, staff).await?
    } else {
        String::new()
    };
    let void = row.status == MatterStatus::Completed && records::is_void(&app.pool, owner.office, row.matter).await?;
    let urgency = match row.due {
        Some(due) if due < owner.now => Urgency::Overdue,
        Some(due) if due <= owner.end_of_day => Urgency::Soon,
        _ => Urgency::None,
    };
    Ok(InboxItem {
        matter: row.matter.number().cast_unsigned(),
        task: row.task.map(|task| task.number().cast_unsigned()),
        title,
        summary,
        applicant: named(staff.name(row.applicant)),
        department: named(staff.department_of(row.applicant)),
        step: row.title,
        status: row.status.name().to_owned(),
        void,
        at: row.at.to_string(),
        urgency: urgency.name().to_owned(),
        due: row.due.map(|due| due.to_string()),
        with,
    })
}

/// The title of a matter's form and its one line, as far as the person sees it, and whether that is all of it: a task alone
/// does not open what is closed to whom it names.
async fn said(app: &App, access: &Access, row: &InboxLine) -> Result<(String, String, bool)> {
    let package = access.policy.package(&row.digest);
    let declared = package.and_then(|loaded| loaded.manifest().form(&row.form));
    // Of what no package declares any more nobody can say whether it was closed.
    let Some(declared) = declared else { return Ok((row.form.clone(), String::new(), false)) };
    let title = declared.title.clone();
    if declared.closed_when.is_empty() {
        return Ok((title, row.summary.whole_line().to_owned(), true));
    }
    let mut connection = store::acquire(&app.pool).await?;
    let reading = access.look(&mut connection, row.matter).await?;
    let line = access::line(&reading.form, &row.summary, &reading.content(), reading.seen, &*access.staff);
    Ok((title, line, reading.seen.whole()))
}

/// With whom a matter is now.
async fn with(app: &App, office: OfficeId, matter: MatterId, staff: &Staff) -> Result<String> {
    let holding = tasks::holding(&app.pool, office, matter).await?;
    let name = |(person, state): (PersonId, TaskState)| match state {
        TaskState::Vacant => text!("step-vacant-holder"),
        _ => staff.name(person),
    };
    Ok(holding.into_iter().map(name).collect::<Vec<_>>().join("、"))
}

/// What a person still owes.
///
/// # Errors
/// If the database cannot be used.
pub async fn follow_ups(app: &App, office: OfficeId, person: PersonId) -> Result<Vec<FollowUpShown>> {
    let (policy, now) = (app.policy(office)?, app.now(office));
    let owed = follow_ups::owed_by(&app.pool, office, person).await?;
    let shown = owed.into_iter().map(|owed| {
        let manifest = policy.regulation(&owed.regulation, now.date()).map(|loaded| loaded.manifest());
        let title = manifest.and_then(|manifest| Some(manifest.form(&owed.form)?.title.clone()));
        FollowUpShown {
            title: title.unwrap_or_else(|| owed.form.clone()),
            regulation: owed.regulation,
            form: owed.form,
            reason: owed.reason,
            due: owed.due.to_string(),
            overdue: owed.due < now,
        }
    });
    Ok(shown.collect())
}
