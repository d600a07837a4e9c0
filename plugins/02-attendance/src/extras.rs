//! What is declared beside forms and judgements: facts about persons, the month's roll, charts.

use crate::{
    forms::{self, Leave},
    month::Month,
};
use guiju_sdk::prelude::*;

/// Facts and charts.
pub fn facts_and_charts(extras: &mut Extras<'_>) {
    extras.attribute("working_since", "参加工作日期", ValueKind::Date, clause!("2.2.1.2d"));
    extras.attribute("married", "已婚", ValueKind::YesNo, clause!("2.2.1.2d"));
    extras.attribute("female", "女性", ValueKind::YesNo, clause!("2.2.1.2a"));
    extras.attribute("managed_by_party", "由组织部管理", ValueKind::YesNo, clause!("2.2.1.1c"));
    extras.attribute("attends_elsewhere", "借调外出或派驻社区", ValueKind::YesNo, clause!("3.1"));

    extras.sheet::<Month>("month-roll", "月考勤表", clause!("3.6"), audience(forms::KEEPERS));
    extras
        .chart("late", "各月迟到", clause!("3.6"), "month")
        .sum("late")
        .series_by_department()
        .seen_by(forms::KEEPERS);
    extras
        .chart("absent", "各部门旷工（半天）", clause!("3.6"), "month")
        .sum("absent_half_days")
        .by_department()
        .seen_by(forms::KEEPERS);
    extras.chart("leaves", "各月请假", clause!("2.1"), Leave::ID).series("kind").seen_by(forms::KEEPERS);
}
