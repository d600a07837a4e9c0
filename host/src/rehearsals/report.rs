//! How a rehearsal stands, what differs, and both answers side by side.

use super::{
    ask::Change,
    cover::Cover,
    lines::{self, Line},
    run::{LOST, counts, title},
};
use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    error::{Error, Result},
    law::OfficeLaw,
    recordings,
    store::Columns,
};
use guiju_api::{
    AspectDiffering, AspectShown, ClauseDiffering, DifferenceOpened, DifferenceShown, Page, RehearsalShown,
};
use guiju_domain::OfficeId;
use guiju_model::{Date, Moment};
use serde_json::{Map, Value};
use sqlx::any::AnyRow;

/// Differences on a page.
const PAGE: i64 = 50;

/// How clauses are cited: by the regulation that is rehearsed, or the one that a replay found.
fn label(law: &OfficeLaw, regulation: &str, clause: &str) -> String {
    let mut packages = law.packages_of(regulation);
    packages.find_map(|loaded| loaded.manifest().clause(clause)).map_or_else(|| clause.to_owned(), |c| c.label.clone())
}

fn of(law: &OfficeLaw, now: Moment, row: &AnyRow) -> Result<RehearsalShown> {
    let regulation = row.text("regulation")?;
    let digest = row.maybe_text("digest")?;
    let loaded = digest.as_ref().and_then(|digest| law.package(digest));
    let (clauses, aspects) = counts(&row.text("counts")?)?;
    let (begun, touched) = (row.int("begun_at")?, row.int("touched_at")?);
    let lost = row.text("state")? == "running" && now.0 - touched > LOST;
    let clause = |(clause, count): (String, u64)| {
        let label = label(law, &regulation, &clause);
        ClauseDiffering { clause, label, count }
    };
    let mut clauses = clauses.into_iter().map(clause).collect::<Vec<_>>();
    clauses.sort_by_key(|clause| std::cmp::Reverse(clause.count));
    let aspects = aspects.into_iter().map(|(aspect, count)| AspectDiffering { aspect, count }).collect();
    let named = law.packages_of(&regulation).next().map(|loaded| loaded.manifest().title.clone());
    Ok(RehearsalShown {
        id: row.int("id")? as u64,
        title: named.unwrap_or_else(|| "全部制度".to_owned()),
        version: loaded.map(|loaded| loaded.manifest().version.clone()),
        digest,
        parameters: row.json::<Map<String, Value>>("parameters")?,
        from: Some(row.int("first_date")? as i32)
            .filter(|day| *day > 0)
            .map_or_else(String::new, |day| Date(day).to_string()),
        to: Date(row.int("last_date")? as i32).to_string(),
        state: if lost { "failed".to_owned() } else { row.text("state")? },
        total: row.int("total")? as u64,
        asked: row.int("asked")? as u64,
        differing: row.int("differing")? as u64,
        clauses,
        aspects,
        problem: if lost {
            Some("服务器重新启动过，请重新演练".to_owned())
        } else {
            row.maybe_text("problem")?
        },
        begun: Moment(begun).to_string(),
        seconds: (touched - begun).max(0) as u64,
        regulation,
    })
}

/// Every rehearsal of a regulation, the latest first; of every regulation, if none is named.
///
/// # Errors
/// If the database cannot be used.
pub async fn list(app: &App, caller: &Caller, regulation: &str) -> Result<Vec<RehearsalShown>> {
    caller.keeper()?;
    let law = app.law(caller.office)?;
    let rows = sqlx::query(
        "SELECT * FROM rehearsals WHERE office_id = $1 AND ($2 = '' OR regulation = $2) ORDER BY id DESC LIMIT 50",
    )
    .bind(caller.office.number())
    .bind(regulation)
    .fetch_all(&app.pool)
    .await?;
    rows.iter().map(|row| of(&law, app.now(caller.office), row)).collect()
}

async fn row(app: &App, caller: &Caller, id: u64) -> Result<AnyRow> {
    caller.keeper()?;
    let row = sqlx::query("SELECT * FROM rehearsals WHERE office_id = $1 AND id = $2")
        .bind(caller.office.number())
        .bind(id as i64)
        .fetch_optional(&app.pool)
        .await?;
    row.ok_or(Error::NotFound("这次演练"))
}

