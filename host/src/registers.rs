//! Registers and boards, composed from what regulations declare.

use crate::{
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    matters::filing::belongs,
    store::Columns,
};
use guiju_api::{
    BoardDepartment, BoardPerson, ColumnShown, PublicationShown, RecordOption, RowShown, ViewOffered, ViewShown,
};
use guiju_model::{Date, FieldKind, Form, Layout, Manifest, Moment, ValueKind, View, summary};
use rust_xlsxwriter::{Format, Workbook};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Rows of a page.
const PAGE: i64 = 50;
/// Rows of an export at most.
const EXPORT: i64 = 100_000;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Department.
    pub department: Option<i64>,
    /// Part of the summary, the number or a name.
    pub text: Option<String>,
    /// Rows to pass over.
    pub offset: i64,
}

/// The views that one may open.
///
/// # Errors
/// If the office is unknown.
pub async fn offered(app: &App, caller: &Caller) -> Result<Vec<ViewOffered>> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let mut offered = Vec::new();
    for loaded in law.on(app.now().date()).into_values() {
        let manifest = loaded.manifest();
        let open =
            manifest.views.iter().filter(|view| caller.audits() || belongs(&staff, caller.person, &view.seen_by));
        offered.extend(open.map(|view| ViewOffered {
            regulation: manifest.id.clone(),
            area: manifest.area.clone(),
            view: view.id.clone(),
            title: view.title.clone(),
            layout: view.layout.name().to_owned(),
        }));
    }
    Ok(offered)
}

fn column(form: Option<&Form>, name: &str) -> ColumnShown {
    let field = form.and_then(|form| form.field(name));
    let label = match (name, field) {
        (_, Some(field)) => &field.label,
        ("person", _) => "人员",
        ("department", _) => "部门",
        ("filed", _) => "登记时间",
        ("status", _) => "状态",
        ("number", _) => "编号",
        ("summary", _) => "内容",
        ("days", _) => "天数",
        (other, None) => other,
    };
    let amount = matches!(field.map(|field| &field.kind), Some(FieldKind::Single(ValueKind::Money(_))));
    ColumnShown { name: name.to_owned(), label: label.to_owned(), amount }
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
    let today = app.now().date();
    let loaded = law.regulation(regulation, today).ok_or(Error::NotFound("这项制度"))?;
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
    let like = format!("%{}%", text.replace(['%', '_', '\\'], ""));
    let condition = "FROM records r LEFT JOIN people p ON p.office_id = r.office_id AND p.id = r.person_id
         WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.ends >= $4 AND r.starts <= $5
         AND ($6 < 0 OR r.department_id = $6)
         AND (LOWER(r.summary) LIKE $7 OR LOWER(COALESCE(r.number, '')) LIKE $7 OR LOWER(COALESCE(p.name, '')) LIKE $7)";
    let bound = |query: String| (query, caller.office, owner.to_owned(), form_id.to_owned(), like.clone());
    let (query, office, owner_id, form_name, pattern) =
        bound(format!("SELECT r.id AS id, r.person_id AS person_id, r.department_id AS department_id, r.content AS content,
         r.status AS status, r.summary AS summary, r.number AS number, r.matter_id AS matter_id, r.entered_at AS entered_at
         {condition} ORDER BY r.starts DESC, r.id DESC LIMIT $8 OFFSET $9"));
    let found = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(office)
        .bind(&owner_id)
        .bind(&form_name)
        .bind(from)
        .bind(to)
        .bind(filter.department.unwrap_or(-1))
        .bind(&pattern)
        .bind(if export { EXPORT } else { PAGE })
        .bind(if export { 0 } else { filter.offset })
        .fetch_all(&app.pool)
        .await?;
    let total = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) AS n {condition}")))
        .bind(office)
        .bind(&owner_id)
        .bind(&form_name)
        .bind(from)
        .bind(to)
        .bind(filter.department.unwrap_or(-1))
        .bind(&pattern)
        .fetch_one(&app.pool)
        .await?;
    let mut shown = Vec::with_capacity(found.len());
    for row in found {
        let content: Map<String, Value> = row.json("content")?;
        let mut cells = Vec::with_capacity(view.columns.len());
        for name in &view.columns {
            let kind = form.as_ref().and_then(|form| form.field(name)).and_then(|field| match &field.kind {
                FieldKind::Single(kind) => Some(kind),
                FieldKind::Table(_) => None,
            });
            cells.push(match name.as_str() {
                "person" => row.maybe_int("person_id")?.map(|id| staff.name(id as u64)).unwrap_or_default(),
                "department" if kind.is_none() => row
                    .maybe_int("department_id")?
                    .and_then(|id| staff.departments.get(&(id as u32)).cloned())
                    .unwrap_or_default(),
                "filed" => Moment(row.int("entered_at")?).to_string().replace('T', " "),
                "status" if kind.is_none() => {
                    if row.text("status")? == "open" { "办理中" } else { "已办结" }.to_owned()
                }
                "number" if kind.is_none() => row.maybe_text("number")?.unwrap_or_default(),
                "summary" if kind.is_none() => row.text("summary")?,
                name => content.get(name).map(|value| summary::shown(kind, value, &*staff)).unwrap_or_default(),
            });
        }
        let matter = row.maybe_int("matter_id")?.map(|id| id as u64);
        shown.push(RowShown { record: row.int("id")? as u64, matter, cells });
    }
    Ok(ViewShown {
        title: view.title.clone(),
        layout: view.layout.name().to_owned(),
        columns: view.columns.iter().map(|name| column(form.as_ref(), name)).collect(),
        rows: shown,
        total: total.int("n")? as u64,
        citation: cite::citation(&law, manifest, &view.clause, today),
    })
}

fn declared<'a>(manifest: &'a Manifest, view: &str) -> Result<&'a View> {
    manifest.views.iter().find(|declared| declared.id == view).ok_or(Error::NotFound("这本登记簿"))
}

