//! Registers, boards, assessments, regulations.

use crate::{citations::Citation, wire::wire};
use guiju_model::{Assessed, Clause, DayMark, Form, Metric, Parameter, Sign};
use serde::{Deserialize, Serialize};
use serde_json::Value;

wire! {
    /// A view that one may open.
    ViewOffered {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Area of the regulation, by which menus group: 考勤, 财务 …
        area: String,
        /// Id of the register within its regulation.
        view: String,
        /// Title as people read it.
        title: String,
        /// `table`, `board` or `calendar`
        layout: String,
    }
    /// A view's rows.
    ViewShown {
        /// Title as people read it.
        title: String,
        /// Layout that the view declares: `table`, `board`, `calendar` …
        layout: String,
        /// Heads of the columns.
        columns: Vec<ColumnShown>,
        /// Records of this page.
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
        /// Name of the field or derived value that the column shows.
        name: String,
        /// What people call it.
        label: String,
        /// Whether its values are amounts.
        amount: bool,
    }
    /// A record.
    RowShown {
        /// Id of the record.
        record: u64,
        /// Matter, if it came from one.
        matter: Option<u64>,
        /// A text for each column.
        cells: Vec<String>,
        /// That it is void and why, in words, if it is.
        void: Option<String>,
    }
    /// A person on a board.
    BoardPerson {
        /// Id of the person.
        person: u64,
        /// Name of the person.
        name: String,
        /// What the person is at; empty when at work.
        at: String,
        /// Date and time of the return, if one is known.
        until: String,
    }
    /// A department on a board.
    BoardDepartment {
        /// Name of the department.
        name: String,
        /// People of the department in the office's order.
        people: Vec<BoardPerson>,
    }
    /// A record to choose from in a reference field.
    RecordOption {
        /// Id of the record.
        id: u64,
        /// One line about it, as far as the reader may see it.
        summary: String,
    }
    /// A proposal of a penalty.
    ProposalShown {
        /// Id within the office.
        id: u64,
        /// Name of the person whom it concerns.
        person: String,
        /// Name of the department.
        department: String,
        /// First day of the period.
        starts: String,
        /// Last day of the period.
        ends: String,
        /// Sanction in words, such as 扣发当日工资.
        measure: String,
        /// Facts and clause behind it, in words.
        explanation: String,
        /// The clauses that ask for it.
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
        /// Why it is objected to, confirmed or dismissed.
        reason: String,
    }
    /// An assessment that can be opened.
    AssessmentOffered {
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Id of the assessment within its regulation.
        assessed: String,
        /// Title as people read it.
        title: String,
        /// Length of the period: `day`, `week`, `month`, `quarter`, `half-year` or `year`.
        period: String,
    }
    /// Results of a period.
    AssessmentShown {
        /// Title of the assessment.
        title: String,
        /// First day of the period.
        starts: String,
        /// Last day of the period.
        ends: String,
        /// Results of each subject.
        subjects: Vec<SubjectShown>,
        /// What each sign of the sheet means, as the regulation declares it.
        legend: Vec<Sign>,
    }
    /// One subject's results.
    SubjectShown {
        /// Id of the person; none where a department is assessed.
        person: Option<u64>,
        /// Name of the person, department or office.
        name: String,
        /// Metrics with their labels, values and units.
        figures: Vec<Metric>,
        /// Day marks, each with its date and half day.
        marks: Vec<DayMark>,
        /// Obligations: what, done, needed.
        duties: Vec<(String, u32, u32)>,
    }
    /// A day of one person as it was judged: what was to be worked, and what there is on record.
    DayShown {
        /// Working sessions, `08:30` to `12:00`.
        sessions: Vec<(String, String)>,
        /// What each session was counted as.
        marks: Vec<DayMark>,
        /// Records of the day.
        entries: Vec<DayEntry>,
    }
    /// Something on record of a day.
    DayEntry {
        /// What it is, such as 打卡记录.
        title: String,
        /// One line about the record.
        summary: String,
        /// From when, within the day.
        starts: String,
        /// Until when; the same for something that has no length.
        ends: String,
    }
    /// A regulation in force.
    RegulationOffered {
        /// Id of the regulation, such as `attendance`.
        id: String,
        /// Title as people read it.
        title: String,
        /// Version of the package, such as `1.4.0`.
        version: String,
        /// Area of the regulation, by which menus group: 考勤, 财务 …
        area: String,
        /// How many clauses it has.
        clauses: u64,
    }
    /// A regulation, clause by clause.
    RegulationShown {
        /// Id of the regulation, such as `attendance`.
        id: String,
        /// Title as people read it.
        title: String,
        /// Version of the package, such as `1.4.0`.
        version: String,
        /// Digest of its component.
        digest: String,
        /// Date from which it is in force.
        since: String,
        /// Clauses of the text in their order.
        clauses: Vec<Clause>,
        /// Numbers in force, each with its declaration.
        parameters: Vec<(Parameter, Value, Option<String>)>,
        /// Forms that it declares.
        forms: Vec<Form>,
        /// Assessments that it declares.
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
