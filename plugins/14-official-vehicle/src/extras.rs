//! What is declared beside forms and judgements: boards, charts.

use crate::forms::{CarRequest, DriverCard, Repair, Trip, Vehicle};
use guiju_sdk::prelude::*;

pub fn boards(extras: &mut Extras<'_>) {
    extras.bookings::<Vehicle>("vehicles-booked", "车辆安排", clause!("3.1"));
    extras.bookings::<DriverCard>("drivers-booked", "驾驶员安排", clause!("3.1"));
    extras.chart("distance", "各月行驶里程", clause!("3.1"), Trip::ID).sum("distance").series("vehicle_name");
    extras.chart("fuel", "百公里油耗", clause!("5.2"), Trip::ID).mean("per_hundred").by("vehicle_name");
    extras.chart("repairs", "各月维修费", clause!("4.2"), Repair::ID).sum("cost");
    extras.chart("requests", "各部门用车", clause!("3.2"), CarRequest::ID).by_department().series("reason");
}
