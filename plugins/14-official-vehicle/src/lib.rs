//! 机关公务用车管理制度: asked for, agreed to, dispatched without overlap, logged, parked, repaired.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on official vehicles (机关公务用车管理制度).
    OfficialVehicle {
        id: "official-vehicle",
        title: "机关公务用车管理制度",
        version: "1.0.0",
        area: "用车",
        parameters: Numbers,
        roles: [
            SUPERVISING_LEADER, PRINCIPAL_LEADER, OFFICE_DIRECTOR, OFFICE_CLERK, DISPATCHER, DRIVER, DUTY_LEADER,
            DUTY_DESK, DISCIPLINE_GROUP,
        ],
        forms: [CarRequest, Renewal, Trip, KeyLog, Equipment, Repair, Fine, Misdriving],
        records: [Vehicle, DriverCard],
        oversees: [Claim],
        judges: [Month, Reconciled, Papers, Licence],
        extras: extras::boards,
    }
}

mod dispatch;
mod drivers;
mod extras;
mod forms;
mod papers;
mod parameters;
mod upkeep;

use drivers::{Month, Reconciled};
use forms::{CarRequest, Claim, DriverCard, Equipment, Fine, KeyLog, Misdriving, Renewal, Repair, Trip, Vehicle};
use papers::{Licence, Papers};
use parameters::Numbers;
