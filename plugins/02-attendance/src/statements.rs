//! 一（三）、一（四）: why somebody did not punch, and misconduct, which has to be verified.

use crate::{
    forms::{Misconduct, Statement},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Statement {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.missed.from().date > context.filed_on() {
            findings
                .error(clause!("1.3"))
                .on("missed")
                .say("说明的是已经过去的时段，请改日期；将来的请填请假条或外出登记");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(SUPERVISING_LEADER).by(clause!("1.3")).because("未打卡，由分管领导签字证明属实");
    }
}

impl Rules<Numbers> for Misconduct {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("{}须查实", self.source.label());
        route.ask(DISCIPLINE_SECRETARY).by(clause!("1.4")).titled("查实").because(because);
    }
}
