//! Records by the thousand from a file: a clock machine's export, or a table.
//!
//! A line is a record under its own key, so the same file twice changes nothing. Lines that cannot be taken are told by
//! number and reason; the others go in, or nothing does if it is only a preview.

mod columns;
mod line;
mod permission;
#[cfg(test)]
mod properties;
mod punches;
mod table;
mod values;
mod whom;
mod withdraw;
mod words;

pub use columns::{BADGES, DEPARTMENTS, NAMES};
pub use permission::may;
pub use table::{Column, Headed, Row, headed, plain};
pub use values::{typed, value};
pub use whom::Whom;
pub use withdraw::withdraw;

use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    assessments, attachments,
    error::{Error, Result},
    language::Language,
    matters::{facts, pointing},
    quotas::Upload,
    staff::Staff,
    store::{
        self, UnitOfWork, event_queries,
        imported_lines::{self, NewLine},
    },
    words::text,
};
use guiju_api::ImportReport;
use guiju_domain::{
    OfficeId, RecordId,
    events::imports::{ImportedLine, LinesImported},
};
use guiju_model::{Date, Moment};
use line::{Line, Span, Target};
use std::{collections::HashSet, sync::Arc};

/// Lines that are written in one unit of work: others get their turn between two.
const AT_ONCE: usize = 500;

/// Options of an import: preview, and lines outside the usual time.
#[derive(Clone, Debug, Default)]
pub struct Taking {
    /// It is only looked at.
    pub preview: bool,
    /// Why lines before the office's begin or after now are taken as well; they are not taken without it.
    pub beyond: Option<String>,
}

