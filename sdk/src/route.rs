//! Laying out the stations of a matter.

use crate::{Clause, RoleName, Row};
use guiju_model::{
    self as model, Allows, Ballot, Date, Due, Effect, Field, FieldKind, Mode, Moment, Period, PersonId, Span, Step,
    ValueKind, Who,
};

/// The stations in order, then what follows.
#[derive(Debug, Default)]
pub struct Route {
    route: model::Route,
}

/// A station that is being described.
#[derive(Debug)]
pub struct StepBuilder<'a> {
    step: &'a mut Step,
}

const MAY: Allows = Allows { return_back: true, refuse: true, delegate: true, add_signer: true };
const ONLY: Allows = Allows { return_back: false, refuse: false, delegate: true, add_signer: false };

impl Route {
    fn step(&mut self, id: &str, title: &str, who: Who, mode: Mode, allows: Allows) -> StepBuilder<'_> {
        let steps = &mut self.route.steps;
        // The same role can stand twice; its second station gets an id of its own.
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

    /// One holder of the role decides.
    pub fn ask(&mut self, role: RoleName) -> StepBuilder<'_> {
        self.step(role.id, role.label, roles(&[role]), Mode::One, MAY)
    }

    /// One holder of any of the roles decides.
    pub fn ask_any(&mut self, id: &str, title: &str, any: &[RoleName]) -> StepBuilder<'_> {
        self.step(id, title, roles(any), Mode::One, MAY)
    }

    /// Every role decides, in any order; one refusal ends it.
    pub fn ask_every(&mut self, id: &str, title: &str, every: &[RoleName]) -> StepBuilder<'_> {
        self.step(id, title, roles(every), Mode::Every, MAY)
    }

    /// One of these persons decides.
    pub fn ask_person(&mut self, id: &str, title: &str, person: PersonId) -> StepBuilder<'_> {
        self.step(id, title, Who::People(vec![person]), Mode::One, MAY)
    }

    /// One of these persons decides, whoever comes first.
    pub fn ask_one_of(&mut self, id: &str, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id, title, Who::People(people), Mode::One, MAY)
    }

    /// Each of these persons decides, in any order; one refusal ends it.
    pub fn ask_every_of(&mut self, id: &str, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id, title, Who::People(people), Mode::Every, MAY)
    }

    /// A holder of the role does something and records it; nothing to refuse.
    pub fn have(&mut self, id: &str, title: &str, role: RoleName) -> StepBuilder<'_> {
        self.step(id, title, roles(&[role]), Mode::One, ONLY)
    }

    /// These persons carry out what was decided, each reporting that it is done.
    pub fn have_people(&mut self, id: &str, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id, title, Who::People(people), Mode::Every, ONLY)
    }

    /// These persons read, one after the other or at once; nobody can stop it.
    pub fn circulate(&mut self, id: &str, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id, title, Who::People(people), Mode::Circulate, ONLY)
    }

    /// These persons decide one after the other.
    pub fn in_turn(&mut self, id: &str, title: &str, people: Vec<PersonId>) -> StepBuilder<'_> {
        self.step(id, title, Who::People(people), Mode::InTurn, MAY)
    }

    /// Told, nothing to do.
    pub fn inform(&mut self, id: &str, title: &str, who: Who) -> StepBuilder<'_> {
        self.step(id, title, who, Mode::Inform, Allows { delegate: false, ..ONLY })
    }

    /// Filed by a holder of the role with these bodies; number and date are recorded.
    pub fn file_with(&mut self, role: RoleName, bodies: &[&str]) -> StepBuilder<'_> {
        let title = format!("报{}", bodies.join("、"));
        let mode = Mode::File(bodies.iter().map(|&body| body.to_owned()).collect());
        let station = self.step("filing", &title, roles(&[role]), mode, Allows { refuse: true, ..ONLY });
        station.step.fields = vec![
            recorded("filing_number", "报送文号", ValueKind::Text(model::TextLimits { max_chars: 60 })),
            recorded("filed_on", "报送日期", ValueKind::Date),
        ];
        station
    }

    /// These persons vote.
    pub fn vote(&mut self, id: &str, title: &str, people: Vec<PersonId>, ballot: Ballot) -> StepBuilder<'_> {
        self.step(id, title, Who::People(people), Mode::Vote(ballot), Allows { delegate: false, ..ONLY })
    }

    /// A station at which these decide in this way.
    pub fn ask_in(&mut self, id: &str, title: &str, who: Who, mode: Mode) -> StepBuilder<'_> {
        self.step(id, title, who, mode, MAY)
    }

    /// An earlier due date for a station of a form that this regulation oversees.
    pub fn due_at(&mut self, step: &str, clause: Clause, within: Span) {
        let due = Due { clause: clause.id(), within };
        self.route.deadlines.push(model::Deadline { step: Some(step.to_owned()), due });
    }

    /// An earlier due date for every station at which somebody is asked for something.
    pub fn due_everywhere(&mut self, clause: Clause, within: Span) {
        self.route.deadlines.push(model::Deadline { step: None, due: Due { clause: clause.id(), within } });
    }

    /// What follows the last station.
    pub fn then(&mut self, effect: Effect) {
        self.route.effects.push(effect);
    }

    /// What follows the filing at once, before anybody has decided.
    pub fn at_once(&mut self, effects: impl FnOnce(&mut Self)) {
        let mut begin = Self::default();
        effects(&mut begin);
        self.route.at_once.append(&mut begin.route.effects);
    }

    /// From start to end, tasks go to the deputy.
    pub fn hand_over(&mut self, clause: Clause, person: PersonId, deputy: PersonId, over: Period) {
        let (starts, ends) = (over.from.0, over.to.0);
        self.then(Effect::HandOver(model::HandOver { clause: clause.id(), person, deputy, starts, ends }));
    }

    /// Something is published within the office.
    pub fn publish(
        &mut self,
        clause: Clause,
        board: &str,
        title: impl Into<String>,
        body: impl Into<String>,
        until: Option<Date>,
    ) {
        self.then(Effect::Publish(model::Publication {
            clause: clause.id(),
            board: board.to_owned(),
            title: title.into(),
            body: body.into(),
            until: until.map(|date| date.0),
            class: None,
            public: false,
        }));
    }

    /// Something is published under a class, for everybody if `public`.
    pub fn publish_as(
        &mut self,
        clause: Clause,
        board: &str,
        class: &str,
        public: bool,
        title: impl Into<String>,
        body: impl Into<String>,
    ) {
        self.then(Effect::Publish(model::Publication {
            clause: clause.id(),
            board: board.to_owned(),
            title: title.into(),
            body: body.into(),
            until: None,
            class: Some(class.to_owned()),
            public,
        }));
    }

    /// What the matter of that record published is withdrawn.
    pub fn withdraw(&mut self, clause: Clause, record: model::RecordId, reason: impl Into<String>) {
        self.then(Effect::Withdraw(model::Withdrawal { clause: clause.id(), record, reason: reason.into() }));
    }

    /// The due dates of that record's matter are put off to the end of a day.
    pub fn defer(&mut self, clause: Clause, record: model::RecordId, until: Date) {
        self.then(Effect::Defer(model::Deferral { clause: clause.id(), record, until: until.0 }));
    }

    /// Fields of a record of one of the regulation's own forms change; the field that says when it happens moves it.
    pub fn amend<const N: usize>(
        &mut self,
        clause: Clause,
        record: model::RecordId,
        fields: [(&str, serde_json::Value); N],
    ) {
        let content = crate::content(fields).to_string();
        self.then(Effect::Amend(model::Amendment { clause: clause.id(), record, content }));
    }

    /// A count kept on a record goes up or down by this much, never below zero.
    pub fn count(&mut self, clause: Clause, record: model::RecordId, field: &str, by: i64) {
        self.then(Effect::Move(model::Movement { clause: clause.id(), record, field: field.to_owned(), by }));
    }

    /// Somebody is told.
    pub fn notify(&mut self, clause: Clause, to: Who, message: impl Into<String>) {
        self.then(Effect::Notify(model::Notice { clause: clause.id(), to, message: message.into() }));
    }

    /// Somebody is to file a matter of that form.
    pub fn follow_up(&mut self, clause: Clause, form: &str, by: PersonId, due: Span, reason: impl Into<String>) {
        let form = form.to_owned();
        self.then(Effect::FollowUp(model::FollowUp { clause: clause.id(), form, by, due, reason: reason.into() }));
    }

    /// A record enters the register of one of the regulation's own forms.
    pub fn enter<F: crate::Form>(
        &mut self,
        clause: Clause,
        person: Option<PersonId>,
        at: Moment,
        content: &serde_json::Value,
    ) {
        self.then(Effect::Enter(model::Entered {
            clause: clause.id(),
            form: F::ID.to_owned(),
            person,
            starts: at.0,
            ends: at.0,
            content: content.to_string(),
        }));
    }

    pub(crate) fn done(self) -> model::Route {
        self.route
    }
}

