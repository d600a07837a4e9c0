//! 机关限时办结制度: every matter has its date; it is told, kept, or put off in time by whoever may.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on time limits (机关限时办结制度).
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
        extras: extras::charts,
    }
}

mod extras;
mod forms;
mod parameters;
mod rules;

use forms::{Arrangement, Extension, Inquiry, Instruction, Petition};
use parameters::Numbers;
use rules::Month;
