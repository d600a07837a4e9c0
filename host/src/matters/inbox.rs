//! The boxes: to decide, to read, mine, done — and their counts, which are the totals of the same queries.

use crate::{
    access::{self, Access, MASKED, Summary},
    app::App,
    error::{Error, Result},
    store::Columns,
};
use guiju_api::{Counts, FollowUpShown, Line, Page};
use guiju_domain::{OfficeId, PersonId};
use guiju_model::Moment;
use sqlx::{AnyPool, any::AnyRow};

/// A box of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tray {
    /// To decide.
    Decide,
    /// To read.
    Read,
    /// Due today.
    Soon,
    /// Overdue.
    Overdue,
    /// Done by me.
    Done,
    /// Filed by me.
    Mine,
}

impl Tray {
    /// The box of this name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "decide" => Self::Decide,
            "read" => Self::Read,
            "soon" => Self::Soon,
            "overdue" => Self::Overdue,
            "done" => Self::Done,
            "mine" => Self::Mine,
            _ => return Err(Error::NotFound("这个栏目")),
        })
    }

    /// Rows of tasks or matters; `$1` office, `$2` person, `$3` now, `$4` end of today.
    const fn condition(self) -> &'static str {
        match self {
            Self::Decide => "t.assignee_id = $2 AND t.state = 'open' AND t.kind <> 'read' AND $3 > 0 AND $4 > 0",
            Self::Read => "t.assignee_id = $2 AND t.state = 'open' AND t.kind = 'read' AND $3 > 0 AND $4 > 0",
            Self::Soon => "t.assignee_id = $2 AND t.state = 'open' AND t.due_at >= $3 AND t.due_at <= $4",
            Self::Overdue => "t.assignee_id = $2 AND t.state = 'open' AND t.due_at < $3 AND $4 > 0",
            Self::Done => "t.done_by = $2 AND t.state IN ('done', 'passed') AND $3 > 0 AND $4 > 0",
            Self::Mine => "(m.applicant_id = $2 OR m.filed_by = $2) AND $3 > 0 AND $4 > 0",
        }
    }
}

fn end_of_day(now: Moment) -> Moment {
    Moment(now.date().plus(1).at(0).0 - 1)
}

fn from(which: Tray) -> String {
    match which {
        Tray::Mine => format!("FROM matters m WHERE m.office_id = $1 AND {}", which.condition()),
        _ => format!(
            "FROM tasks t JOIN matters m ON m.office_id = t.office_id AND m.id = t.matter_id WHERE t.office_id = $1 AND {}",
            which.condition()
        ),
    }
}

async fn total(pool: &AnyPool, office: OfficeId, person: u64, which: Tray, now: Moment) -> Result<u64> {
    let query = format!("SELECT COUNT(*) AS n {}", from(which));
    let row = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(office.number())
        .bind(person as i64)
        .bind(now.0)
        .bind(end_of_day(now).0)
        .fetch_one(pool)
        .await?;
    Ok(row.int("n")? as u64)
}

/// The counts on the home page.
///
/// # Errors
/// If the database cannot be used.
pub async fn counts(app: &App, office: OfficeId, person: u64) -> Result<Counts> {
    let (pool, now) = (&app.pool, app.now(office));
    let unread =
        sqlx::query("SELECT COUNT(*) AS n FROM notices WHERE office_id = $1 AND person_id = $2 AND read_at IS NULL")
            .bind(office.number())
            .bind(person as i64)
            .fetch_one(pool)
            .await?;
    Ok(Counts {
        decide: total(pool, office, person, Tray::Decide, now).await?,
        read: total(pool, office, person, Tray::Read, now).await?,
        soon: total(pool, office, person, Tray::Soon, now).await?,
        overdue: total(pool, office, person, Tray::Overdue, now).await?,
        notices: unread.int("n")? as u64,
    })
}

