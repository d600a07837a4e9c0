//! 机关干部工作日去向公示制度: outings on a board, visitors received by a deputy, failures counted over the year.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on whereabouts (机关干部工作日去向公示制度).
    Whereabouts {
        id: "whereabouts",
        title: "机关干部工作日去向公示制度",
        version: "1.0.0",
        area: "考勤",
        parameters: Numbers,
        roles: [OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY],
        forms: [Outing, Back, Visitor, Check],
        judges: [Year],
        extras: extras::boards,
    }
}

mod extras;
mod forms;
mod parameters;
mod rules;

use forms::{Back, Check, Outing, Visitor};
use parameters::Numbers;
use rules::Year;
