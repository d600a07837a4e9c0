//! 机关考勤制度: punches become sessions worked, late, early or absent; leave is asked for and routed; a month is judged.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    Attendance {
        id: "attendance",
        title: "机关考勤制度",
        version: "1.0.0",
        area: "考勤",
        parameters: Numbers,
        roles: [
            SECTION_HEAD, SUPERVISING_LEADER, PRINCIPAL_LEADER, OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_SECRETARY,
            DISCIPLINE_GROUP,
        ],
        forms: [Statement, Misconduct, Leave, LeaveReturn, Inspection, WeeklySummary],
        records: [Punch, OffPost],
        judges: [Month, Week, Year],
        also: facts_and_charts,
    }
}

mod day;
mod forms;
mod lateness;
mod leave;
mod month;
mod parameters;
mod supervision;

use forms::{Inspection, Leave, LeaveReturn, Misconduct, OffPost, Outing, Punch, Statement, WeeklySummary};
use month::Month;
use parameters::Numbers;
use supervision::{Week, Year};

fn facts_and_charts(more: &mut More<'_>) {
    more.attribute("working_since", "参加工作日期", ValueKind::Date, clause!("2.2.1.2d"));
    more.attribute("married", "已婚", ValueKind::YesNo, clause!("2.2.1.2d"));
    more.attribute("female", "女性", ValueKind::YesNo, clause!("2.2.1.2a"));
    more.attribute("managed_by_party", "由组织部管理", ValueKind::YesNo, clause!("2.2.1.1c"));
    more.attribute("attends_elsewhere", "借调外出或派驻社区", ValueKind::YesNo, clause!("3.1"));

    let marks = [(Punch::ID, "√"), (Leave::ID, "○"), (Outing::ID, "△"), (OffPost::ID, "×")];
    more.roll("month-roll", "月考勤表", clause!("3.6"), &marks, audience(forms::KEEPERS));
    more.chart("late", "各月迟到", clause!("3.6"), "month").sum("late").split_by_department().seen_by(forms::KEEPERS);
    more.chart("absent", "各部门旷工（半天）", clause!("3.6"), "month")
        .sum("absent_half_days")
        .by_department()
        .seen_by(forms::KEEPERS);
    more.chart("leaves", "各月请假", clause!("2.1"), Leave::ID).split("kind").seen_by(forms::KEEPERS);
}
