//! What a regulation declares, said once and heard twice: when it is asked what it is, and when a call looks for its rule.

use crate::{Assessed, Case, Clause, Findings, Form, Judged, Parameters, RoleName, Route, Text, holders};
use guiju_model::{self as model, Assessment, Audience, Layout, Read, ValueKind, View};

/// A regulation.
pub trait Regulation: Text + Sized + 'static {
    /// Its numbers.
    type Parameters: Parameters;
    /// Stable id.
    const ID: &'static str;
    /// Title of the text.
    const TITLE: &'static str;
    /// Version of text and rules.
    const VERSION: &'static str;
    /// Kind of work under which staff look for its forms.
    const AREA: &'static str;
    /// Roles it names.
    const ROLES: &'static [RoleName];

    /// Facts about persons that it reads.
    #[must_use]
    fn attributes() -> Vec<model::Attribute> {
        Vec::new()
    }

    /// The parameters that fix the office's working hours, if this text does.
    #[must_use]
    fn working_hours() -> Option<model::WorkingHours> {
        None
    }

    /// Forms, registers and judgements in the order of the text.
    fn declare(declaration: &mut impl Declaration<Self>);
}

/// The rules of one form of a regulation.
pub trait Rules<F: Form>: Regulation {
    /// Says everything there is to say about a filing.
    fn validate(_form: &F, _at: &Case<'_, Self::Parameters>, _findings: &mut Findings) {}

    /// Lays out the stations. An overseer adds effects only.
    fn route(_form: &F, _at: &Case<'_, Self::Parameters>, _route: &mut Route) {}
}

/// The rule of a periodic judgement.
pub type Judgement<P> = fn(&Judged<'_, P>, &mut Assessment);

/// Hears what a regulation declares.
pub trait Declaration<R: Regulation> {
    /// A form of its own, with the records its rules read.
    fn form<F: Form>(&mut self, reads: impl FnOnce() -> Vec<Read>)
    where
        R: Rules<F>;
    /// A form of another regulation that it checks too.
    fn oversees<F: Form>(&mut self, reads: impl FnOnce() -> Vec<Read>)
    where
        R: Rules<F>;
    /// A register or board.
    fn view(&mut self, view: impl FnOnce() -> View);
    /// A periodic judgement.
    fn assesses(&mut self, id: &'static str, declared: impl FnOnce() -> Assessed, rule: Judgement<R::Parameters>);
}

/// Who may see or do something: holders of these roles.
#[must_use]
pub fn audience(roles: &[RoleName]) -> Audience {
    holders(roles)
}

/// A fact about persons.
#[must_use]
pub fn attribute(name: &str, label: &str, kind: ValueKind, clause: Clause) -> model::Attribute {
    model::Attribute { name: name.to_owned(), label: label.to_owned(), kind, clause: clause.id() }
}

fn view(
    id: &str,
    title: &str,
    clause: Clause,
    over: &[&str],
    layout: Layout,
    columns: &[&str],
    seen_by: Audience,
) -> View {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    View {
        id: id.to_owned(),
        title: title.to_owned(),
        clause: clause.id(),
        over: texts(over),
        layout,
        columns: texts(columns),
        seen_by,
    }
}

/// A register of a form's records.
#[must_use]
pub fn register<F: Form>(id: &str, title: &str, clause: Clause, columns: &[&str], seen_by: Audience) -> View {
    view(id, title, clause, &[F::ID], Layout::Table, columns, seen_by)
}

/// A board of everybody by department, with what they are at now.
#[must_use]
pub fn board(id: &str, title: &str, clause: Clause, over: &[&str], seen_by: Audience) -> View {
    view(id, title, clause, over, Layout::Board, &["summary"], seen_by)
}
