//! What a regulation declares: said once by `regulation!`, heard when it is asked what it is and when a call looks for its
//! rule.

use crate::{Case, Clause, Findings, Form, Judged, Parameters, RoleName, Route, Text, holders};
use guiju_model::{
    self as model, Assessment, Audience, Chart, Cycle, Drawing, FormId, Grouping, Layout, Manifest, Measured, Read,
    Roster, RosterDays, ValueKind, View,
};

/// A regulation; implemented by `regulation!`.
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
    /// Roles it names; those above them come along.
    const ROLES: &'static [RoleName];

    /// Forms, registers and judgements in the order of the text.
    fn declare(declaration: &mut impl Declaration<Self>);

    /// What is neither form nor judgement: boards, rosters, charts, facts about persons, working hours.
    fn also(_more: &mut More<'_>) {}
}

/// The rules of one form of a regulation, its own or one that it oversees.
pub trait Rules<F: Form>: Regulation {
    /// The records that the rules may see.
    #[must_use]
    fn reads() -> Vec<Read> {
        Vec::new()
    }

    /// Says everything there is to say about a filing.
    fn validate(_form: &F, _at: &Case<'_, Self::Parameters>, _findings: &mut Findings) {}

    /// Lays out the stations. An overseer adds effects and earlier due dates only.
    fn route(_form: &F, _at: &Case<'_, Self::Parameters>, _route: &mut Route) {}
}

/// A periodic judgement; declared by `derive(Judgement)` on a unit struct.
pub trait Judgement: 'static {
    /// Id among the regulation's forms and judgements.
    const ID: &'static str;
    /// As the contract has it.
    fn declare() -> model::Assessed;
}

/// The rule of a periodic judgement.
pub trait Judges<J: Judgement>: Regulation {
    /// Penalties to propose, duties met or short, counts, sheets and gaps.
    fn judge(at: &Judged<'_, Self::Parameters>, assessment: &mut Assessment);
}

/// Hears what a regulation declares.
pub trait Declaration<R: Regulation> {
    /// A form of its own.
    fn form<F: Form>(&mut self)
    where
        R: Rules<F>;
    /// A form of another regulation that it checks too.
    fn oversees<F: Form>(&mut self)
    where
        R: Rules<F>;
    /// A periodic judgement.
    fn judges<J: Judgement>(&mut self)
    where
        R: Judges<J>;
}

/// Who may see or do something: holders of these roles.
#[must_use]
pub fn audience(roles: &[RoleName]) -> Audience {
    holders(roles)
}

/// Hears what is neither form nor judgement.
#[derive(Debug)]
pub struct More<'a>(pub(crate) &'a mut Manifest);

impl More<'_> {
    /// A fact about persons that the regulation reads.
    pub fn attribute(&mut self, name: &str, label: &str, kind: ValueKind, clause: Clause) {
        let (name, label) = (name.to_owned(), label.to_owned());
        self.0.attributes.push(model::Attribute { name, label, kind, clause: clause.id() });
    }

    /// The parameters that fix the office's working hours.
    pub fn working_hours(&mut self, clause: Clause, summer_from: &str, summer_to: &str, summer: &str, winter: &str) {
        self.0.working_hours = Some(model::WorkingHours {
            clause: clause.id(),
            summer_from: summer_from.to_owned(),
            summer_to: summer_to.to_owned(),
            summer: summer.to_owned(),
            winter: winter.to_owned(),
        });
    }

    /// A board of everybody by department, with what they are at now by these forms.
    pub fn board(&mut self, id: &str, title: &str, clause: Clause, over: &[&str]) {
        self.view(id, title, clause, over, Layout::Board, Audience::Anyone);
    }

    /// What is booked of each record of the form, day by day.
    pub fn bookings<F: Form>(&mut self, id: &str, title: &str, clause: Clause) {
        self.view(id, title, clause, &[F::ID], Layout::Bookings, Audience::Anyone);
    }

    /// The records of these forms in a month's calendar.
    pub fn month(&mut self, id: &str, title: &str, clause: Clause, over: &[&str], seen_by: Audience) {
        self.view(id, title, clause, over, Layout::Calendar, seen_by);
    }

