//! 机关限时办结制度: every matter has its date; it is told, kept, or put off in time by whoever may.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    TimeLimit {
        id: "time-limit",
        title: "机关限时办结制度",
        version: "1.0.0",
        area: "服务",
        parameters: Numbers,
        roles: [SUPERVISING_LEADER, PRINCIPAL_LEADER, SECRETARY, DIRECTOR, LEADERSHIP_TEAM, OFFICE_CLERK, OFFICE_DIRECTOR],
        forms: [Instruction, Extension, Arrangement],
        oversees: [Inquiry, Petition],
        judges: [Month],
        extras: charts,
    }
}

mod forms;
mod parameters;
mod rules;

use forms::{Arrangement, Extension, Inquiry, Instruction, Petition};
use parameters::Numbers;
use rules::Month;

fn charts(extras: &mut Extras<'_>) {
    extras.chart("instructions", "批示件办理天数", clause!("5"), Instruction::ID).days_taken().by_department();
    extras.chart("inquiries", "来访来电事项办理天数", clause!("3"), Inquiry::ID).days_taken().by_department();
    extras.chart("on-time", "各部门批示件按期办结率", clause!("5"), Instruction::ID).on_time().by_department();
    extras.chart("extensions", "各月延期", clause!("6"), Extension::ID).series_by_department();
}
