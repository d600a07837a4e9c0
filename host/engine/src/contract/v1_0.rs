//! Contract 1.0.0: forms without synonyms, and sheets without a legend. Calls and answers are those of 1.1.0; only the
//! declaration is translated.

use guiju_model as now;
use guiju_model::{
    Attribute, Audience, Chart, Clause, ClauseId, Condition, Cycle, DocumentTemplate, Filing, FormId, Parameter, Read,
    Role, Roster, Section, Series, SubjectKind, View, WorkingHours,
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
    letters: Vec<DocumentTemplate>,
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
    copies: Vec<String>,
}

#[derive(ComponentType, Lift)]
#[component(record)]
pub struct Assessed {
    id: String,
    title: String,
    clause: ClauseId,
    per: SubjectKind,
    period: Cycle,
    reads: Vec<Read>,
    #[component(name = "seen-by")]
    seen_by: Audience,
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
            charts: old.charts,
            letters: old.letters,
        }
    }
}

impl From<Form> for now::Form {
    fn from(old: Form) -> Self {
        let Form { id, title, clause, summary, sections, filing, series, occurs, about, .. } = old;
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
            seen_by: old.seen_by,
            closed_when: old.closed_when,
            held_by: old.held_by,
            copies: old.copies,
            synonyms: Vec::new(),
        }
    }
}

impl From<Assessed> for now::Assessed {
    fn from(old: Assessed) -> Self {
        let Assessed { id, title, clause, per, period, reads, seen_by } = old;
        Self { id, title, clause, per, period, reads, seen_by, legend: Vec::new() }
    }
}
