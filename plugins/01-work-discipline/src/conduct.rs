//! 第四条、第五条、第九条、第十条: roll calls, violations, spot checks, answers.

use crate::{
    forms::{Answer, Inquiry, Outing, RollCall, SpotCheck, Violation, ViolationKind},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for RollCall {
    #[clause("4a")]
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        let list = |people: &Option<Vec<PersonId>>| people.clone().unwrap_or_default();
        let (absent, excused, present) = (list(&self.absent), list(&self.excused), list(&self.present));
        if absent.iter().any(|id| excused.contains(id) || present.contains(id))
            || excused.iter().any(|id| present.contains(id))
        {
            findings.error(CLAUSE).on("absent").say("同一个人只能记在缺席、请假、到会的其中一处");
        }
        if absent.is_empty() && excused.is_empty() && present.is_empty() {
            findings.error(CLAUSE).on("present").say("请记下到会、请假或缺席的人");
        }
    }
}

impl Rules<Numbers> for Violation {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let broken = if self.kind == ViolationKind::OffDuty { clause!("1") } else { clause!("5.3a") };
        let because = "违纪须由检查领导小组查实后才处理";
        route.ask(DISCIPLINE_SECRETARY).by(broken).by(clause!("8")).titled("查实").because(because);
    }
}

impl Rules<Numbers> for SpotCheck {
    fn reads() -> Vec<Read> {
        vec![subject::<Outing>(Window::ThisDay)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if context.entries(Outing::ID).is_empty() && self.truthful {
            findings.warning(clause!("9")).on("truthful").say("当天没有外出登记，如何相符请说明");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if !self.truthful {
            route.ask(DISCIPLINE_SECRETARY).by(clause!("9")).titled("查实").because("与登记不符，须查实");
        }
    }
}

impl Rules<Numbers> for Inquiry {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route
            .have("answer", "领导小组解释", DISCIPLINE_GROUP)
            .by(clause!("10"))
            .because("未尽事宜由领导小组解释")
            .fills::<Answer>();
    }
}
