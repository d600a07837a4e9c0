//! Weights that are summed up.

use guiju_sdk::prelude::*;

/// Something weighed; whoever weighs is told what was weighed this year.
#[derive(Debug, Form)]
#[form(
    title = "过秤",
    clause = "3",
    summary = "过秤",
    register(id = "weights", columns = [person, weight, price], seen_by = anyone)
)]
pub struct Weighed {
    #[field(label = "重量")]
    pub weight: i64,
    #[field(label = "价钱", optional)]
    pub price: Option<Money>,
}

impl Rules for Weighed {
    fn reads() -> Vec<Read> {
        vec![office::<Self>(Window::ThisYear).named("weighed").totals(Self::FIELDS.weight)]
    }

    fn validate(&self, context: &Context<'_, ()>, findings: &mut Findings) {
        findings.notice(clause!("3")).say(format!("今年已过秤 {}", context.totals("weighed").sum));
    }
}

/// A pile, which enters the register by the gram: what an effect enters is bounded by no field.
#[derive(Debug, Form)]
#[form(title = "堆料", clause = "3", summary = "堆料")]
pub struct Pile {
    #[field(label = "吨数")]
    pub tons: i64,
}

impl Rules for Pile {
    fn route(&self, context: &Context<'_, ()>, route: &mut Route) {
        let weighed = Weighed { weight: self.tons.saturating_mul(1_000_000), price: None };
        route.enter(clause!("3"), None, context.filed_at(), &weighed);
    }
}