impl StepBuilder<'_> {
    /// By which clause it stands here.
    pub fn by(self, clause: Clause) -> Self {
        self.step.clauses.push(clause.id());
        self
    }

    /// The facts that made it a station.
    pub fn because(self, facts: impl Into<String>) -> Self {
        self.step.because = facts.into();
        self
    }

    /// A title other than the role's.
    pub fn titled(self, title: impl Into<String>) -> Self {
        self.step.title = title.into();
        self
    }

    /// An id other than the role's.
    pub fn called(self, id: impl Into<String>) -> Self {
        self.step.id = id.into();
        self
    }

    /// What the decider fills in.
    pub fn fills<T: Row>(self) -> Self {
        self.step.fields = T::fields();
        self
    }

    /// Until when, and by which clause.
    pub fn due(self, clause: Clause, within: Span) -> Self {
        self.step.due = Some(Due { clause: clause.id(), within });
        self
    }

    /// Decided by other persons than those steps.
    pub fn apart_from(self, steps: &[&str]) -> Self {
        self.step.separate_from = steps.iter().map(|&step| step.to_owned()).collect();
        self
    }

    /// What deciders may do beside deciding, where the usual does not fit.
    pub fn allowing(self, allows: Allows) -> Self {
        self.step.allows = allows;
        self
    }

    /// It cannot be refused, only done.
    pub fn without_refusal(self) -> Self {
        self.step.allows.refuse = false;
        self
    }
}

/// What is recorded of a filing with an external body.
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
    }
}

fn roles(roles: &[RoleName]) -> Who {
    Who::Roles(roles.iter().map(|role| role.id.to_owned()).collect())
}
