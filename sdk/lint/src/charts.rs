//! Charts: their source, what they measure and by what they group.

use crate::{
    names::{self, Names, Source},
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{Chart, Form, Grouping, Measured};

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    for chart in &names.own.charts {
        let at = Place::of(PlaceKind::Chart, &chart.id);
        match names.source(&chart.source) {
            Source::Form(forms) => of_form(names, &at, (chart, &forms), found),
            Source::Judgement => of_judgement(names, &at, chart, found),
            Source::Missing => {
                let slip = Slip::UnknownSource { source: chart.source.clone() };
                found.push(Slipped { at, slip });
            }
            Source::Roster | Source::Elsewhere => {}
        }
    }
}

/// The field that is measured.
const fn measured(chart: &Chart) -> Option<&String> {
    match &chart.measure {
        Measured::Sum(field) | Measured::Mean(field) => Some(field),
        Measured::Count | Measured::DaysTaken | Measured::OnTime => None,
    }
}

fn of_form(names: &Names<'_>, at: &Place, (chart, forms): (&Chart, &[&Form]), found: &mut Vec<Slipped>) {
    let has = |name: &str| forms.iter().any(|form| names.has_value(form, name));
    let grouped = std::iter::once(&chart.along).chain(&chart.split).filter_map(|by| match by {
        Grouping::Field(field) => Some(field),
        Grouping::Month | Grouping::Department | Grouping::Person => None,
    });
    for field in grouped.chain(measured(chart)).filter(|field| !has(field)) {
        let slip = Slip::UnknownField { field: field.clone(), form: chart.source.clone() };
        found.push(Slipped { at: at.clone(), slip });
    }
    let Some(field) = measured(chart) else { return };
    let kinds = forms.iter().filter_map(|form| names::field(form, field)).collect::<Vec<_>>();
    if !kinds.is_empty() && !kinds.iter().flatten().any(names::is_number) {
        let (field, form) = (field.clone(), chart.source.clone());
        let slip = Slip::OtherKind { field, form, needed: "number".to_owned() };
        found.push(Slipped { at: at.clone(), slip });
    }
}

fn of_judgement(names: &Names<'_>, at: &Place, chart: &Chart, found: &mut Vec<Slipped>) {
    let id = names.local(&chart.source);
    let Some(given) = names.observed.and_then(|observed| observed.metrics(id)) else { return };
    let grouped = std::iter::once(&chart.along).chain(&chart.split).filter_map(|by| match by {
        Grouping::Field(field) => Some(field),
        Grouping::Month | Grouping::Department | Grouping::Person => None,
    });
    for metric in grouped.chain(measured(chart)).filter(|metric| !given.contains(metric.as_str())) {
        let slip = Slip::UnknownMetric { metric: metric.clone(), judgement: id.to_owned() };
        found.push(Slipped { at: at.clone(), slip });
    }
}
