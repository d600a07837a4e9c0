//! 机关信访实施方案: every petition registered, answered or handed on in time; repeats recognised; leaders receive in turn.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on petitions (机关信访实施方案).
    Petitions {
        id: "petitions",
        title: "机关信访实施方案",
        version: "1.0.0",
        area: "信访",
        parameters: Numbers,
        roles: [
            PETITION_OFFICE, PETITION_GROUP, SUPERVISING_LEADER, RECEPTION_LEADER, LEADERSHIP_TEAM, OFFICE_CLERK,
            OFFICE_DIRECTOR, DUTY_DESK, SECTION_HEAD,
        ],
        forms: [Petition, Meeting, Screening],
        oversees: [Inquiry],
        judges: [HalfYear, Quarter, Scores],
        extras: extras::roster,
    }
}

mod duties;
mod extras;
mod forms;
mod parameters;
mod rules;

use duties::{HalfYear, Quarter, Scores};
use forms::{Inquiry, Meeting, Petition, Screening};
use parameters::Numbers;
