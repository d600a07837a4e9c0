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
        /// Id.
        id: u64,
        /// Number, once it has one.
        number: Option<String>,
        /// Version, to be sent back with a decision.
        version: i64,
        /// `open`, `returned`, `completed`, `refused`, `withdrawn`
        status: String,
        /// One line.
        summary: String,
        /// Regulation.
        regulation: String,
        /// Its title.
        regulation_title: String,
        /// Version of the regulation that judges it.
        regulation_version: String,
        /// The form.
        form: Option<Form>,
        /// Content.
        content: Value,
        /// Content as people read it, in the order of the form.
        sheet: Vec<SheetLine>,
        /// Files that were filed with it or that deciders added, each with the name it was given.
        files: Vec<(String, String)>,
        /// Values computed.
        derived: Vec<DerivedShown>,
        /// What was said at filing and stands.
        findings: Vec<FindingShown>,
        /// Why it was filed in spite of warnings.
        remark: Option<String>,
        /// Who filed.
        applicant: String,
        /// Department.
        department: String,
        /// Whom it concerns.
        subject: String,
        /// When.
        filed: String,
        /// Line of stations.
        stations: Vec<Station>,
        /// History.
        history: Vec<HistoryEntry>,
        /// What the last correction changed, of which whoever decides now should know.
        revised: Vec<Revised>,
        /// What one may do.
        actions: Vec<ActionOffered>,
        /// Official papers that can be set from it: id and title.
        letters: Vec<(String, String)>,
        /// Something of it is masked for the reader.
        masked: bool,
    }
    /// A station of the way.
    Station {
        /// Step id.
        step: String,
        /// Title.
        title: String,
        /// `done`, `current`, `coming`, `returned`, `refused`
        state: String,
        /// How several decide, for people.
        mode: String,
        /// Who decides or would.
        people: Vec<String>,
        /// What happened there, earliest first.
        acts: Vec<Act>,
        /// Until when.
        due: Option<String>,
        /// The facts that made it a station.
        because: String,
        /// Whom it passed by and why, such as the applicant's own office.
        note: String,
        /// Its clauses.
        citations: Vec<Citation>,
    }
    /// Something that somebody did or is to do at a station.
    Act {
        /// Name.
        person: String,
        /// For whom the person stands in.
        instead_of: Option<String>,
        /// `open`, `waiting`, `done` …
        state: String,
        /// What, for people.
        verdict: String,
        /// In words.
        opinion: Option<String>,
        /// What was filled in, label and value.
        filled: Vec<(String, String)>,
        /// When it came.
        arrived: String,
        /// When it was done.
        done: Option<String>,
    }
    /// An event of the history.
    #[cfg_attr(feature = "openapi", schema(as = Happened))]
    HistoryEntry {
        /// When.
        at: String,
        /// Who; empty for the server itself.
        by: String,
        /// What, for people.
        what: String,
        /// In words.
        words: Option<String>,
        /// What a correction changed.
        changed: Vec<Changed>,
    }
    /// A field that a correction changed.
    Changed {
        /// Label.
        label: String,
        /// Its old and its new text woven into one.
        pieces: Vec<Piece>,
    }
    /// A piece of a text.
    Piece {
        /// `same`, `removed` or `added`.
        kind: String,
        /// Text.
        text: String,
    }
    /// A field that a correction changed, before and now side by side.
    Revised {
        /// Label.
        label: String,
        /// What stood there when it was returned; empty if nothing did.
        before: String,
        /// What stands there now; empty if nothing does.
        now: String,
    }
    /// A field as people read it on screen and paper.
    SheetLine {
        /// Label.
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
        /// On which task.
        task: Option<u64>,
        /// What people read.
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
        /// The action.
        action: String,
        /// The version one looked at.
        version: i64,
        /// The task it is about.
        task: Option<u64>,
        /// In words.
        opinion: Option<String>,
        /// What the decider fills in.
        content: Option<Value>,
        /// To whom.
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
        /// Its form.
        title: String,
        /// Who opened it.
        person: String,
        /// The reason that was given.
        reason: String,
        /// When.
        at: String,
    }
}
