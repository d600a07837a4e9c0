//! Registers and boards, composed from what regulations declare.

mod board;
mod bookings;
mod cells;
mod export;
mod holdings;
mod month;
mod opened;
mod roll;
mod standing;

pub use board::board;
pub use bookings::bookings;
pub use cells::cell;
pub use export::{csv, csv_of, xlsx};
pub use holdings::holdings;
pub use month::month;
pub use opened::tells_of_now;
pub use roll::roll;
pub use standing::standing;

use crate::{
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    matters::filing::belongs,
    store::Columns,
};
use cells::Filler;
use guiju_api::{ColumnShown, RecordOption, RowShown, ViewOffered, ViewShown};
use guiju_model::{Date, FieldKind, Form, Heading, Layout, Manifest, Moment, Money, ValueKind, View};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Rows of a page.
const PAGE: i64 = 50;
/// Rows of an export at most.
const EXPORT: i64 = 100_000;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// First day.
    #[param(format = Date)]
    pub from: Option<String>,
    /// Last day.
    #[param(format = Date)]
    pub to: Option<String>,
    /// Department.
    pub department: Option<i64>,
    /// `open` or `completed`.
    pub status: Option<String>,
    /// Part of the summary, the number or a name.
    #[serde(deserialize_with = "crate::bounded::maybe_sought")]
    #[param(max_length = 200)]
    pub text: Option<String>,
    /// Column to sort by; the newest first if none is named.
    pub sort: Option<String>,
    /// Whether to sort from the greatest down.
    pub descending: bool,
    /// All of it on one page, as it is printed.
    pub whole: bool,
    /// Rows to pass over.
    #[serde(deserialize_with = "crate::bounded::rows")]
    #[param(minimum = 0, maximum = 1_000_000)]
    pub offset: i64,
}

/// The views that one may open.
///
/// # Errors
/// If the office is unknown.
pub async fn offered(app: &App, caller: &Caller) -> Result<Vec<ViewOffered>> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let (mut offered, today) = (Vec::new(), app.now(caller.office).date());
    for loaded in law.on(today).into_values() {
        let manifest = loaded.manifest();
        let open =
            manifest.views.iter().filter(|view| caller.audits() || belongs(&staff, caller.person, &view.seen_by));
        offered.extend(open.map(|view| ViewOffered {
            regulation: manifest.id.clone(),
            regulation_title: manifest.title.clone(),
            area: manifest.area.clone(),
            view: view.id.clone(),
            title: view.title.clone(),
            layout:
                if opened::stands(&law, manifest, view, today) { "standing" } else { view.layout.name() }.to_owned(),
        }));
    }
    Ok(offered)
}

fn column(form: Option<&Form>, heading: Heading<'_>) -> ColumnShown {
    let Heading { name, whole, label } = heading;
    let field = form.and_then(|form| form.field(name));
    let label = match (name, field) {
        _ if label.is_some() => label.unwrap_or_default(),
        (_, Some(field)) => &field.label,
        ("person", _) => "人员",
        ("department", _) => "部门",
        ("filed", _) => "登记时间",
        ("status", _) => "状态",
        ("number", _) => "编号",
        ("summary", _) => "内容",
        (other, None) => other,
    };
    let money = matches!(field.map(|field| &field.kind), Some(FieldKind::Single(ValueKind::Money(_))));
    let amount = money && whole.is_none();
    ColumnShown { name: name.to_owned(), label: label.to_owned(), amount }
}

/// What a register is narrowed to, as its queries bind it.
struct Narrowed {
    office: i64,
    regulation: String,
    form: String,
    from: i64,
    to: i64,
    department: i64,
    like: String,
    status: String,
}

const CONDITION: &str = "FROM records r LEFT JOIN people p ON p.office_id = r.office_id AND p.id = r.person_id
     WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.ends >= $4 AND r.starts <= $5
     AND ($6 < 0 OR r.department_id = $6) AND ($8 = '' OR r.status = $8)
     AND (LOWER(r.summary) LIKE $7 OR LOWER(COALESCE(r.number, '')) LIKE $7 OR LOWER(COALESCE(p.name, '')) LIKE $7)";

