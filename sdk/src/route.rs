//! Describes the steps of a matter.

use crate::{RoleName, WhoExt, step::StepBuilder};
use guiju_model::{self as model, Allows, Ballot, Field, FieldKind, Mode, PersonId, Step, ValueKind, Who};

/// Collects the steps of a matter in order, and the effects that follow.
#[derive(Debug, Default)]
pub struct Route {
    pub(crate) route: model::Route,
}

/// What deciders may do at a step at which something is decided.
const DECIDING: Allows = Allows { return_back: true, refuse: true, delegate: true, add_signer: true };
/// What deciders may do at a step at which something is only done.
const DOING: Allows = Allows { return_back: false, refuse: false, delegate: true, add_signer: false };

impl Route {
    /// Adds a step.
    fn step(&mut self, id: &str, title: &str, who: Who, mode: Mode, allows: Allows) -> StepBuilder<'_> {
        let steps = &mut self.route.steps;
        // The same role can stand twice: its second step gets an id of its own.
        let taken = steps.iter().filter(|step| step.id == id || step.id.starts_with(&format!("{id}-"))).count();
        let id = if taken == 0 { id.to_owned() } else { format!("{id}-{}", taken + 1) };
        let step = Step {
            id,
            title: title.to_owned(),
            clauses: Vec::new(),
            because: String::new(),
            who,
            mode,
            fields: Vec::new(),
            due: None,
            allows,
            separate_from: Vec::new(),
        };
        steps.push(step);
        let last = steps.len() - 1;
        StepBuilder { step: &mut steps[last] }
    }

    /// Adds a step at which one holder of the role decides.
    pub fn ask(&mut self, role: RoleName) -> StepBuilder<'_> {
        self.step(role.id, role.label, Who::role(role), Mode::One, DECIDING)
    }

    /// Adds a step at which one holder of any of the roles decides.
    pub fn ask_any(&mut self, id: impl AsRef<str>, title: &str, any: &[RoleName]) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::roles(any), Mode::One, DECIDING)
    }

    /// Adds a step at which a holder of every role decides, in any order. One refusal ends it.
    pub fn ask_every(&mut self, id: impl AsRef<str>, title: &str, every: &[RoleName]) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::roles(every), Mode::Every, DECIDING)
    }

    /// Adds a step at which this person decides.
    pub fn ask_person(&mut self, id: impl AsRef<str>, title: &str, person: PersonId) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::People(vec![person]), Mode::One, DECIDING)
    }

    /// Adds a step at which one of these persons decides, whoever comes first.
    pub fn ask_one_of(&mut self, id: impl AsRef<str>, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::People(people), Mode::One, DECIDING)
    }

    /// Adds a step at which each of these persons decides, in any order. One refusal ends it.
    pub fn ask_every_of(&mut self, id: impl AsRef<str>, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::People(people), Mode::Every, DECIDING)
    }

    /// Adds a step at which a holder of the role does something and records it. There is nothing to refuse.
    pub fn have(&mut self, id: impl AsRef<str>, title: &str, role: RoleName) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::role(role), Mode::One, DOING)
    }

    /// Adds a step at which each of these persons carries out what was decided and reports that it is done.
    pub fn have_people(&mut self, id: impl AsRef<str>, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::People(people), Mode::Every, DOING)
    }

    /// Adds a step at which these persons read the matter. Nobody can stop it.
    pub fn circulate(&mut self, id: impl AsRef<str>, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::People(people), Mode::Circulate, DOING)
    }

    /// Adds a step at which these persons decide one after the other.
    pub fn in_turn(&mut self, id: impl AsRef<str>, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::People(people), Mode::InTurn, DECIDING)
    }

    /// Adds a step at which somebody is informed and has nothing to do.
    pub fn inform(&mut self, id: impl AsRef<str>, title: &str, who: Who) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, who, Mode::Inform, Allows { delegate: false, ..DOING })
    }

    /// Adds a step at which a holder of the role files the matter with these external bodies and records number and date.
    pub fn file_with(&mut self, role: RoleName, bodies: &[&str]) -> StepBuilder<'_> {
        let title = format!("报{}", bodies.join("、"));
        let mode = Mode::File(bodies.iter().map(|&body| body.to_owned()).collect());
        let filing = self.step("filing", &title, Who::role(role), mode, Allows { refuse: true, ..DOING });
        filing.step.fields = vec![
            recorded("filing_number", "报送文号", ValueKind::Text(model::TextLimits { max_chars: 60 })),
            recorded("filed_on", "报送日期", ValueKind::Date),
        ];
        filing
    }

    /// Adds a step at which these persons vote.
    pub fn vote(&mut self, id: impl AsRef<str>, title: &str, people: Vec<PersonId>, ballot: Ballot) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, Who::People(people), Mode::Vote(ballot), Allows { delegate: false, ..DOING })
    }

    /// Adds a step at which these decide in this mode.
    pub fn ask_in(&mut self, id: impl AsRef<str>, title: &str, who: Who, mode: Mode) -> StepBuilder<'_> {
        self.step(id.as_ref(), title, who, mode, DECIDING)
    }

    pub(crate) fn done(self) -> model::Route {
        self.route
    }
}

/// A required field that records something of a filing with an external body.
fn recorded(name: &str, label: &str, kind: ValueKind) -> Field {
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        help: None,
        clause: None,
        required: true,
        shown_when: Vec::new(),
        kind: FieldKind::Single(kind),
        initial: None,
        sensitive: false,
        was: Vec::new(),
    }
}
