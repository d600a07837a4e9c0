//! Measures that regulations declare, counted over the records they name; drawn with the table beside them.

mod draw;

pub use draw::svg;

use crate::{
    access::{self, Access, RecordSeen},
    accounts::Caller,
    app::App,
    citation,
    error::{Error, Result},
    staff::Staff,
    store::{assessments, record_queries},
    words::text,
};
use guiju_api::{ChartOffered, ChartShown, SeriesShown};
use guiju_domain::{
    DepartmentId, OfficeId, PersonId,
    days::day_if_any,
    rejection::{Days, Unknown},
};
use guiju_model::{
    Chart, Cycle, Date, Drawing, FieldKind, Form, Grouping, Manifest, Measured, Moment, ValueKind, summary,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Records measured at most.
const MOST: u64 = 500_000;

/// Over which days; this year if nothing is said.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Over {
    /// First day.
    #[param(format = Date)]
    pub from: Option<String>,
    /// Last day.
    #[param(format = Date)]
    pub to: Option<String>,
}

impl Over {
    fn days(&self, today: Date) -> Result<(Date, Date), Days> {
        let year = today.around(Cycle::Year);
        let date = |text: &Option<String>, otherwise| Ok(day_if_any(text.as_deref())?.unwrap_or(otherwise));
        Ok((date(&self.from, year.0)?, date(&self.to, year.1)?))
    }
}

/// The charts that one may open.
///
/// # Errors
/// If the office is unknown.
pub async fn offered(app: &App, caller: &Caller) -> Result<Vec<ChartOffered>> {
    let access = Access::of(app, caller).await?;
    let mut offered = Vec::new();
    for loaded in access.policy.on(access.today).into_values() {
        let manifest = loaded.manifest();
        let open = manifest.charts.iter().filter(|chart| access.belongs(&chart.seen_by));
        offered.extend(open.map(|chart| ChartOffered {
            regulation: manifest.id.clone(),
            regulation_title: manifest.title.clone(),
            area: manifest.area.clone(),
            chart: chart.id.clone(),
            title: chart.title.clone(),
        }));
    }
    Ok(offered)
}

/// Something that is measured.
struct Sample {
    person: Option<PersonId>,
    department: Option<DepartmentId>,
    at: Moment,
    content: Map<String, Value>,
    days: f64,
    /// Whether every due date was kept; none if there was none.
    in_time: Option<bool>,
}

/// A chart's table, and how it is drawn.
///
/// # Errors
/// If there is no such chart, it is not for the caller, or the database cannot be used.
pub async fn shown(
    app: &App,
    caller: &Caller,
    regulation: &str,
    chart: &str,
    over: &Over,
) -> Result<(ChartShown, Drawing)> {
    let access = Access::of(app, caller).await?;
    let (policy, staff, today) = (&access.policy, &access.staff, access.today);
    let loaded = policy.in_force(regulation, today)?;
    let manifest = loaded.manifest();
    let chart = manifest.charts.iter().find(|declared| declared.id == chart).ok_or(Error::from(Unknown::Chart))?;
    if !access.belongs(&chart.seen_by) {
        return Err(Error::from(Unknown::Chart));
    }
    let source = manifest.qualified(&chart.source);
    let (owner, id) = source.split_once('/').unwrap_or_default();
    let owner = policy.regulation(owner, today).map(|loaded| loaded.manifest());
    let judged = owner.is_some_and(|manifest| manifest.assesses.iter().any(|assessed| assessed.id == id));
    let (first, last) = over.days(today)?;
    let samples = if judged {
        results(app, caller.office, staff, &source, (first, last)).await?
    } else {
        records(app, &access, &source, chart, (first, last)).await?
    };
    let form = owner.and_then(|manifest| manifest.form(id));
    let (along, series) = table(chart, form, staff, &samples, (first, last));
    let shown = ChartShown {
        title: chart.title.clone(),
        citation: citation::of_clause(policy, manifest, &chart.clause, today),
        unit: unit(chart, form, owner.unwrap_or(manifest)),
        adds_up: chart.measure.adds_up(),
        along,
        series,
    };
    Ok((shown, chart.drawn))
}

