//! 5.1: no unfit car and no driver without licence, so inspection, insurance and licence are renewed before they run out.

use crate::{
    forms::{DriverCard, Paper, Renewal, Vehicle},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Renewal {
    fn reads() -> Vec<Read> {
        vec![referenced::<Vehicle>(), referenced::<DriverCard>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let vehicle = self.vehicle.and_then(|vehicle| context.referred(vehicle));
        let known = match self.paper {
            Paper::Inspection => vehicle.map(|vehicle| vehicle.form.inspected_until),
            Paper::Insurance => vehicle.map(|vehicle| vehicle.form.insured_until),
            Paper::Licence => {
                self.driver.and_then(|driver| context.referred(driver)).map(|driver| driver.form.valid_until)
            }
        };
        if let Some(known) = known.filter(|known| *known >= self.until) {
            findings.error(clause!("5.1")).on("until").say(format!("登记的有效期已到 {known}，续期应更晚"));
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("5.1");
        match (self.paper, self.vehicle, self.driver) {
            (Paper::Inspection, Some(vehicle), _) => {
                route.amend(by, vehicle, |vehicle| [vehicle.inspected_until.set(self.until)]);
            }
            (Paper::Insurance, Some(vehicle), _) => {
                route.amend(by, vehicle, |vehicle| [vehicle.insured_until.set(self.until)]);
            }
            (Paper::Licence, _, Some(driver)) => {
                route.amend(by, driver, |driver| [driver.valid_until.set(self.until)]);
            }
            _ => {}
        }
    }
}

/// Until when papers must be valid so that nobody need renew them this month.
fn soon(context: &AssessmentContext<'_, Numbers>) -> Date {
    context.period().1.plus(context.parameters.remind_before as i32)
}

/// A car's papers are the dispatcher's to renew.
#[derive(Debug, Judgement)]
#[judgement(
    title = "年检和保险到期",
    clause = "5.1",
    of = Office,
    every = Month,
    reads = [office::<Vehicle>(Window::Always).at_most(2_000)],
    seen_by = [DISPATCHER, OFFICE_DIRECTOR]
)]
pub struct Papers;

impl Judge<Numbers> for Papers {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        for Vehicle { plate, inspected_until, insured_until, .. } in
            context.records::<Vehicle>().map(|vehicle| vehicle.form)
        {
            let both = [(Paper::Inspection, inspected_until), (Paper::Insurance, insured_until)];
            for (paper, until) in both.into_iter().filter(|(_, until)| *until <= soon(context)) {
                let what = format!("{plate} {}到 {until}，办理续期", paper.label());
                assessment.obligation(clause!("5.1"), &what, 1, Vec::new()).owed_by(DISPATCHER).met_by::<Renewal>();
            }
        }
    }
}

/// A licence is the driver's own.
#[derive(Debug, Judgement)]
#[judgement(
    title = "驾驶证到期",
    clause = "5.1",
    of = Person,
    every = Month,
    reads = [subject::<DriverCard>(Window::Always).at_most(100)],
    seen_by = [DISPATCHER, OFFICE_DIRECTOR]
)]
pub struct Licence;

impl Judge<Numbers> for Licence {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        for card in context.records::<DriverCard>().filter(|card| card.form.valid_until <= soon(context)) {
            let what = format!("驾驶证到 {}，换证后登记续期", card.form.valid_until);
            assessment.obligation(clause!("5.1"), &what, 1, Vec::new()).met_by::<Renewal>();
        }
    }
}
