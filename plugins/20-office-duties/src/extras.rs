//! What is declared beside forms and judgements: rosters, charts.

use crate::forms::{self, SealUse, SupplyIssue, Task};
use guiju_sdk::prelude::*;

/// 4a, 4b: rotas by day, fair over the year and its holidays.
pub fn rosters(extras: &mut Extras<'_>) {
    let keepers = &[OFFICE_DIRECTOR, OFFICE_CLERK];
    extras
        .roster("desk", "办公室值班表", clause!("4a"), DUTY_DESK)
        .eligible(&[OFFICE_STAFF])
        .shifts(Cycle::Day, RosterDays::Every)
        .maintained_by(keepers);
    extras
        .roster("standby", "节假日待班表", clause!("4b"), STANDBY)
        .eligible(&[OFFICE_STAFF])
        .shifts(Cycle::Day, RosterDays::Rest)
        .maintained_by(keepers);
    extras.chart("seals", "各月用印", clause!("2.3"), SealUse::ID).series("seal").seen_by(forms::KEEPERS);
    extras.chart("supplies", "各部门领用办公用品", clause!("5.3"), SupplyIssue::ID).sum("quantity").by_department();
    extras.chart("tasks", "督查事项办理天数", clause!("6.1"), Task::ID).days_taken().seen_by(forms::KEEPERS);
}