/// The records that a chart measures, as far as the reader sees what it tells of each: what is closed to the reader is not
/// counted, nor is a record whose group or amount is masked, since even the size of a group would tell.
async fn records(
    app: &App,
    access: &Access,
    source: &str,
    chart: &Chart,
    (first, last): (Date, Date),
) -> Result<Vec<Sample>> {
    let ((regulation, form), now) = (source.split_once('/').unwrap_or_default(), app.now(access.office));
    let during = (first.at(0), last.plus(1).at(0));
    let found = record_queries::samples(&app.pool, &access.records_of(regulation, form), during, now, MOST).await?;
    let sample = |found: record_queries::Tied<record_queries::Sample>| {
        let (row, ties) = (found.row, found.ties);
        let filed = row.filed.unwrap_or(now);
        let end = if row.under_way { now } else { row.done.unwrap_or(filed) };
        let record = access.record(&ties, regulation, form)?;
        let declared = access.form(ties.digest.as_deref(), regulation, form).map(|(_, form)| form);
        if record.seen.hides_all() || !tells(chart, declared, &record) {
            return Ok(None);
        }
        Ok(Some(Sample {
            person: record.person,
            department: record.department,
            at: row.starts,
            content: record.content,
            days: (end.0 - filed.0) as f64 / 86_400.0,
            in_time: row.late.map(|late| !late),
        }))
    };
    found.into_iter().filter_map(|found| sample(found).transpose()).collect()
}

/// Whether the reader sees everything that the chart takes from a record.
fn tells(chart: &Chart, form: Option<&Form>, record: &RecordSeen) -> bool {
    let clear = |name: &String| record.seen.clear(access::is_sensitive(form, name));
    let group = |by: &Grouping| match by {
        Grouping::Field(name) => clear(name),
        Grouping::Month => record.when(form),
        Grouping::Department | Grouping::Person => true,
    };
    let measured = match &chart.measure {
        Measured::Sum(field) | Measured::Mean(field) => clear(field),
        Measured::Count | Measured::DaysTaken | Measured::OnTime => true,
    };
    measured && group(&chart.along) && chart.split.as_ref().is_none_or(group)
}

/// The figures of an assessment, as if they were fields.
async fn results(
    app: &App,
    office: OfficeId,
    staff: &Staff,
    source: &str,
    (first, last): (Date, Date),
) -> Result<Vec<Sample>> {
    let (regulation, assessed) = source.split_once('/').unwrap_or_default();
    let of = (regulation, assessed);
    let found = assessments::between(&app.pool, office, of, (first, last), MOST).await?;
    let sample = |row: assessments::AssessmentResult| {
        let of_subject = row.subject.strip_prefix("department ").and_then(|id| id.parse().ok());
        let of_person = row.person.and_then(|id| staff.people.get(&id)).map(|member| member.department);
        let figures = row.result.figures.into_iter();
        Sample {
            person: row.person,
            department: of_subject.or(of_person),
            at: row.starts.at(0),
            content: figures.map(|figure| (figure.name, Value::from(figure.value))).collect(),
            days: 0.0,
            in_time: None,
        }
    };
    Ok(found.into_iter().map(sample).collect())
}

fn kind<'a>(form: Option<&'a Form>, field: &str) -> Option<&'a ValueKind> {
    match form?.field(field).map(|field| &field.kind)? {
        FieldKind::Single(kind) => Some(kind),
        FieldKind::Table(_) => None,
    }
}

