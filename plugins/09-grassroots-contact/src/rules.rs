//! 第二条至第五条: what is asked of each entry.

use crate::{
    forms::{Assignment, Outcome, Pairing, Problem, Report, Solved, Visit},
    judgement::own_community,
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Assignment {
    fn reads() -> Vec<Read> {
        let community = Assignment::FIELDS.community;
        vec![office::<Assignment>(Window::Always).same(community, community).latest_by(community).at_most(1_000)]
    }

    #[clause("4a")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if !context.subject().roles.iter().any(|role| role == LEADERSHIP_TEAM.id) {
            findings.error(CLAUSE).on("member").say("联系社区的是班子成员");
        }
        let other = context.records::<Assignment>().filter(|other| other.form.community == self.community).last();
        if other.is_some_and(|other| other.form.member != self.member) {
            findings.warning(CLAUSE).on("community").say("这个社区已有班子成员联系，请说明是否换人");
        }
    }
}

impl Rules<Numbers> for Visit {
    fn reads() -> Vec<Read> {
        vec![subject::<Assignment>(Window::Always).at_most(1_000)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let key = self.households.iter().filter(|household| household.key).count();
        findings.derive("households_seen", "走访户数", self.households.len(), clause!("4a"), "日志所列");
        findings.derive("key_seen", "重点户", key, clause!("4a"), "日志所列");
        let assigned = context.records_of::<Assignment>(context.subject().id).collect::<Vec<_>>();
        if let Some(own) = own_community(&assigned, self.on).filter(|own| !own.is_at(&self.community)) {
            let (own, here) = (&own.community, &self.community);
            findings
                .warning(clause!("4a"))
                .on("community")
                .say(format!("您联系的社区是“{own}”，填“{here}”的走访不计入联系社区；去别的社区请说明"));
        }
        if self.households.iter().any(|household| household.wish.is_some()) {
            findings.notice(clause!("3")).say("群众提出的问题请逐件登记到《基层问题登记》");
        }
    }
}

impl Rules<Numbers> for Problem {
    #[clause("3")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let until = match self.outcome {
            Outcome::Dated => self.due_on,
            Outcome::Staged => self.first_stage,
            Outcome::Solved | Outcome::Explained => None,
        };
        let Some(until) = until else { return };
        route
            .have_people("solve", "按时限解决", vec![context.subject().id])
            .by(CLAUSE)
            .because(format!("{}，{until} 前", self.outcome.label()))
            .due(CLAUSE, Span::On(until.0))
            .fills::<Solved>();
        if self.outcome == Outcome::Staged {
            route
                .have_people("finish", "逐步解决到位", vec![context.subject().id])
                .by(CLAUSE)
                .because("第一步之后继续跟踪，全部解决才办结")
                .fills::<Solved>();
        }
    }
}

impl Rules<Numbers> for Pairing {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.until <= context.filed_on() {
            findings.error(clause!("4c")).on("until").say("帮扶期限应在今天之后");
        }
    }

    #[clause("4c")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(SUPERVISING_LEADER).by(CLAUSE).titled("审定帮扶计划").because("结对帮扶计划须审定");
        route
            .have_people("reached", "实现帮扶目标", vec![context.subject().id])
            .by(CLAUSE)
            .because("到期说明目标是否实现")
            .due(CLAUSE, Span::On(self.until.0))
            .fills::<Solved>();
    }
}

impl Rules<Numbers> for Report {
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("每半年汇报 {} 次", context.parameters.reports);
        route.inform("heard", "党委会听取汇报", Who::role(PARTY_GROUP)).by(clause!("5")).because(because);
    }
}
