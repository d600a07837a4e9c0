//! 第六条: annual leave.

use crate::{
    forms::{AnnualPlan, Leave, LeaveKind, Suspension},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// Days a year by accumulated service on a day.
pub fn entitlement(person: &guiju_sdk::model::Person, on: Date, facts: &Facts<'_, Numbers>) -> Option<u32> {
    let since = facts.attribute::<Date>(person, "working_since")?;
    let begun = on.year() - since.year();
    let served = if since.plus_months(begun * 12) > on { begun - 1 } else { begun };
    Some(u32::try_from(served).ok().and_then(|years| facts.parameters.annual_days.at(years)).unwrap_or(0))
}

impl Leave {
    /// 6a to 6e: when annual leave can be taken, and how much of it is left.
    pub fn check_annual(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        self.check_timing(context, findings);
        if self.check_balance(context, findings) {
            findings.notice(clause!("6c")).say("由办公室核算天数，部门领导同意，分管领导批准");
        }
    }

    /// 6b, 6d, 6e: asked for in time, within a year, and not while leave is suspended.
    fn check_timing(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let numbers = &context.parameters;
        let begins = self.span.from().date;
        // 6d: not across years.
        if self.span.to().date.year() != begins.year() {
            findings.error(clause!("6d")).on("span").say("年休假不跨年度，请分成两段，各填一张");
        }
        // 6e
        let suspended = context.records::<Suspension>().find(|s| s.completed() && s.form.over.overlaps(self.span));
        if let Some(suspended) = suspended {
            findings
                .error(clause!("6e"))
                .on("span")
                .say(format!("党组决定这段时间停止休假（{}），请改期", suspended.form.reason));
        }
        // 6b
        let latest = context.filed_on().plus_months(numbers.months_ahead as i32);
        if begins < latest {
            findings.warning(clause!("6b")).on("span").say(format!(
                "年休假应提前 {} 个月申请，最早可从 {latest} 起休；确需提前请说明理由",
                numbers.months_ahead
            ));
        }
        if context.records_of::<AnnualPlan>(context.subject().id).next().is_none() {
            findings.notice(clause!("6b")).say("本年度还没有报休假计划");
        }
    }

    /// 6a, 6d: how much is left, in how many parts. Without the day on which the person began to work, nothing can be counted.
    fn check_balance(&self, context: &Context<'_, Numbers>, findings: &mut Findings) -> bool {
        let numbers = &context.parameters;
        let asked = context.calendar().working_half_days(self.span);
        let earlier = context
            .records_of::<Leave>(context.subject().id)
            .filter(|l| l.form.kind == LeaveKind::Annual)
            .collect::<Vec<_>>();
        let taken = earlier.iter().map(|l| context.calendar().working_half_days(l.form.span)).sum::<u32>();
        let Some(days) = entitlement(context.subject(), self.span.from().date, context) else {
            findings.warning(clause!("6a")).say("档案中没有参加工作日期，请办公室补录后核算天数");
            return false;
        };
        let left = (days * 2).saturating_sub(taken);
        let because = format!("应休 {days} 天，已休 {} 天", half_days::days(taken));
        findings.derive("annual_left", "年休假余额", half_days::days(left), clause!("6a"), because.clone());
        if asked > left {
            findings.error(clause!("6a")).on("span").say(format!(
                "{because}，还剩 {} 天，不够这次的 {} 天",
                half_days::days(left),
                half_days::days(asked)
            ));
        }
        if earlier.len() as u32 >= numbers.parts_a_year {
            let parts = numbers.parts_a_year;
            findings
                .warning(clause!("6d"))
                .on("span")
                .say(format!("一年原则上不超过 {parts} 次，这是第 {} 次", earlier.len() + 1));
        }
        if asked < numbers.shortest_part * 2 {
            let least = numbers.shortest_part;
            let days = half_days::days(asked);
            if left < numbers.shortest_part * 2 {
                findings
                    .warning(clause!("6d"))
                    .on("span")
                    .say(format!("每次不少于 {least} 天，余额已不足，可一次休完"));
            } else {
                findings.error(clause!("6d")).on("span").say(format!("每次不少于 {least} 天，现为 {days} 天"));
            }
        }
        true
    }
}

impl Rules<Numbers> for AnnualPlan {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let DayOfYear(month, day) = context.parameters.plan_until;
        let (_, m, d) = context.filed_on().parts();
        if (m, d) > (month, day) {
            findings.warning(clause!("6b")).say(format!("本年度计划应在 {month} 月 {day} 日前报，请说明原因"));
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(SECTION_HEAD).by(clause!("6c")).because("休假计划由部门统筹");
    }
}

impl Rules<Numbers> for Suspension {
    #[clause("6e")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(PRINCIPAL_LEADER).by(CLAUSE).because("停止休假由党组决定，主要领导签发");
        route.publish(CLAUSE, "通知公告", "停止休假通知", self.reason.as_str()).until(self.over.to().date);
    }
}
