//! 机关“公务灶”就餐人员管理制度: booked before nine, eaten in time, swiped, nobody from outside.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    CanteenDiners {
        id: "canteen-diners",
        title: "机关“公务灶”就餐人员管理制度",
        version: "1.0.0",
        area: "食堂",
        parameters: Numbers,
        roles: [CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR, COOK],
        forms: [Booking],
        records: [Swipe, Lapse],
        oversees: [Leave],
        judges: [Month, Day],
        extras: charts,
    }
}

mod booking;
mod forms;
mod judgement;
mod parameters;

use forms::{Booking, Lapse, Leave, Swipe};
use judgement::{Day, Month};
use parameters::Numbers;

fn charts(extras: &mut Extras<'_>) {
    extras.chart("booked", "各月报饭", clause!("6"), Booking::ID).series("meals");
    extras.chart("eaten", "各月就餐", clause!("5"), Swipe::ID);
    extras.chart("lapses", "就餐违规", clause!("3"), Lapse::ID).series("kind");
    let marks = [(Booking::ID, "订"), (Swipe::ID, "√"), (Lapse::ID, "×")];
    extras.roll("month-roll", "月报饭就餐表", clause!("5"), &marks, audience(&[COOK, CANTEEN_COMMITTEE]));
    extras.month("calendar", "报饭日历", clause!("6"), &[Booking::ID], audience(&[COOK, CANTEEN_COMMITTEE]));
}