/// A page of a box: what is due first stands first.
///
/// # Errors
/// If the database cannot be used.
pub async fn lines(app: &App, office: OfficeId, person: u64, which: Tray, offset: i64) -> Result<Page<Line>> {
    let (law, staff, now) = (app.law(office)?, app.staff(office).await?, app.now(office));
    let task = if which == Tray::Mine {
        "0 AS task_id, '' AS title, m.filed_at AS at, CAST(NULL AS BIGINT) AS due_at,"
    } else {
        "t.id AS task_id, t.title AS title, t.arrived_at AS at, t.due_at AS due_at,"
    };
    let order = match which {
        Tray::Mine => "m.id DESC",
        Tray::Done => "t.done_at DESC, t.id DESC",
        _ => "CASE WHEN t.due_at IS NULL THEN 1 ELSE 0 END, t.due_at, t.id",
    };
    let query = format!(
        "SELECT {task} m.id AS matter_id, m.regulation AS regulation, m.digest AS digest, m.form AS form, m.summary AS summary,
         m.applicant_id AS applicant_id, m.status AS status {} ORDER BY {order} LIMIT 50 OFFSET $5",
        from(which)
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(office.number())
        .bind(person as i64)
        .bind(now.0)
        .bind(end_of_day(now).0)
        .bind(offset)
        .fetch_all(&app.pool)
        .await?;
    let access = Access::with(&law, &staff, office, Some(PersonId::new(person)), now.date());
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let matter = row.int("matter_id")?;
        let (title, summary, whole) = said(app, &access, &row).await?;
        let applicant = row.int("applicant_id")? as u64;
        let named = |name: String| if whole { name } else { MASKED.to_owned() };
        let due = row.maybe_int("due_at")?.map(Moment);
        let task = row.int("task_id")?;
        let with = if whole && matches!(which, Tray::Mine | Tray::Done) {
            with(app, office, matter, &staff).await?
        } else {
            String::new()
        };
        lines.push(Line {
            matter: matter as u64,
            task: (task > 0).then_some(task as u64),
            title,
            summary,
            applicant: named(staff.name(applicant)),
            department: named(staff.department_of(applicant)),
            step: row.text("title")?,
            status: row.text("status")?,
            at: Moment(row.int("at")?).to_string(),
            urgency: match due {
                Some(due) if due < now => "overdue",
                Some(due) if due <= end_of_day(now) => "soon",
                _ => "",
            }
            .to_owned(),
            due: due.map(|due| due.to_string()),
            with,
        });
    }
    Ok(Page { rows: lines, total: total(&app.pool, office, person, which, now).await? })
}

/// The title of a matter's form and its one line, as far as the person sees it, and whether that is all of it: a task alone
/// does not open what is closed to whom it names.
async fn said(app: &App, access: &Access, row: &AnyRow) -> Result<(String, String, bool)> {
    let (form, summary) = (row.text("form")?, Summary::new(row.text("summary")?));
    let package = access.law.package(&row.text("digest")?);
    let declared = package.and_then(|loaded| loaded.manifest().form(&form));
    // Of what no package declares any more nobody can say whether it was closed.
    let Some(declared) = declared else { return Ok((form, String::new(), false)) };
    let title = declared.title.clone();
    if declared.closed_when.is_empty() {
        return Ok((title, summary.kept().to_owned(), true));
    }
    let mut connection = app.pool.acquire().await?;
    let reading = access.look(&mut connection, row.int("matter_id")?).await?;
    let line = access::line(&reading.form, &summary, &reading.content(), reading.seen, &*access.staff);
    Ok((title, line, reading.seen.whole()))
}

/// With whom a matter is now.
async fn with(app: &App, office: OfficeId, matter: i64, staff: &crate::staff::Staff) -> Result<String> {
    let rows = sqlx::query(
        "SELECT DISTINCT assignee_id, state FROM tasks WHERE office_id = $1 AND matter_id = $2 AND state IN ('open', 'vacant')
         AND kind <> 'read' ORDER BY state, assignee_id",
    )
    .bind(office.number())
    .bind(matter)
    .fetch_all(&app.pool)
    .await?;
    let name = |row: &AnyRow| match row.text("state")?.as_str() {
        "vacant" => Ok("（岗位空缺）".to_owned()),
        _ => Ok(staff.name(row.int("assignee_id")? as u64)),
    };
    let names = rows.iter().map(name).collect::<Result<Vec<_>>>()?;
    Ok(names.join("、"))
}

/// What a person still owes.
///
/// # Errors
/// If the database cannot be used.
pub async fn follow_ups(app: &App, office: OfficeId, person: u64) -> Result<Vec<FollowUpShown>> {
    let (law, now) = (app.law(office)?, app.now(office));
    let rows = sqlx::query(
        "SELECT regulation, form, reason, due_at FROM follow_ups WHERE office_id = $1 AND person_id = $2 AND filed_matter IS NULL
         ORDER BY due_at LIMIT 50",
    )
    .bind(office.number())
    .bind(person as i64)
    .fetch_all(&app.pool)
    .await?;
    let shown = rows.iter().map(|row| {
        let (regulation, form, due) = (row.text("regulation")?, row.text("form")?, Moment(row.int("due_at")?));
        let title = law
            .regulation(&regulation, now.date())
            .and_then(|loaded| Some(loaded.manifest().form(&form)?.title.clone()));
        Ok(FollowUpShown {
            title: title.unwrap_or_else(|| form.clone()),
            regulation,
            form,
            reason: row.text("reason")?,
            due: due.to_string(),
            overdue: due < now,
        })
    });
    shown.collect()
}
