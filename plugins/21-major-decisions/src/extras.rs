//! What is declared beside forms and judgements: the minutes, the calendar of meetings, charts.

use crate::forms::{self, Meeting, Resolution};
use guiju_sdk::prelude::*;

pub fn minutes_and_charts(extras: &mut Extras<'_>) {
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
