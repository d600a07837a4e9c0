//! 二、（二）: the return from a leave.

use crate::{
    forms::{Institution, Leave, LeaveKind, LeaveReturn},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Leave {
    /// The role that gave the last word on it.
    fn approved_by(&self, context: &Facts<'_, Numbers>) -> RoleName {
        let half_days = self.half_days(context);
        match self.kind {
            LeaveKind::Personal | LeaveKind::Sick
                if half_days <= context.parameters.section_head_half_days && !self.is_phoned() =>
            {
                SECTION_HEAD
            }
            LeaveKind::Personal | LeaveKind::Sick if half_days <= context.parameters.supervising_half_days => {
                SUPERVISING_LEADER
            }
            _ => PRINCIPAL_LEADER,
        }
    }
}

impl Rules<Numbers> for LeaveReturn {
    fn reads() -> Vec<Read> {
        vec![referenced::<Leave>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(leave) = context.referred(self.leave) else { return };
        if leave.person() != Some(context.subject().id) {
            findings.error(clause!("2.2.2a")).on("leave").say("只能销自己的假");
        }
        if leave.form.kind == LeaveKind::Sick && (self.recovered.is_none() || self.level == Some(Institution::County)) {
            let ticked = if self.after_sickness == Some(true) { "" } else { "请勾选“是病假”；" };
            let level = if self.recovered.is_some() { "县级的证明不够，" } else { "" };
            findings
                .error(clause!("2.2.2b"))
                .on("recovered")
                .say(format!("{ticked}{level}病假销假须附市级以上医疗机构的康复证明（传染病须证明已无传染性）"));
        }
        let by = context.calendar().working_days_after(leave.form.span.to().date, context.parameters.return_grace);
        if self.back_on > by {
            findings
                .warning(clause!("2.2.2a"))
                .on("back_on")
                .say(format!("应在 {by} 之前销假，逾期的天数未续假的按旷工算"));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let leave = context.referred(self.leave);
        let approver = leave.as_ref().map_or(SECTION_HEAD, |leave| leave.form.approved_by(context));
        let half_days = leave.map_or(0, |leave| leave.form.half_days(context));
        let because = format!("所销的假 {} 天，由其批准", half_days::days(half_days));
        route.ask(approver).by(clause!("2.2.2a")).because(because).without_refusal();
    }
}
