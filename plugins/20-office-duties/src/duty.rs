//! 第四条 and the office's own tasks: the day's log, calls on holidays, work followed until it is done.

use crate::{
    forms::{Done, HandoverLog, StandbyCall, Task, Work},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 4a: whoever is on duty writes the log and hands over to the next.
impl Rules<Numbers> for HandoverLog {
    #[clause("4a")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.next == context.subject().id {
            findings.error(CLAUSE).on("next").say("请选接班的另一位同事");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.have_people("take-over", "接班", vec![self.next]).by(clause!("4a")).because("值班交接须由接班人确认");
    }
}

/// 4b: whoever stands by comes when called.
impl Rules<Numbers> for StandbyCall {
    #[clause("4b")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(arrived) = self.arrived_at else {
            findings.warning(CLAUSE).on("arrived_at").say("待班人员应随叫随到；没有到岗的请说明原因");
            return;
        };
        if arrived < self.called_at {
            findings.error(CLAUSE).on("arrived_at").say("到岗时间不能早于呼叫时间");
            return;
        }
        let minutes = (arrived.0 - self.called_at.0) / 60;
        findings.derive("minutes", "到岗用时（分钟）", minutes, CLAUSE, "从呼叫到到岗");
        let within = context.parameters.arrive_within;
        if minutes > within {
            findings
                .warning(CLAUSE)
                .on("arrived_at")
                .say(format!("{minutes} 分钟才到岗，超过 {within} 分钟，请说明原因"));
        }
    }
}

/// The clause of a kind of work.
const fn clause_of(work: Work) -> Clause {
    match work {
        Work::Affairs => clause!("6.1"),
        Work::Housekeeping => clause!("6.2"),
        Work::Party => clause!("6.3"),
        Work::Assigned => clause!("6.4"),
    }
}

/// 6.1 to 6.4
impl Rules<Numbers> for Task {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.due_on < context.filed_on() {
            findings.error(clause_of(self.work)).on("due_on").say("完成日期不能早于今天");
        }
    }

    /// 0: who has several posts answers to the leader in charge and to the head of the office.
    #[clause("0")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause_of(self.work);
        route
            .have_people("do", "按期完成", vec![self.responsible])
            .by(by)
            .because(self.work.label())
            .due(by, Span::On(self.due_on.0))
            .fills::<Done>();
        route.ask(OFFICE_DIRECTOR).by(CLAUSE).titled("办公室主任核销").because("向办公室主任负责");
        let told = Who::role(SUPERVISING_LEADER);
        route.inform("told", "报分管领导", told).by(CLAUSE).because("向分管领导负责");
    }
}