impl Narrowed {
    fn query(&self, text: String) -> sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments> {
        sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(self.office)
            .bind(&self.regulation)
            .bind(&self.form)
            .bind(self.from)
            .bind(self.to)
            .bind(self.department)
            .bind(&self.like)
            .bind(&self.status)
    }
}

/// The order of the rows: a column that the view declares, then the newest first.
fn order(app: &App, view: &View, form: Option<&Form>, filter: &Filter) -> String {
    let newest = "r.starts DESC, r.id DESC";
    let declared = |name: &&String| view.columns.iter().any(|column| Heading::of(column).name == **name);
    let Some(name) = filter.sort.as_ref().filter(declared) else { return newest.to_owned() };
    let by = match name.as_str() {
        "person" => "p.name".to_owned(),
        "filed" => "r.entered_at".to_owned(),
        name if form.is_some_and(|form| form.field(name).is_some()) => app.dialect.value("r.content", name),
        "department" => "r.department_id".to_owned(),
        "status" => "r.status".to_owned(),
        "number" => "r.number".to_owned(),
        "summary" => "r.summary".to_owned(),
        name => app.dialect.value("r.content", name),
    };
    let direction = if filter.descending { "DESC" } else { "ASC" };
    format!("{by} {direction}, {newest}")
}

/// A register's rows.
///
/// # Errors
/// If there is no such view, or one may not open it.
pub async fn rows(
    app: &App,
    caller: &Caller,
    regulation: &str,
    view: &str,
    filter: &Filter,
    export: bool,
) -> Result<ViewShown> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let today = app.now(caller.office).date();
    let loaded = law.in_force(regulation, today)?;
    let manifest = loaded.manifest();
    let view = declared(manifest, view)?;
    if !caller.audits() && !belongs(&staff, caller.person, &view.seen_by) {
        return Err(Error::Forbidden(format!("“{}”不对您开放", view.title)));
    }
    let source = view.over.first().map(|form| manifest.qualified(form)).unwrap_or_default();
    let (owner, form_id) = source.split_once('/').unwrap_or_default();
    let form = law.regulation(owner, today).and_then(|loaded| loaded.manifest().form(form_id)).cloned();
    let day = |text: &Option<String>, otherwise: i64, end: bool| -> Result<i64> {
        let Some(text) = text.as_ref().filter(|text| !text.is_empty()) else { return Ok(otherwise) };
        let date: Date = text.parse().map_err(|why| Error::Invalid(format!("{why}")))?;
        Ok(if end { date.plus(1).at(0).0 - 1 } else { date.at(0).0 })
    };
    let (from, to) = (day(&filter.from, i64::MIN / 2, false)?, day(&filter.to, i64::MAX / 2, true)?);
    let text = filter.text.clone().unwrap_or_default().to_lowercase();
    let narrowed = Narrowed {
        office: caller.office,
        regulation: owner.to_owned(),
        form: form_id.to_owned(),
        from,
        to,
        department: filter.department.unwrap_or(-1),
        like: format!("%{}%", text.replace(['%', '_', '\\'], "")),
        status: filter.status.clone().unwrap_or_default(),
    };
    let order = order(app, view, form.as_ref(), filter);
    let found = narrowed
        .query(format!(
            "SELECT r.id AS id, r.person_id AS person_id, r.department_id AS department_id, r.content AS content,
             r.status AS status, r.summary AS summary, r.number AS number, r.matter_id AS matter_id, r.entered_at AS entered_at
             {CONDITION} ORDER BY {order} LIMIT $9 OFFSET $10"
        ))
        .bind(if export || filter.whole { EXPORT } else { PAGE })
        .bind(if export { 0 } else { filter.offset })
        .fetch_all(&app.pool)
        .await?;
    let headings = view.columns.iter().map(|column| Heading::of(column)).collect::<Vec<_>>();
    let columns = headings.iter().map(|heading| column(form.as_ref(), *heading)).collect::<Vec<_>>();
    let mut sums = vec![String::new(); columns.len()];
    let amounts = columns.iter().enumerate().filter(|(_, column)| column.amount);
    let added = amounts.clone().map(|(index, column)| {
        format!(", CAST(COALESCE(SUM({}), 0) AS BIGINT) AS sum_{index}", app.dialect.number("r.content", &column.name))
    });
    let totals = narrowed
        .query(format!("SELECT COUNT(*) AS n{} {CONDITION}", added.collect::<String>()))
        .fetch_one(&app.pool)
        .await?;
    for (index, _) in amounts {
        sums[index] = Money(totals.int(&format!("sum_{index}"))?).to_string();
    }
    let mut shown = Vec::with_capacity(found.len());
    let reader = if caller.audits() { 0 } else { caller.person };
    let mut filler = Filler::new(&app.pool, caller.office, reader, &staff, form.as_ref());
    for row in found {
        let content: Map<String, Value> = row.json("content")?;
        let person = row.maybe_int("person_id")?.map(|id| id as u64);
        let mut cells = Vec::with_capacity(view.columns.len());
        for Heading { name, whole, .. } in headings.iter().copied() {
            let own = form.as_ref().is_some_and(|form| form.field(name).is_some());
            cells.push(match name {
                part if whole.is_some() => filler.share(part, whole.unwrap_or_default(), &content, person),
                "person" => person.map(|id| staff.name(id)).unwrap_or_default(),
                "department" if !own => row
                    .maybe_int("department_id")?
                    .and_then(|id| staff.departments.get(&(id as u32)).cloned())
                    .unwrap_or_default(),
                "filed" => Moment(row.int("entered_at")?).to_string().replace('T', " "),
                "status" if !own => if row.text("status")? == "open" { "办理中" } else { "已办结" }.to_owned(),
                "number" if !own => row.maybe_text("number")?.unwrap_or_default(),
                "summary" if !own && !filler.closed(&content, person) => row.text("summary")?,
                name => filler.fill(name, &content, person).await?,
            });
        }
        let matter = row.maybe_int("matter_id")?.map(|id| id as u64);
        shown.push(RowShown { record: row.int("id")? as u64, matter, cells });
    }
    Ok(ViewShown {
        title: view.title.clone(),
        layout: view.layout.name().to_owned(),
        columns,
        rows: shown,
        sums,
        total: totals.int("n")? as u64,
        citation: cite::citation(&law, manifest, &view.clause, today),
    })
}

