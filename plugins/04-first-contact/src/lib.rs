//! 机关首问负责制度: whoever receives somebody first is responsible for the matter to its end.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    FirstContact {
        id: "first-contact",
        title: "机关首问负责制度",
        version: "1.0.0",
        area: "服务",
        parameters: Numbers,
        roles: [SUPERVISING_LEADER, OFFICE_DIRECTOR, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY],
        forms: [Inquiry, Complaint],
        judges: [Year],
        extras: charts,
    }
}

mod appraisal;
mod forms;
mod inquiry;
mod parameters;

use appraisal::Year;
use forms::{Complaint, Inquiry};
use parameters::Numbers;

fn charts(extras: &mut Extras<'_>) {
    extras.chart("scope", "来电来访的办理", clause!("1"), Inquiry::ID).series("scope");
    extras.chart("handled", "当场办结与限时办理", clause!("4"), Inquiry::ID).by("handled");
    extras.chart("again", "重复来访", clause!("3"), Inquiry::ID).sum("earlier").by_department();
    extras.chart("taken", "办结天数", clause!("4"), Inquiry::ID).days_taken().by_department();
    extras.chart("on-time", "各部门按期办结率", clause!("4"), Inquiry::ID).on_time().by_department();
}
