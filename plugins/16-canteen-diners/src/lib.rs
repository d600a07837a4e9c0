//! 机关“公务灶”就餐人员管理制度: booked before nine, eaten in time, swiped, nobody from outside.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on the canteen's diners (机关“公务灶”就餐人员管理制度).
    CanteenDiners {
        id: "canteen-diners",
        title: "机关“公务灶”就餐人员管理制度",
        version: "1.0.0",
        area: "食堂",
        parameters: Numbers,
        privileges: Privilege,
        roles: [CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR, COOK],
        forms: [Booking],
        records: [Swipe, Lapse],
        oversees: [Leave, Suspension],
        judges: [Month, Day],
        extras: extras::charts,
    }
}

mod booking;
mod extras;
mod forms;
mod judgement;
mod parameters;
mod suspension;

use forms::{Booking, Lapse, Leave, Suspension, Swipe};
use judgement::{Day, Month};
use parameters::Numbers;
use suspension::Privilege;
