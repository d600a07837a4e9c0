//! 机关工作制度及职责: the general office's own rules — seals, archive, duty rotas, supplies, tasks followed up.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    OfficeDuties {
        id: "office-duties",
        title: "机关工作制度及职责",
        version: "1.0.0",
        area: "办公",
        parameters: Numbers,
        roles: [
            OFFICE_DIRECTOR, OFFICE_CLERK, OFFICE_STAFF, ARCHIVIST, DIRECTOR, CONGRESS_CHAIR, SUPERVISING_LEADER,
            DUTY_DESK, STANDBY, PRINCIPAL_LEADER,
        ],
        forms: [SealUse, ArchiveLoan, HandoverLog, StandbyCall, SupplyPurchase, SupplyReceipt, SupplyIssue, StockTake, Task],
        records: [ArchiveReturn, Supply],
        oversees: [Incoming],
        judges: [Month],
        extras: rosters,
    }
}

mod duty;
mod forms;
mod papers;
mod parameters;
mod supplies;

use forms::{
    ArchiveLoan, ArchiveReturn, HandoverLog, Incoming, SealUse, StandbyCall, StockTake, Supply, SupplyIssue,
    SupplyPurchase, SupplyReceipt, Task,
};
use papers::Month;
use parameters::Numbers;

/// 4a, 4b: rotas by day, fair over the year and its holidays.
fn rosters(extras: &mut Extras<'_>) {
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
