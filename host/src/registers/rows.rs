//! A register's rows: narrowed, sorted, counted and summed by what their reader sees.
//!
//! Where nothing of a form can be confidential, the database does it. Otherwise every row is looked at first: what is hidden
//! from the reader neither matches nor sorts, counts or sums.

use super::{
    Filter,
    cells::{Filler, state},
    column, declared, export,
    seen::{self, Row},
};
use crate::{
    access::{Access, MASKED, is_confidential},
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    store::record_queries::{RegisterColumn, RegisterOrder, RegisterQuery, RegisterTexts},
};
use guiju_api::{ColumnShown, RowShown, ViewShown};
use guiju_domain::{
    DepartmentId, RecordStatus,
    characters::{searchable, words},
    reading::quoted,
};
use guiju_model::{Date, Form, Heading, Money, View};

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

/// A register's rows.
///
/// # Errors
/// If there is no such view, or one may not open it.
pub async fn rows(app: &App, caller: &Caller, regulation: &str, view: &str, filter: &Filter) -> Result<ViewShown> {
    let listed = listed(app, caller, regulation, view, filter, false).await?;
    if filter.whole && listed.confidential {
        export::told(app, caller, (regulation, view), "page", filter, &listed).await?;
    }
    Ok(listed.shown)
}

/// What the rows of a register are of.
pub(super) struct Source<'a> {
    pub app: &'a App,
    pub access: &'a Access,
    pub view: &'a View,
    pub owner: &'a str,
    pub form_id: &'a str,
    pub form: Option<&'a Form>,
}

/// Rows of a page with the totals over all of them.
pub(super) struct Found {
    pub rows: Vec<Row>,
    pub total: usize,
    pub sums: Vec<String>,
    pub masked: usize,
}

pub(super) async fn listed(
    app: &App,
    caller: &Caller,
    regulation: &str,
    view: &str,
    filter: &Filter,
    export: bool,
) -> Result<Listed> {
    let access = Access::of(app, caller).await?;
    let (law, today) = (&access.law, access.today);
    let loaded = law.in_force(regulation, today)?;
    let manifest = loaded.manifest();
    let view = declared(manifest, view)?;
    if !access.belongs(&view.seen_by) {
        return Err(Error::Forbidden(format!("“{}”不对您开放", view.title)));
    }
    let over = view.over.first().map(|form| manifest.qualified(form)).unwrap_or_default();
    let (owner, form_id) = over.split_once('/').unwrap_or_default();
    let form = law.regulation(owner, today).and_then(|loaded| loaded.manifest().form(form_id)).cloned();
    // What any version kept from others stays so.
    let confidential = law.packages_of(owner).filter_map(|loaded| loaded.manifest().form(form_id)).any(is_confidential);
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
        let total = found.total;
        return Err(Error::Invalid(format!("共有 {total} 条，一次最多取 {MOST} 条；请按日期分几次取")));
    }
    let mut filler = Filler::new(&app.pool, &access, form.as_ref());
    let mut shown = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        let mut cells = Vec::with_capacity(headings.len());
        for heading in &headings {
            cells.push(cell(&source, &mut filler, row, *heading).await?);
        }
        let matter = row.stored.matter.map(|id| id.number().unsigned_abs());
        shown.push(RowShown { record: row.stored.id.number(), matter, cells });
    }
    let shown = ViewShown {
        title: view.title.clone(),
        layout: view.layout.name().to_owned(),
        columns,
        rows: shown,
        sums: found.sums,
        total: found.total as u64,
        citation: cite::citation(law, manifest, &view.clause, today),
    };
    Ok(Listed { shown, confidential, masked: found.masked as u64 })
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
        "status" if !own => {
            let reason = stored.void_reason.as_deref().filter(|_| record.seen.whole());
            state(stored.status, stored.returned, reason)
        }
        "number" if !own => stored.number.clone().unwrap_or_default(),
        "summary" if !own => hidden(record.summary.clone()),
        name => filler.fill(name, record).await?,
    })
}

/// What a register is narrowed to.
pub(super) struct Narrowed<'a> {
    /// What every row must meet, whoever looks.
    pub query: RegisterQuery<'a>,
    /// Whether it is narrowed to days.
    pub by_days: bool,
    /// The department, if one is asked for.
    pub department: Option<DepartmentId>,
    /// What is looked for: words, all of which must occur.
    pub words: Vec<String>,
}

impl<'a> Narrowed<'a> {
    fn of(source: &Source<'a>, filter: &Filter) -> Result<Self> {
        let day = |text: &Option<String>| match text.as_ref().filter(|text| !text.is_empty()) {
            Some(text) => text.parse::<Date>().map(Some).map_err(|why| Error::Invalid(format!("{why}"))),
            None => Ok(None),
        };
        let (from, to) = (day(&filter.from)?, day(&filter.to)?);
        let status = known(source.view, filter)?;
        // A number that no department has stands for none, not for all.
        let department = |number: i64| DepartmentId::new(u64::try_from(number).unwrap_or(u64::MAX));
        Ok(Self {
            query: RegisterQuery {
                of: source.access.records_of(source.owner, source.form_id),
                from: from.map(|from| from.at(0)),
                before: to.map(|to| to.plus(1).at(0)),
                status,
                department: None,
                among: None,
            },
            by_days: from.is_some() || to.is_some(),
            department: filter.department.map(department),
            words: words(filter.text.as_deref().unwrap_or_default()),
        })
    }

    /// The same narrowed to the department and the text as well, where nothing is confidential. Which rows say the text is
    /// looked up first: no database compares full width with half width.
    async fn and_content(self, app: &App) -> Result<RegisterQuery<'a>> {
        let mut query = RegisterQuery { department: self.department, ..self.query.clone() };
        if !self.words.is_empty() {
            let says = |texts: &RegisterTexts| {
                self.said_by(&[texts.summary.as_str(), texts.number.as_str(), texts.name.as_str()])
            };
            query.among = Some(query.saying(&app.pool, app.dialect, says).await?);
        }
        Ok(query)
    }

    /// Whether texts say all the words between them.
    pub fn said_by(&self, texts: &[impl AsRef<str>]) -> bool {
        let texts = texts.iter().map(|text| searchable(text.as_ref())).collect::<Vec<_>>();
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }
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

/// The status that is asked for. Refuses what no row can have, which would look like a register without rows, or without an
/// order.
fn known(view: &View, filter: &Filter) -> Result<Option<RecordStatus>> {
    let asked = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    if let Some(sort) = asked(&filter.sort).filter(|_| sorted_by(view, filter).is_none()) {
        return Err(Error::Invalid(format!("“{}”没有“{}”这一栏，不能按它排序", view.title, quoted(&sort))));
    }
    let Some(status) = asked(&filter.status) else { return Ok(None) };
    let unknown = || Error::Invalid(format!("没有“{}”这种状态", quoted(&status)));
    RecordStatus::named(&status).map(Some).ok_or_else(unknown)
}

/// The column to sort by, if the view declares it.
pub(super) fn sorted_by<'f>(view: &View, filter: &'f Filter) -> Option<&'f str> {
    let declared = |name: &&str| view.columns.iter().any(|column| Heading::of(column).name == *name);
    filter.sort.as_deref().filter(declared)
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
        sums[index] = Money(sum).to_string();
    }
    let rows = found.into_iter().map(|row| Row::of(row, source)).collect::<Result<_>>()?;
    Ok(Found { rows, total: usize::try_from(totals.count).unwrap_or(usize::MAX), sums, masked: 0 })
}