/// Imports a file into a form's register, or says what it would come to. A file is read on a thread that serves nobody, and
/// written in batches: neither a preview nor an import keeps the office waiting.
///
/// # Errors
/// If one may not, the file cannot be read at all, or nothing of it could be written.
pub async fn import(
    app: &App,
    caller: &Caller,
    (regulation, form): (&str, &str),
    bytes: Vec<u8>,
    taking: &Taking,
) -> Result<ImportReport> {
    let staff = app.staff(caller.office).await?;
    let form = may(app, caller, regulation, form).await?;
    let now = app.now(caller.office);
    let span = Span { begin: begin(app, caller.office, now).await?, now, beyond: taking.beyond.is_some() };
    let target = Target { regulation: regulation.to_owned(), form, file: guiju_package::digest(&bytes) };
    let (of_file, importer, people) = (target.clone(), caller.person, staff.clone());
    let bytes = Arc::new(bytes);
    let file = bytes.clone();
    let reading = move || of_file.read(&people, importer, span, &file);
    let language = Language::current();
    let (mut report, lines) =
        tokio::task::spawn_blocking(move || language.within(reading)).await.map_err(Error::internal)??;
    let lines = offered(app, caller, regulation, lines, &mut report).await?;
    report.written = !taking.preview;
    let lines = withdrawn(app, caller.office, lines, &mut report).await?;
    if taking.preview {
        looked_at(app, caller.office, &lines, &mut report).await?;
        return Ok(report);
    }
    if lines.is_empty() {
        return Ok(report);
    }
    // The file is evidence of what was read from it.
    let file = attachments::put(app, caller, Arc::unwrap_or_clone(bytes)).await?;
    let faulty = report.errors.len() as u64;
    for (index, batch) in lines.chunks(AT_ONCE).enumerate() {
        // The event of the first batch tells how many lines could not be taken.
        let errors = if index == 0 { faulty } else { 0 };
        let batch = Batch { lines: batch, errors, file: (index == 0).then_some(&file) };
        match write(app, caller, (&target, &staff), &batch, taking).await {
            Ok((new, known)) => {
                report.new += new;
                report.known += known;
            }
            Err(why) if index == 0 => return Err(why),
            Err(why) => {
                let (first, last) =
                    (batch.lines.first().map_or(0, |line| line.number), lines.last().map_or(0, |line| line.number));
                tracing::error!(cause = ?why, first, "an import is not complete");
                let why = why.message();
                report.errors.push((first, text!("line-rest-not-imported", last, why)));
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
    let loaded = access.policy.in_force(regulation, access.today)?;
    let (of, mut taken) = ((caller.office, loaded.manifest()), Vec::with_capacity(lines.len()));
    let mut connection = store::acquire(&app.pool).await?;
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

/// Since when the office's files may tell of it without a decision: the first day of the year in which its chain begins.
async fn begin(app: &App, office: OfficeId, now: Moment) -> Result<Moment> {
    let first = event_queries::first_moment(&app.pool, office).await?.unwrap_or(now).date();
    Ok(Date::new(first.year(), 1, 1).unwrap_or(first).at(0))
}

/// The lines that were not withdrawn; the others are told.
async fn withdrawn(app: &App, office: OfficeId, lines: Vec<Line>, report: &mut ImportReport) -> Result<Vec<Line>> {
    let mut keys = HashSet::new();
    for batch in lines.chunks(AT_ONCE) {
        let batch = batch.iter().map(|line| line.key.as_str());
        keys.extend(imported_lines::withdrawn(&app.pool, office, batch).await?);
    }
    let (gone, taken) = lines.into_iter().partition::<Vec<_>, _>(|line| keys.contains(&line.key));
    report.aside.extend(gone.iter().map(|line| (line.number, text!("line-withdrawn"))));
    report.aside.sort_by_key(|(number, _)| *number);
    Ok(taken)
}

/// Counts which lines are there already, without keeping anybody waiting.
async fn looked_at(app: &App, office: OfficeId, lines: &[Line], report: &mut ImportReport) -> Result<()> {
    let mut seen = HashSet::new();
    for batch in lines.chunks(AT_ONCE) {
        let keys = batch.iter().map(|line| line.key.as_str());
        seen.extend(imported_lines::known(&app.pool, office, keys).await?);
        for line in batch {
            if seen.insert(line.key.clone()) { report.new += 1 } else { report.known += 1 }
        }
    }
    Ok(())
}

/// Lines that are written in one unit of work.
struct Batch<'a> {
    lines: &'a [Line],
    /// How many lines of the file could not be taken; with its first batch.
    errors: u64,
    /// The file, whose bytes are stored; with its first batch.
    file: Option<&'a Upload>,
}

/// Writes some lines in one unit of work with an event of its own: how many were new, how many known.
async fn write(
    app: &App,
    caller: &Caller,
    (target, staff): (&Target, &Staff),
    batch: &Batch<'_>,
    taking: &Taking,
) -> Result<(u64, u64)> {
    let mut change = app.change(caller.office).await?;
    if let Some(file) = batch.file {
        attachments::enter_evidence(&mut change, file).await?;
    }
    let mut after = Vec::new();
    for line in batch.lines {
        let Line { number, person, occurs, ref content, .. } = *line;
        if let Some(record) = insert(&mut change, target, staff, line).await? {
            after.push(ImportedLine { line: number, record, person, occurs, content: content.clone() });
        }
    }
    let new = after.len() as u64;
    let known = batch.lines.len() as u64 - new;
    if new > 0 {
        let earliest = batch.lines.iter().map(|line| line.occurs.from.date()).min().unwrap_or(change.now.date());
        let today = change.now.date();
        assessments::facts_came(&mut change, earliest.min(today)).await?;
    }
    let of = |line: Option<&Line>| line.map(|line| line.number);
    let event = LinesImported {
        regulation: target.regulation.clone(),
        form: target.form.id.clone(),
        file: target.file.clone(),
        new,
        known,
        errors: batch.errors,
        lines: [of(batch.lines.first()), of(batch.lines.last())],
        after,
        beyond: taking.beyond.clone(),
    };
    change.record(Some(caller.person), &event)?;
    change.commit().await?;
    Ok((new, known))
}

/// Writes a line, unless it is there; its record if it was new.
async fn insert(change: &mut UnitOfWork, target: &Target, staff: &Staff, line: &Line) -> Result<Option<RecordId>> {
    let new = NewLine {
        regulation: &target.regulation,
        form: &target.form.id,
        person: line.person,
        department: facts::department(staff, line.person),
        occurs: line.occurs,
        content: &line.content,
        summary: &line.summary,
        key: &line.key,
    };
    Ok(imported_lines::insert(change, &new).await?)
}
