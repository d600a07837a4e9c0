//! 机关首问负责制度: whoever receives somebody first is responsible for the matter to its end.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on first contact (机关首问负责制度).
    FirstContact {
        id: "first-contact",
        title: "机关首问负责制度",
        version: "1.0.0",
        area: "服务",
        parameters: Numbers,
        roles: [SUPERVISING_LEADER, OFFICE_DIRECTOR, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY],
        forms: [Inquiry, Complaint],
        judges: [Year],
        extras: extras::charts,
    }
}

mod appraisal;
mod extras;
mod forms;
mod inquiry;
mod parameters;

use appraisal::Year;
use forms::{Complaint, Inquiry};
use parameters::Numbers;
