//! What is declared beside forms and judgements: the roster, charts.

use crate::forms::{self, IdleConduct, SurpriseCheck};
use guiju_sdk::prelude::*;

/// 0: a week each, in rotation.
pub fn roster(extras: &mut Extras<'_>) {
    extras
        .roster("duty", "领导带班表", clause!("0"), DUTY_LEADER)
        .eligible(&[LEADERSHIP_TEAM])
        .shifts(Cycle::Week, RosterDays::Every)
        .maintained_by(&[OFFICE_DIRECTOR, OFFICE_CLERK]);
    extras.chart("idle", "在岗不在状态", clause!("3"), IdleConduct::ID).series("kind").seen_by(forms::READERS);
    extras.chart("checks", "各月突击查岗", clause!("1"), SurpriseCheck::ID);
}
