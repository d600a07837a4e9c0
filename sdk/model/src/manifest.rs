//! What a regulation is: its text, numbers, roles, forms, views and what it judges.

use crate::{ClauseId, Form, FormId, Json, Letter, RoleId, ValueKind};
use guiju_macros::wit_mirror;

/// One clause of the text.
#[wit_mirror]
pub struct Clause {
    /// Id by which code cites it, such as `2.2.1.1c`.
    pub id: ClauseId,
    /// As people cite it: 第二条, 二（二）1（1）.
    pub label: String,
    /// A few words.
    pub heading: String,
    /// What it demands, restated.
    pub statement: String,
    /// What it asks of the software.
    pub kind: ClauseKind,
}

/// What a clause asks of the software.
#[wit_mirror]
pub enum ClauseKind {
    /// Executed when something is filed, decided or judged.
    Rule,
    /// A periodic obligation that is met or missed.
    Duty,
    /// Feeds other rules.
    Definition,
    /// Nothing to execute: why, and where it is shown.
    Declaratory(String),
}

/// A number of the regulation that an office can revise from a date on.
#[wit_mirror]
pub struct Parameter {
    /// Name in the parameters' JSON object.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The clause that states it.
    pub clause: ClauseId,
    /// Unit, such as 分钟.
    pub unit: Option<String>,
    /// Type and bounds.
    pub kind: ValueKind,
    /// The text's own value.
    pub default: Json,
}

/// A role that the regulation names.
#[wit_mirror]
pub struct Role {
    /// Symbolic name.
    pub id: RoleId,
    /// What people call it.
    pub label: String,
    /// For which departments a holder acts.
    pub reach: Reach,
    /// Who decides instead when the holder is the applicant.
    pub above: Option<RoleId>,
}

/// For which departments the holder of a role acts.
#[wit_mirror]
pub enum Reach {
    /// The department of the holder's own post.
    OwnDepartment,
    /// The departments the holder's post supervises.
    Supervised,
    /// The whole office.
    Office,
    /// Nobody's for good: whoever is on duty by the roster that gives the role.
    OnDuty,
}

/// Records of a form, or results of an assessment, that come with the call.
#[wit_mirror]
pub struct Read {
    /// Form or assessment.
    pub source: FormId,
    /// Whose.
    pub scope: Scope,
    /// When they happened.
    pub window: Window,
}

/// Whose records.
#[wit_mirror]
pub enum Scope {
    /// Of the person concerned.
    Subject,
    /// Of that person's department.
    Department,
    /// Of everybody.
    Office,
    /// Those that reference fields of the content point to.
    Referenced,
}

/// When the records happened, around the day of which the matter tells or over the period judged.
#[wit_mirror]
#[derive(Copy)]
pub enum Window {
    /// The day.
    ThisDay,
    /// Its ISO week.
    ThisWeek,
    /// Its month.
    ThisMonth,
    /// Its quarter.
    ThisQuarter,
    /// Its year.
    ThisYear,
    /// That many days before, the day included.
    PastDays(u32),
    /// Matters still under way, whenever they happen.
    StillOpen,
    /// All.
    Always,
}

/// A fact about a person that the regulation reads.
#[wit_mirror]
pub struct Attribute {
    /// Name among the person's attributes.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Type.
    pub kind: ValueKind,
    /// The clause that asks for it.
    pub clause: ClauseId,
}

/// A register or board composed from records.
#[wit_mirror]
pub struct View {
    /// Id among the regulation's views.
    pub id: String,
    /// Title.
    pub title: String,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// The forms whose records it shows.
    pub over: Vec<FormId>,
    /// How.
    pub layout: Layout,
    /// Field names, or `person`, `department`, `filed`, `status`, `number`, `summary`; a computed value's name with its
    /// heading after `=`; `part/whole=heading` for how much of the whole the part is, in per cent.
    pub columns: Vec<String>,
    /// Who may open it.
    pub seen_by: Audience,
}

/// A column of a table view, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Whose value stands in it.
    pub name: &'a str,
    /// Of what it is a part, where per cent are shown.
    pub whole: Option<&'a str>,
    /// What stands above it; without it, what its field is called.
    pub label: Option<&'a str>,
}

impl<'a> Heading<'a> {
    /// Reads a column as a view writes it.
    #[must_use]
    pub fn of(written: &'a str) -> Self {
        let (value, label) = written.split_once('=').map_or((written, None), |(value, label)| (value, Some(label)));
        let (name, whole) = value.split_once('/').map_or((value, None), |(part, whole)| (part, Some(whole)));
        Self { name, whole, label }
    }
}

/// How a view is laid out.
#[wit_mirror]
pub enum Layout {
    /// Rows and columns.
    Table,
    /// Everybody by department, with what they are at now; where the form happens at no time, with what stands since the last
    /// record about them.
    Board,
    /// A month.
    Calendar,
    /// What is booked of each record of the form, day by day.
    Bookings,
    /// Everybody by day of a month; the view's columns are the marks of the forms it is over, in their order. Over one
    /// assessment of persons instead: the signs that it gave each half day, with its legend.
    Roll,
}

/// Turns of duty that go round among the holders of roles. Each turn is a record under the roster's id.
#[wit_mirror]
pub struct Roster {
    /// Id among the regulation's forms, assessments and rosters.
    pub id: String,
    /// Title.
    pub title: String,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// The role that whoever is on duty holds meanwhile.
    pub gives: RoleId,
    /// Among whom it goes round.
    pub among: Audience,
    /// How long a turn lasts: a day or a week.
    pub turn: Cycle,
    /// The days that need somebody.
    pub days: RosterDays,
    /// How many are on duty together.
    pub seats: u32,
    /// Who makes and publishes it.
    pub kept_by: Audience,
}

