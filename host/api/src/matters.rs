//! Matters: filing, deciding, looking.

use guiju_model::{Field, Form, Severity};
use serde::{Deserialize, Serialize};
use serde_json::Value;

macro_rules! wire {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $ty:ty,)* })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $(#[$meta])*
        #[serde(default)]
        pub struct $name { $($(#[$field_meta])* pub $field: $ty,)* }
    )*};
}
pub(crate) use wire;

/// A clause as it is cited: where it stands, what it says, the numbers it states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Citation {
    /// Regulation.
    pub regulation: String,
    /// Its title.
    pub title: String,
    /// Version of the text.
    pub version: String,
    /// Clause id.
    pub clause: String,
    /// As people cite it.
    pub label: String,
    /// A few words.
    pub heading: String,
    /// What it says.
    pub statement: String,
    /// Its parameters in force, each with where the value comes from.
    pub parameters: Vec<ParameterInForce>,
}

wire! {
    /// A parameter's value in force.
    ParameterInForce {
        /// Name.
        name: String,
        /// Label.
        label: String,
        /// Value as JSON.
        value: Value,
        /// Unit.
        unit: Option<String>,
        /// The day from which the office set it; none if it is the text's own.
        since: Option<String>,
    }
    /// A station that is open, with how near its due date is.
    OpenShown {
        /// Matter.
        matter: u64,
        /// One line about it.
        summary: String,
        /// Department of whom it concerns.
        department: String,
        /// Station.
        station: String,
        /// Who is asked there.
        holders: Vec<String>,
        /// When it came there.
        arrived: String,
        /// Until when.
        due: Option<String>,
        /// `overdue`, `near`, `well`, `none`
        lamp: String,
        /// Days since the filing.
        days: u64,
    }
    /// A form that one may file.
    FormOffered {
        /// Regulation.
        regulation: String,
        /// Its title.
        regulation_title: String,
        /// Kind of work.
        area: String,
        /// Form id.
        form: String,
        /// Title.
        title: String,
        /// First letters of the title's pinyin, by which people look for it: `qjt` for 请假条.
        initials: String,
        /// Its synonyms, what it asks for, the choices it offers and its help, by which people look for it as well.
        words: Vec<String>,
        /// Title, synonyms and choices in letters, each as whole pinyin and initials with a space between: `qingjiatiao qjt`.
        letters: Vec<String>,
        /// How often one has filed it.
        filed: u64,
        /// Whether it may be filed for others.
        on_behalf: bool,
    }
    /// What is filed.
    #[cfg_attr(feature = "openapi", schema(as = Submission))]
    Filing {
        /// Content of the form.
        content: Value,
        /// For whom, if for somebody else.
        on_behalf_of: Option<u64>,
        /// Why it is filed in spite of warnings.
        remark: Option<String>,
    }
    /// What a filing would come to.
    Preview {
        /// Everything there is to say.
        findings: Vec<FindingShown>,
        /// Values computed.
        derived: Vec<DerivedShown>,
        /// The stations; empty as long as there are errors of shape.
        stations: Vec<Station>,
        /// What else happens when it is approved.
        effects: Vec<String>,
    }
    /// A computed value with its reason.
    DerivedShown {
        /// Name.
        name: String,
        /// Label.
        label: String,
        /// Value.
        value: Value,
        /// The same as people read it.
        text: String,
        /// The facts it was computed from.
        because: String,
        /// The clause.
        citation: Option<Citation>,
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
    /// Something that can be filed with one tap.
    Shortcut {
        /// Regulation.
        regulation: String,
        /// Form.
        form: String,
        /// Its title.
        title: String,
        /// What it would say.
        summary: String,
        /// What is filed.
        content: Value,
    }
    /// A field that a correction changed.
    Changed {
        /// Label.
        label: String,
        /// Its old and its new text woven into one.
        pieces: Vec<Piece>,
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
    /// A piece of a text.
    Piece {
        /// `same`, `removed` or `added`.
        kind: String,
        /// Text.
        text: String,
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
    /// A line of an inbox.
    Line {
        /// Matter.
        matter: u64,
        /// Task, if it waits for one.
        task: Option<u64>,
        /// Title of the form.
        title: String,
        /// One line.
        summary: String,
        /// Who filed.
        applicant: String,
        /// Department.
        department: String,
        /// Title of the station.
        step: String,
        /// `open`, `returned` …
        status: String,
        /// When it came or was filed.
        at: String,
        /// Until when.
        due: Option<String>,
        /// `overdue`, `soon` or nothing.
        urgency: String,
        /// With whom it is.
        with: String,
    }
    /// Counts of the boxes; each equals the total of its list.
    Counts {
        /// To decide.
        decide: u64,
        /// To read.
        read: u64,
        /// Due today.
        soon: u64,
        /// Overdue.
        overdue: u64,
        /// Unread notices.
        notices: u64,
    }
    /// A notice.
    NoticeShown {
        /// Id.
        id: u64,
        /// Text.
        message: String,
        /// When.
        at: String,
        /// Whether it was read.
        read: bool,
        /// Matter it is about.
        matter: Option<u64>,
    }
    /// Something one is still to file.
    FollowUpShown {
        /// Regulation.
        regulation: String,
        /// Form.
        form: String,
        /// Its title.
        title: String,
        /// Why.
        reason: String,
        /// Until when.
        due: String,
        /// Whether that is past.
        overdue: bool,
    }
    /// A stored file.
    Stored {
        /// Name it was uploaded with.
        name: String,
        /// SHA-256.
        digest: String,
        /// What it is.
        media_type: String,
        /// Bytes.
        size: u64,
    }
    /// What was filed.
    Filed {
        /// Matter.
        id: u64,
        /// Number.
        number: Option<String>,
        /// Status.
        status: String,
        /// What happens next.
        next: String,
    }
    /// A saved draft.
    Draft {
        /// Content so far.
        content: Value,
        /// When.
        saved: String,
    }
    /// A draft in the list of one's drafts.
    DraftLine {
        /// Regulation.
        regulation: String,
        /// Form id.
        form: String,
        /// Title of the form, or that it is there no longer.
        title: String,
        /// When it was saved.
        saved: String,
        /// Whether the form can be filled in now.
        opens: bool,
    }
}

/// A finding as people see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingShown {
    /// How grave.
    pub severity: Severity,
    /// Path of the field.
    pub field: Option<String>,
    /// What a colleague would say.
    pub message: String,
    /// The clause behind it.
    pub citation: Option<Citation>,
}
