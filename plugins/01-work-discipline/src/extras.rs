//! What is declared beside forms and judgements: working hours, facts about persons, the circular, charts.

use crate::forms::{self, Violation};
use guiju_sdk::prelude::*;

pub fn hours_and_charts(extras: &mut Extras<'_>) {
    extras.working_hours(clause!("1"), "summer_from", "summer_to", "summer_hours", "winter_hours");
    extras.attribute("working_since", "参加工作日期", ValueKind::Date, clause!("6a"));
    extras
        .document_template::<Violation>("circular", "通报", clause!("5.3a"), "{office}通报")
        .tells("what")
        .listing(&["who", "on", "kind"])
        .settled_by(DISCIPLINE_SECRETARY.id);
    extras.chart("violations", "违纪情况", clause!("5.3a"), Violation::ID).series("kind").seen_by(forms::GROUP);
    extras
        .chart("year", "全年事假、病假（半天）", clause!("7b"), "year")
        .sum("personal")
        .by_department()
        .seen_by(forms::GROUP);
}
