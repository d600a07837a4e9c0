//! 二、三、六: income, monthly work, calls, wages, the archive.

use crate::{
    forms::{ArchiveAccess, Claim, Closing, ClosingKind, Income, KEEPERS, WageNotice},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;
use std::collections::BTreeMap;

impl Rules<Numbers> for Income {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !self.central_account {
            findings.error(clause!("2.1")).on("central_account").say("各项资金都须进入统一账户，部门和社区不另设账户");
        }
        if self.spent_from_cash {
            let said = "原则上禁止坐支：收到的现金先入账，支出另走报销；确已坐支的请写明原因";
            findings.warning(clause!("2.2b")).on("spent_from_cash").say(said);
        }
    }
}

impl Rules<Numbers> for WageNotice {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("4.4.5c");
        route.ask(PERSONNEL_LEADER).by(by).because("工资变动通知先由人事分管领导审批");
        route.have("accountant", "财务办理", ACCOUNTANT).by(by).because("凭办公室通知办理").apart_from(&["applicant"]);
    }
}

impl Rules<Numbers> for ArchiveAccess {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.taken_away {
            findings.error(clause!("6.3")).on("taken_away").say("会计档案不得带出，请在财务室查阅");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(FINANCE_LEADER).by(clause!("6.3")).because("查阅、复制、摘录须经领导批准");
    }
}

/// 2.3, 3.1, 6.2: what is owed every month.
#[derive(Debug, Judgement)]
#[judgement(
    title = "财务月度义务",
    clause = "3.1",
    of = Office,
    every = Month,
    reads = [
        office::<Closing>(Window::ThisMonth).at_most(1_000),
        office::<Claim>(Window::ThisYear).with(&[Claim::FIELDS.purpose.name()]).at_most(MOST_CLAIMS),
        office::<Claim>(Window::ThisYear).named(AMOUNTS).numbers(&NUMBERS).at_most(MOST_CLAIMS),
    ],
    seen_by = KEEPERS
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let done = |kind: ClosingKind| {
            context.records::<Closing>().filter(|c| c.form.kind == kind).map(|c| c.id()).collect::<Vec<_>>()
        };
        let numbers = &context.parameters;
        for (by, what, needed, kind) in [
            (clause!("2.3"), "结算分析并报领导", numbers.analyses, ClosingKind::Analysis),
            (clause!("3.1"), "日清月结", numbers.closings, ClosingKind::MonthClosed),
            (clause!("6.2"), "会计档案归档编目", numbers.filings, ClosingKind::Archived),
        ] {
            assessment.obligation(by, what, needed, done(kind)).owed_by(ACCOUNTANT).met_by::<Closing>();
        }
        unreported(context, assessment);
    }
}

/// The name of the read of the amounts that are claimed in the year, and of what their reports cover.
const AMOUNTS: &str = "amounts";
/// A claim's report, its amount, the amount of the report and whether it was approved.
const NUMBERS: [&str; 4] = ["report", "amount", "report.amount", "report.status"];
/// So many claims a year at most.
const MOST_CLAIMS: u32 = 100_000;

/// 4b: claims that no approved report covers, alone or together.
#[clause("4b")]
fn unreported(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
    let mut left = BTreeMap::new();
    let mut found = |claim: &NumberRow<'_>, what: String| {
        let purpose = context.record_of::<Claim>(Claim::ID, claim).map(|claim| claim.form.purpose);
        let what = format!("{what}：{}", purpose.unwrap_or_default());
        assessment.discrepancy(CLAUSE, claim.date(), Some(claim.id()), what);
    };
    for claim in context.columns(AMOUNTS).into_iter().flat_map(Columns::rows) {
        let [report, amount, reported, status] = [0, 1, 2, 3].map(|field| claim.number(field).unwrap_or_default());
        let approved = status == Status::Completed as i64;
        if !approved {
            found(&claim, "报销没有已批准的事前报告".to_owned());
            continue;
        }
        let rest = left.entry(report).or_insert(reported);
        if amount > *rest {
            let (amount, covered) = (Money(amount), Money(*rest));
            found(&claim, format!("报销 {amount} 元超出事前报告剩余的 {covered} 元"));
            *rest = 0;
        } else {
            *rest -= amount;
        }
    }
}
