//! A register's rows: narrowed, sorted, counted and summed by what their reader sees.
//!
//! Where nothing of a form can be confidential, the database does it. Otherwise every row is looked at first: what is hidden
//! from the reader neither matches nor sorts, counts or sums.

use super::{
    cells::{state, summed},
    columns::{column, declared},
    filler::Filler,
    filter::Filter,
    narrowed::{Narrowed, Source, sorted_by},
    seen::{self, Found, Row},
};
use crate::citation;
use crate::{
    access::{Access, MASKED, is_confidential},
    accounts::Caller,
    app::App,
    error::Result,
    store::record_queries::{RegisterColumn, RegisterOrder},
};
use guiju_api::{ColumnShown, RowShown, ViewShown};
use guiju_domain::{RecordStatus, rejection::Register};
use guiju_model::Heading;

/// Rows of a page.
const PAGE: usize = 50;
/// Rows of a file, or of all on one page, at most.
const MOST: usize = 100_000;

/// A view's rows, and what is confidential about them.
pub(super) struct Listed {
    /// What is shown.
    pub shown: ViewShown,
    /// Whether the register's form can hold anything confidential.
    pub confidential: bool,
    /// How many of the rows are masked.
    pub masked: u64,
}

/// The rows of a view that a filter asks for: a page of them, or all to be exported.
///
/// # Errors
/// If there is no such view, one may not open it, or there are more rows than are handed out.
pub(super) async fn listed(
    app: &App,
    caller: &Caller,
    regulation: &str,
    view: &str,
    filter: &Filter,
    export: bool,
) -> Result<Listed> {
    let access = Access::of(app, caller).await?;
    let (policy, today) = (&access.policy, access.today);
    let loaded = policy.in_force(regulation, today)?;
    let manifest = loaded.manifest();
    let view = declared(manifest, view)?;
    if !access.belongs(&view.seen_by) {
        return Err(Register::NotYours { register: view.title.clone() }.into());
    }
    let over = view.over.first().map(|form| manifest.qualified(form)).unwrap_or_default();
    let (owner, form_id) = over.split_once('/').unwrap_or_default();
    let form = policy.regulation(owner, today).and_then(|loaded| loaded.manifest().form(form_id)).cloned();
    // What any version kept from others stays so.
    let confidential =
        policy.packages_of(owner).filter_map(|loaded| loaded.manifest().form(form_id)).any(is_confidential);
    let source = Source { app, access: &access, view, owner, form_id, form: form.as_ref() };
    let narrowed = Narrowed::of(&source, filter)?;
    let headings = view.columns.iter().map(|column| Heading::of(column)).collect::<Vec<_>>();
    let columns = headings.iter().map(|heading| column(form.as_ref(), *heading)).collect::<Vec<_>>();
    let page = if export || filter.whole { MOST } else { PAGE };
    let skip = if export { 0 } else { usize::try_from(filter.offset).unwrap_or_default() };
    let found = if confidential {
        seen::found(&source, &narrowed, filter, &columns, (skip, page)).await?
    } else {
        by_database(&source, narrowed, filter, &columns, (skip, page)).await?
    };
    if page == MOST && found.total > MOST {
        return Err(Register::TooManyRows { total: found.total, limit: MOST }.into());
    }
    let mut shown = ViewShown {
        title: view.title.clone(),
        layout: view.layout.name().to_owned(),
        columns,
        rows: filled(&source, &headings, &found.rows).await?,
        sums: found.sums,
        total: found.total as u64,
        citation: citation::of_clause(policy, manifest, &view.clause, today),
    };
    if export && !headings.iter().any(|heading| is_state(&source, *heading)) {
        mark(&mut shown);
    }
    Ok(Listed { shown, confidential, masked: found.masked as u64 })
}

/// The rows as they are shown.
async fn filled(source: &Source<'_>, headings: &[Heading<'_>], rows: &[Row]) -> Result<Vec<RowShown>> {
    let mut filler = Filler::new(&source.app.pool, source.access, source.form);
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells = Vec::with_capacity(headings.len());
        for heading in headings {
            cells.push(cell(source, &mut filler, row, *heading).await?);
        }
        let matter = row.stored.matter.map(|id| id.number().unsigned_abs());
        let void = (row.stored.status == RecordStatus::Void).then(|| said_state(row));
        shown.push(RowShown { record: row.stored.id.number(), matter, cells, void });
    }
    Ok(shown)
}

