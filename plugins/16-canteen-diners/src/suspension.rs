//! 第六条: whoever must not eat cannot book. The canteen's committee decides that meals are suspended; whose, is this regulation's to keep.

use crate::{
    booking::away_before_lunch,
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

/// The days whose lunch lies within a suspension: from one that begins after lunch the next day on, to the last one that ends after it.
fn days(over: HalfDays, numbers: &Numbers) -> Option<Period> {
    let (first, last) = (over.from().date, over.to().date);
    let without_lunch = |day| i32::from(!away_before_lunch(over, day, numbers));
    let (first, last) = (first.plus(without_lunch(first)), last.plus(-without_lunch(last)));
    (first <= last).then(|| Period { from: first.at(0), to: last.plus(1).at(0) })
}

impl Rules<Numbers> for Suspension {
    #[clause("6")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        // Before the vote this is what it would come to; from then on it needs the ayes.
        let is_voted = context.decided(Suspension::VOTE).is_some();
        let over = days(self.over, &context.parameters).filter(|_| !is_voted || self.carried == Some(true));
        if let Some(over) = over {
            route.suspend(CLAUSE, Privilege::Meals, self.who, over, "公务灶管委会决定停餐整顿");
        }
    }
}
