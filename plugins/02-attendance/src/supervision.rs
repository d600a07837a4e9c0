//! 三、有关要求: the weekly publication and the year's summary.

use crate::{
    Attendance, Numbers,
    forms::{Leave, WeeklySummary},
    leave::half_days_of,
};
use guiju_sdk::prelude::*;

impl Rules<WeeklySummary> for Attendance {
    fn route(summary: &WeeklySummary, _at: &Case<'_, Numbers>, route: &mut Route) {
        let (monday, sunday) = summary.week.around(Cycle::Week);
        let title = format!("{monday} 至 {sunday} 考勤情况");
        route.publish(clause!("3.5"), "考勤公示", title, summary.text.clone(), None);
    }
}

/// 3.5: the office publishes once a week.
pub fn weekly_duty(at: &Judged<'_, Numbers>, assessment: &mut Assessment) {
    let published = at.entries(WeeklySummary::ID).iter().map(|entry| entry.id).collect();
    assessment.duty(clause!("3.5"), "公示每周考勤", at.parameters.publications_a_week, published);
}

/// 3.6: what a year comes to, for pay, appraisal and honours.
pub fn year(at: &Judged<'_, Numbers>, assessment: &mut Assessment) {
    let by = clause!("3.6");
    let months = at.entries("month").iter().map(|entry| guiju_sdk::object(&entry.content)).collect::<Vec<_>>();
    let total = |name: &str| months.iter().filter_map(|month| month.get(name)?.as_i64()).sum::<i64>();
    for (name, label, unit) in [
        ("late", "迟到", "次"),
        ("early", "早退", "次"),
        ("off_post", "脱岗", "次"),
        ("absent_half_days", "旷工", "个半天"),
    ] {
        assessment.figure(name, label, total(name), unit, by);
    }
    let leave = at.records::<Leave>().filter(Record::completed).map(|leave| half_days_of(&leave.form, at)).sum::<u32>();
    assessment.figure("leave_half_days", "请假", leave, "个半天", by);
}
