//! 机关干部工作日去向公示制度: outings on a board, visitors received by a deputy, failures counted over the year.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    Whereabouts {
        id: "whereabouts",
        title: "机关干部工作日去向公示制度",
        version: "1.0.0",
        area: "考勤",
        parameters: Numbers,
        roles: [OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY],
        forms: [Outing, Back, Visitor, Check],
        judges: [Year],
        extras: boards,
    }
}

mod forms;
mod parameters;
mod rules;

use forms::{Back, Check, Outing, Visitor};
use parameters::Numbers;
use rules::Year;

fn boards(extras: &mut Extras<'_>) {
    extras.board("board", "去向公示板", clause!("3"), &[Outing::ID, "attendance/leave"]);
    extras
        .chart("failures", "去向登记问题", clause!("7"), Check::ID)
        .by_department()
        .series("kind")
        .seen_by(&[DISCIPLINE_GROUP, OFFICE_DIRECTOR]);
    extras
        .chart("entered-after", "登记平均迟了几分钟", clause!("4"), Outing::ID)
        .mean("entered_after")
        .by_department()
        .seen_by(&[DISCIPLINE_GROUP, OFFICE_DIRECTOR]);
    extras.chart("outings", "各月外出", clause!("3"), Outing::ID).series("kind");
}
