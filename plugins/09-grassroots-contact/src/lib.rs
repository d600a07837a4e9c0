//! 机关领导干部联系基层工作制度: visits and households a month, what becomes of each problem, good deeds, reports.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    GrassrootsContact {
        id: "grassroots-contact",
        title: "机关领导干部联系基层工作制度",
        version: "1.0.0",
        area: "基层",
        parameters: Numbers,
        roles: [LEADERSHIP_TEAM, PARTY_GROUP, OFFICE_DIRECTOR, SUPERVISING_LEADER],
        forms: [Assignment, Visit, Problem, Pairing, Report],
        records: [GoodDeed],
        judges: [Month, HalfYear, Year],
        extras: facts_and_charts,
    }
}

mod forms;
mod judgement;
mod parameters;
mod rules;

use forms::{Assignment, GoodDeed, Pairing, Problem, Report, Visit};
use judgement::{HalfYear, Month, Year};
use parameters::Numbers;

fn facts_and_charts(extras: &mut Extras<'_>) {
    extras.attribute("attends_elsewhere", "借调外出或派驻社区", ValueKind::YesNo, clause!("4b"));
    let marks = [(Visit::ID, "√"), (GoodDeed::ID, "☆")];
    extras.roll("month-roll", "下社区月历", clause!("5"), &marks, Audience::Anyone);
    extras.chart("visits", "各月走访", clause!("5"), Visit::ID).series_by_department();
    extras.chart("problems", "问题怎样解决", clause!("3"), Problem::ID).by("outcome");
    extras.chart("households", "各人走访户数", clause!("4a"), Visit::ID).sum("households_seen").by_person();
    extras.chart("deeds", "各社区好事实事", clause!("4c"), GoodDeed::ID).by("community");
}
