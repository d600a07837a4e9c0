//! What a regulation declares beside forms and judgements: boards and other views, rosters, charts, document templates,
//! attributes of persons, working hours.

use crate::{
    Clause, Form, Judgement, RoleName, chart::ChartBuilder, document_template::DocumentTemplateBuilder, form::holders,
    roster::RosterBuilder,
};
use guiju_model::{
    self as model, Audience, Chart, Cycle, DocumentTemplate, Drawing, FormId, Grouping, Layout, Manifest, Measured,
    Roster, RosterDays, ValueKind, View,
};

/// The holders of these roles, as those who may see or do something.
#[must_use]
pub fn audience(roles: &[RoleName]) -> Audience {
    holders(roles)
}

/// The columns of a view that shows the summary of each record.
const SUMMARY: [&str; 1] = ["summary"];

/// How a view is shown, and to whom.
struct Shown<'a> {
    layout: Layout,
    columns: &'a [&'a str],
    seen_by: Audience,
}

impl<'a> Shown<'a> {
    const fn to_anyone(layout: Layout, columns: &'a [&'a str]) -> Self {
        Self { layout, columns, seen_by: Audience::Anyone }
    }
}

/// Receives what a regulation declares beside forms and judgements.
#[derive(Debug)]
pub struct Extras<'a>(pub(crate) &'a mut Manifest);

impl Extras<'_> {
    /// Declares an attribute of persons that the regulation reads.
    pub fn attribute(&mut self, name: &str, label: &str, kind: ValueKind, clause: Clause) {
        let (name, label) = (name.to_owned(), label.to_owned());
        self.0.attributes.push(model::Attribute { name, label, kind, clause: clause.id() });
    }

    /// Declares what the regulation relies on of another's form, judgement or roster, beside what `relies!` says.
    pub fn leans(&mut self, lean: model::Lean) {
        self.0.leans.push(lean);
    }

    /// Names the parameters that fix the office's working hours: first and last day of summer, the sessions of a summer day and
    /// those of a winter day.
    pub fn working_hours(&mut self, clause: Clause, summer_from: &str, summer_to: &str, summer: &str, winter: &str) {
        self.0.working_hours = Some(model::WorkingHours {
            clause: clause.id(),
            summer_from: summer_from.to_owned(),
            summer_to: summer_to.to_owned(),
            summer: summer.to_owned(),
            winter: winter.to_owned(),
        });
    }

    /// Declares a board of everybody by department, with what each is at now by the records of these forms.
    pub fn board(&mut self, id: &str, title: &str, clause: Clause, sources: &[&str]) {
        self.view(id, title, clause, sources, Shown::to_anyone(Layout::Board, &SUMMARY));
    }

    /// Declares a board of everybody by department, with these fields of the latest record about each. Who has no record is a
    /// discrepancy. It is meant for forms without an event time, whose records hold until the next one.
    pub fn latest_per_person<F: Form>(&mut self, id: &str, title: &str, clause: Clause, columns: &[&str]) {
        self.view(id, title, clause, &[F::ID], Shown::to_anyone(Layout::Board, columns));
    }

    /// Declares a board like [`Self::latest_per_person`] on which the posts of the organisation take precedence: for the holder
    /// of a post with a deputy the post is shown instead of a record. The columns are fields of the form and of posts, which
    /// have `post`, `department`, `a` (the holder) and `b` (the deputy).
    pub fn latest_per_person_and_post<F: Form>(&mut self, id: &str, title: &str, clause: Clause, columns: &[&str]) {
        self.view(id, title, clause, &[F::ID, "office/posts"], Shown::to_anyone(Layout::Board, columns));
    }

    /// Declares a view of the bookings of each record of the form, day by day.
    pub fn bookings<F: Form>(&mut self, id: &str, title: &str, clause: Clause) {
        self.view(id, title, clause, &[F::ID], Shown::to_anyone(Layout::Bookings, &SUMMARY));
    }

    /// Declares a calendar of a month with the records of these forms.
    pub fn month(&mut self, id: &str, title: &str, clause: Clause, sources: &[&str], seen_by: Audience) {
        self.view(id, title, clause, sources, Shown { layout: Layout::Calendar, columns: &SUMMARY, seen_by });
    }

    /// Declares a roll of everybody by day of a month, with a mark for each record of these forms that falls on the day.
    pub fn roll(&mut self, id: &str, title: &str, clause: Clause, marks: &[(&str, &str)], seen_by: Audience) {
        let (sources, columns) = marks.iter().copied().unzip::<_, _, Vec<_>, Vec<_>>();
        self.view(id, title, clause, &sources, Shown { layout: Layout::Roll, columns: &columns, seen_by });
    }

    /// Declares a roll of everybody by day of a month, with the signs with which a judgement of persons marked each half day, and
    /// with its legend.
    pub fn sheet<J: Judgement>(&mut self, id: &str, title: &str, clause: Clause, seen_by: Audience) {
        self.view(id, title, clause, &[J::ID], Shown { layout: Layout::Roll, columns: &[], seen_by });
    }

    fn view(&mut self, id: &str, title: &str, clause: Clause, sources: &[&str], shown: Shown<'_>) {
        self.0.views.push(View {
            id: id.to_owned(),
            title: title.to_owned(),
            clause: clause.id(),
            over: sources.iter().map(|&form| form.to_owned()).collect(),
            layout: shown.layout,
            columns: shown.columns.iter().map(|&column| column.to_owned()).collect(),
            seen_by: shown.seen_by,
        });
    }

    /// Declares a roster of shifts. Who is on duty holds the role meanwhile. Without further words a shift is a day, has one
    /// seat, and everybody is eligible.
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

    /// Declares a template from which official documents are set for the matters of a form, under this head.
    pub fn document_template<F: Form>(
        &mut self,
        id: &str,
        title: &str,
        clause: Clause,
        head: &str,
    ) -> DocumentTemplateBuilder<'_> {
        self.0.letters.push(DocumentTemplate {
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

    /// Declares a chart over the records of a form or the metrics of an assessment. Without further words it counts records by
    /// month, as bars.
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
