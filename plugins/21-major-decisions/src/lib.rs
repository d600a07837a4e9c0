//! 重大事项决策制度: consultation, notice, quorum, a vote item by item, minutes and resolutions.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on major decisions (重大事项决策制度).
    MajorDecisions {
        id: "major-decisions",
        title: "重大事项决策制度",
        version: "1.0.0",
        area: "会议",
        parameters: Numbers,
        roles: [SECRETARY, OFFICE_DIRECTOR, OFFICE_CLERK, PARTY_GROUP],
        forms: [Meeting],
        records: [Resolution],
        oversees: [AdvanceReport],
        extras: extras::minutes_and_charts,
    }
}

mod extras;
mod forms;
mod meeting;
mod outside;
mod parameters;

use forms::{AdvanceReport, Meeting, Resolution};
use parameters::Numbers;
