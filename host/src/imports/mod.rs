//! Records by the thousand from a file: a clock machine's export, or a table.
//!
//! A line is a record under its own key, so the same file twice changes nothing. Lines that cannot be taken are told by
//! number and reason; the others go in, or nothing does if it is only a preview.

mod cells;
mod values;

pub use cells::{Headed, headed};
pub use values::value;

use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    assessments,
    error::{Error, Result},
    matters::{facts, filing::belongs, pointing},
    staff::Staff,
    store::{Columns, Event, UnitOfWork},
};
use guiju_api::ImportReport;
use guiju_model::{
    Form, ImportFormat, Moment, Period,
    shape::{self, Mentioned},
    summary,
};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// So many lines are shown of what they say.
const SHOWN: usize = 10;
/// Lines that are written in one unit of work: others get their turn between two.
const AT_ONCE: usize = 500;

/// A line of a file as a record.
struct Line {
    number: u64,
    person: u64,
    occurs: Period,
    content: String,
    summary: String,
    /// The same content is the same record, however often its file is imported.
    key: String,
    /// Records and files that it points to.
    points: Vec<Mentioned>,
}

/// The form, if the caller may import into it.
///
/// # Errors
/// If there is no such form, or it is not theirs to import into.
pub async fn may(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<Form> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let loaded = law.in_force(regulation, app.now(caller.office).date())?;
    let form = loaded.manifest().form(form).ok_or(Error::NotFound("这种表单"))?;
    if !belongs(&staff, caller.person, &form.filing.by) && !caller.administers() {
        return Err(Error::Forbidden(format!("《{}》不由您导入", form.title)));
    }
    Ok(form.clone())
}

/// Imports a file into a form's register, or says what it would come to. A file is read on a thread that serves nobody, and
/// written in batches: neither a preview nor an import keeps the office waiting.
///
/// # Errors
/// If one may not, the file cannot be read at all, or nothing of it could be written.
pub async fn import(
    app: &App,
    caller: &Caller,
    regulation: &str,
    form: &str,
    bytes: Vec<u8>,
    preview: bool,
) -> Result<ImportReport> {
    let staff = app.staff(caller.office).await?;
    let now = app.now(caller.office);
    let form = may(app, caller, regulation, form).await?;
    let target = Target { regulation: regulation.to_owned(), form, file: guiju_package::digest(&bytes) };
    let (of_file, importer, people) = (target.clone(), caller.person, staff.clone());
    let reading = move || of_file.read(&people, importer, now, &bytes);
    let (mut report, lines) = tokio::task::spawn_blocking(reading).await.map_err(Error::internal)??;
    let lines = offered(app, caller, regulation, lines, &mut report).await?;
    report.written = !preview;
    if preview {
        looked_at(app, caller.office, &lines, &mut report).await?;
        return Ok(report);
    }
    let faulty = report.errors.len();
    for (index, batch) in lines.chunks(AT_ONCE).enumerate() {
        // The event of the first batch tells how many lines could not be taken.
        let errors = if index == 0 { faulty } else { 0 };
        match write(app, caller, &target, &staff, batch, errors).await {
            Ok((new, known)) => {
                report.new += new;
                report.known += known;
            }
            Err(why) if index == 0 => return Err(why),
            Err(why) => {
                let (first, last) =
                    (batch.first().map_or(0, |line| line.number), lines.last().map_or(0, |line| line.number));
                tracing::error!(cause = ?why, first, "an import is not complete");
                let told = format!(
                    "从这一行到第 {last} 行没有导入（{why}）；前面的行已经导入，再导入一次同一个文件会接着导入其余的行"
                );
                report.errors.push((first, told));
                break;
            }
        }
    }
    report.errors.sort_by_key(|(number, _)| *number);
    Ok(report)
}

/// The lines that point to nothing but what is offered to the importer, as in any form; the others are told.
async fn offered(
    app: &App,
    caller: &Caller,
    regulation: &str,
    lines: Vec<Line>,
    report: &mut ImportReport,
) -> Result<Vec<Line>> {
    let access = Access::of(app, caller).await?;
    let loaded = access.law.in_force(regulation, access.today)?;
    let (of, mut taken) = ((caller.office, loaded.manifest()), Vec::with_capacity(lines.len()));
    let mut connection = app.pool.acquire().await?;
    for line in lines {
        let mut wrong = None;
        for what in &line.points {
            wrong = wrong.or(pointing::missing(&mut connection, of, Some(&access), what).await?);
        }
        match wrong {
            Some(why) => report.errors.push((line.number, why)),
            None => taken.push(line),
        }
    }
    report.errors.sort_by_key(|(number, _)| *number);
    Ok(taken)
}

