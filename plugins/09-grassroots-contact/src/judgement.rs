//! What a month, a half year and a year ask of each person.

use crate::{
    forms::{GoodDeed, Pairing, Report, Visit},
    parameters::Numbers,
};
use guiju_sdk::{model::Person, prelude::*};
use std::collections::BTreeSet;

fn leads(person: &Person) -> bool {
    person.roles.iter().any(|role| role == LEADERSHIP_TEAM.id)
}

/// 2, 4a, 4b
#[derive(Debug, Judgement)]
#[judgement(
    title = "联系基层（月）",
    clause = "4a",
    of = Person,
    every = Month,
    reads = [subject::<Visit>(Window::ThisMonth)],
    seen_by = [OFFICE_DIRECTOR, LEADERSHIP_TEAM]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let visits = context.records::<Visit>().collect::<Vec<_>>();
        let ids = visits.iter().map(Record::id).collect::<Vec<_>>();
        let days = visits.iter().map(|visit| visit.form.on).collect::<BTreeSet<_>>().len() as u32;
        let households = || visits.iter().flat_map(|visit| visit.form.households.iter());
        let seen = households().count() as u32;
        let key = households().filter(|household| household.key).count() as u32;
        let numbers = &context.parameters;
        let mut duty = |clause, what: &str, needed: u32, done: u32| {
            assessment.obligation(clause, what, needed, ids.clone()).done(done).met_by::<Visit>();
        };
        if leads(person) {
            duty(clause!("2"), "深入基层", numbers.visits, visits.len() as u32);
            duty(clause!("4a"), "到联系社区调研（天）", numbers.leader_days, days);
            duty(clause!("4a"), "联系群众（户）", numbers.leader_households, seen);
            duty(clause!("4a"), "其中重点户", numbers.leader_key, key);
        } else if !context.attribute(person, "attends_elsewhere").unwrap_or(false) {
            duty(clause!("4b"), "下社区", numbers.staff_visits, visits.len() as u32);
            duty(clause!("4b"), "联系群众（户）", numbers.staff_households, seen);
            duty(clause!("4b"), "其中重点户", numbers.staff_key, key);
        }
    }
}

/// 5: everybody reports on the community once every half year.
#[derive(Debug, Judgement)]
#[judgement(
    title = "联系点汇报（半年）",
    clause = "5",
    of = Person,
    every = HalfYear,
    reads = [subject::<Report>(Window::ThisYear)],
    seen_by = [OFFICE_DIRECTOR, PARTY_GROUP]
)]
pub struct HalfYear;

impl Judge<Numbers> for HalfYear {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        if !context.person().is_some_and(leads) {
            return;
        }
        let (first, last) = context.period();
        let within =
            context.records::<Report>().filter(|report| report.form.heard_on >= first && report.form.heard_on <= last);
        let done = within.map(|report| report.id()).collect();
        assessment
            .obligation(clause!("5"), "向党委会汇报联系点工作", context.parameters.reports, done)
            .met_by::<Report>();
    }
}

/// 4c: everybody does good deeds for the community every year.
#[derive(Debug, Judgement)]
#[judgement(
    title = "好事实事（年）",
    clause = "4c",
    of = Person,
    every = Year,
    reads = [subject::<GoodDeed>(Window::ThisYear), subject::<Pairing>(Window::Always).counted().at_most(1)],
    seen_by = [OFFICE_DIRECTOR, LEADERSHIP_TEAM]
)]
pub struct Year;

impl Judge<Numbers> for Year {
    #[clause("4c")]
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        if !context.person().is_some_and(leads) {
            return;
        }
        let done = context.records::<GoodDeed>().map(|deed| deed.id()).collect();
        assessment.obligation(CLAUSE, "为联系社区办好事实事", context.parameters.good_deeds, done).met_by::<GoodDeed>();
        assessment.metric("pairings", "结对帮扶", context.totals(Pairing::ID).count, "户", CLAUSE);
    }
}
