//! 机关干部工作纪律: the office's hours, what it adds to leave, roll calls, violations, annual leave, spot checks.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on work discipline (机关干部工作纪律).
    WorkDiscipline {
        id: "work-discipline",
        title: "机关干部工作纪律",
        version: "1.0.0",
        area: "考勤",
        parameters: Numbers,
        roles: [
            SECTION_HEAD, SUPERVISING_LEADER, PRINCIPAL_LEADER, OFFICE_DIRECTOR, OFFICE_CLERK, PARTY_GROUP, SECRETARY,
            DISCIPLINE_SECRETARY, DISCIPLINE_GROUP,
        ],
        forms: [RollCall, Violation, AnnualPlan, Suspension, SpotCheck, Inquiry],
        records: [Computer],
        oversees: [Leave],
        judges: [Month, Year],
        extras: extras::hours_and_charts,
    }
}

mod annual;
mod conduct;
mod extras;
mod forms;
mod judgement;
mod leave;
mod parameters;

use forms::{AnnualPlan, Computer, Inquiry, Leave, RollCall, SpotCheck, Suspension, Violation};
use judgement::{Month, Year};
use parameters::Numbers;
