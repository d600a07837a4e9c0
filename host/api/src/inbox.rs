//! Inboxes: lines, counts, notices, matters under way.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
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
}
