//! 机关领导干部联系基层工作制度: visits and households a month, what becomes of each problem, good deeds, reports.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on grassroots contact (机关领导干部联系基层工作制度).
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
        extras: extras::facts_and_charts,
    }
}

mod extras;
mod forms;
mod judgement;
mod parameters;
mod rules;

use forms::{Assignment, GoodDeed, Pairing, Problem, Report, Visit};
use judgement::{HalfYear, Month, Year};
use parameters::Numbers;
