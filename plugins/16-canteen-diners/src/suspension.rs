//! 第六条: whoever must not eat cannot book. The canteen's committee decides that meals are suspended; whose, is this regulation's to keep.

use crate::{
    forms::{Booking, Suspension},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// What diners may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Privileges)]
pub enum Privilege {
    #[privilege(label = "在公务灶就餐", clause = "6", forms = [Booking], seen_by = [COOK, CANTEEN_COMMITTEE])]
    Meals,
}

/// The days whose lunch lies within a suspension: from one that begins in the afternoon the next day on, to its last one.
fn days(over: HalfDays) -> Option<Period> {
    let (from, to) = (over.from(), over.to());
    let first = if from.half == Half::Am { from.date } else { from.date.plus(1) };
    (first <= to.date).then(|| Period { from: first.at(0), to: to.date.plus(1).at(0) })
}

impl Rules<Numbers> for Suspension {
    #[clause("6")]
    fn route(&self, _: &Context<'_, Numbers>, route: &mut Route) {
        if let Some(over) = days(self.over) {
            route.suspend(CLAUSE, Privilege::Meals, self.who, over, "公务灶管委会决定停餐整顿");
        }
    }
}
