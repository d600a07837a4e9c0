//! A matter as one sees it: content, steps, history, and what one may do with it.

use crate::{
    citations::{Citation, DerivedShown, FindingShown},
    wire::wire,
};
use guiju_model::{Field, Form};
use serde::{Deserialize, Serialize};
use serde_json::Value;

wire! {
    /// A matter with everything one may see and do.
    MatterShown {
        /// Id within the office.
        id: u64,
        /// Number, once it has one.
        number: Option<String>,
        /// Version, to be sent back with a decision.
        version: i64,
        /// `open`, `returned`, `completed`, `refused`, `withdrawn`
        status: String,
        /// One line about it, as far as the reader may see it.
        summary: String,
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// Title of the regulation.
        regulation_title: String,
        /// Version of the regulation that judges it.
        regulation_version: String,
        /// The form by which it was filed; none if its package is not here.
        form: Option<Form>,
        /// Fields of the form as a JSON object.
        content: Value,
        /// Content as people read it, in the order of the form.
        sheet: Vec<SheetLine>,
        /// Files that were filed with it or that deciders added, each with the name it was given.
        files: Vec<(String, String)>,
        /// Values that the regulation computed from the content.
        derived: Vec<DerivedShown>,
        /// What was said at filing and stands.
        findings: Vec<FindingShown>,
        /// Why it was filed in spite of warnings.
        remark: Option<String>,
        /// Name of whoever filed it.
        applicant: String,
        /// Name of the department of whoever filed it.
        department: String,
        /// Name of the person whom it concerns.
        subject: String,
        /// Name of the department of the person whom it concerns.
        subject_department: String,
        /// Date and time of the filing.
        filed: String,
        /// Steps of the route in their order.
        stations: Vec<StepShown>,
        /// What happened, earliest first.
        history: Vec<HistoryEntry>,
        /// What the last correction changed, of which whoever decides now should know.
        revised: Vec<Revised>,
        /// What one may do.
        actions: Vec<ActionOffered>,
        /// Official papers that can be set from it: id and title.
        letters: Vec<(String, String)>,
        /// Something of it is masked for the reader.
        masked: bool,
        /// Whether the record that it left is void.
        void: bool,
        /// Why it is void, as far as the reader may know.
        void_reason: Option<String>,
        /// The matter by which it is void, as far as the reader may know.
        void_by: Option<u64>,
        /// The clause that demands it, as far as the reader may know.
        void_citation: Option<Citation>,
        /// What it took back: records that are void by it, privileges that it suspended or gave back.
        taken_back: Vec<EffectShown>,
    }
    /// An effect that took place.
    EffectShown {
        /// The effect in words.
        text: String,
        /// The matter that left the record which is void by it, if it is about one.
        matter: Option<u64>,
        /// The clause that demands it.
        citation: Option<Citation>,
    }
    /// A step of the matter's route.
    #[cfg_attr(feature = "openapi", schema(as = Station))]
    StepShown {
        /// Id of the step within its form.
        step: String,
        /// Title of the step.
        title: String,
        /// `done`, `current`, `coming`, `returned`, `refused`
        state: String,
        /// How several decide, for people.
        mode: String,
        /// Who decides or would.
        people: Vec<String>,
        /// What happened there, earliest first.
        acts: Vec<Act>,
        /// Until when it has to be done: date and time.
        due: Option<String>,
        /// The facts that made it a step.
        because: String,
        /// Whom it passed by and why, such as the applicant's own office.
        note: String,
        /// The clauses that ask for the step.
        citations: Vec<Citation>,
    }
    /// Something that somebody did or is to do at a step.
    Act {
        /// Name of whoever is asked.
        person: String,
        /// For whom the person stands in.
        instead_of: Option<String>,
        /// `open`, `waiting`, `done` …
        state: String,
        /// What was decided, in words.
        verdict: String,
        /// The opinion that was written, if any.
        opinion: Option<String>,
        /// What was filled in, label and value.
        filled: Vec<(String, String)>,
        /// Date and time at which the task came.
        arrived: String,
        /// When it was done.
        done: Option<String>,
    }
    /// An event of the history.
    #[cfg_attr(feature = "openapi", schema(as = Happened))]
    HistoryEntry {
        /// The office's local time at which it happened.
        at: String,
        /// Who; empty for the server itself.
        by: String,
        /// What happened, in words.
        what: String,
        /// What was written about it, if anything.
        words: Option<String>,
        /// What a correction changed.
        changed: Vec<Changed>,
    }
    /// A field that a correction changed.
    Changed {
        /// Label of the field.
        label: String,
        /// Its old and its new text woven into one.
        pieces: Vec<Piece>,
    }
    /// A piece of a text.
    Piece {
        /// `same`, `removed` or `added`.
        kind: String,
        /// The piece of text.
        text: String,
    }
    /// A field that a correction changed, before and now side by side.
    Revised {
        /// Label of the field.
        label: String,
        /// What stood there when it was returned; empty if nothing did.
        before: String,
        /// What stands there now; empty if nothing does.
        now: String,
    }
    /// A field as people read it on screen and paper.
    SheetLine {
        /// Label of the field.
        label: String,
        /// Text; of a table, its rows one after the other.
        text: String,
        /// It wants the full width of the paper.
        wide: bool,
        /// Heads of a table's columns.
        head: Vec<String>,
        /// Rows of a table.
        rows: Vec<Vec<String>>,
    }
    /// Something that one may do.
    ActionOffered {
        /// Name of the action: `approve`, `refuse`, `return`, `transfer`, `delegate`, `sign-before`, `sign-after`, `note`,
        /// `file`, `aye`, `nay`, `abstain`, `withdraw`, `remind`, `resubmit`
        action: String,
        /// Id of the task on which it acts; none for what the applicant does.
        task: Option<u64>,
        /// Label of the button.
        label: String,
        /// What the decider fills in.
        fields: Vec<Field>,
        /// Whether words are needed.
        needs_opinion: bool,
        /// Whether a person is needed.
        needs_person: bool,
    }
    /// What one does.
    #[cfg_attr(feature = "openapi", schema(as = Doing))]
    ActionRequest {
        /// Name of the action, as it was offered.
        action: String,
        /// The version one looked at.
        version: i64,
        /// The task it is about.
        task: Option<u64>,
        /// The opinion that was written, if any.
        opinion: Option<String>,
        /// What the decider fills in.
        content: Option<Value>,
        /// Id of the person to whom it goes.
        person: Option<u64>,
        /// On returning: come straight back here afterwards instead of walking the way again.
        straight_back: bool,
    }
    /// Why a closed matter is opened.
    OpeningEntry {
        /// The reason, in the reader's words.
        reason: String,
    }
    /// A closed matter that somebody opened with a reason.
    OpeningShown {
        /// The matter, unless it names the reader.
        matter: Option<u64>,
        /// Title of the form.
        title: String,
        /// Name of whoever opened it.
        person: String,
        /// The reason that was given.
        reason: String,
        /// Date and time of the opening.
        at: String,
    }
}
