//! 机关“公务灶”工作人员岗位职责: bought by the day's bookings, a menu each week, clean every day, what is lost is paid.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    CanteenStaff {
        id: "canteen-staff",
        title: "机关“公务灶”工作人员岗位职责",
        version: "1.0.0",
        area: "食堂",
        parameters: Numbers,
        roles: [COOK, CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR],
        forms: [Purchase, Menu, EquipmentEvent, HygieneCheck],
        records: [HealthCertificate, Rating, Equipment, Intrusion],
        judges: [Losses, Health, Week, Purchases],
        extras: charts,
    }
}

mod forms;
mod judgement;
mod parameters;
mod rules;

use forms::{Equipment, EquipmentEvent, HealthCertificate, HygieneCheck, Intrusion, Menu, Purchase, Rating};
use judgement::{Health, Losses, Purchases, Week};
use parameters::Numbers;

fn charts(extras: &mut Extras<'_>) {
    extras.chart("spent", "各月采购金额", clause!("1"), Purchase::ID).sum("total");
    extras.chart("ratings", "菜品评分", clause!("3"), Rating::ID).mean("score").lines();
}
