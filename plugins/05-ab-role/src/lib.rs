//! 机关AB角工作制度: who stands in for whom, and what a leave or an outing hands over.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on deputies (机关AB角工作制度).
    AbRole {
        id: "ab-role",
        title: "机关AB角工作制度",
        version: "1.0.0",
        area: "办公",
        parameters: Numbers,
        roles: [SECTION_HEAD, OFFICE_DIRECTOR, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY],
        forms: [Pair, HandOver, Arrangement, Complaint],
        oversees: [Leave, Outing],
        judges: [Month],
        extras: extras::absences,
    }
}

mod absence;
mod extras;
mod forms;
mod pairs;
mod parameters;

use forms::{Arrangement, Complaint, HandOver, Leave, Outing, Pair};
use pairs::Month;
use parameters::Numbers;
