//! Registers and boards, composed from what regulations declare.

mod board;
mod bookings;
mod cells;
mod custody;
mod export;
mod judged_roll;
mod latest_per_person;
mod month;
mod opened;
mod roll;
mod rows;
mod seen;

pub use board::{board, board_outside};
pub use bookings::bookings;
pub use cells::{cell, state};
pub use custody::holdings;
pub use export::{csv_of, exported};
pub use latest_per_person::latest_per_person;
pub use month::month;
pub use opened::tells_of_now;
pub use roll::roll;
pub use rows::rows;

use crate::{
    access::{Access, references::Offered},
    accounts::Caller,
    app::App,
    error::{Error, Result},
};
use guiju_api::{ColumnShown, RecordOption, ViewOffered};
use guiju_model::{FieldKind, Form, Heading, Manifest, ValueKind, View};
use serde::Deserialize;

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
    /// `open`, `completed` or `void`.
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
    let access = Access::of(app, caller).await?;
    let (mut offered, law, today) = (Vec::new(), &access.law, access.today);
    for loaded in law.on(today).into_values() {
        let manifest = loaded.manifest();
        let open = manifest.views.iter().filter(|view| access.belongs(&view.seen_by));
        offered.extend(open.map(|view| ViewOffered {
            regulation: manifest.id.clone(),
            regulation_title: manifest.title.clone(),
            area: manifest.area.clone(),
            view: view.id.clone(),
            title: view.title.clone(),
            layout: if opened::stands(law, manifest, view, today) { "standing" } else { view.layout.name() }.to_owned(),
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

fn declared<'a>(manifest: &'a Manifest, view: &str) -> Result<&'a View> {
    manifest.views.iter().find(|declared| declared.id == view).ok_or(Error::NotFound("这本登记簿"))
}

/// Records to choose from in a reference field, and whether there are more than are told: one's own, or all where the form's
/// register is open to one, narrowed to those with the text. What is still under way says so; whether it may be pointed to is
/// for the regulation to say.
///
/// # Errors
/// If there is no such form.
pub async fn options(
    app: &App,
    caller: &Caller,
    regulation: &str,
    form: &str,
    text: &str,
) -> Result<(Vec<RecordOption>, bool)> {
    let access = Access::of(app, caller).await?;
    access.law.in_force(regulation, access.today)?;
    let (_, declared) = access.form(None, regulation, form).ok_or(Error::NotFound("这种表单"))?;
    let mut connection = app.pool.acquire().await?;
    let (offered, more) = access.choices(&mut connection, regulation, declared, text).await?;
    let option = |one: &Offered| RecordOption { id: one.id.number(), summary: one.line() };
    Ok((offered.iter().map(option).collect(), more))
}
