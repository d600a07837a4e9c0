//! 机关考勤制度, as an office revised it: who comes within ten minutes is not late. Everything else is the stock text, and
//! stays one with it. For the stories of swapping a regulation.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on attendance, revised (机关考勤制度).
    Attendance {
        id: "attendance",
        title: "机关考勤制度",
        version: "1.1.0",
        area: "考勤",
        parameters: Numbers,
        roles: [
            SECTION_HEAD, SUPERVISING_LEADER, PRINCIPAL_LEADER, OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_SECRETARY,
            DISCIPLINE_GROUP,
        ],
        forms: [Statement, Misconduct, Leave, LeaveReturn, Inspection, WeeklySummary],
        records: [Punch, OffPost],
        judges: [Month, Week, Year],
        extras: extras::facts_and_charts,
    }
}

#[path = "../../02-attendance/src/day.rs"]
mod day;
#[path = "../../02-attendance/src/extras.rs"]
mod extras;
#[path = "../../02-attendance/src/forms.rs"]
mod forms;
mod lateness;
#[path = "../../02-attendance/src/leave.rs"]
mod leave;
#[path = "../../02-attendance/src/leave_return.rs"]
mod leave_return;
#[path = "../../02-attendance/src/month.rs"]
mod month;
#[path = "../../02-attendance/src/parameters.rs"]
mod parameters;
#[path = "../../02-attendance/src/punches.rs"]
mod punches;
#[path = "../../02-attendance/src/statements.rs"]
mod statements;
#[path = "../../02-attendance/src/supervision.rs"]
mod supervision;

use forms::{Inspection, Leave, LeaveReturn, Misconduct, OffPost, Punch, Statement, WeeklySummary};
use month::Month;
use parameters::Numbers;
use supervision::{Week, Year};