fn declared<'a>(manifest: &'a Manifest, view: &str) -> Result<&'a View> {
    manifest.views.iter().find(|declared| declared.id == view).ok_or(Error::NotFound("这本登记簿"))
}

/// Records to choose from in a reference field: one's own, or all where the form's register is open to one. What is still
/// under way says so; whether it may be pointed to is for the regulation to say.
///
/// # Errors
/// If there is no such form.
pub async fn options(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<Vec<RecordOption>> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let loaded = law.in_force(regulation, app.now(caller.office).date())?;
    let declared = loaded.manifest().form(form).ok_or(Error::NotFound("这种表单"))?;
    let listed = |view: &&View| view.layout == Layout::Table && view.over.contains(&declared.id);
    let open = |view: &View| belongs(&staff, caller.person, &view.seen_by);
    let all = caller.audits()
        || belongs(&staff, caller.person, &declared.seen_by)
        || loaded.manifest().views.iter().filter(listed).any(open);
    let rows = sqlx::query(
        "SELECT id, summary, number, status FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3
         AND ($4 < 0 OR person_id = $4) ORDER BY id DESC LIMIT 200",
    )
    .bind(caller.office)
    .bind(regulation)
    .bind(form)
    .bind(if all { -1 } else { caller.person as i64 })
    .fetch_all(&app.pool)
    .await?;
    let option = |row: &sqlx::any::AnyRow| {
        let number = row.maybe_text("number")?.map(|number| format!("{number} ")).unwrap_or_default();
        let state = if row.text("status")? == "open" { "（办理中）" } else { "" };
        Ok(RecordOption { id: row.int("id")? as u64, summary: format!("{number}{}{state}", row.text("summary")?) })
    };
    rows.iter().map(option).collect()
}
