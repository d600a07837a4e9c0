//! Inboxes: lines, counts, notices, matters under way.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// A matter in an inbox, with the task that it waits for.
    #[cfg_attr(feature = "openapi", schema(as = Line))]
    InboxItem {
        /// Id of the matter.
        matter: u64,
        /// Task, if it waits for one.
        task: Option<u64>,
        /// Title of the form.
        title: String,
        /// One line about it, as far as the reader may see it.
        summary: String,
        /// Name of whoever filed it.
        applicant: String,
        /// Name of the department.
        department: String,
        /// Title of the step.
        step: String,
        /// State of the matter: `open`, `returned`, `completed`, `refused`, `withdrawn`.
        status: String,
        /// Whether the record that it left is void.
        void: bool,
        /// When it came or was filed.
        at: String,
        /// Until when it has to be done: date and time.
        due: Option<String>,
        /// `overdue`, `soon` or nothing.
        urgency: String,
        /// With whom it is.
        with: String,
    }
    /// Counts of the boxes; each equals the total of its list.
    Counts {
        /// Tasks to decide.
        decide: u64,
        /// Tasks to read.
        read: u64,
        /// Tasks that are due today.
        soon: u64,
        /// Tasks whose due date is past.
        overdue: u64,
        /// Notices that were not read.
        notices: u64,
    }
    /// A notice.
    NoticeShown {
        /// Id within the office.
        id: u64,
        /// The notice in words.
        message: String,
        /// Date and time at which it was sent.
        at: String,
        /// Whether it was read.
        read: bool,
        /// Matter it is about.
        matter: Option<u64>,
    }
    /// A step that is open, with how near its due date is.
    OpenShown {
        /// Id of the matter.
        matter: u64,
        /// One line about it.
        summary: String,
        /// Department of whom it concerns.
        department: String,
        /// Title of the step at which the matter waits.
        station: String,
        /// Who is asked there.
        holders: Vec<String>,
        /// When it came there.
        arrived: String,
        /// Until when it has to be done: date and time.
        due: Option<String>,
        /// `overdue`, `near`, `well`, `none`
        lamp: String,
        /// Days since the filing.
        days: u64,
    }
}
