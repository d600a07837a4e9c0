//! 机关“公务灶”工作人员岗位职责: bought by the day's bookings, a menu each week, clean every day, what is lost is paid.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on the canteen's staff (机关“公务灶”工作人员岗位职责).
    CanteenStaff {
        id: "canteen-staff",
        title: "机关“公务灶”工作人员岗位职责",
        version: "1.0.0",
        area: "食堂",
        parameters: Numbers,
        roles: [COOK, CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR],
        forms: [Purchase, Menu, EquipmentEvent, HygieneCheck, Intrusion],
        records: [HealthCertificate, Rating, Equipment],
        judges: [Losses, Health, Week, Purchases],
        extras: extras::charts,
    }
}

mod extras;
mod forms;
mod judgement;
mod parameters;
mod rules;

use forms::{Equipment, EquipmentEvent, HealthCertificate, HygieneCheck, Intrusion, Menu, Purchase, Rating};
use judgement::{Health, Losses, Purchases, Week};
use parameters::Numbers;
