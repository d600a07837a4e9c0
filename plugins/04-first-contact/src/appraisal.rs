//! 第8条: complaints verified, and what the year comes to for the appraisal.

use crate::{
    forms::{Complaint, Inquiry},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Complaint {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(DISCIPLINE_SECRETARY).by(clause!("8")).titled("查实").because("投诉须查实才处理");
    }
}

/// What a year of receiving people comes to.
#[derive(Debug, Judgement)]
#[judgement(
    title = "首问责任年度考核",
    clause = "8",
    of = Person,
    every = Year,
    reads = [subject::<Inquiry>(Window::ThisYear), subject::<Complaint>(Window::ThisYear)],
    seen_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY]
)]
pub struct Year;

impl Judge<Numbers> for Year {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let by = clause!("8");
        assessment.metric("received", "首问接待", context.records::<Inquiry>().count() as i64, "件", by);
        let verified = context.records::<Complaint>().filter(Record::completed).collect::<Vec<_>>();
        assessment.metric("complaints", "查实的投诉", verified.len() as i64, "件", by);
        for complaint in verified {
            let why = format!("{}：{}", complaint.form.kind.label(), complaint.form.what);
            let self_criticism = Sanction::Criticism(Criticism::WrittenSelfCriticism);
            let grade = Sanction::AppraisalGrade("取消优秀".to_owned());
            for sanction in [self_criticism, grade] {
                assessment.propose(by, person.id, sanction).because(why.clone()).shown_by(&[complaint.id()]);
            }
        }
    }
}
