//! What a register is narrowed to: what a filter asks for, checked against the view.

use super::filter::Filter;
use crate::{
    access::Access,
    app::App,
    error::Result,
    store::record_queries::{RegisterQuery, RegisterTexts},
};
use guiju_domain::{
    DepartmentId, RecordStatus,
    characters::{searchable, words},
    days::day_if_any,
    reading::quoted,
    rejection::Register,
};
use guiju_model::{Form, Heading, View};

/// What the rows of a register are of.
pub(super) struct Source<'a> {
    pub app: &'a App,
    pub access: &'a Access,
    pub view: &'a View,
    pub owner: &'a str,
    pub form_id: &'a str,
    pub form: Option<&'a Form>,
}

/// A filter that was checked against its view.
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
    /// Checks a filter against the view: days, status, department, words.
    ///
    /// # Errors
    /// If it asks for what no row can have.
    pub fn of(source: &Source<'a>, filter: &Filter) -> Result<Self> {
        let (from, to) = (day_if_any(filter.from.as_deref())?, day_if_any(filter.to.as_deref())?);
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
    pub async fn and_content(self, app: &App) -> Result<RegisterQuery<'a>> {
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

/// The status that is asked for. Refuses what no row can have, which would look like a register without rows, or without an
/// order.
fn known(view: &View, filter: &Filter) -> Result<Option<RecordStatus>, Register> {
    let asked = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    if let Some(sort) = asked(&filter.sort).filter(|_| sorted_by(view, filter).is_none()) {
        return Err(Register::UnknownSort { register: view.title.clone(), column: quoted(&sort) });
    }
    let Some(status) = asked(&filter.status) else { return Ok(None) };
    let unknown = || Register::UnknownStatus { status: quoted(&status) };
    RecordStatus::named(&status).map(Some).ok_or_else(unknown)
}

/// The column to sort by, if the view declares it.
pub(super) fn sorted_by<'f>(view: &View, filter: &'f Filter) -> Option<&'f str> {
    let declared = |name: &&str| view.columns.iter().any(|column| Heading::of(column).name == *name);
    filter.sort.as_deref().filter(declared)
}
