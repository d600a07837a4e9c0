//! What was eaten and what it costs; what was booked and not eaten, or eaten and not booked.

use crate::{
    forms::{Booking, Lapse, LapseKind, Meal, Swipe},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// Which meal a swipe is for; none before the tables are laid.
fn meal(at: Moment, numbers: &Numbers) -> Option<Meal> {
    let minutes = at.minutes();
    if minutes >= numbers.lunch_from {
        Some(Meal::Lunch)
    } else {
        (numbers.breakfast_from..=numbers.breakfast_to).contains(&minutes).then_some(Meal::Breakfast)
    }
}

/// 1, 3, 4, 5, 7
#[derive(Debug, Judgement)]
#[judgement(
    title = "就餐月结",
    clause = "1",
    of = Person,
    every = Month,
    reads = [subject::<Swipe>(Window::ThisMonth), subject::<Lapse>(Window::ThisMonth)],
    seen_by = [CANTEEN_COMMITTEE]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let numbers = &context.parameters;
        let meals = context.records::<Swipe>().filter_map(|swipe| meal(swipe.form.at, numbers)).collect::<Vec<_>>();
        let lunches = meals.iter().filter(|meal| **meal == Meal::Lunch).count() as i64;
        assessment.metric("breakfasts", "早餐", meals.len() as i64 - lunches, "次", clause!("5"));
        assessment.metric("lunches", "午餐", lunches, "次", clause!("5"));
        assessment.metric("amount", "中餐应付（分）", numbers.lunch_price.times(lunches).0, "分", clause!("1"));
        let lapses = context.records::<Lapse>().collect::<Vec<_>>();
        for (name, label, kinds, by) in [
            ("waste", "浪费", &[LapseKind::Waste][..], clause!("3")),
            ("manners", "不文明", &[LapseKind::Smoking, LapseKind::Drinking, LapseKind::Litter], clause!("4")),
            ("taken_out", "外带", &[LapseKind::TakenOut], clause!("5")),
            ("guests", "带外人", &[LapseKind::Guests], clause!("1")),
            ("early", "提前", &[LapseKind::Early], clause!("2")),
            ("kitchen", "进厨房", &[LapseKind::Kitchen], clause!("7")),
        ] {
            let count = lapses.iter().filter(|lapse| kinds.contains(&lapse.form.kind)).count();
            assessment.metric(name, label, count as i64, "次", by);
        }
    }
}

/// 2, 5, 6: the day's bookings against its swipes.
#[derive(Debug, Judgement)]
#[judgement(
    title = "每日报饭核对",
    clause = "6",
    of = Office,
    every = Month,
    id = "day",
    reads = [office::<Booking>(Window::ThisMonth), office::<Swipe>(Window::ThisMonth)],
    seen_by = [CANTEEN_COMMITTEE, COOK]
)]
pub struct Day;

impl Judge<Numbers> for Day {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let numbers = &context.parameters;
        let bookings = context.records::<Booking>().collect::<Vec<_>>();
        let swipes = context.records::<Swipe>().collect::<Vec<_>>();
        for swipe in &swipes {
            let on = swipe.form.at.date();
            let Some(eaten) = meal(swipe.form.at, numbers) else {
                assessment.discrepancy(
                    clause!("2"),
                    on,
                    Some(swipe.id()),
                    format!("{} 不在就餐时间刷卡", swipe.form.at),
                );
                continue;
            };
            let booked = bookings.iter().any(|booking| {
                booking.person() == swipe.person() && booking.form.on == on && booking.form.meals.contains(&eaten)
            });
            if !booked {
                assessment.discrepancy(clause!("6"), on, Some(swipe.id()), format!("没有报{}却就餐", eaten.label()));
            }
        }
        let today = context.now().date();
        for booking in bookings.iter().filter(|booking| booking.form.on < today) {
            for booked in &booking.form.meals {
                let eaten = swipes.iter().any(|swipe| {
                    swipe.person() == booking.person()
                        && swipe.form.at.date() == booking.form.on
                        && meal(swipe.form.at, numbers) == Some(*booked)
                });
                if !eaten {
                    let what = format!("报了{}没有就餐", booked.label());
                    assessment.discrepancy(clause!("6"), booking.form.on, Some(booking.id()), what);
                }
            }
        }
    }
}
