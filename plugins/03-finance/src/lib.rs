//! 机关财务管理制度: report before spending, claim against the report, loans, assets, archives.

use guiju_sdk::prelude::*;

/// The regulation.
#[derive(Debug)]
pub struct Finance;

regulation!(Finance);

mod assets;
mod books;
mod claim;
mod forms;
mod parameters;
mod report;

use forms::{
    AdvanceReport, ArchiveAccess, Asset, AssetChange, Claim, Closing, DeviceRequest, Income, Loan, LongDistanceCall,
    Repayment, WageNotice,
};
use parameters::Numbers;

impl Regulation for Finance {
    type Parameters = Numbers;
    const ID: &'static str = "finance";
    const TITLE: &'static str = "机关财务管理制度";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "财务";
    const ROLES: &'static [RoleName] = &[
        SUPERVISING_LEADER,
        FINANCE_LEADER,
        PERSONNEL_LEADER,
        PRINCIPAL_LEADER,
        SECRETARY,
        DIRECTOR,
        OFFICE_DIRECTOR,
        ACCOUNTANT,
        CASHIER,
        DISCIPLINE_GROUP,
        DISCIPLINE_SECRETARY,
    ];

    fn declare(declaration: &mut impl Declaration<Self>) {
        declaration.form::<Income>(Vec::new);
        declaration.form::<AdvanceReport>(|| vec![referenced::<report::Resolution>()]);
        declaration.form::<Claim>(|| vec![referenced::<AdvanceReport>(), office::<Claim>(Window::Always)]);
        declaration.form::<DeviceRequest>(Vec::new);
        declaration.form::<Loan>(|| vec![subject::<Loan>(Window::Always), subject::<Repayment>(Window::Always)]);
        declaration.form::<Repayment>(|| vec![referenced::<Loan>()]);
        declaration.form::<Asset>(Vec::new);
        declaration.form::<AssetChange>(|| vec![referenced::<Asset>()]);
        declaration.form::<LongDistanceCall>(Vec::new);
        declaration.form::<WageNotice>(Vec::new);
        declaration.form::<Closing>(Vec::new);
        declaration.form::<ArchiveAccess>(Vec::new);

        let finance = || audience(&[ACCOUNTANT, CASHIER, FINANCE_LEADER, PRINCIPAL_LEADER]);
        declaration.view(|| {
            let columns = ["number", "person", "department", "purpose", "amount", "status"];
            register::<AdvanceReport>("reports", "事前报告登记簿", clause!("4a"), &columns, finance())
        });
        declaration.view(|| {
            let columns = ["number", "person", "department", "purpose", "amount", "status"];
            register::<Claim>("claims", "报销登记簿", clause!("4.1"), &columns, finance())
        });
        declaration.view(|| {
            register::<Loan>(
                "loans",
                "借款台账",
                clause!("5.2"),
                &["number", "person", "purpose", "amount", "filed", "status"],
                finance(),
            )
        });
        declaration.view(|| {
            register::<Income>(
                "incomes",
                "资金收入登记簿",
                clause!("2.1"),
                &["source", "amount", "section", "filed"],
                finance(),
            )
        });
        declaration.view(|| {
            let columns = ["number", "name", "price", "user", "keeper"];
            register::<Asset>("assets", "固定资产登记簿", clause!("4.4.4"), &columns, Audience::Anyone)
        });
        declaration.view(|| {
            let columns = ["person", "called", "place", "about", "filed"];
            register::<LongDistanceCall>("calls", "长途电话登记簿", clause!("4.4.5b"), &columns, finance())
        });
        declaration.assesses(
            "month",
            || {
                let reads = vec![office::<Closing>(Window::ThisMonth)];
                assessed("month", "财务月度义务", clause!("3.1"), SubjectKind::Office, Cycle::Month, reads)
                    .seen_by(finance())
            },
            books::duties,
        );
        declaration.assesses(
            "losses",
            || {
                let reads = vec![subject::<AssetChange>(Window::ThisMonth)];
                assessed("losses", "资产赔偿", clause!("4.4.4"), SubjectKind::Person, Cycle::Month, reads)
                    .seen_by(finance())
            },
            assets::losses,
        );
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cases() {
        guiju_testkit::assert_cases::<super::Finance>(env!("CARGO_MANIFEST_DIR"));
    }
}
