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
    access::{Access, MASKED, MATTER, is_confidential},
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    store::Columns,
};
use futures_util::TryStreamExt;
use guiju_api::{ColumnShown, RowShown, ViewShown};
use guiju_domain::{
    characters::{searchable, words},
    reading::quoted,
};
use guiju_model::{Date, Form, Heading, Moment, Money, View};

/// Rows of a page.
const PAGE: usize = 50;
/// Records with the names of those whom they concern.
const FROM: &str = "FROM records r LEFT JOIN people p ON p.office_id = r.office_id AND p.id = r.person_id";
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
        shown.push(RowShown { record: row.id as u64, matter: row.matter.map(|id| id as u64), cells });
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
    let (record, staff) = (&row.record, &source.access.staff);
    let own = source.form.is_some_and(|form| form.field(heading.name).is_some());
    let hidden = |text: String| if record.seen.hides_all() { MASKED.to_owned() } else { text };
    Ok(match heading.name {
        part if heading.whole.is_some() => filler.share(part, heading.whole.unwrap_or_default(), record),
        "person" if !own => hidden(record.person.map(|id| staff.name(id)).unwrap_or_default()),
        "department" if !own => {
            hidden(record.department.and_then(|id| staff.departments.get(&id).cloned()).unwrap_or_default())
        }
        "filed" if !own => row.entered.to_string().replace('T', " "),
        "status" if !own => {
            let reason = row.void_reason.as_deref().filter(|_| record.seen.whole());
            state(&row.status, row.returned, reason)
        }
        "number" if !own => row.number.clone().unwrap_or_default(),
        "summary" if !own => hidden(record.summary.clone()),
        name => filler.fill(name, record).await?,
    })
}

/// A value that a query is bound to.
enum Bound {
    Number(i64),
    Text(String),
}

/// What a register is narrowed to: conditions that hold only where something is asked.
pub(super) struct Narrowed {
    conditions: Vec<String>,
    values: Vec<Bound>,
    /// Whether it is narrowed to days.
    pub by_days: bool,
    /// The department, if one is asked for.
    pub department: Option<i64>,
    /// What is looked for: words, all of which must occur.
    pub words: Vec<String>,
}

impl Narrowed {
    fn of(source: &Source<'_>, filter: &Filter) -> Result<Self> {
        let day = |text: &Option<String>| match text.as_ref().filter(|text| !text.is_empty()) {
            Some(text) => text.parse::<Date>().map(Some).map_err(|why| Error::Invalid(format!("{why}"))),
            None => Ok(None),
        };
        let (from, to) = (day(&filter.from)?, day(&filter.to)?);
        known(source.view, filter)?;
        let mut narrowed = Self {
            conditions: Vec::new(),
            values: Vec::new(),
            by_days: from.is_some() || to.is_some(),
            department: filter.department,
            words: words(filter.text.as_deref().unwrap_or_default()),
        };
        narrowed.add("r.office_id = ", Bound::Number(source.access.office.number()));
        narrowed.add("r.regulation = ", Bound::Text(source.owner.to_owned()));
        narrowed.add("r.form = ", Bound::Text(source.form_id.to_owned()));
        if let Some(from) = from {
            narrowed.add("r.ends >= ", Bound::Number(from.at(0).0));
        }
        if let Some(to) = to {
            narrowed.add("r.starts < ", Bound::Number(to.plus(1).at(0).0));
        }
        if let Some(status) = filter.status.clone().filter(|status| !status.is_empty()) {
            narrowed.add("r.status = ", Bound::Text(status));
        }
        Ok(narrowed)
    }

    fn add(&mut self, condition: &str, value: Bound) -> usize {
        self.values.push(value);
        let number = self.values.len();
        self.conditions.push(format!("{condition}${number}"));
        number
    }

    /// The conditions that every row must meet, whoever looks.
    pub fn conditions(&self) -> String {
        self.conditions.join(" AND ")
    }

    /// The number of the next parameter.
    pub fn next(&self) -> usize {
        self.values.len() + 1
    }

    /// A query with the values bound.
    pub fn query(&self, text: String) -> sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments> {
        self.values.iter().fold(sqlx::query(sqlx::AssertSqlSafe(text)), |query, value| match value {
            Bound::Number(number) => query.bind(*number),
            Bound::Text(text) => query.bind(text),
        })
    }

    /// The same narrowed to the department and the text as well, where nothing is confidential. Which rows say the text is
    /// looked up first: no database compares full width with half width.
    async fn and_content(mut self, app: &App) -> Result<Self> {
        if let Some(department) = self.department {
            self.add("r.department_id = ", Bound::Number(department));
        }
        if self.words.is_empty() {
            return Ok(self);
        }
        let saying = self.saying(app).await?.iter().map(i64::to_string).collect::<Vec<_>>();
        self.values.push(Bound::Text(format!("[{}]", saying.join(","))));
        self.conditions.push(app.dialect.among("r.id", self.values.len()));
        Ok(self)
    }

    /// Whether texts say all the words between them.
    pub fn said_by(&self, texts: &[String]) -> bool {
        let texts = texts.iter().map(|text| searchable(text)).collect::<Vec<_>>();
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }

