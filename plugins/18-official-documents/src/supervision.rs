//! 第六条: matters to be reported on, followed until they are, listed every month.

use crate::{
    forms::{CarriedOut, Supervised, SupervisionReport},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Supervised {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("6");
        route
            .have_people("carry-out", "落实并汇报", vec![self.responsible])
            .by(by)
            .because(format!("{}，期限 {}", self.source.label(), self.due_on))
            .due(by, Span::On(self.due_on.0))
            .fills::<CarriedOut>();
        route.ask(OFFICE_DIRECTOR).by(by).titled("办公室核销").because("落实后由办公室核销");
    }
}

/// Names of the reads that count what is followed up.
const OPEN: &str = "open";
const CLOSED: &str = "closed";

impl Rules<Numbers> for SupervisionReport {
    fn reads() -> Vec<Read> {
        let of = |name: &str, status| {
            office::<Supervised>(Window::ThisMonth).named(name).having(&[status]).counted().at_most(1)
        };
        vec![of(OPEN, Status::Open), of(CLOSED, Status::Completed)]
    }

    #[clause("6")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let [open, closed] = [OPEN, CLOSED].map(|read| context.totals(read).count);
        findings.derive("open", "在办", open, CLAUSE, "当月到期的督办事项");
        findings.derive("closed", "已办", closed, CLAUSE, "当月到期的督办事项");
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let (year, month, _) = self.month.parts();
        route
            .inform("told", "报办公室主任和主要领导", Who::roles(&[OFFICE_DIRECTOR, PRINCIPAL_LEADER]))
            .by(clause!("6"))
            .because(format!("{year} 年 {month} 月督办情况"));
    }
}

/// 6: what is followed up is reported on every month.
#[derive(Debug, Judgement)]
#[judgement(
    title = "公文督办",
    clause = "6",
    of = Office,
    every = Month,
    reads = [
        office::<Supervised>(Window::ThisMonth)
            .having(&[Status::Open])
            .with(&[Supervised::FIELDS.what.name(), Supervised::FIELDS.due_on.name()])
            .at_most(20_000),
        office::<SupervisionReport>(Window::ThisMonth).with(&[SupervisionReport::FIELDS.month.name()]).at_most(1_000),
    ],
    seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK, PRINCIPAL_LEADER]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    #[clause("6")]
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let reports = context.entries(SupervisionReport::ID).iter().map(|entry| entry.id).collect();
        assessment
            .obligation(CLAUSE, "督办情况列表报告", context.parameters.reports, reports)
            .owed_by(OFFICE_CLERK)
            .met_by::<SupervisionReport>();
        let today = context.now().date();
        for late in context.records::<Supervised>().filter(|matter| matter.form.due_on < today) {
            let what = format!("督办事项到期没有汇报：{}", late.form.what);
            assessment.discrepancy(CLAUSE, late.form.due_on, Some(late.id()), what);
        }
    }
}
