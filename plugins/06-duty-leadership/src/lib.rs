//! 机关领导带班值班制度: a leader leads the duty each week, inspects, asks after whoever is missing, and publishes the week.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on leading the duty (机关领导带班值班制度).
    DutyLeadership {
        id: "duty-leadership",
        title: "机关领导带班值班制度",
        version: "1.0.0",
        area: "值班",
        parameters: Numbers,
        roles: [
            DUTY_LEADER, LEADERSHIP_TEAM, PRINCIPAL_LEADER, OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP,
            DISCIPLINE_SECRETARY,
        ],
        forms: [SignIn, SurpriseCheck, WeeklySummary],
        records: [IdleConduct],
        judges: [Week],
        extras: extras::roster,
    }
}

mod extras;
mod forms;
mod parameters;
mod rules;

use forms::{IdleConduct, SignIn, SurpriseCheck, WeeklySummary};
use parameters::Numbers;
use rules::Week;
