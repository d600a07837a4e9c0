//! 第六条、第七条: meetings and screenings owed; what petitions count for in a department's appraisal.

use crate::{
    forms::{Meeting, Petition, READERS, Screening},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Meeting {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let attended = self.attended.clone();
        route.circulate("minutes", "会议纪要", attended).by(clause!("6")).because("通报情况");
    }
}

impl Rules<Numbers> for Screening {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.risks.is_empty() && self.remark.is_none() {
            findings.error(clause!("6")).on("remark").say("没有排查出问题的也请说明排查的范围和方法");
        }
    }

    #[clause("6")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if !self.risks.is_empty() {
            let said = format!("排查出 {} 处矛盾隐患", self.risks.len());
            route.ask(PETITION_GROUP).by(CLAUSE).titled("领导小组研究").because(said.clone()).without_refusal();
            let to = Who::roles(&[SECTION_HEAD, OFFICE_DIRECTOR]);
            route.notify(CLAUSE, to, said);
        }
    }
}

/// 6: the office meets on petitions every half year.
#[derive(Debug, Judgement)]
#[judgement(
    title = "信访排查防控会议",
    clause = "6",
    of = Office,
    every = HalfYear,
    reads = [office::<Meeting>(Window::ThisYear).with(&[Meeting::FIELDS.on.name()]).at_most(1_000)],
    seen_by = READERS
)]
pub struct HalfYear;

impl Judge<Numbers> for HalfYear {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let (first, last) = context.period();
        let held = context.records::<Meeting>().filter(|meeting| meeting.form.on >= first && meeting.form.on <= last);
        assessment
            .obligation(
                clause!("6"),
                "召开信访排查防控会议",
                context.parameters.meetings,
                held.map(|meeting| meeting.id()).collect(),
            )
            .owed_by(PETITION_GROUP)
            .met_by::<Meeting>();
    }
}

/// 6: the office screens for petitions every quarter.
#[derive(Debug, Judgement)]
#[judgement(
    title = "季度信访排查",
    clause = "6",
    of = Office,
    every = Quarter,
    reads = [
        office::<Screening>(Window::ThisQuarter).at_most(1_000),
        office::<Petition>(Window::StillOpen)
            .with(&[Petition::FIELDS.due_on.name()])
            .at_most(20_000),
    ],
    seen_by = READERS
)]
pub struct Quarter;

impl Judge<Numbers> for Quarter {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let done = context.entries(Screening::ID).iter().map(|entry| entry.id).collect();
        assessment
            .obligation(clause!("6"), "开展信访排查", context.parameters.screenings, done)
            .owed_by(PETITION_OFFICE)
            .met_by::<Screening>();
        let today = context.now().date();
        let late = |petition: &Record<'_, Petition>| petition.form.due_on.is_some_and(|due| due < today);
        for petition in context.records::<Petition>().filter(late) {
            let due = petition.form.due_on.unwrap_or(today);
            assessment.discrepancy(clause!("4"), due, Some(petition.id()), "上级转办的信访件超过期限没有反馈");
        }
    }
}

/// What is counted of a petition.
const SCORED: [&str; 2] = [Petition::FIELDS.solved.name(), Petition::FIELDS.earlier.name()];

/// 7: what a quarter's petitions count for in the department's appraisal.
#[derive(Debug, Judgement)]
#[judgement(
    title = "部门信访考核",
    clause = "7",
    of = Department,
    every = Quarter,
    reads = [department::<Petition>(Window::ThisQuarter).with(&SCORED).at_most(20_000)],
    seen_by = READERS
)]
pub struct Scores;

impl Judge<Numbers> for Scores {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let all =
            context.records::<Petition>().filter(|petition| petition.form.solved == Some(false)).collect::<Vec<_>>();
        let closed = all.iter().filter(|petition| petition.completed()).count();
        let repeated =
            context.records::<Petition>().filter(|petition| petition.form.earlier.is_some_and(|times| times > 0));
        let by = clause!("7");
        assessment.metric("handled", "承办信访", all.len() as i64, "件", by);
        assessment.metric("closed", "已办结", closed as i64, "件", by);
        assessment.metric("repeated", "重复信访", repeated.count() as i64, "件", by);
    }
}