/// Everybody by department, with what they are at now.
///
/// # Errors
/// If there is no such board, or one may not open it.
pub async fn board(app: &App, caller: &Caller, regulation: &str, view: &str) -> Result<Vec<BoardDepartment>> {
    let (law, staff, now) = (app.law(caller.office)?, app.staff(caller.office).await?, app.now());
    let loaded = law.regulation(regulation, now.date()).ok_or(Error::NotFound("这项制度"))?;
    let manifest = loaded.manifest();
    let view = declared(manifest, view)?;
    if view.layout != Layout::Board || !caller.audits() && !belongs(&staff, caller.person, &view.seen_by) {
        return Err(Error::NotFound("这块公示板"));
    }
    let mut at: std::collections::HashMap<u64, (String, String)> = std::collections::HashMap::new();
    for form in &view.over {
        let source = manifest.qualified(form);
        let (owner, form) = source.split_once('/').unwrap_or_default();
        let rows = sqlx::query(
            "SELECT person_id, summary, ends FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3
             AND status = 'completed' AND starts <= $4 AND ends >= $4 AND person_id IS NOT NULL",
        )
        .bind(caller.office)
        .bind(owner)
        .bind(form)
        .bind(now.0)
        .fetch_all(&app.pool)
        .await?;
        for row in rows {
            let until = Moment(row.int("ends")?).to_string().replace('T', " ");
            at.insert(row.int("person_id")? as u64, (row.text("summary")?, until));
        }
    }
    let department = |(id, name): (&u32, &String)| {
        let people = staff.people.values().filter(|member| member.active && member.department == *id).map(|member| {
            let (what, until) = at.get(&member.id).cloned().unwrap_or_default();
            BoardPerson { person: member.id, name: member.name.clone(), at: what, until }
        });
        BoardDepartment { name: name.clone(), people: people.collect() }
    };
    Ok(staff.departments.iter().map(department).filter(|department| !department.people.is_empty()).collect())
}

/// A view's rows as a file.
///
/// # Errors
/// If the file cannot be made.
pub fn xlsx(view: &ViewShown) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = Format::new().set_bold();
    let heads = view.columns.iter().map(|column| column.label.as_str());
    for (column, label) in heads.enumerate() {
        sheet.write_string_with_format(0, column as u16, label, &head).map_err(Error::internal)?;
    }
    for (index, row) in view.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let (line, number) = (index as u32 + 1, column as u16);
            match cell.parse::<f64>() {
                Ok(amount) if view.columns[column].amount => sheet.write_number(line, number, amount),
                _ => sheet.write_string(line, number, cell),
            }
            .map_err(Error::internal)?;
        }
    }
    book.save_to_buffer().map_err(Error::internal)
}

/// A view's rows as CSV, with the mark by which office programs know UTF-8. A cell never begins as a formula.
#[must_use]
///
/// # Errors
/// If it cannot be written.
pub fn csv(view: &ViewShown) -> Result<Vec<u8>> {
    // What begins like a formula is text.
    let guarded = |cell: &str| {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<f64>().is_err();
        if formula { format!("'{cell}") } else { cell.to_owned() }
    };
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(view.columns.iter().map(|column| guarded(&column.label))).map_err(Error::internal)?;
    for row in &view.rows {
        writer.write_record(row.cells.iter().map(|cell| guarded(cell))).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.to_string()))
}

/// Records to choose from in a reference field: one's own, or all where the form's register is open to one.
///
/// # Errors
/// If there is no such form.
pub async fn options(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<Vec<RecordOption>> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let loaded = law.regulation(regulation, app.now().date()).ok_or(Error::NotFound("这项制度"))?;
    let declared = loaded.manifest().form(form).ok_or(Error::NotFound("这种表单"))?;
    let all = caller.audits() || belongs(&staff, caller.person, &declared.seen_by);
    let rows = sqlx::query(
        "SELECT id, summary, number FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3 AND status = 'completed'
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
        Ok(RecordOption { id: row.int("id")? as u64, summary: format!("{number}{}", row.text("summary")?) })
    };
    rows.iter().map(option).collect()
}

/// What is on the boards now.
///
/// # Errors
/// If the database cannot be used.
pub async fn publications(app: &App, office: i64) -> Result<Vec<PublicationShown>> {
    let rows = sqlx::query(
        "SELECT board, title, body, published_at FROM publications WHERE office_id = $1 AND (until_date IS NULL OR until_date >= $2)
         ORDER BY id DESC LIMIT 200",
    )
    .bind(office)
    .bind(i64::from(app.now().date().0))
    .fetch_all(&app.pool)
    .await?;
    let shown = |row: &sqlx::any::AnyRow| {
        Ok(PublicationShown {
            board: row.text("board")?,
            title: row.text("title")?,
            body: row.text("body")?,
            published: Moment(row.int("published_at")?).to_string(),
        })
    };
    rows.iter().map(shown).collect()
}
