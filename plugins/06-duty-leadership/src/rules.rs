//! The rules in the order of the text.

use crate::{
    forms::{Found, IdleConduct, READERS, SignIn, SurpriseCheck, WeeklySummary},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;
use std::collections::BTreeSet;

/// 1, 2: whoever is missing is asked after the same day.
impl Rules<Numbers> for SignIn {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        for (index, missing) in self.missing.iter().enumerate() {
            if !missing.contacted && context.filed_on() > self.on {
                findings
                    .error(clause!("2"))
                    .on(format!("missing/{index}/contacted"))
                    .say(format!("第 {} 行当天没有联系上的，请写明怎样联系、现在去向", index + 1));
            }
            if missing.contacted && missing.whereabouts.as_ref().is_none_or(|text| text.trim().is_empty()) {
                let path = format!("missing/{index}/whereabouts");
                findings.error(clause!("2")).on(path).say(format!("第 {} 行请写明问到的去向", index + 1));
            }
        }
    }

    #[clause("2")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let unreached = self.missing.iter().filter(|missing| !missing.contacted).count();
        if unreached > 0 {
            route
                .have_people("contact", "当天联系、问明去向", vec![context.applicant().id])
                .by(CLAUSE)
                .because(format!("{unreached} 人还没有联系上"))
                .due(CLAUSE, Span::SameDay)
                .fills::<Found>();
        }
        if self.important.is_some() {
            route
                .ask(PRINCIPAL_LEADER)
                .by(CLAUSE)
                .titled("报告主要领导")
                .because("值班期间的重要事项及时报告")
                .due(CLAUSE, Span::SameDay)
                .without_refusal();
        }
    }
}

/// 1, 3: what a check finds is verified before it counts.
impl Rules<Numbers> for SurpriseCheck {
    #[clause("1")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !context.calendar().worked(self.at.date()) {
            findings.warning(CLAUSE).on("at").say("这一天不上班，请说明查的是值班还是加班");
        }
    }

    #[clause("3")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if self.idle.is_empty() {
            return;
        }
        let because = format!("查到 {} 人在岗不在状态", self.idle.len());
        route.ask(DISCIPLINE_SECRETARY).by(CLAUSE).titled("查实").because(because);
        for idle in self.idle.iter() {
            let (who, on) = (idle.who, self.at.date());
            let conduct = IdleConduct { who, on, kind: idle.kind, place: self.place.clone() };
            route.enter(CLAUSE, Some(who), self.at, &conduct);
        }
    }
}

/// 4: who signed in is published every week.
impl Rules<Numbers> for WeeklySummary {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.week.around(Cycle::Week).0 > context.filed_on() {
            findings.error(clause!("4")).on("week").say("这一周还没有开始，没有签到可以公示");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let (monday, sunday) = self.week.around(Cycle::Week);
        let title = format!("{monday} 至 {sunday} 签到情况");
        route.publish(clause!("4"), "带班公示", title, self.text.as_str());
    }
}

/// 1, 4: what whoever leads the duty owes in the week.
#[derive(Debug, Judgement)]
#[judgement(
    title = "带班履职",
    clause = "1",
    of = Office,
    every = Week,
    reads = [
        office::<SignIn>(Window::ThisWeek).at_most(500),
        office::<SurpriseCheck>(Window::ThisWeek).at_most(500),
        office::<WeeklySummary>(Window::ThisWeek).at_most(500),
    ],
    seen_by = READERS
)]
pub struct Week;

impl Judge<Numbers> for Week {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let (monday, sunday) = context.period();
        let calendar = context.calendar();
        let working = (monday.0..=sunday.0).map(Date).filter(|day| calendar.worked(*day)).count() as u32;
        // An inspection on a day of rest takes the place of none.
        let inspections =
            context.records::<SignIn>().filter(|sign_in| calendar.worked(sign_in.form.on)).collect::<Vec<_>>();
        let inspected = inspections.iter().map(|sign_in| sign_in.form.on).collect::<BTreeSet<_>>();
        let ids = |form: &str| context.entries(form).iter().map(|entry| entry.id).collect::<Vec<_>>();
        assessment
            .obligation(clause!("1"), "每日督查签到", working, inspections.iter().map(Record::id).collect())
            .done(inspected.len() as u32)
            .owed_by(DUTY_LEADER)
            .met_by::<SignIn>();
        assessment
            .obligation(
                clause!("1"),
                "突击查岗",
                context.parameters.surprise_checks.min(working),
                ids(SurpriseCheck::ID),
            )
            .owed_by(DUTY_LEADER)
            .met_by::<SurpriseCheck>();
        assessment
            .obligation(clause!("4"), "公示一周签到", context.parameters.summaries, ids(WeeklySummary::ID))
            .owed_by(DUTY_LEADER)
            .met_by::<WeeklySummary>();
    }
}
