//! What a regulation declares beside forms and judgements: boards, rosters, charts, official papers, facts about persons,
//! working hours.

use crate::{Clause, Form, Judgement, RoleName, condition, holders};
use guiju_model::{
    self as model, Audience, Chart, Cycle, Drawing, FormId, Grouping, Layout, Letter, Manifest, Measured, Roster,
    RosterDays, ValueKind, View,
};

/// Who may see or do something: holders of these roles.
#[must_use]
pub fn audience(roles: &[RoleName]) -> Audience {
    holders(roles)
}

/// Hears what is neither form nor judgement.
#[derive(Debug)]
pub struct Extras<'a>(pub(crate) &'a mut Manifest);

impl Extras<'_> {
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
    pub fn board(&mut self, id: &str, title: &str, clause: Clause, sources: &[&str]) {
        self.view(id, title, clause, sources, Layout::Board, Audience::Anyone);
    }

    /// Everybody by department with these fields of the last record about them; of whom there is none is a gap. For a form that
    /// happens at no time: what it says stands until it is said anew.
    pub fn latest_per_person<F: Form>(&mut self, id: &str, title: &str, clause: Clause, columns: &[&str]) {
        let view = self.view(id, title, clause, &[F::ID], Layout::Board, Audience::Anyone);
        view.columns = columns.iter().map(|&column| column.to_owned()).collect();
    }

    /// The same, where the organisation's posts come first: of whoever holds a post with a B, the posts say what stands. The
    /// columns are of the form and of posts, which have `post`, `department`, `a` and `b`.
    pub fn latest_per_person_and_post<F: Form>(&mut self, id: &str, title: &str, clause: Clause, columns: &[&str]) {
        let view = self.view(id, title, clause, &[F::ID, "office/posts"], Layout::Board, Audience::Anyone);
        view.columns = columns.iter().map(|&column| column.to_owned()).collect();
    }

    /// What is booked of each record of the form, day by day.
    pub fn bookings<F: Form>(&mut self, id: &str, title: &str, clause: Clause) {
        self.view(id, title, clause, &[F::ID], Layout::Bookings, Audience::Anyone);
    }

    /// The records of these forms in a month's calendar.
    pub fn month(&mut self, id: &str, title: &str, clause: Clause, sources: &[&str], seen_by: Audience) {
        self.view(id, title, clause, sources, Layout::Calendar, seen_by);
    }

    /// Everybody by day of a month, with a mark for each record of these forms that falls on the day.
    pub fn roll(&mut self, id: &str, title: &str, clause: Clause, marks: &[(&str, &str)], seen_by: Audience) {
        let sources = marks.iter().map(|(form, _)| *form).collect::<Vec<_>>();
        let view = self.view(id, title, clause, &sources, Layout::Roll, seen_by);
        view.columns = marks.iter().map(|(_, mark)| (*mark).to_owned()).collect();
    }

    /// Everybody by day of a month, with the signs that an assessment of persons gave each half day: its own sheet, as it hangs on
    /// the wall, with its legend.
    pub fn sheet<J: Judgement>(&mut self, id: &str, title: &str, clause: Clause, seen_by: Audience) {
        self.view(id, title, clause, &[J::ID], Layout::Roll, seen_by).columns = Vec::new();
    }

    fn view(
        &mut self,
        id: &str,
        title: &str,
        clause: Clause,
        sources: &[&str],
        layout: Layout,
        seen_by: Audience,
    ) -> &mut View {
        self.0.views.push(View {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.id(),
            over: sources.iter().map(|&form| form.to_owned()).collect(),
            layout,
            columns: vec!["summary".to_owned()],
            seen_by,
        });
        let last = self.0.views.len() - 1;
        &mut self.0.views[last]
    }

    /// Turns of duty that go round; whoever is on duty holds the role meanwhile.
    pub fn roster(&mut self, id: &str, title: &str, clause: Clause, grants: RoleName) -> RosterBuilder<'_> {
        self.0.rosters.push(Roster {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.id(),
            gives: grants.id.to_owned(),
            among: Audience::Anyone,
            turn: Cycle::Day,
            days: RosterDays::Every,
            seats: 1,
            kept_by: Audience::Nobody,
        });
        let last = self.0.rosters.len() - 1;
        RosterBuilder(&mut self.0.rosters[last])
    }

    /// An official paper set from the matters of a form, under this head.
    pub fn document_template<F: Form>(
        &mut self,
        id: &str,
        title: &str,
        clause: Clause,
        head: &str,
    ) -> DocumentTemplateBuilder<'_> {
        self.0.letters.push(Letter {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.id(),
            source: F::ID.to_owned(),
            head: head.to_owned(),
            heading: String::new(),
            to: None,
            body: String::new(),
            enclosed: None,
            copied: None,
            listed: Vec::new(),
            signed: String::new(),
            sealed: false,
            names_signer_when: Vec::new(),
        });
        let last = self.0.letters.len() - 1;
        DocumentTemplateBuilder(&mut self.0.letters[last])
    }

    /// A measure over a form's records or an assessment's figures, drawn as bars by month.
    pub fn chart(&mut self, id: &str, title: &str, clause: Clause, source: impl Into<FormId>) -> ChartBuilder<'_> {
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
        ChartBuilder(&mut self.0.charts[last])
    }
}

