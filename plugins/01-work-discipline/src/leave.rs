//! 第二条、第三条: what this text adds to the leave that attendance routes.

use crate::{
    forms::{AnnualPlan, Leave, LeaveKind, Suspension},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Leave {
    fn reads() -> Vec<Read> {
        vec![
            subject::<Leave>(Window::ThisYear),
            subject::<AnnualPlan>(Window::ThisYear),
            office::<Suspension>(Window::ThisDay).at_most(100),
        ]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let days = half_days::days(context.calendar().working_half_days(self.span));
        match self.kind {
            LeaveKind::Personal | LeaveKind::Sick => {
                findings.notice(clause!("2a")).say(format!("须书面申请并按天数逐级签批，本次 {days} 个工作日"));
                self.derive_taken(context, findings);
                self.check_length(context, findings);
                self.check_phoned_first(context, findings);
            }
            LeaveKind::Annual => self.check_annual(context, findings),
            LeaveKind::Unlisted => findings.notice(clause!("2c")).say("由单位按国家有关规定审批，产假须备案"),
        }
    }
}

impl Leave {
    /// 7b: how much of the kind the year has seen already.
    fn derive_taken(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let earlier = context.records_of::<Leave>(context.subject().id).filter(|other| other.form.kind == self.kind);
        let taken = earlier.map(|other| context.calendar().working_half_days(other.form.span)).sum::<u32>();
        let (label, limit) = match self.kind {
            LeaveKind::Personal => ("本年已请事假", context.parameters.personal_a_year),
            _ => ("本年已请病假", context.parameters.sick_a_year),
        };
        let because = format!("这次以前的累计；全年超过 {limit} 天的由党组研究");
        findings.derive("taken_this_year", label, format!("{} 天", half_days::days(taken)), clause!("7b"), because);
    }

    /// 2b: long leave is decided by the district, too.
    fn check_length(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let half_days = context.calendar().working_half_days(self.span);
        let Numbers { personal_days_to_report, sick_days_to_report, .. } = context.parameters;
        let limit = if self.kind == LeaveKind::Personal { personal_days_to_report } else { sick_days_to_report };
        if half_days > limit * 2 {
            findings.notice(clause!("2b")).say(format!("超过 {limit} 天，须报区委组织部或区人社局审批"));
        }
    }

    /// 2d, 3: who telephones first hands in the slip on the first day back.
    fn check_phoned_first(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let back = context.calendar().working_day_from(self.span.to().date.plus(1));
        if self.phoned_first != Some(true) {
            // Attendance refuses personal leave that nobody asked for before.
            if self.kind == LeaveKind::Sick && context.filed_on() > back {
                findings.error(clause!("2d")).on("span").say(format!(
                    "急病来不及请假的应先打电话，并在上班第一天（{back}）补假条；没有打电话又过了期的，不算请假"
                ));
            }
            return;
        }
        if context.filed_on() > back {
            findings
                .error(clause!("2d"))
                .on("span")
                .say(format!("电话请的假应在上班第一天（{back}）补假条，已经过期，按旷工算"));
        } else {
            findings.notice(clause!("2d")).say("电话请假须经分管领导同意才有效，请在事由中写明何时与谁说过");
        }
        findings.notice(clause!("3")).say("当天没有打卡的时段不必再写情况说明");
    }
}
