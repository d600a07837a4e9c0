//! 机关政务公开制度: what is published by class, reviewed by its weight, archived, and withdrawn with a reason.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on open government (机关政务公开制度).
    OpenGovernment {
        id: "open-government",
        title: "机关政务公开制度",
        version: "1.0.0",
        area: "公开",
        parameters: Numbers,
        roles: [SUPERVISING_LEADER, SECTION_HEAD, OFFICE_DIRECTOR, OFFICE_CLERK],
        forms: [Disclosure, Withdrawal],
        judges: [Quarter],
        extras: extras::charts,
    }
}

mod extras;
mod forms;
mod parameters;
mod rules;

use forms::{Disclosure, Withdrawal};
use parameters::Numbers;
use rules::Quarter;