/// The groups that a sample belongs to: one, or each of several choices.
fn groups(by: &Grouping, form: Option<&Form>, staff: &Staff, sample: &Sample) -> Vec<String> {
    match by {
        Grouping::Month => vec![month(sample.at.date())],
        Grouping::Department => {
            let name = sample.department.and_then(|id| staff.departments.get(&id).cloned());
            vec![name.unwrap_or_else(|| text!("statistics-other"))]
        }
        Grouping::Person => vec![sample.person.map_or_else(|| text!("statistics-other"), |id| staff.name(id))],
        Grouping::Field(name) => {
            let said = |value: &Value| summary::shown(kind(form, name), value, staff);
            match sample.content.get(name) {
                Some(Value::Array(values)) => values.iter().map(said).collect(),
                Some(value) if !value.is_null() => vec![said(value)],
                _ => vec![text!("statistics-blank")],
            }
        }
    }
}

fn month(day: Date) -> String {
    let (year, month, _) = day.parts();
    format!("{year}-{month:02}")
}

fn amount(chart: &Chart, form: Option<&Form>, sample: &Sample) -> f64 {
    match &chart.measure {
        Measured::Count => 1.0,
        Measured::DaysTaken => sample.days,
        Measured::OnTime => f64::from(u8::from(sample.in_time == Some(true))) * 100.0,
        Measured::Sum(field) | Measured::Mean(field) => {
            let value = sample.content.get(field);
            let number =
                value.and_then(|value| value.as_f64().or_else(|| value.as_str()?.parse().ok())).unwrap_or_default();
            if matches!(kind(form, field), Some(ValueKind::Money(_))) { number / 100.0 } else { number }
        }
    }
}

fn unit(chart: &Chart, form: Option<&Form>, owner: &Manifest) -> String {
    match &chart.measure {
        Measured::Count => text!("statistics-matters"),
        Measured::DaysTaken => text!("statistics-days"),
        Measured::OnTime => "%".to_owned(),
        Measured::Sum(field) | Measured::Mean(field) => match kind(form, field) {
            Some(ValueKind::Money(_)) => text!("statistics-yuan"),
            _ => {
                form.and_then(|form| form.field(field)).map_or_else(|| owner.area.clone(), |field| field.label.clone())
            }
        },
    }
}

fn table(
    chart: &Chart,
    form: Option<&Form>,
    staff: &Staff,
    samples: &[Sample],
    (first, last): (Date, Date),
) -> (Vec<String>, Vec<SeriesShown>) {
    let mut cells: BTreeMap<(String, String), (f64, u32)> = BTreeMap::new();
    let (mut along, mut split) = (BTreeSet::new(), BTreeSet::new());
    let counted = samples.iter().filter(|sample| chart.measure != Measured::OnTime || sample.in_time.is_some());
    for sample in counted {
        let series =
            chart.split.as_ref().map_or_else(|| vec![chart.title.clone()], |by| groups(by, form, staff, sample));
        for place in groups(&chart.along, form, staff, sample) {
            for name in &series {
                let cell = cells.entry((name.clone(), place.clone())).or_default();
                cell.0 += amount(chart, form, sample);
                cell.1 += 1;
                along.insert(place.clone());
                split.insert(name.clone());
            }
        }
    }
    // Months in which nothing happened are shown as well.
    if chart.along == Grouping::Month && !along.is_empty() {
        let mut day = first.around(Cycle::Month).0;
        while day <= last {
            along.insert(month(day));
            day = day.plus_months(1);
        }
    }
    let adds_up = chart.measure.adds_up();
    let value = |name: &String, place: &String| match cells.get(&(name.clone(), place.clone())) {
        Some((sum, count)) if !adds_up => Some((sum / f64::from(*count) * 10.0).round() / 10.0),
        Some((sum, _)) => Some((sum * 100.0).round() / 100.0),
        None => adds_up.then_some(0.0),
    };
    let along = along.into_iter().collect::<Vec<_>>();
    let series = split
        .iter()
        .map(|name| SeriesShown { name: name.clone(), values: along.iter().map(|place| value(name, place)).collect() });
    let series = series.collect();
    (along, series)
}