/// How a rehearsal stands.
///
/// # Errors
/// If there is no such rehearsal.
pub async fn shown(app: &App, caller: &Caller, id: u64) -> Result<RehearsalShown> {
    of(&*app.law(caller.office)?, app.now(caller.office), &row(app, caller, id).await?)
}

async fn rows(app: &App, office: OfficeId, id: u64, clause: &str, most: i64, from: i64) -> Result<Vec<AnyRow>> {
    Ok(sqlx::query(
        "SELECT d.*, r.regulation AS regulation, r.source AS source FROM rehearsal_differences d
         LEFT JOIN recordings r ON r.office_id = d.office_id AND r.id = d.recording_id
         WHERE d.office_id = $1 AND d.rehearsal_id = $2 AND ($3 = '' OR d.clauses LIKE $4)
         ORDER BY d.recording_id LIMIT $5 OFFSET $6",
    )
    .bind(office.number())
    .bind(id as i64)
    .bind(clause)
    .bind(format!("%\"{clause}\"%"))
    .bind(most)
    .bind(from)
    .fetch_all(&app.pool)
    .await?)
}

fn difference_of(law: &OfficeLaw, regulation: &str, row: &AnyRow) -> Result<DifferenceShown> {
    Ok(DifferenceShown {
        recording: row.int("recording_id")? as u64,
        matter: row.maybe_int("matter_id")?.map(|id| id as u64),
        title: row.text("title")?,
        on: Date(row.int("starts")? as i32).to_string(),
        clauses: row.json::<Vec<String>>("clauses")?.iter().map(|clause| label(law, regulation, clause)).collect(),
        aspects: row.json("aspects")?,
    })
}

/// Whether the reader may see the results of an assessment.
fn assessed(access: &Access, regulation: &str, source: &str) -> bool {
    let mut packages = access.law.packages_of(regulation);
    let declared = packages.find_map(|loaded| loaded.manifest().assesses.iter().find(|one| one.id == source));
    declared.is_some_and(|declared| access.belongs(&declared.seen_by))
}

/// What differs, of closed matters without whose they are.
async fn differing(
    app: &App,
    caller: &Caller,
    law: &OfficeLaw,
    regulation: &str,
    found: &[AnyRow],
) -> Result<Vec<DifferenceShown>> {
    let access = Access::of(app, caller).await?;
    let mut connection = app.pool.acquire().await?;
    let mut shown = Vec::with_capacity(found.len());
    for row in found {
        let mut one = difference_of(law, regulation, row)?;
        let (of, source) = (row.maybe_text("regulation")?.unwrap_or_default(), row.maybe_text("source")?);
        let assessed = source.is_some_and(|source| assessed(&access, &of, &source));
        let cover = Cover::of(&access, &mut connection, row.maybe_int("matter_id")?, assessed).await?;
        one.title = cover.title(one.title);
        if cover.unseen() {
            (one.matter, one.on, one.clauses, one.aspects) = (None, String::new(), Vec::new(), Vec::new());
        }
        shown.push(one);
    }
    Ok(shown)
}

/// A page of what differs, of one clause if one is named.
///
/// # Errors
/// If there is no such rehearsal.
pub async fn differences(
    app: &App,
    caller: &Caller,
    id: u64,
    clause: &str,
    page: u64,
) -> Result<Page<DifferenceShown>> {
    let shown = shown(app, caller, id).await?;
    let law = app.law(caller.office)?;
    let found = rows(app, caller.office, id, clause, PAGE, page as i64 * PAGE).await?;
    let of_clause = shown.clauses.iter().find(|one| one.clause == clause).map(|one| one.count);
    let rows = differing(app, caller, &law, &shown.regulation, &found).await?;
    Ok(Page { rows, total: of_clause.unwrap_or(shown.differing) })
}

