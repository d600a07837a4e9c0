//! What is owed each year, and what the car log says of the fourth item.

use crate::{
    forms::{Pledge, Trip},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 0: everybody pledges integrity every year.
#[derive(Debug, Judgement)]
#[judgement(
    title = "年度廉洁承诺",
    clause = "0",
    of = Person,
    every = Year,
    reads = [subject::<Pledge>(Window::ThisYear)],
    seen_by = [DISCIPLINE_SECRETARY]
)]
pub struct Year;

impl Judge<Numbers> for Year {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let leads = context.person().is_some_and(|person| person.roles.iter().any(|role| role == LEADERSHIP_TEAM.id));
        if leads {
            let signed = context.records::<Pledge>().map(|pledge| pledge.id()).collect();
            assessment.obligation(clause!("0"), "签署廉洁承诺", context.parameters.pledges, signed).met_by::<Pledge>();
        }
    }
}

/// 4: cars used for private ends.
#[derive(Debug, Judgement)]
#[judgement(
    title = "公务用车核对",
    clause = "4",
    of = Office,
    every = Month,
    reads = [office::<Trip>(Window::ThisMonth).ticked(Trip::FIELDS.private, true).at_most(10_000)],
    seen_by = [DISCIPLINE_SECRETARY]
)]
pub struct Cars;

impl Judge<Numbers> for Cars {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        for trip in context.records::<Trip>().filter(|trip| trip.form.private == Some(true)) {
            assessment.discrepancy(clause!("4"), trip.date(), Some(trip.id()), "行车登记注明为私事用车");
        }
    }
}
