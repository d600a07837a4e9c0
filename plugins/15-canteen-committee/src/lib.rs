//! 机关“公务灶”管理委员会职责: purchases weighed by another than the buyer, accounts told every month, decisions by vote.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on the canteen's committee (机关“公务灶”管理委员会职责).
    CanteenCommittee {
        id: "canteen-committee",
        title: "机关“公务灶”管理委员会职责",
        version: "1.0.0",
        area: "食堂",
        parameters: Numbers,
        roles: [CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR, OFFICE_DIRECTOR, COOK],
        forms: [Acceptance, Accounts, Suggestion, Review, Suspension, Decision],
        records: [Appointment],
        judges: [Month, Quarter],
        extras: extras::charts,
    }
}

mod extras;
mod forms;
mod parameters;
mod rules;

use forms::{Acceptance, Accounts, Appointment, Decision, Review, Suggestion, Suspension};
use parameters::Numbers;
use rules::{Month, Quarter};