/// Everything that differs, as CSV.
///
/// # Errors
/// If there is no such rehearsal.
pub async fn export(app: &App, caller: &Caller, id: u64) -> Result<Vec<u8>> {
    let shown = shown(app, caller, id).await?;
    let law = app.law(caller.office)?;
    let mut text = csv::Writer::from_writer(Vec::from("\u{feff}"));
    text.write_record(["日期", "事项", "条款", "方面", "事项编号"]).map_err(Error::internal)?;
    let found = rows(app, caller.office, id, "", i64::MAX, 0).await?;
    for one in differing(app, caller, &law, &shown.regulation, &found).await? {
        let aspects = one.aspects.iter().map(|aspect| aspect_named(aspect)).collect::<Vec<_>>().join("、");
        let matter = one.matter.map(|id| id.to_string()).unwrap_or_default();
        text.write_record([one.on, one.title, one.clauses.join("、"), aspects, matter]).map_err(Error::internal)?;
    }
    text.into_inner().map_err(|error| Error::internal(error.to_string()))
}

/// An aspect as people call it.
#[must_use]
pub fn aspect_named(aspect: &str) -> &str {
    match aspect {
        "findings" => "审查意见",
        "stations" => "办理环节",
        "effects" => "后续事项",
        "penalties" => "处理建议",
        "duties" => "义务",
        "figures" => "统计",
        "gone" => "不再办理",
        "fault" => "规则程序出错",
        _ => "其他",
    }
}

/// Both answers to one question, side by side.
///
/// # Errors
/// If there is no such difference.
pub async fn difference(app: &App, caller: &Caller, id: u64, recording: u64) -> Result<DifferenceOpened> {
    let row = row(app, caller, id).await?;
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let mut connection = app.pool.acquire().await?;
    let kept = recordings::one(&mut connection, caller.office, recording as i64).await?;
    let package = row.maybe_text("digest")?.and_then(|digest| law.package(&digest).cloned());
    let change = Change { package, parameters: row.json("parameters")? };
    let own = law.judged_by(&kept.digest)?;
    let before = lines::of(&kept.reply()?, own, &staff);
    let (mut after, mut aspects) = (Vec::new(), Vec::new());
    match change.prepare(&mut connection, &law, &staff, &kept).await? {
        None => aspects.push(told("gone", "新版没有这种表单或考核")),
        Some(prepared) => match prepared.ask() {
            Ok(reply) => after = lines::of(&reply, &prepared.loaded, &staff),
            Err(error) => aspects.push(told("fault", &error.to_string())),
        },
    }
    for aspect in ["findings", "stations", "effects", "penalties", "duties", "figures"] {
        let of = |lines: &[Line]| lines.iter().filter(|line| line.aspect == aspect).cloned().collect::<Vec<_>>();
        let shown = sides(aspect, &of(&before), &of(&after));
        if shown.same > 0 || !shown.lines.is_empty() {
            aspects.push(shown);
        }
    }
    let access = Access::of(app, caller).await?;
    let seen = assessed(&access, &kept.regulation, &kept.source);
    let cover = Cover::of(&access, &mut connection, kept.matter, seen).await?;
    if cover.unseen() {
        return Err(Error::NotFound("这件事项"));
    }
    for shown in &mut aspects {
        for line in shown.lines.iter_mut().flat_map(|(before, after)| [before, after]).flatten() {
            *line = cover.line(&shown.aspect, line);
        }
    }
    Ok(DifferenceOpened { title: cover.title(title(&law, &staff, &kept)?), aspects })
}

/// What differs of one aspect; a line and what it became stand beside each other if both speak of the same thing.
fn sides(aspect: &str, before: &[Line], after: &[Line]) -> AspectShown {
    let gone = before.iter().filter(|line| !after.contains(line)).collect::<Vec<_>>();
    let mut new = after.iter().filter(|line| !before.contains(line)).collect::<Vec<_>>();
    let about = |line: &Line| line.text.split(['：', '（']).next().unwrap_or_default().to_owned();
    let same = (before.len() - gone.len()) as u64;
    let mut lines = Vec::new();
    for line in gone {
        let became = new.iter().position(|other| about(other) == about(line)).map(|at| new.remove(at).text.clone());
        lines.push((Some(line.text.clone()), became));
    }
    lines.extend(new.into_iter().map(|line| (None, Some(line.text.clone()))));
    AspectShown { aspect: aspect.to_owned(), lines, same }
}

fn told(aspect: &str, what: &str) -> AspectShown {
    AspectShown { aspect: aspect.to_owned(), lines: vec![(None, Some(what.to_owned()))], same: 0 }
}