/// What a file is imported into.
#[derive(Clone)]
struct Target {
    regulation: String,
    form: Form,
    /// Digest of the file.
    file: String,
}

impl Target {
    /// The lines of a file as records, with what is to be said of the others.
    fn read(&self, staff: &Staff, importer: u64, now: Moment, bytes: &[u8]) -> Result<(ImportReport, Vec<Line>)> {
        let (form, mut report) = (&self.form, ImportReport::default());
        let takes = |format| form.filing.imports.contains(&format);
        if !takes(ImportFormat::ClockMachine) && !takes(ImportFormat::Table) {
            return Err(Error::Invalid(format!("《{}》不能从文件导入", form.title)));
        }
        let text = if cells::is_book(bytes) { None } else { Some(cells::text(bytes)?) };
        let punches = text.filter(|text| takes(ImportFormat::ClockMachine) && !has_heads(form, text));
        let read = match punches {
            Some(punches) => clock_machine(form, staff, &punches, &mut report),
            None if takes(ImportFormat::Table) => table(form, staff, bytes, &mut report)?,
            None => return Err(Error::Invalid(format!("《{}》只能从考勤机导出的文件导入", form.title))),
        };
        let mut lines = Vec::with_capacity(read.len());
        for (number, content) in read {
            report.lines += 1;
            match self.line(staff, importer, now, number, content) {
                Ok(line) => {
                    if report.sample.len() < SHOWN {
                        report.sample.push(format!("{}：{}", staff.name(line.person), line.summary));
                    }
                    lines.push(line);
                }
                Err(why) => report.errors.push((number, why)),
            }
        }
        report.errors.sort_by_key(|(number, _)| *number);
        Ok((report, lines))
    }

    /// A line as a record.
    fn line(
        &self,
        staff: &Staff,
        importer: u64,
        now: Moment,
        number: u64,
        content: Map<String, Value>,
    ) -> Result<Line, String> {
        let form = &self.form;
        let shaped = shape::check(form.fields(), &form.clause, &Value::Object(content));
        if let Some(finding) = shaped.findings.first() {
            return Err(finding.message.clone());
        }
        if let Some(why) = shaped.mentions.iter().find_map(|one| pointing::unknown(&one.what, staff, true)) {
            return Err(why);
        }
        let points = shaped.mentions.into_iter().map(|mention| mention.what);
        let points = points.filter(|what| !matches!(what, Mentioned::Person(_) | Mentioned::Department(_))).collect();
        let named = form.about.as_ref().and_then(|field| shaped.sound.get(field)).and_then(Value::as_u64);
        let summary = summary::summary(form, &shaped.sound, staff);
        let occurs = facts::occurs(form, &shaped.sound, now);
        let content = Value::Object(shaped.sound).to_string();
        let key = guiju_package::digest(format!("{}/{}/{content}", self.regulation, form.id).as_bytes());
        Ok(Line { number, person: named.unwrap_or(importer), occurs, content, summary, key, points })
    }
}

/// Counts which lines are there already, without keeping anybody waiting.
async fn looked_at(app: &App, office: i64, lines: &[Line], report: &mut ImportReport) -> Result<()> {
    let mut seen = HashSet::new();
    for batch in lines.chunks(AT_ONCE) {
        let places = (2..batch.len() + 2).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
        let text = format!("SELECT import_key FROM records WHERE office_id = $1 AND import_key IN ({places})");
        let query =
            batch.iter().fold(sqlx::query(sqlx::AssertSqlSafe(text)).bind(office), |query, line| query.bind(&line.key));
        for row in query.fetch_all(&app.pool).await? {
            seen.insert(row.text("import_key")?);
        }
        for line in batch {
            if seen.insert(line.key.clone()) { report.new += 1 } else { report.known += 1 }
        }
    }
    Ok(())
}

/// Writes some lines in one unit of work with an event of its own: how many were new, how many known.
async fn write(
    app: &App,
    caller: &Caller,
    target: &Target,
    staff: &Staff,
    batch: &[Line],
    errors: usize,
) -> Result<(u64, u64)> {
    let mut change = app.change(caller.office).await?;
    let (mut new, mut known) = (0, 0);
    for line in batch {
        if insert(&mut change, target, staff, line).await? { new += 1 } else { known += 1 }
    }
    if new > 0 {
        let earliest = batch.iter().map(|line| line.occurs.from.date()).min().unwrap_or(change.now.date());
        let today = change.now.date();
        assessments::facts_came(&mut change, earliest.min(today)).await?;
    }
    let of = |line: Option<&Line>| line.map(|line| line.number);
    let body = json!({
        "regulation": target.regulation, "form": target.form.id, "file": target.file, "new": new, "known": known,
        "errors": errors, "lines": [of(batch.first()), of(batch.last())],
    });
    change.event(Event { matter: None, kind: "imported", by: Some(caller.person as i64), body }).await?;
    change.commit().await?;
    Ok((new, known))
}

