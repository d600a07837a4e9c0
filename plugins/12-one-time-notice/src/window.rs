//! 第四条、第七条（五）、第八条: guides kept up to date, calls answered, the counter checked.

use crate::{
    forms::{CounterCheck, Guide, PhoneRecord},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Guide {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.materials.is_empty() {
            findings.error(clause!("3")).on("materials").say("请列出所需的全部材料；不需要材料的写“无”一行");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let papers = self.materials.iter().map(|material| format!("{} {} 份", material.name, material.copies));
        let body = format!(
            "依据：{}\n时限：{} 个工作日\n程序：{}\n材料：{}",
            self.basis,
            self.days_to_finish,
            self.steps,
            papers.collect::<Vec<_>>().join("；")
        );
        route.publish(clause!("4"), "办事指南", self.service.as_str(), body).class("办事指南").public(true);
    }
}

impl Rules<Numbers> for PhoneRecord {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !self.understood {
            findings.error(clause!("7.5")).on("understood").say("应答复到对方明白为止；可约好再次回电后再登记");
        }
    }
}

impl Rules<Numbers> for CounterCheck {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if !self.lapses.is_empty() {
            let lapses = self.lapses.iter().map(crate::forms::Lapse::label).collect::<Vec<_>>().join("、");
            route
                .have_people("corrects", "说明并改正", vec![self.who])
                .by(clause!("8"))
                .because(format!("窗口服务没有做到：{lapses}"));
        }
    }
}

/// What is asked of a guide.
const GUIDE: [&str; 2] = [Guide::FIELDS.service.name(), Guide::FIELDS.checked_on.name()];

/// 4: every guide is checked now and then.
#[derive(Debug, Judgement)]
#[judgement(
    title = "办事指南的更新",
    clause = "4",
    of = Office,
    every = Month,
    reads = [office::<Guide>(Window::Always).latest_by(Guide::FIELDS.service).with(&GUIDE).at_most(20_000)],
    seen_by = [OFFICE_DIRECTOR, SECTION_HEAD]
)]
pub struct Guides;

impl Judge<Numbers> for Guides {
    #[clause("4")]
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        // Of several of one service the last counts.
        let last = context.records::<Guide>().collect::<Vec<_>>();
        let valid_from = context.period().1.plus_months(-(context.parameters.guide_months as i32));
        let fresh = last.iter().filter(|guide| guide.form.checked_on > valid_from).map(Record::id);
        assessment
            .obligation(CLAUSE, "办事指南核对更新", last.len() as u32, fresh.collect())
            .owed_by(OFFICE_DIRECTOR)
            .met_by::<Guide>();
        for guide in last.iter().filter(|guide| guide.form.checked_on <= valid_from) {
            let what = format!("办事指南《{}》自 {} 起没有核对", guide.form.service, guide.form.checked_on);
            assessment.discrepancy(CLAUSE, guide.form.checked_on, Some(guide.id()), what);
        }
    }
}
