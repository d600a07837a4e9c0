//! Measures that regulations declare, counted over the records they name; drawn with the table beside them.

mod draw;

pub use draw::svg;

use crate::{
    access::{self, Access, MATTER, RecordSeen},
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    staff::Staff,
    store::Columns,
};
use guiju_api::{ChartOffered, ChartShown, SeriesShown};
use guiju_domain::OfficeId;
use guiju_model::{
    Assessment, Chart, Cycle, Date, Drawing, FieldKind, Form, Grouping, Manifest, Measured, Moment, ValueKind, summary,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Records measured at most.
const MOST: i64 = 500_000;

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
    fn days(&self, today: Date) -> Result<(Date, Date)> {
        let year = today.around(Cycle::Year);
        let date = |text: &Option<String>, otherwise: Date| match text {
            Some(text) if !text.is_empty() => text.parse().map_err(|why| Error::Invalid(format!("{why}"))),
            _ => Ok(otherwise),
        };
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
    for loaded in access.law.on(access.today).into_values() {
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
    person: Option<u64>,
    department: Option<u32>,
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
    let (law, staff, today) = (&access.law, &access.staff, access.today);
    let loaded = law.in_force(regulation, today)?;
    let manifest = loaded.manifest();
    let chart = manifest.charts.iter().find(|declared| declared.id == chart).ok_or(Error::NotFound("这张图"))?;
    if !access.belongs(&chart.seen_by) {
        return Err(Error::NotFound("这张图"));
    }
    let source = manifest.qualified(&chart.source);
    let (owner, id) = source.split_once('/').unwrap_or_default();
    let owner = law.regulation(owner, today).map(|loaded| loaded.manifest());
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
        citation: cite::citation(law, manifest, &chart.clause, today),
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
    let (office, ties) = (access.office, Access::ties("$8"));
    let ((regulation, form), now) = (source.split_once('/').unwrap_or_default(), app.now(office).0);
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT r.starts AS starts, {ties}, m.filed_at AS filed_at, m.status AS status,
         (SELECT MAX(t.done_at) FROM tasks t WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id) AS done_at,
         (SELECT MAX(CASE WHEN COALESCE(t.done_at, $7) > t.due_at THEN 1 ELSE 0 END) FROM tasks t
          WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND t.due_at IS NOT NULL
          AND t.state IN ('open', 'waiting', 'done')) AS late
         FROM records r {MATTER}
         WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status <> 'void' AND r.starts >= $4 AND r.starts < $5 LIMIT $6"
    )))
    .bind(office.number())
    .bind(regulation)
    .bind(form)
    .bind(first.at(0).0)
    .bind(last.plus(1).at(0).0)
    .bind(MOST)
    .bind(now)
    .bind(access.person())
    .fetch_all(&app.pool)
    .await?;
    let sample = |row: &sqlx::any::AnyRow| {
        let filed = row.maybe_int("filed_at")?.unwrap_or(now);
        let open = row.maybe_text("status")?.is_some_and(|status| status == "open" || status == "returned");
        let end = if open { now } else { row.maybe_int("done_at")?.unwrap_or(filed) };
        let record = access.record(row, regulation, form)?;
        let declared = access.form(row.maybe_text("tie_digest")?.as_deref(), regulation, form).map(|(_, form)| form);
        if record.seen.hides_all() || !tells(chart, declared, &record) {
            return Ok(None);
        }
        Ok(Some(Sample {
            person: record.person,
            department: record.department,
            at: Moment(row.int("starts")?),
            content: record.content,
            days: (end - filed) as f64 / 86_400.0,
            in_time: row.maybe_int("late")?.map(|late| late == 0),
        }))
    };
    rows.iter().filter_map(|row| sample(row).transpose()).collect()
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
    let rows = sqlx::query(
        "SELECT person_id, subject, starts, result FROM assessments WHERE office_id = $1 AND regulation = $2 AND assessed = $3
         AND starts >= $4 AND starts <= $5 LIMIT $6",
    )
    .bind(office.number())
    .bind(regulation)
    .bind(assessed)
    .bind(i64::from(first.0))
    .bind(i64::from(last.0))
    .bind(MOST)
    .fetch_all(&app.pool)
    .await?;
    let sample = |row: &sqlx::any::AnyRow| {
        let result: Assessment = row.json("result")?;
        let person = row.maybe_int("person_id")?.map(|id| id as u64);
        let of_subject = row.text("subject")?.strip_prefix("department ").and_then(|id| id.parse().ok());
        let of_person = person.and_then(|id| staff.people.get(&id)).map(|member| member.department);
        Ok(Sample {
            person,
            department: of_subject.or(of_person),
            at: Date(row.int("starts")? as i32).at(0),
            content: result.figures.into_iter().map(|figure| (figure.name, Value::from(figure.value))).collect(),
            days: 0.0,
            in_time: None,
        })
    };
    rows.iter().map(sample).collect()
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
            vec![
                sample
                    .department
                    .and_then(|id| staff.departments.get(&id).cloned())
                    .unwrap_or_else(|| "其他".to_owned()),
            ]
        }
        Grouping::Person => vec![sample.person.map_or_else(|| "其他".to_owned(), |id| staff.name(id))],
        Grouping::Field(name) => {
            let said = |value: &Value| summary::shown(kind(form, name), value, staff);
            match sample.content.get(name) {
                Some(Value::Array(values)) => values.iter().map(said).collect(),
                Some(value) if !value.is_null() => vec![said(value)],
                _ => vec!["未填".to_owned()],
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
        Measured::Count => "件".to_owned(),
        Measured::DaysTaken => "天".to_owned(),
        Measured::OnTime => "%".to_owned(),
        Measured::Sum(field) | Measured::Mean(field) => match kind(form, field) {
            Some(ValueKind::Money(_)) => "元".to_owned(),
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