    /// Everybody by day of a month, with a mark for each record of these forms that falls on the day.
    pub fn roll(&mut self, id: &str, title: &str, clause: Clause, marks: &[(&str, &str)], seen_by: Audience) {
        let over = marks.iter().map(|(form, _)| *form).collect::<Vec<_>>();
        let view = self.view(id, title, clause, &over, Layout::Roll, seen_by);
        view.columns = marks.iter().map(|(_, mark)| (*mark).to_owned()).collect();
    }

    fn view(
        &mut self,
        id: &str,
        title: &str,
        clause: Clause,
        over: &[&str],
        layout: Layout,
        seen_by: Audience,
    ) -> &mut View {
        self.0.views.push(View {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.id(),
            over: over.iter().map(|&form| form.to_owned()).collect(),
            layout,
            columns: vec!["summary".to_owned()],
            seen_by,
        });
        let last = self.0.views.len() - 1;
        &mut self.0.views[last]
    }

    /// Turns of duty that go round; whoever is on duty holds the role meanwhile.
    pub fn roster(&mut self, id: &str, title: &str, clause: Clause, gives: RoleName) -> Rostering<'_> {
        self.0.rosters.push(Roster {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.id(),
            gives: gives.id.to_owned(),
            among: Audience::Anyone,
            turn: Cycle::Day,
            days: RosterDays::Every,
            seats: 1,
            kept_by: Audience::Nobody,
        });
        let last = self.0.rosters.len() - 1;
        Rostering(&mut self.0.rosters[last])
    }

    /// A measure over a form's records or an assessment's figures, drawn as bars by month.
    pub fn chart(&mut self, id: &str, title: &str, clause: Clause, source: impl Into<FormId>) -> Charting<'_> {
        self.0.charts.push(Chart {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.id(),
            source: source.into(),
            measure: Measured::Count,
            along: Grouping::Month,
            split: None,
            drawn: Drawing::Bars,
            seen_by: Audience::Anyone,
        });
        let last = self.0.charts.len() - 1;
        Charting(&mut self.0.charts[last])
    }
}

/// A roster that is being described.
#[derive(Debug)]
pub struct Rostering<'a>(&'a mut Roster);

impl Rostering<'_> {
    /// Among the holders of these roles; without it, among everybody.
    pub fn among(self, roles: &[RoleName]) -> Self {
        self.0.among = holders(roles);
        self
    }

    /// How long a turn lasts, and the days that need somebody.
    pub fn turns(self, turn: Cycle, days: RosterDays) -> Self {
        (self.0.turn, self.0.days) = (turn, days);
        self
    }

    /// How many are on duty together.
    pub fn seats(self, seats: u32) -> Self {
        self.0.seats = seats;
        self
    }

    /// Who makes and publishes it.
    pub fn kept_by(self, roles: &[RoleName]) -> Self {
        self.0.kept_by = holders(roles);
        self
    }
}

/// A chart that is being described.
#[derive(Debug)]
pub struct Charting<'a>(&'a mut Chart);

impl Charting<'_> {
    /// Adds up a number or amount instead of counting records.
    pub fn sum(self, field: &str) -> Self {
        self.0.measure = Measured::Sum(field.to_owned());
        self
    }

    /// The mean of a number.
    pub fn mean(self, field: &str) -> Self {
        self.0.measure = Measured::Mean(field.to_owned());
        self
    }

    /// Days from filing to the end; what is still open counts with today's age.
    pub fn days_taken(self) -> Self {
        self.0.measure = Measured::DaysTaken;
        self
    }

    /// Along the values of a field.
    pub fn by(self, field: &str) -> Self {
        self.along(Grouping::Field(field.to_owned()))
    }

    /// Along departments.
    pub fn by_department(self) -> Self {
        self.along(Grouping::Department)
    }

    /// Along persons.
    pub fn by_person(self) -> Self {
        self.along(Grouping::Person)
    }

    fn along(self, along: Grouping) -> Self {
        self.0.along = along;
        self
    }

    /// One series for each value of a field.
    pub fn split(self, field: &str) -> Self {
        self.0.split = Some(Grouping::Field(field.to_owned()));
        self
    }

    /// One series for each department.
    pub fn split_by_department(self) -> Self {
        self.0.split = Some(Grouping::Department);
        self
    }

    /// Lines instead of bars.
    pub fn lines(self) -> Self {
        self.0.drawn = Drawing::Lines;
        self
    }

    /// Who may open it; without it, everybody.
    pub fn seen_by(self, roles: &[RoleName]) -> Self {
        self.0.seen_by = holders(roles);
        self
    }
}
