//! Registers, boards, assessments, regulations.

use crate::{citations::Citation, wire::wire};
use guiju_model::{Assessed, Clause, Figure, Form, Mark, Parameter, Sign};
use serde::{Deserialize, Serialize};
use serde_json::Value;

wire! {
    /// A view that one may open.
    ViewOffered {
        /// Regulation.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Kind of work.
        area: String,
        /// View.
        view: String,
        /// Title.
        title: String,
        /// `table`, `board` or `calendar`
        layout: String,
    }
    /// A view's rows.
    ViewShown {
        /// Title.
        title: String,
        /// Layout.
        layout: String,
        /// Heads of the columns.
        columns: Vec<ColumnShown>,
        /// Rows.
        rows: Vec<RowShown>,
        /// Under each column, the sum over all rows if its values are amounts.
        sums: Vec<String>,
        /// How many there are in all.
        total: u64,
        /// The clause that asks for it.
        citation: Option<Citation>,
    }
    /// A column's head.
    ColumnShown {
        /// Name.
        name: String,
        /// Label.
        label: String,
        /// Whether its values are amounts.
        amount: bool,
    }
    /// A record.
    RowShown {
        /// Record.
        record: u64,
        /// Matter, if it came from one.
        matter: Option<u64>,
        /// A text for each column.
        cells: Vec<String>,
    }
    /// A person on a board.
    BoardPerson {
        /// Person.
        person: u64,
        /// Name.
        name: String,
        /// What the person is at; empty when at work.
        at: String,
        /// Until when.
        until: String,
    }
    /// A department on a board.
    BoardDepartment {
        /// Name.
        name: String,
        /// Its people.
        people: Vec<BoardPerson>,
    }
    /// A record to choose from in a reference field.
    RecordOption {
        /// Record.
        id: u64,
        /// One line.
        summary: String,
    }
    /// A proposal of a penalty.
    ProposalShown {
        /// Id.
        id: u64,
        /// Whom it concerns.
        person: String,
        /// Department.
        department: String,
        /// First day.
        starts: String,
        /// Last day.
        ends: String,
        /// What, for people.
        measure: String,
        /// Why.
        explanation: String,
        /// Clauses.
        citations: Vec<Citation>,
        /// Records behind it, one line each.
        evidence: Vec<String>,
        /// `proposed`, `objected`, `confirmed`, `dismissed`, `lapsed`
        state: String,
        /// What the person objects.
        objection: Option<String>,
        /// Why it was decided so.
        reason: Option<String>,
        /// Who decides, for people.
        decided_by: String,
        /// What one may do: `object`, `confirm`, `dismiss`
        actions: Vec<String>,
    }
    /// An answer to a proposal.
    ProposalDecision {
        /// `object`, `confirm` or `dismiss`
        action: String,
        /// In words.
        reason: String,
    }
    /// An assessment that can be opened.
    AssessmentOffered {
        /// Regulation.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Assessment.
        assessed: String,
        /// Title.
        title: String,
        /// `month` …
        period: String,
    }
    /// Results of a period.
    AssessmentShown {
        /// Title.
        title: String,
        /// First day.
        starts: String,
        /// Last day.
        ends: String,
        /// Results of each subject.
        subjects: Vec<SubjectShown>,
        /// What each sign of the sheet means, as the regulation declares it.
        legend: Vec<Sign>,
    }
    /// One subject's results.
    SubjectShown {
        /// Person, if one.
        person: Option<u64>,
        /// Name of the person, department or office.
        name: String,
        /// Counts.
        figures: Vec<Figure>,
        /// Sheet.
        marks: Vec<Mark>,
        /// Obligations: what, done, needed.
        duties: Vec<(String, u32, u32)>,
    }
    /// A day of one person as it was judged: what was to be worked, and what there is on record.
    DayShown {
        /// Working sessions, `08:30` to `12:00`.
        sessions: Vec<(String, String)>,
        /// What each session was counted as.
        marks: Vec<Mark>,
        /// Records of the day.
        entries: Vec<DayEntry>,
    }
    /// Something on record of a day.
    DayEntry {
        /// What it is, such as 打卡记录.
        title: String,
        /// One line.
        summary: String,
        /// From when, within the day.
        starts: String,
        /// Until when; the same for something that has no length.
        ends: String,
    }
    /// A regulation in force.
    RegulationOffered {
        /// Id.
        id: String,
        /// Title.
        title: String,
        /// Version.
        version: String,
        /// Kind of work.
        area: String,
        /// How many clauses it has.
        clauses: u64,
    }
    /// A regulation, clause by clause.
    RegulationShown {
        /// Id.
        id: String,
        /// Title.
        title: String,
        /// Version.
        version: String,
        /// Digest of its component.
        digest: String,
        /// In force since.
        since: String,
        /// Text.
        clauses: Vec<Clause>,
        /// Numbers in force, each with its declaration.
        parameters: Vec<(Parameter, Value, Option<String>)>,
        /// Forms.
        forms: Vec<Form>,
        /// Judgements.
        assesses: Vec<Assessed>,
        /// What each clause did this year.
        uses: std::collections::BTreeMap<String, ClauseUses>,
    }
    /// What a clause did in a year.
    ClauseUses {
        /// How many filings and proposals cite it.
        cited: u64,
        /// How many filings it held back.
        held_back: u64,
    }
}
