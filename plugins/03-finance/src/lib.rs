//! 机关财务管理制度: report before spending, claim against the report, loans, assets, archives.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
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
        extras: charts,
    }
}

mod assets;
mod books;
mod budget;
mod claim;
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

fn charts(extras: &mut Extras<'_>) {
    let seen_by = forms::KEEPERS;
    extras
        .chart("reported", "各月事前报告金额", clause!("4a"), AdvanceReport::ID)
        .sum("amount")
        .series("kind")
        .seen_by(seen_by);
    extras.chart("claimed", "各月报销金额", clause!("4.1"), Claim::ID).sum("amount").series("kind").seen_by(seen_by);
    extras
        .chart("sections", "各部门报销金额", clause!("4.1"), Claim::ID)
        .sum("amount")
        .by_department()
        .seen_by(seen_by);
    extras
        .chart("budgets", "各类预算", clause!("3.2"), Budget::ID)
        .sum("amount")
        .by("kind")
        .series("year")
        .seen_by(seen_by);
    extras
        .chart("budgets-spent", "各类预算已支出", clause!("3.2"), Budget::ID)
        .sum("spent")
        .by("kind")
        .series("year")
        .seen_by(seen_by);
    extras.chart("taken", "报销办理天数", clause!("4.1"), Claim::ID).days_taken().seen_by(seen_by);
}
