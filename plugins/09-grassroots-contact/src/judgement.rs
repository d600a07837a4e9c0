//! What a month, a half year and a year ask of each person.

use crate::{
    forms::{Assignment, GoodDeed, Pairing, Report, Visit},
    parameters::Numbers,
};
use guiju_sdk::{model::Person, prelude::*};
use std::collections::BTreeMap;

fn leads(person: &Person) -> bool {
    person.roles.iter().any(|role| role == LEADERSHIP_TEAM.id)
}

/// What visits come to. A household that was seen twice is one, and a key one if a visit says so.
struct Seen {
    days: u32,
    households: u32,
    key: u32,
}

impl Seen {
    fn by(visits: &[&Visit]) -> Self {
        let (mut days, mut households) = (BTreeMap::new(), BTreeMap::new());
        for visit in visits {
            days.insert(visit.on, ());
            for household in visit.households.iter() {
                let key = households.entry((visit.community.trim(), household.name.trim())).or_insert(false);
                *key |= household.key;
            }
        }
        let key = households.values().filter(|key| **key).count();
        Self { days: days.len() as u32, households: households.len() as u32, key: key as u32 }
    }
}

/// 4a: the community of a day is the one that was assigned last by then; before the first there is none to miss.
pub fn own_community<'r>(assigned: &'r [Record<'_, Assignment>], on: Date) -> Option<&'r Assignment> {
    let by_then = assigned.iter().filter(|assigned| assigned.form.since <= on);
    by_then.max_by_key(|assigned| (assigned.form.since, assigned.id())).map(|assigned| &assigned.form)
}

impl Assignment {
    /// Whether this is its community, written with 社区 behind it or without.
    pub fn is_at(&self, community: &str) -> bool {
        let name = |community: &str| community.trim().trim_end_matches("社区").to_owned();
        name(&self.community) == name(community)
    }
}

/// 2, 4a, 4b
#[derive(Debug, Judgement)]
#[judgement(
    title = "联系基层（月）",
    clause = "4a",
    of = Person,
    every = Month,
    reads = [subject::<Visit>(Window::ThisMonth), subject::<Assignment>(Window::Always).at_most(1_000)],
    seen_by = [OFFICE_DIRECTOR, LEADERSHIP_TEAM]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let visits = context.records::<Visit>().collect::<Vec<_>>();
        let ids = visits.iter().map(Record::id).collect::<Vec<_>>();
        let assigned = context.records::<Assignment>().collect::<Vec<_>>();
        let at_own = |visit: &&Visit| own_community(&assigned, visit.on).is_none_or(|own| own.is_at(&visit.community));
        let all = visits.iter().map(|visit| &visit.form);
        let numbers = &context.parameters;
        let mut duty = |clause, what: &str, needed: u32, done: u32| {
            assessment.obligation(clause, what, needed, ids.clone()).done(done).met_by::<Visit>();
        };
        if leads(person) {
            duty(clause!("2"), "深入基层", numbers.visits, visits.len() as u32);
            let seen = Seen::by(&all.filter(at_own).collect::<Vec<_>>());
            duty(clause!("4a"), "到联系社区调研（天）", numbers.leader_days, seen.days);
            duty(clause!("4a"), "联系群众（户）", numbers.leader_households, seen.households);
            duty(clause!("4a"), "其中重点户", numbers.leader_key, seen.key);
        } else if !context.attribute(person, "attends_elsewhere").unwrap_or(false) {
            duty(clause!("4b"), "下社区", numbers.staff_visits, visits.len() as u32);
            let seen = Seen::by(&all.collect::<Vec<_>>());
            duty(clause!("4b"), "联系群众（户）", numbers.staff_households, seen.households);
            duty(clause!("4b"), "其中重点户", numbers.staff_key, seen.key);
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
    reads = [
        subject::<GoodDeed>(Window::ThisYear),
        subject::<Assignment>(Window::Always).at_most(1_000),
        subject::<Pairing>(Window::Always).counted().at_most(1),
    ],
    seen_by = [OFFICE_DIRECTOR, LEADERSHIP_TEAM]
)]
pub struct Year;

impl Judge<Numbers> for Year {
    #[clause("4c")]
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        if !context.person().is_some_and(leads) {
            return;
        }
        let assigned = context.records::<Assignment>().collect::<Vec<_>>();
        let at_own = |deed: &GoodDeed| own_community(&assigned, deed.on).is_none_or(|own| own.is_at(&deed.community));
        let own = context.records::<GoodDeed>().filter(|deed| at_own(&deed.form));
        let done = own.map(|deed| deed.id()).collect();
        assessment.obligation(CLAUSE, "为联系社区办好事实事", context.parameters.good_deeds, done).met_by::<GoodDeed>();
        assessment.metric("pairings", "结对帮扶", context.totals(Pairing::ID).count, "户", CLAUSE);
    }
}
