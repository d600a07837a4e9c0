//! What is declared beside forms and judgements: facts about persons, the roll, charts.

use crate::forms::{GoodDeed, Problem, Visit};
use guiju_sdk::prelude::*;

pub fn facts_and_charts(extras: &mut Extras<'_>) {
    extras.attribute("attends_elsewhere", "借调外出或派驻社区", ValueKind::YesNo, clause!("4b"));
    let marks = [(Visit::ID, "√"), (GoodDeed::ID, "☆")];
    extras.roll("month-roll", "下社区月历", clause!("5"), &marks, Audience::Anyone);
    extras.chart("visits", "各月走访", clause!("5"), Visit::ID).series_by_department();
    extras.chart("problems", "问题怎样解决", clause!("3"), Problem::ID).by("outcome");
    extras.chart("households", "各人走访户数", clause!("4a"), Visit::ID).sum("households_seen").by_person();
    extras.chart("deeds", "各社区好事实事", clause!("4c"), GoodDeed::ID).by("community");
}
