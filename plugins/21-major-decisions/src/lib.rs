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
        extras: minutes_and_charts,
    }
}

mod forms;
mod meeting;
mod outside;
mod parameters;

use forms::{AdvanceReport, Meeting, Resolution};
use parameters::Numbers;

fn minutes_and_charts(extras: &mut Extras<'_>) {
    extras
        .document_template::<Meeting>("minutes", "会议纪要版式", clause!("4"), "{office}会议纪要")
        .says("title", "minutes/minutes")
        .listing(&["held_on", "members", "sign-in/present"])
        .settled_by("minutes");
    extras.month("calendar", "会议安排", clause!("4"), &[Meeting::ID], audience(forms::MEMBERS));
    extras
        .chart("topics", "表决事项", clause!("2"), Resolution::ID)
        .by("kind")
        .series("passed")
        .seen_by(forms::MEMBERS);
}
