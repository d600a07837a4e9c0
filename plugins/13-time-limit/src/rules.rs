//! The rules in the order of the text.

use crate::{
    forms::{Arranged, Arrangement, Extension, Inquiry, InquiryHandled, Instruction, Petition, Reply},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 1 to 4: what is not done on the spot has a date within the usual limit, and every step of it is due by then.
impl Rules<Numbers> for Inquiry {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        match self.handled {
            Some(InquiryHandled::Later | InquiryHandled::Incomplete) => {
                let limit = context.calendar().working_days_after(context.filed_on(), context.parameters.usual_days);
                if self.due_on.is_some_and(|due| due > limit) {
                    let days = context.parameters.usual_days;
                    findings
                        .warning(clause!("3"))
                        .on("due_on")
                        .say(format!("一般应在 {days} 个工作日内（{limit} 前）办结；法定期限更长的请说明"));
                }
                findings.notice(clause!("4")).say("请把办不了的理由和具体办结日期告诉对方");
            }
            Some(InquiryHandled::NotNow) => findings.notice(clause!("4")).say("请向对方说明理由；能办的当日当场办"),
            _ => {}
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if self.due_on.is_none() {
            route.due_everywhere(clause!("3"), Span::WorkingDays(context.parameters.usual_days));
        }
    }
}

/// 2, 3: petitions that are not solved on the spot.
impl Rules<Numbers> for Petition {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.solved != Some(true) {
            findings.notice(clause!("2")).say("信访件也须限时办结，到期前提醒，超时报分管领导");
        }
    }
}

impl Rules<Numbers> for Instruction {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.due_on.is_some_and(|due| due < context.filed_on()) {
            findings.error(clause!("5")).on("due_on").say("办结期限不能早于今天");
        }
    }

    #[clause("5")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let until = self.due_on.map_or(Span::WorkingDays(context.parameters.usual_days), |due| Span::On(due.0));
        let because = self.due_on.map_or_else(
            || format!("批示没有写期限，按 {} 个工作日", context.parameters.usual_days),
            |due| format!("批示期限 {due}"),
        );
        route
            .have_people("responsible", "按批示办结", vec![self.responsible])
            .by(CLAUSE)
            .because(because)
            .due(CLAUSE, until)
            .fills::<Reply>();
        route.inform("reply", "向批示领导反馈", Who::role(SUPERVISING_LEADER)).by(CLAUSE).because("办结后反馈");
    }
}

impl Rules<Numbers> for Extension {
    #[clause("6")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.due_on < context.filed_on() {
            let due = self.due_on;
            findings.error(CLAUSE).on("due_on").say(format!("期限 {due} 已过，延期要在到期前申请"));
        }
        if self.until <= self.due_on {
            findings.error(CLAUSE).on("until").say("延长到的日期应晚于原定期限");
        }
        let longest = context.parameters.longest_extension;
        if self.until.0 - self.due_on.0 > longest as i32 {
            findings.warning(CLAUSE).on("until").say(format!("一次最多延长 {longest} 天，请说明理由"));
        }
    }

    #[clause("6")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("由 {} 延至 {}", self.due_on, self.until);
        route.ask(SUPERVISING_LEADER).by(CLAUSE).because(because);
        let records = [
            self.instruction.map(|record| record.id),
            self.inquiry.map(|record| record.id),
            self.petition.map(|record| record.id),
        ];
        for record in records.into_iter().flatten() {
            route.defer(CLAUSE, record, self.until);
        }
    }
}

impl Rules<Numbers> for Arrangement {
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("6");
        let because = format!("{}的事项上报请示", self.weight.label());
        route.ask(SUPERVISING_LEADER).by(by).because(because.clone());
        route.ask(PRINCIPAL_LEADER).by(by).titled("统一安排").because(because).fills::<Arranged>();
        if let Some(arranged) = context.filled::<Arranged>("principal-leader") {
            route
                .have_people("responsible", "按安排办结", arranged.responsible)
                .by(by)
                .because("由领导统一安排")
                .due(by, Span::On(arranged.due_on.0))
                .fills::<Reply>();
        }
    }
}

/// 1, 5: what was done in time, and what is late.
#[derive(Debug, Judgement)]
#[judgement(
    title = "限时办结情况",
    clause = "5",
    of = Office,
    every = Month,
    reads = [office::<Instruction>(Window::ThisMonth).with(&[Instruction::FIELDS.what.name()]).at_most(20_000)],
    seen_by = [LEADERSHIP_TEAM, OFFICE_DIRECTOR, OFFICE_CLERK]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let today = context.now().date();
        let all = context.records::<Instruction>().collect::<Vec<_>>();
        let open = all.iter().filter(|instruction| !instruction.completed());
        let late = open.filter(|instruction| instruction.date() < today).collect::<Vec<_>>();
        assessment.metric("instructions", "批示件", all.len() as i64, "件", clause!("1"));
        assessment.metric("late", "超时未办", late.len() as i64, "件", clause!("5"));
        for instruction in late {
            let what = format!("批示件超时未办：{}", instruction.form.what);
            assessment.discrepancy(clause!("5"), instruction.date(), Some(instruction.id()), what);
        }
    }
}
