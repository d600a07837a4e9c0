//! People, posts, calendar, imports.

use crate::wire::wire;
use serde::{Deserialize, Serialize};
use serde_json::Value;

wire! {
    /// An address that needs no account, to be opened.
    EntranceEntry {
        /// `board` or `form`.
        kind: String,
        /// Id of the regulation, such as `attendance`.
        regulation: String,
        /// The board or the form.
        what: String,
        /// Where it hangs or stands, in words, such as 一楼大厅.
        place: String,
    }
    /// An entrance that was opened; its address is told this once.
    EntranceOpened {
        /// What it leads to.
        title: String,
        /// Where it hangs or stands, in words, such as 一楼大厅.
        place: String,
        /// URL that opens it; it holds the secret and is shown once.
        address: String,
        /// The address as a code, an SVG picture.
        qr: String,
    }
    /// An entrance as its keepers see it.
    EntranceShown {
        /// Id within the office.
        id: u64,
        /// `board` or `form`.
        kind: String,
        /// What it leads to.
        title: String,
        /// Where it hangs or stands, in words, such as 一楼大厅.
        place: String,
        /// Name of whoever opened it.
        opened_by: String,
        /// Date and time at which it was opened.
        opened: String,
        /// When it was closed.
        closed: Option<String>,
        /// How many were filed through it.
        filed: u64,
    }
    /// What an entrance leads to.
    EntranceInside {
        /// Name of the office.
        office: String,
        /// Title of the board or the form.
        title: String,
        /// The office's local time, date and minute.
        now: String,
        /// The board, if it is one.
        board: Vec<crate::BoardDepartment>,
        /// The form, if it is one.
        form: Option<guiju_model::Form>,
        /// The departments, for a form that asks for one.
        departments: Vec<Department>,
    }
    /// What somebody without an account filled in.
    EntranceFiling {
        /// Fields of the form as a JSON object.
        content: Value,
    }
    /// A department.
    Department {
        /// Id within the office.
        id: u64,
        /// Name of the department.
        name: String,
    }
    /// The order in which the office names its departments and people, everywhere.
    OfficeOrder {
        /// The departments, the first first.
        departments: Vec<OrderedDepartment>,
        /// Whether the office set it; if not, whoever supervises most comes first.
        set: bool,
    }
    /// A department in its place.
    OrderedDepartment {
        /// Id within the office.
        id: u64,
        /// Name of the department.
        name: String,
        /// Whoever works there, the first first.
        people: Vec<OrderedPerson>,
    }
    /// A person in his or her place.
    OrderedPerson {
        /// Id within the office.
        id: u64,
        /// Name of the person.
        name: String,
    }
    /// An order to be set: what is named gets its place, what is not comes after it.
    OrderEntry {
        /// The departments, the first first; none, and whoever supervises most comes first again.
        departments: Vec<PlacedDepartment>,
        /// Why the order is changed, for the chain.
        reason: String,
    }
    /// A department in an order to be set.
    PlacedDepartment {
        /// Id of the department.
        department: u64,
        /// Ids of its people, the first first.
        people: Vec<u64>,
    }
    /// What was entered.
    Entered {
        /// Id within the office.
        id: u64,
    }
    /// What came of an entry: it was done, or it waits for a second person, wholly or in part.
    Outcome {
        /// Id of what was entered; nothing while all of it waits.
        id: Option<u64>,
        /// The request that waits, if one does.
        request: Option<u64>,
    }
    /// A person.
    PersonShown {
        /// Id within the office.
        id: u64,
        /// Name of the person.
        name: String,
        /// Id of the department.
        department: u64,
        /// Name of the department.
        department_name: String,
        /// Number at the clock machine.
        badge: Option<String>,
        /// Telephone number as it was entered.
        phone: Option<String>,
        /// Attributes that regulations read.
        attributes: Value,
        /// Titles of posts held.
        posts: Vec<String>,
        /// Whether the person still works here.
        active: bool,
        /// Login name of the account, for keepers; none where there is no account.
        account: Option<String>,
        /// The name in letters, by which people look for it: whole pinyin and initials with a space between, as `liuyang ly`.
        letters: String,
    }
    /// A person to enter or change.
    PersonEntry {
        /// Id, if it is changed.
        id: Option<u64>,
        /// Name of the person.
        name: String,
        /// Department, by name; made if there is none.
        department: String,
        /// Number at the clock machine.
        badge: Option<String>,
        /// Telephone number as it was entered.
        phone: Option<String>,
        /// Attributes that regulations read.
        attributes: Value,
        /// Login name, if the person gets an account or another login.
        login: Option<String>,
        /// First password, to be changed at the first log-in.
        password: Option<String>,
        /// Always refused: a role of the system is asked for by `/api/keepers`.
        system_role: Option<String>,
        /// Whether the person has left the office.
        left: bool,
        /// Why an account is changed, for whoever confirms it.
        reason: String,
    }
    /// A post.
    Post {
        /// Id; none for a new one.
        id: Option<u64>,
        /// Title of the post.
        title: String,
        /// Name of the department.
        department: String,
        /// Id of the holder; none while the post is vacant.
        holder: Option<u64>,
        /// Id of the deputy, if the post has one.
        deputy: Option<u64>,
        /// Ids of the roles that it gives.
        roles: Vec<String>,
        /// Departments supervised, by name.
        supervises: Vec<String>,
        /// Why it changes, for whoever confirms it; never shown here.
        reason: String,
    }
    /// A role that regulations in force name.
    RoleShown {
        /// Id of the role in regulations, such as `section-head`.
        id: String,
        /// What people call it.
        label: String,
        /// Who holds it; empty when vacant.
        holders: Vec<String>,
        /// Titles of the regulations in force that name it.
        regulations: Vec<String>,
    }
    /// A year of the calendar.
    CalendarYear {
        /// Calendar year.
        year: i64,
        /// Whether its holidays are published.
        published: bool,
        /// The file, if published.
        text: String,
        /// How many matters were counted provisionally in it and were counted again.
        recounted: u64,
    }
    /// Why an imported line is withdrawn.
    WithdrawalEntry {
        /// The reason, which its event keeps.
        reason: String,
    }
    /// What a file comes to, or would.
    ImportReport {
        /// Lines of the file that were read.
        lines: u64,
        /// Records that are new.
        new: u64,
        /// Records that were there already.
        known: u64,
        /// Lines that could not be taken, with number and reason.
        errors: Vec<(u64, String)>,
        /// Lines that say nothing new or nothing to be taken, with number and reason: repeated ones, heads, nobody came.
        aside: Vec<(u64, String)>,
        /// How many of the errors are lines before the office's begin or after now; they are taken with a reason alone.
        beyond: u64,
        /// How the file was read: which sheet, which row named the columns, which columns were not used.
        notes: Vec<String>,
        /// Lines that wait for a second person, with number and for whom.
        waiting: Vec<(u64, String)>,
        /// What the first lines do.
        sample: Vec<String>,
        /// Whether anything was written.
        written: bool,
    }
    /// The hash chain's state.
    ChainReport {
        /// Events of the chain that were compared.
        events: u64,
        /// The first event that does not fit, or that does not agree with an anchor of this server.
        broken_at: Option<u64>,
        /// When chain and rows were compared last, in the office's local time; none if they never were.
        verified_at: Option<String>,
        /// When comparing them failed last, in the office's local time; none if the last time went well. It is tried again.
        verify_failed_at: Option<String>,
        /// How many rows were compared then.
        verified_rows: u64,
        /// What keepers must see to: rows that were altered by hand, damaged or missing files, a clock that is behind, anchors that are not copied.
        alarms: Vec<String>,
    }
}

/// A year of the calendar as it was published.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct YearFile {
    /// The file: a line for each holiday and each rest day that is worked.
    pub text: String,
}
