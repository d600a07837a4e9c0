//! 一（三）、一（四）: why somebody did not punch, and misconduct, which has to be verified.

use crate::{
    forms::{Misconduct, Statement},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Statement {
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
