//! 重大事项决策制度: consultation, notice, quorum, a vote item by item, minutes and resolutions.

use guiju_sdk::prelude::*;

/// The regulation.
#[derive(Debug)]
pub struct MajorDecisions;

regulation!(MajorDecisions);

mod forms;
mod meeting;
mod outside;
mod parameters;

use forms::{AdvanceReport, Meeting, Resolution};
use parameters::Numbers;

impl Regulation for MajorDecisions {
    type Parameters = Numbers;
    const ID: &'static str = "major-decisions";
    const TITLE: &'static str = "重大事项决策制度";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "会议";
    const ROLES: &'static [RoleName] =
        &[SECRETARY, DIRECTOR, OFFICE_DIRECTOR, OFFICE_CLERK, PARTY_GROUP, SUPERVISING_LEADER, PRINCIPAL_LEADER];

    fn declare(declaration: &mut impl Declaration<Self>) {
        declaration.form::<Meeting>(Vec::new);
        declaration.form::<Resolution>(Vec::new);
        declaration.oversees::<AdvanceReport>(Vec::new);
        let members = || audience(&[PARTY_GROUP, OFFICE_DIRECTOR, OFFICE_CLERK]);
        declaration.view(|| {
            register::<Meeting>("meetings", "会议登记簿", clause!("4"), &["title", "held_on", "status"], members())
        });
        declaration.view(|| {
            let columns = ["number", "item", "kind", "ayes", "due", "passed", "filed"];
            register::<Resolution>("resolutions", "决议登记簿", clause!("3"), &columns, members())
        });
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cases() {
        guiju_testkit::assert_cases::<super::MajorDecisions>(env!("CARGO_MANIFEST_DIR"));
    }
}
