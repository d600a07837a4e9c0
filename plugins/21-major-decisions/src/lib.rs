//! 重大事项决策制度: consultation, notice, quorum, a vote item by item, minutes and resolutions.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
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
        also: charts,
    }
}

mod forms;
mod meeting;
mod outside;
mod parameters;

use forms::{AdvanceReport, Meeting, Resolution};
use parameters::Numbers;

fn charts(more: &mut More<'_>) {
    more.month("calendar", "会议安排", clause!("4"), &[Meeting::ID], audience(forms::MEMBERS));
    more.chart("topics", "表决事项", clause!("2"), Resolution::ID).by("kind").split("passed").seen_by(forms::MEMBERS);
}
