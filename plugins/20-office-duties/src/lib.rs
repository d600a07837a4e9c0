//! 机关工作制度及职责: the general office's own rules — seals, archive, duty rotas, supplies, tasks followed up.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on office duties (机关工作制度及职责).
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
        forms: [SealUse, ArchiveLoan, HandoverLog, StandbyCall, SupplyPurchase, SupplyReceipt, SupplyIssue, StockTake, Task, ArchiveReturn],
        records: [Supply],
        oversees: [Incoming],
        judges: [Month],
        extras: extras::rosters,
    }
}

mod duty;
mod extras;
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
