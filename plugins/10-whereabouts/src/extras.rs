//! What is declared beside forms and judgements: boards, charts.

use crate::forms::{Check, Leave, Outing};
use guiju_sdk::prelude::*;

pub fn boards(extras: &mut Extras<'_>) {
    extras.board("board", "去向公示板", clause!("3"), &[Outing::ID, Leave::ID]);
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
