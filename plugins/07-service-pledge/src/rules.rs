//! The rules in the order of the text.

use crate::{
    forms::{Appraisal, Inquiry, InquiryPressing, Questionnaire, RoomCheck, SupervisionCall, Verified},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 2.1: rooms are checked, and what is wrong is put right.
impl Rules<Numbers> for RoomCheck {
    #[clause("2.1")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if !self.tidy || self.unrelated.is_some() {
            let because = if self.tidy { "桌上有与工作无关的物品" } else { "环境不整洁" };
            route
                .have_people("corrects", "整改", vec![self.responsible])
                .by(CLAUSE)
                .because(because)
                .due(CLAUSE, Span::SameDay);
        }
    }
}

/// 2.2, 2.3: first come first served, what is pressing or special first.
impl Rules<Numbers> for Inquiry {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        let (order, because) = match self.pressing {
            InquiryPressing::Special => (1, "特事特办"),
            InquiryPressing::Urgent => (2, "急事急办"),
            InquiryPressing::Unlisted => (3, "先到先办"),
        };
        findings.derive("order", "办理次序", order, clause!("2.2"), because);
        findings.notice(clause!("2.3")).say("按首问负责和限时办结的要求办理");
    }
}

/// 3: calls of complaint are verified and answered.
impl Rules<Numbers> for SupervisionCall {
    #[clause("3")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("监督电话反映“{}”", self.kind.label());
        route
            .have("verify", "核实并答复", DISCIPLINE_GROUP)
            .by(CLAUSE)
            .because(because)
            .due(CLAUSE, Span::WorkingDays(context.parameters.verified_within))
            .fills::<Verified>();
    }
}

/// 3: an appraisal rests on questionnaires, and is published.
impl Rules<Numbers> for Appraisal {
    fn reads() -> Vec<Read> {
        vec![office::<Questionnaire>(Window::PastDays(184)).totals(Questionnaire::FIELDS.score).at_most(1)]
    }

    #[clause("3")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let answers = context.totals(Questionnaire::ID);
        let (count, least) = (answers.count, context.parameters.questionnaires);
        if count < least {
            findings
                .warning(CLAUSE)
                .on("results")
                .say(format!("半年来只有 {count} 份问卷，一般不少于 {least} 份，请说明考评的依据"));
        }
        if let Some(mean) = (answers.sum * 10).checked_div(i64::from(count)) {
            let said = format!("{}.{}", mean / 10, mean % 10);
            findings.derive("mean", "问卷平均分", said, CLAUSE, format!("{count} 份问卷"));
        }
        if self.results.is_empty() {
            findings.error(CLAUSE).on("results").say("请填各部门的考评结果");
        }
    }

    #[clause("3")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(SUPERVISING_LEADER).by(CLAUSE).titled("审核考评结果").because("公布前由分管领导审核");
        let body = format!("考评 {} 个部门。改进：{}", self.results.len(), self.improvements);
        let title = format!("{} 服务考评结果", self.on);
        route.publish(CLAUSE, "服务考评", title, body).class("服务考评").public(true);
    }
}

/// 3: once every half year.
#[derive(Debug, Judgement)]
#[judgement(
    title = "半年服务考评",
    clause = "3",
    of = Office,
    every = HalfYear,
    reads = [office::<Appraisal>(Window::ThisYear).at_most(500)],
    seen_by = anyone
)]
pub struct HalfYear;

impl Judge<Numbers> for HalfYear {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let (first, last) = context.period();
        let within = |appraisal: &Record<'_, Appraisal>| appraisal.form.on >= first && appraisal.form.on <= last;
        let done = context.records::<Appraisal>().filter(within).filter(Record::completed).map(|a| a.id()).collect();
        assessment
            .obligation(clause!("3"), "服务考评", context.parameters.appraisals, done)
            .owed_by(OFFICE_DIRECTOR)
            .met_by::<Appraisal>();
    }
}