/// Whether a column says how far a record is.
fn is_state(source: &Source<'_>, heading: Heading<'_>) -> bool {
    heading.name == STATE && heading.whole.is_none() && source.form.is_none_or(|form| form.field(STATE).is_none())
}

/// The column that says how far a record is, unless the form has a field of that name.
const STATE: &str = "status";

/// Says of void records that they are, in a column of its own: a file strikes no rows. Without any there is none.
fn mark(shown: &mut ViewShown) {
    if shown.rows.iter().any(|row| row.void.is_some()) {
        shown.columns.push(column(None, Heading::of(STATE)));
        shown.sums.push(String::new());
        for row in &mut shown.rows {
            row.cells.push(row.void.clone().unwrap_or_default());
        }
    }
}

async fn cell(source: &Source<'_>, filler: &mut Filler<'_>, row: &Row, heading: Heading<'_>) -> Result<String> {
    let (record, stored, access) = (&row.record, &row.stored, source.access);
    let own = source.form.is_some_and(|form| form.field(heading.name).is_some());
    let hidden = |text: String| if record.seen.hides_all() { MASKED.to_owned() } else { text };
    Ok(match heading.name {
        part if heading.whole.is_some() => filler.share(part, heading.whole.unwrap_or_default(), record),
        "person" if !own => hidden(record.person.map(|id| access.name(id)).unwrap_or_default()),
        "department" if !own => hidden(record.department.map(|id| access.department(id)).unwrap_or_default()),
        "filed" if !own => stored.entered.to_string().replace('T', " "),
        STATE if !own => said_state(row),
        "number" if !own => stored.number.clone().unwrap_or_default(),
        "summary" if !own => hidden(record.summary.clone()),
        name => filler.fill(name, record).await?,
    })
}

/// How far a record is, as far as the reader may know why.
fn said_state(row: &Row) -> String {
    let (record, stored) = (&row.record, &row.stored);
    let reason = stored.void_reason.as_deref().filter(|_| record.seen.whole());
    state(stored.status, stored.returned, reason)
}

/// The order of the rows: a column that the view declares, then the newest first.
fn order(source: &Source<'_>, filter: &Filter) -> RegisterOrder {
    let Some(name) = sorted_by(source.view, filter) else { return RegisterOrder::Newest };
    let own = source.form.is_some_and(|form| form.field(name).is_some());
    let column = match name {
        "number" if !own => RegisterColumn::Number,
        "person" => RegisterColumn::Person,
        "filed" => RegisterColumn::Entered,
        "department" if !own => RegisterColumn::Department,
        "status" if !own => RegisterColumn::Status,
        "summary" if !own => RegisterColumn::Summary,
        name => RegisterColumn::Field(name.to_owned()),
    };
    RegisterOrder::By { column, descending: filter.descending }
}

async fn by_database(
    source: &Source<'_>,
    narrowed: Narrowed<'_>,
    filter: &Filter,
    columns: &[ColumnShown],
    (skip, page): (usize, usize),
) -> Result<Found> {
    let app = source.app;
    let query = narrowed.and_content(app).await?;
    let part = (skip as u64, page as u64);
    let found = query.page(&app.pool, app.dialect, order(source, filter), part).await?;
    let amounts = columns.iter().enumerate().filter(|(_, column)| column.amount);
    let names = amounts.clone().map(|(_, column)| column.name.clone()).collect();
    let totals = query.totals(&app.pool, app.dialect, names).await?;
    let mut sums = vec![String::new(); columns.len()];
    for ((index, _), sum) in amounts.zip(totals.sums) {
        sums[index] = summed(sum);
    }
    let rows = found.into_iter().map(|row| Row::of(row, source)).collect::<Result<_>>()?;
    Ok(Found { rows, total: usize::try_from(totals.count).unwrap_or(usize::MAX), sums, masked: 0 })
}
