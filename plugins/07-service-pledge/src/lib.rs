//! 机关服务承诺制度: tidy rooms, first come first served, a telephone for complaints, an appraisal every half year.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on the service pledge (机关服务承诺制度).
    ServicePledge {
        id: "service-pledge",
        title: "机关服务承诺制度",
        version: "1.0.0",
        area: "服务",
        parameters: Numbers,
        roles: [OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY, SUPERVISING_LEADER],
        forms: [RoomCheck, SupervisionCall, Appraisal],
        records: [Questionnaire, PledgeCard],
        oversees: [Inquiry],
        judges: [HalfYear],
        extras: extras::charts,
    }
}

mod extras;
mod forms;
mod parameters;
mod rules;

use forms::{Appraisal, Inquiry, PledgeCard, Questionnaire, RoomCheck, SupervisionCall};
use parameters::Numbers;
use rules::HalfYear;