    /// The rows that say the words.
    async fn saying(&self, app: &App) -> Result<Vec<i64>> {
        let conditions = self.conditions();
        let query = self.query(format!(
            "SELECT r.id AS id, r.summary AS summary, COALESCE(r.number, '') AS number, COALESCE(p.name, '') AS name
             {FROM} WHERE {conditions}"
        ));
        let mut rows = query.fetch(&app.pool);
        let mut saying = Vec::new();
        while let Some(row) = rows.try_next().await? {
            let read = [row.text("summary")?, row.text("number")?, row.text("name")?];
            if self.said_by(&read) {
                saying.push(row.int("id")?);
            }
        }
        Ok(saying)
    }
}

/// The order of the rows: a column that the view declares, then the newest first.
fn order(source: &Source<'_>, filter: &Filter) -> String {
    let newest = "r.starts DESC, r.id DESC";
    let Some(name) = sorted_by(source.view, filter) else { return newest.to_owned() };
    let value = |name: &str| source.app.dialect.value("r.content", name);
    let direction = if filter.descending { "DESC" } else { "ASC" };
    let by = match name {
        "number" if source.form.is_none_or(|form| form.field(name).is_none()) => {
            let parts = source.app.dialect.in_numbers("r.number");
            return format!("{}, {newest}", parts.map(|part| format!("{part} {direction}")).join(", "));
        }
        "person" => "p.name".to_owned(),
        "filed" => "r.entered_at".to_owned(),
        name if source.form.is_some_and(|form| form.field(name).is_some()) => value(name),
        "department" => "r.department_id".to_owned(),
        "status" => "r.status".to_owned(),
        "summary" => "r.summary".to_owned(),
        name => value(name),
    };
    format!("{by} {direction}, {newest}")
}

/// Refuses what no row can have, which would look like a register without rows, or without an order.
fn known(view: &View, filter: &Filter) -> Result<()> {
    let asked = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    if let Some(sort) = asked(&filter.sort).filter(|_| sorted_by(view, filter).is_none()) {
        return Err(Error::Invalid(format!("“{}”没有“{}”这一栏，不能按它排序", view.title, quoted(&sort))));
    }
    match asked(&filter.status).filter(|status| !["open", "completed", "void"].contains(&status.as_str())) {
        Some(status) => Err(Error::Invalid(format!("没有“{}”这种状态", quoted(&status)))),
        None => Ok(()),
    }
}

/// The column to sort by, if the view declares it.
pub(super) fn sorted_by<'f>(view: &View, filter: &'f Filter) -> Option<&'f str> {
    let declared = |name: &&str| view.columns.iter().any(|column| Heading::of(column).name == *name);
    filter.sort.as_deref().filter(declared)
}

async fn by_database(
    source: &Source<'_>,
    narrowed: Narrowed,
    filter: &Filter,
    columns: &[ColumnShown],
    (skip, page): (usize, usize),
) -> Result<Found> {
    let (app, access) = (source.app, source.access);
    let narrowed = narrowed.and_content(app).await?;
    let (order, next, conditions) = (order(source, filter), narrowed.next(), narrowed.conditions());
    let ties = Access::ties(&format!("${next}"));
    let found = narrowed
        .query(format!(
            "SELECT {}, {ties} {FROM} {MATTER} WHERE {conditions} ORDER BY {order} LIMIT ${} OFFSET ${}",
            Row::COLUMNS,
            next + 1,
            next + 2
        ))
        .bind(access.person())
        .bind(page as i64)
        .bind(skip as i64)
        .fetch_all(&app.pool)
        .await?;
    let amounts = columns.iter().enumerate().filter(|(_, column)| column.amount);
    let added = amounts.clone().map(|(index, column)| {
        let amount = app.dialect.number("r.content", &column.name);
        format!(", CAST(COALESCE(SUM(CASE WHEN r.status <> 'void' THEN {amount} END), 0) AS BIGINT) AS sum_{index}")
    });
    let text = format!("SELECT COUNT(*) AS n{} {FROM} WHERE {conditions}", added.collect::<String>());
    let totals = narrowed.query(text).fetch_one(&app.pool).await?;
    let mut sums = vec![String::new(); columns.len()];
    for (index, _) in amounts {
        sums[index] = Money(totals.int(&format!("sum_{index}"))?).to_string();
    }
    let rows = found.iter().map(|row| Row::of(row, source)).collect::<Result<_>>()?;
    Ok(Found { rows, total: totals.int("n")? as usize, sums, masked: 0 })
}

impl Row {
    /// What of a record a row shows beside its content.
    pub const COLUMNS: &'static str =
        "r.id AS id, r.matter_id AS matter_id, r.status AS status, m.status AS matter_status, r.void_reason AS void_reason, r.number AS number,
         r.entered_at AS entered_at, r.starts AS starts";

    /// A row of a query that selects [`Self::COLUMNS`] and [`Access::ties`].
    pub fn of(row: &sqlx::any::AnyRow, source: &Source<'_>) -> Result<Self> {
        Ok(Self {
            id: row.int("id")?,
            matter: row.maybe_int("matter_id")?,
            status: row.text("status")?,
            returned: row.maybe_text("matter_status")?.as_deref() == Some("returned"),
            void_reason: row.maybe_text("void_reason")?,
            number: row.maybe_text("number")?,
            entered: Moment(row.int("entered_at")?),
            starts: Moment(row.int("starts")?),
            record: source.access.record(row, source.owner, source.form_id)?,
        })
    }
}
