//! 机关考勤制度: punches become sessions worked, late, early or absent; leave is asked for and routed; a month is judged.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on attendance (机关考勤制度).
    Attendance {
        id: "attendance",
        title: "机关考勤制度",
        version: "1.0.0",
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

mod day;
mod extras;
mod forms;
mod lateness;
mod leave;
mod leave_return;
mod month;
mod parameters;
mod punches;
mod statements;
mod supervision;

use forms::{Inspection, Leave, LeaveReturn, Misconduct, OffPost, Punch, Statement, WeeklySummary};
use month::Month;
use parameters::Numbers;
use supervision::{Week, Year};
