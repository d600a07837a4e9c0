//! Contract 0.1.0: what 1.0.0 could not say either, and forms without copies, no official papers, and no chart of what was
//! kept in time. Calls and answers are those of 1.0.0; only the declaration is translated.

use super::v1_0::Assessed;
use guiju_model as now;
use guiju_model::{
    Attribute, Audience, Clause, ClauseId, Condition, Drawing, Filing, FormId, Grouping, Parameter, Read, Role, Roster,
    Section, Series, View, WorkingHours,
};
use wasmtime::component::{ComponentType, Lift};

/// What a regulation is.
#[derive(ComponentType, Lift)]
#[component(record)]
pub struct Manifest {
    id: String,
    title: String,
    version: String,
    area: String,
    clauses: Vec<Clause>,
    parameters: Vec<Parameter>,
    attributes: Vec<Attribute>,
    roles: Vec<Role>,
    forms: Vec<Form>,
    reads: Vec<(FormId, Vec<Read>)>,
    views: Vec<View>,
    assesses: Vec<Assessed>,
    #[component(name = "working-hours")]
    working_hours: Option<WorkingHours>,
    oversees: Vec<FormId>,
    rosters: Vec<Roster>,
    charts: Vec<Chart>,
}

#[derive(ComponentType, Lift)]
#[component(record)]
pub struct Form {
    id: FormId,
    title: String,
    clause: ClauseId,
    summary: String,
    sections: Vec<Section>,
    filing: Filing,
    series: Option<Series>,
    occurs: Option<String>,
    about: Option<String>,
    #[component(name = "seen-by")]
    seen_by: Audience,
    #[component(name = "closed-when")]
    closed_when: Vec<Condition>,
    #[component(name = "held-by")]
    held_by: Vec<String>,
}

#[derive(ComponentType, Lift)]
#[component(record)]
pub struct Chart {
    id: String,
    title: String,
    clause: ClauseId,
    source: FormId,
    measure: Measured,
    along: Grouping,
    split: Option<Grouping>,
    drawn: Drawing,
    #[component(name = "seen-by")]
    seen_by: Audience,
}

#[derive(ComponentType, Lift)]
#[component(variant)]
pub enum Measured {
    #[component(name = "count")]
    Count,
    #[component(name = "sum")]
    Sum(String),
    #[component(name = "mean")]
    Mean(String),
    #[component(name = "days-taken")]
    DaysTaken,
}

impl From<Manifest> for now::Manifest {
    fn from(old: Manifest) -> Self {
        let Manifest { id, title, version, area, clauses, parameters, attributes, roles, reads, .. } = old;
        Self {
            id,
            title,
            version,
            area,
            clauses,
            parameters,
            attributes,
            roles,
            reads,
            forms: old.forms.into_iter().map(Into::into).collect(),
            views: old.views,
            assesses: old.assesses.into_iter().map(Into::into).collect(),
            working_hours: old.working_hours,
            oversees: old.oversees,
            rosters: old.rosters,
            charts: old.charts.into_iter().map(Into::into).collect(),
            letters: Vec::new(),
        }
    }
}

impl From<Form> for now::Form {
    fn from(old: Form) -> Self {
        let Form { id, title, clause, summary, sections, filing, series, occurs, about, .. } = old;
        let (seen_by, closed_when, held_by) = (old.seen_by, old.closed_when, old.held_by);
        Self {
            id,
            title,
            clause,
            summary,
            sections,
            filing,
            series,
            occurs,
            about,
            seen_by,
            closed_when,
            held_by,
            copies: Vec::new(),
            synonyms: Vec::new(),
        }
    }
}

impl From<Chart> for now::Chart {
    fn from(old: Chart) -> Self {
        let Chart { id, title, clause, source, along, split, drawn, seen_by, .. } = old;
        let measure = match old.measure {
            Measured::Count => now::Measured::Count,
            Measured::Sum(field) => now::Measured::Sum(field),
            Measured::Mean(field) => now::Measured::Mean(field),
            Measured::DaysTaken => now::Measured::DaysTaken,
        };
        Self { id, title, clause, source, measure, along, split, drawn, seen_by }
    }
}
