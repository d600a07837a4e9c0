//! 机关政务公开制度: what is published by class, reviewed by its weight, archived, and withdrawn with a reason.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    OpenGovernment {
        id: "open-government",
        title: "机关政务公开制度",
        version: "1.0.0",
        area: "公开",
        parameters: Numbers,
        roles: [SUPERVISING_LEADER, SECTION_HEAD, OFFICE_DIRECTOR, OFFICE_CLERK],
        forms: [Disclosure, Withdrawal],
        judges: [Quarter],
        extras: charts,
    }
}

mod forms;
mod parameters;
mod rules;

use forms::{Disclosure, Withdrawal};
use parameters::Numbers;
use rules::Quarter;

fn charts(extras: &mut Extras<'_>) {
    extras.chart("classes", "各月公开", clause!("2"), Disclosure::ID).series("class");
    extras.chart("departments", "各部门公开", clause!("3"), Disclosure::ID).by_department().series("class");
}
