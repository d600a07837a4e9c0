//! What is declared beside forms and judgements: charts, the roll, the calendar.

use crate::forms::{Booking, Lapse, Swipe};
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("booked", "各月报饭", clause!("6"), Booking::ID).series("meals");
    extras.chart("eaten", "各月就餐", clause!("5"), Swipe::ID);
    extras.chart("lapses", "就餐违规", clause!("3"), Lapse::ID).series("kind");
    let marks = [(Booking::ID, "订"), (Swipe::ID, "√"), (Lapse::ID, "×")];
    extras.roll("month-roll", "月报饭就餐表", clause!("5"), &marks, audience(&[COOK, CANTEEN_COMMITTEE]));
    extras.month("calendar", "报饭日历", clause!("6"), &[Booking::ID], audience(&[COOK, CANTEEN_COMMITTEE]));
}
