//! 机关一次性告知制度: everything that is missing is told at once, in writing; whoever sends people away twice answers for it.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on the one-time notice (机关一次性告知制度).
    OneTimeNotice {
        id: "one-time-notice",
        title: "机关一次性告知制度",
        version: "1.0.0",
        area: "服务",
        parameters: Numbers,
        roles: [SECTION_HEAD, SUPERVISING_LEADER, OFFICE_DIRECTOR, DISCIPLINE_GROUP],
        forms: [Guide, Notice, PhoneRecord, CounterCheck],
        oversees: [Inquiry],
        judges: [Month, Guides],
        extras: extras::charts,
    }
}

mod extras;
mod forms;
mod notice;
mod parameters;
mod window;

use forms::{CounterCheck, Guide, Inquiry, Notice, PhoneRecord};
use notice::Month;
use parameters::Numbers;
use window::Guides;
