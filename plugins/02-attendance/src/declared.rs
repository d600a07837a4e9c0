//! What is declared beside forms and judgements: facts about persons, the month's roll, charts.

use crate::{
    forms::{self, Leave},
    month::Month,
};
use guiju_sdk::prelude::*;

/// Facts and charts.
pub fn facts_and_charts(more: &mut More<'_>) {
    more.attribute("working_since", "参加工作日期", ValueKind::Date, clause!("2.2.1.2d"));
    more.attribute("married", "已婚", ValueKind::YesNo, clause!("2.2.1.2d"));
    more.attribute("female", "女性", ValueKind::YesNo, clause!("2.2.1.2a"));
    more.attribute("managed_by_party", "由组织部管理", ValueKind::YesNo, clause!("2.2.1.1c"));
    more.attribute("attends_elsewhere", "借调外出或派驻社区", ValueKind::YesNo, clause!("3.1"));

    more.sheet::<Month>("month-roll", "月考勤表", clause!("3.6"), audience(forms::KEEPERS));
    more.chart("late", "各月迟到", clause!("3.6"), "month").sum("late").split_by_department().seen_by(forms::KEEPERS);
    more.chart("absent", "各部门旷工（半天）", clause!("3.6"), "month")
        .sum("absent_half_days")
        .by_department()
        .seen_by(forms::KEEPERS);
    more.chart("leaves", "各月请假", clause!("2.1"), Leave::ID).split("kind").seen_by(forms::KEEPERS);
}
