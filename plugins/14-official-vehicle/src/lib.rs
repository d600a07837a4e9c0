//! 机关公务用车管理制度: asked for, agreed to, dispatched without overlap, logged, parked, repaired.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
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
        extras: boards,
    }
}

mod dispatch;
mod drivers;
mod forms;
mod papers;
mod parameters;
mod upkeep;

use drivers::{Month, Reconciled};
use forms::{CarRequest, Claim, DriverCard, Equipment, Fine, KeyLog, Misdriving, Renewal, Repair, Trip, Vehicle};
use papers::{Licence, Papers};
use parameters::Numbers;

fn boards(extras: &mut Extras<'_>) {
    extras.bookings::<Vehicle>("vehicles-booked", "车辆安排", clause!("3.1"));
    extras.bookings::<DriverCard>("drivers-booked", "驾驶员安排", clause!("3.1"));
    extras.chart("distance", "各月行驶里程", clause!("3.1"), Trip::ID).sum("distance").series("vehicle_name");
    extras.chart("fuel", "百公里油耗", clause!("5.2"), Trip::ID).mean("per_hundred").by("vehicle_name");
    extras.chart("repairs", "各月维修费", clause!("4.2"), Repair::ID).sum("cost");
    extras.chart("requests", "各部门用车", clause!("3.2"), CarRequest::ID).by_department().series("reason");
}