/// The days that a roster covers.
#[wit_mirror]
pub enum RosterDays {
    /// All.
    Every,
    /// Working days.
    Working,
    /// Rest days and holidays.
    Rest,
}

/// A declared measure, drawn with its table beside it.
#[wit_mirror]
pub struct Chart {
    /// Id among the regulation's charts.
    pub id: String,
    /// Title.
    pub title: String,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// The form whose records, or the assessment whose figures, it measures.
    pub source: FormId,
    /// What is measured.
    pub measure: Measured,
    /// Along the axis.
    pub along: Grouping,
    /// One series for each, if any.
    pub split: Option<Grouping>,
    /// How it is drawn.
    pub drawn: Drawing,
    /// Who may open it.
    pub seen_by: Audience,
}

/// What a chart measures.
#[wit_mirror]
pub enum Measured {
    /// How many records.
    Count,
    /// The sum of a number or amount.
    Sum(String),
    /// The mean of a number.
    Mean(String),
    /// Days from filing to the end, those still open with today's age.
    DaysTaken,
    /// Of those with due dates, how many in a hundred kept all of them.
    OnTime,
}

/// By what a chart groups.
#[wit_mirror]
pub enum Grouping {
    /// The month in which it happened.
    Month,
    /// The department of whom it concerns.
    Department,
    /// Whom it concerns.
    Person,
    /// The values of a field.
    Field(String),
}

/// How a chart is drawn.
#[wit_mirror]
pub enum Drawing {
    /// Bars, beside each other for series.
    Bars,
    /// Lines.
    Lines,
}

/// A periodic judgement.
#[wit_mirror]
pub struct Assessed {
    /// Id among the regulation's forms and assessments.
    pub id: String,
    /// Title.
    pub title: String,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// Of whom.
    pub per: SubjectKind,
    /// Over which period.
    pub period: Cycle,
    /// From which records.
    pub reads: Vec<Read>,
    /// Who, beside the person judged, may read every result.
    pub seen_by: Audience,
    /// What each sign on its sheet of person and day means; a sheet shows no sign beside these.
    #[serde(default)]
    pub legend: Vec<Sign>,
}

/// A sign of a sheet and what it stands for, such as ○ and 请假.
#[wit_mirror]
pub struct Sign {
    /// As it stands in the sheet.
    pub sign: String,
    /// What people read beside it.
    pub meaning: String,
}

/// Of whom an assessment is.
#[wit_mirror]
pub enum SubjectKind {
    /// Each person.
    Person,
    /// Each department.
    Department,
    /// The office as a whole.
    Office,
}

/// A calendar period.
#[wit_mirror]
pub enum Cycle {
    /// One day.
    Day,
    /// Monday to Sunday (ISO).
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// January to June or July to December.
    HalfYear,
    /// A calendar year.
    Year,
}

/// Who may do or see something.
#[wit_mirror]
pub enum Audience {
    /// Nobody.
    Nobody,
    /// Everybody with an account in the office.
    Anyone,
    /// Holders of any of these roles.
    HoldersOf(Vec<RoleId>),
}

/// Parameters from which the office's working hours come.
#[wit_mirror]
pub struct WorkingHours {
    /// The clause that sets them.
    pub clause: ClauseId,
    /// Parameter (day of year) that begins summer hours.
    pub summer_from: String,
    /// Parameter (day of year) that ends summer hours, the day included.
    pub summer_to: String,
    /// Parameter with the summer sessions.
    pub summer: String,
    /// Parameter with the winter sessions.
    pub winter: String,
}

/// All that a regulation declares.
#[wit_mirror]
#[derive(Default)]
pub struct Manifest {
    /// Stable id.
    pub id: String,
    /// Title of the text.
    pub title: String,
    /// Version of the text and its rules.
    pub version: String,
    /// Kind of work under which staff look for its forms.
    pub area: String,
    /// The text.
    pub clauses: Vec<Clause>,
    /// Its numbers.
    pub parameters: Vec<Parameter>,
    /// Facts about persons that it reads.
    pub attributes: Vec<Attribute>,
    /// Roles it names.
    pub roles: Vec<Role>,
    /// Its forms.
    pub forms: Vec<Form>,
    /// What validate and route of each form may see.
    pub reads: Vec<(FormId, Vec<Read>)>,
    /// Its registers and boards.
    pub views: Vec<View>,
    /// Its periodic judgements.
    pub assesses: Vec<Assessed>,
    /// Set when it fixes the office's working hours.
    pub working_hours: Option<WorkingHours>,
    /// Forms of other regulations that it checks too.
    pub oversees: Vec<FormId>,
    /// Turns of duty.
    pub rosters: Vec<Roster>,
    /// Declared measures.
    pub charts: Vec<Chart>,
    /// Official papers set from its matters.
    pub letters: Vec<Letter>,
}

impl Measured {
    /// Whether the sum of several values means something.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        matches!(self, Self::Count | Self::Sum(_))
    }
}

impl Manifest {
    /// The clause with this id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The role with this id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// What validate and route of the form may see.
    #[must_use]
    pub fn reads_of(&self, form: &str) -> &[Read] {
        self.reads.iter().find(|(id, _)| id == form).map_or(&[], |(_, reads)| reads)
    }

    /// A form's name as others write it: `attendance/leave`.
    #[must_use]
    pub fn qualified(&self, form: &str) -> String {
        if form.contains('/') { form.to_owned() } else { format!("{}/{form}", self.id) }
    }
}