/// A roster that is being described.
#[derive(Debug)]
pub struct RosterBuilder<'a>(&'a mut Roster);

impl RosterBuilder<'_> {
    /// Only holders of these roles are eligible for a shift. Without it everybody is.
    pub fn eligible(self, roles: &[RoleName]) -> Self {
        self.0.among = holders(roles);
        self
    }

    /// How long a turn lasts, and the days that need somebody.
    pub fn shifts(self, length: Cycle, days: RosterDays) -> Self {
        (self.0.turn, self.0.days) = (length, days);
        self
    }

    /// How many are on duty together.
    pub fn seats(self, seats: u32) -> Self {
        self.0.seats = seats;
        self
    }

    /// Who makes and publishes it.
    pub fn maintained_by(self, roles: &[RoleName]) -> Self {
        self.0.kept_by = holders(roles);
        self
    }
}

/// A chart that is being described.
#[derive(Debug)]
pub struct ChartBuilder<'a>(&'a mut Chart);

impl ChartBuilder<'_> {
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

    /// How many in a hundred kept their due dates.
    pub fn on_time(self) -> Self {
        self.0.measure = Measured::OnTime;
        self
    }

    /// The values of a field stand on the x axis.
    pub fn by(self, field: &str) -> Self {
        self.x_axis(Grouping::Field(field.to_owned()))
    }

    /// Departments stand on the x axis.
    pub fn by_department(self) -> Self {
        self.x_axis(Grouping::Department)
    }

    /// Persons stand on the x axis.
    pub fn by_person(self) -> Self {
        self.x_axis(Grouping::Person)
    }

    fn x_axis(self, grouping: Grouping) -> Self {
        self.0.along = grouping;
        self
    }

    /// One series for each value of a field.
    pub fn series(self, field: &str) -> Self {
        self.0.split = Some(Grouping::Field(field.to_owned()));
        self
    }

    /// One series for each department.
    pub fn series_by_department(self) -> Self {
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

/// An official paper that is being described. A field that a step's deciders fill in is written `step/field`.
#[derive(Debug)]
pub struct DocumentTemplateBuilder<'a>(&'a mut Letter);

impl DocumentTemplateBuilder<'_> {
    /// The field with its text alone, where the head says what it is.
    pub fn tells(self, body: &str) -> Self {
        self.says("", body)
    }

    /// The fields with its heading and its text.
    pub fn says(self, heading: &str, body: &str) -> Self {
        (self.0.heading, self.0.body) = (heading.to_owned(), body.to_owned());
        self
    }

    /// The field that says to whom it goes.
    pub fn to(self, field: &str) -> Self {
        self.0.to = Some(field.to_owned());
        self
    }

    /// The field that lists what is enclosed, one a line.
    pub fn enclosing(self, field: &str) -> Self {
        self.0.enclosed = Some(field.to_owned());
        self
    }

    /// The field that says who gets a copy.
    pub fn copied_to(self, field: &str) -> Self {
        self.0.copied = Some(field.to_owned());
        self
    }

    /// Fields that stand below the text, each with its label.
    pub fn listing(self, fields: &[&str]) -> Self {
        self.0.listed = fields.iter().map(|&field| field.to_owned()).collect();
        self
    }

    /// The step at which it is signed; the office signs and seals it.
    pub fn sealed_after(self, step: &str) -> Self {
        self.0.sealed = true;
        self.settled_by(step)
    }

    /// The step after which it stands, without signature and seal, as minutes do.
    pub fn settled_by(self, step: &str) -> Self {
        self.0.signed = step.to_owned();
        self
    }

    /// Names whoever signed beside the number when the field has one of these values.
    pub fn names_signer_when(self, field: &str, values: &[&str]) -> Self {
        self.0.names_signer_when.push(condition(field, values));
        self
    }
}
