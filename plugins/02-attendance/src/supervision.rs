//! 三、有关要求: inspections, the weekly publication and the year's summary.

use crate::{
    forms::{Inspection, KEEPERS, Leave, LeaveKind, WeeklySummary},
    month::Month,
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Inspection {
    /// 1.3: whether somebody refused the post that he was given.
    pub fn is_refusal(&self, numbers: &Numbers) -> bool {
        let word = numbers.refusal.trim();
        self.refused == Some(true) || (!word.is_empty() && self.finding.contains(word))
    }
}

impl Rules<Numbers> for Inspection {
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if self.is_refusal(&context.parameters) {
            let because = "不服从分配、没有到岗的按旷工算，须查实";
            route.ask(DISCIPLINE_SECRETARY).by(clause!("1.3")).titled("查实").because(because);
        }
        if self.falsified == Some(true) {
            route.ask(DISCIPLINE_SECRETARY).by(clause!("3.3")).titled("查实").because("考勤弄虚作假须查实");
        }
    }
}

impl Rules<Numbers> for WeeklySummary {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.week.around(Cycle::Week).0 > context.filed_on() {
            findings.error(clause!("3.5")).on("week").say("这一周还没有开始，没有考勤可以公示");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let (monday, sunday) = self.week.around(Cycle::Week);
        let title = format!("{monday} 至 {sunday} 考勤情况");
        route.publish(clause!("3.5"), "考勤公示", title, self.text.clone());
    }
}

/// 3.5: the office publishes once a week.
#[derive(Debug, Judgement)]
#[judgement(
    title = "每周公示",
    clause = "3.5",
    of = Office,
    every = Week,
    reads = [office::<WeeklySummary>(Window::ThisWeek).at_most(100)],
    seen_by = anyone
)]
pub struct Week;

impl Judge<Numbers> for Week {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let published = context.entries(WeeklySummary::ID).iter().map(|entry| entry.id).collect();
        assessment
            .obligation(clause!("3.5"), "公示每周考勤", context.parameters.publications_a_week, published)
            .owed_by(OFFICE_CLERK)
            .met_by::<WeeklySummary>();
    }
}

relies! {
    /// A month's results.
    attendance::month as MonthResult { late, early, off_post, absent_half_days }
}

/// 3.6: what a year comes to, for pay, appraisal and honours.
#[derive(Debug, Judgement)]
#[judgement(
    title = "年度考勤汇总",
    clause = "3.6",
    of = Person,
    every = Year,
    reads = [subject::<MonthResult>(Window::ThisYear), subject::<Leave>(Window::ThisYear)],
    seen_by = KEEPERS
)]
pub struct Year;

impl Judge<Numbers> for Year {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let by = clause!("3.6");
        let months = context.records::<MonthResult>().map(|month| month.form).collect::<Vec<_>>();
        let total = |of: fn(&MonthResult) -> Option<i64>| months.iter().filter_map(of).sum::<i64>();
        for (figure, total, unit) in [
            (Month::LATE, total(|month| month.late), "次"),
            (Month::EARLY, total(|month| month.early), "次"),
            (Month::OFF_POST, total(|month| month.off_post), "次"),
            (Month::ABSENT_HALF_DAYS, total(|month| month.absent_half_days), "个半天"),
        ] {
            assessment.figure(figure, total, unit, by);
        }
        let mut leave = 0;
        for &(kind, label) in LeaveKind::CHOICES {
            let of_kind =
                context.records::<Leave>().filter(|leave| leave.completed() && leave.form.kind.value() == kind);
            let half_days = of_kind.map(|leave| leave.form.half_days(context)).sum::<u32>();
            assessment.metric(kind, label, half_days, "个半天", by);
            leave += half_days;
        }
        assessment.metric("leave_half_days", "请假", leave, "个半天", by);
    }
}