/// Writes a line, unless it is there; whether it was new.
async fn insert(change: &mut UnitOfWork, target: &Target, staff: &Staff, line: &Line) -> Result<bool> {
    let (office, id, now) = (change.office, change.id(), change.now.0);
    let written = sqlx::query(
        "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status, summary,
         entered_at, import_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'completed', $10, $11, $12)
         ON CONFLICT (office_id, import_key) DO NOTHING",
    )
    .bind(office)
    .bind(id)
    .bind(&target.regulation)
    .bind(&target.form.id)
    .bind(line.person as i64)
    .bind(i64::from(facts::department(staff, line.person)))
    .bind(line.occurs.from.0)
    .bind(line.occurs.to.0)
    .bind(&line.content)
    .bind(&line.summary)
    .bind(now)
    .bind(&line.key)
    .execute(&mut **change)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// Whether the first line names columns.
fn has_heads(form: &Form, text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.contains(',') || form.fields().any(|field| first.contains(&field.label))
}

/// As much of a word as a message can quote.
fn quoted(word: &str) -> String {
    word.chars().take(20).collect()
}

type Lines = Vec<(u64, Map<String, Value>)>;

/// ZKTeco's attlog.dat: badge, date, time and device columns, parted by tabs or blanks.
fn clock_machine(form: &Form, staff: &Staff, text: &str, report: &mut ImportReport) -> Lines {
    let badges = staff
        .people
        .values()
        .filter_map(|member| Some((member.badge.as_deref()?, member.id)))
        .collect::<HashMap<_, _>>();
    let (about, occurs) = (form.about.clone().unwrap_or_default(), form.occurs.clone().unwrap_or_default());
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index as u64 + 1;
        let mut words = line.split_whitespace();
        let (badge, date, time) =
            (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let moment = values::moment(&format!("{date} {time}")).parse::<Moment>();
        match (badges.get(badge), moment) {
            (None, _) => {
                report.lines += 1;
                report.errors.push((number, format!("考勤号 {} 不是本单位的人，请在“管理”中登记", quoted(badge))));
            }
            (_, Err(_)) => {
                report.lines += 1;
                report.errors.push((
                    number,
                    format!("时间“{}”看不懂，应如 2026-03-02 08:25:10", quoted(&format!("{date} {time}"))),
                ));
            }
            (Some(person), Ok(moment)) => {
                let mut content = Map::new();
                content.insert(about.clone(), json!(person));
                content.insert(occurs.clone(), json!(moment.to_string()));
                lines.push((number, content));
            }
        }
    }
    lines
}

/// A table whose heads are the field labels: xlsx, or CSV.
fn table(form: &Form, staff: &Staff, bytes: &[u8], report: &mut ImportReport) -> Result<Lines> {
    let table = headed(bytes)?;
    let named = |head: &String| form.fields().find(|field| field.label == *head || field.name == *head);
    let fields = table.heads.iter().map(named).collect::<Vec<_>>();
    if fields.iter().all(Option::is_none) {
        let labels = form.fields().map(|field| field.label.as_str()).collect::<Vec<_>>().join("、");
        return Err(Error::Invalid(format!("第一行应是栏目名：{labels}")));
    }
    let names = staff.people.values().map(|member| (member.name.as_str(), member.id)).collect::<HashMap<_, _>>();
    let mut lines = Vec::new();
    for (number, row) in table.rows {
        let mut content = Map::new();
        let mut wrong = None;
        for (field, cell) in fields.iter().zip(&row).filter_map(|(field, cell)| Some(((*field)?, cell.trim()))) {
            let guiju_model::FieldKind::Single(kind) = &field.kind else { continue };
            match value(kind, &field.label, cell, &names) {
                Ok(Value::Null) => {}
                Ok(value) => {
                    content.insert(field.name.clone(), value);
                }
                Err(why) => wrong = Some(why),
            }
        }
        if let Some(why) = wrong {
            report.lines += 1;
            report.errors.push((number, why));
        } else {
            lines.push((number, content));
        }
    }
    Ok(lines)
}
