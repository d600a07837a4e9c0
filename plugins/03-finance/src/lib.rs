//! 机关财务管理制度: report before spending, claim against the report, loans, assets, archives.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on finance (机关财务管理制度).
    Finance {
        id: "finance",
        title: "机关财务管理制度",
        version: "1.0.0",
        area: "财务",
        parameters: Numbers,
        roles: [
            SUPERVISING_LEADER, FINANCE_LEADER, PERSONNEL_LEADER, PRINCIPAL_LEADER, SECRETARY, DIRECTOR, OFFICE_DIRECTOR,
            ACCOUNTANT, CASHIER, DISCIPLINE_GROUP,
        ],
        forms: [Income, AdvanceReport, HeldVoucher, Claim, DeviceRequest, AssetChange, WageNotice, Loan, Repayment, ArchiveAccess],
        records: [Budget, Contract, Closing, Asset, LongDistanceCall],
        judges: [Month, Unclaimed, Losses],
        extras: extras::charts,
    }
}

mod assets;
mod books;
mod budget;
mod claim;
mod extras;
mod forms;
mod parameters;
mod report;
mod vouchers;

use assets::Losses;
use books::Month;
use budget::Budget;
use forms::{
    AdvanceReport, ArchiveAccess, Asset, AssetChange, Claim, Closing, Contract, DeviceRequest, Income, Loan,
    LongDistanceCall, Repayment, WageNotice,
};
use parameters::Numbers;
use vouchers::{HeldVoucher, Unclaimed};
