//! What was eaten and what it costs; what was booked and not eaten, or eaten and not booked.

use crate::{
    forms::{Booking, Lapse, LapseKind, Meal, Swipe},
    parameters::Numbers,
    suspension::Privilege,
};
use guiju_sdk::prelude::*;
use std::collections::BTreeSet;

/// Which meal a swipe is for; none outside of the meal times.
fn meal(at: Moment, numbers: &Numbers) -> Option<Meal> {
    let breakfast = (Meal::Breakfast, numbers.breakfast_from..=numbers.breakfast_to);
    let lunch = (Meal::Lunch, numbers.lunch_from..=numbers.lunch_to);
    [breakfast, lunch].into_iter().find(|(_, times)| times.contains(&at.minutes())).map(|(meal, _)| meal)
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

/// Bookings of a meal in the month, with their days.
fn booked(meal: Meal) -> Read {
    let read = office::<Booking>(Window::ThisMonth).named(meal.value()).chosen(Booking::FIELDS.meals, &[meal]);
    read.numbers(&[Booking::FIELDS.on.name()]).at_most(100_000)
}

/// 2, 5, 6: the day's bookings against its swipes.
#[derive(Debug, Judgement)]
#[judgement(
    title = "每日报饭核对",
    clause = "6",
    of = Office,
    every = Month,
    id = "day",
    reads = [
        booked(Meal::Breakfast),
        booked(Meal::Lunch),
        office::<Swipe>(Window::ThisMonth).numbers(&[Swipe::FIELDS.at.name()]).at_most(200_000),
    ],
    seen_by = [CANTEEN_COMMITTEE, COOK]
)]
pub struct Day;

/// Somebody's meal of a day.
type Sitting = (Option<PersonId>, Date, &'static str);

impl Judge<Numbers> for Day {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let numbers = &context.parameters;
        let rows = |read| context.columns(read).into_iter().flat_map(Columns::rows);
        let of_meal = |meal: Meal| rows(meal.value()).map(move |booking| (booking, meal));
        let (breakfasts, lunches) = (of_meal(Meal::Breakfast), of_meal(Meal::Lunch));
        let bookings = merged(breakfasts, lunches, |(booking, _)| (booking.starts(), booking.id())).collect::<Vec<_>>();
        let on = |booking: &NumberRow<'_>| booking.number(0).map_or(booking.date(), |day| Date(day as i32));
        let sitting = |booking: &NumberRow<'_>, meal: Meal| (booking.person(), on(booking), meal.value());
        let (mut booked, mut eaten) = (BTreeSet::<Sitting>::new(), BTreeSet::new());
        booked.extend(bookings.iter().map(|(booking, meal)| sitting(booking, *meal)));
        for swipe in rows(Swipe::ID) {
            let at = Moment(swipe.number(0).unwrap_or(swipe.starts().0));
            let Some(meal) = meal(at, numbers) else {
                let what = format!("{at} 不在就餐时间刷卡");
                assessment.discrepancy(clause!("2"), at.date(), Some(swipe.id()), what);
                continue;
            };
            let sitting = (swipe.person(), at.date(), meal.value());
            if !booked.contains(&sitting) {
                let what = format!("没有报{}却就餐", meal.label());
                assessment.discrepancy(clause!("6"), at.date(), Some(swipe.id()), what);
            }
            eaten.insert(sitting);
        }
        let today = context.now().date();
        // Whoever must not eat any more is not missed at what was booked before.
        let may_eat = |booking: &NumberRow<'_>| {
            let at = on(booking).at(numbers.lunch_from);
            booking.person().is_none_or(|person| !context.is_suspended(Privilege::Meals, person, at))
        };
        let past = bookings.iter().filter(|(booking, _)| on(booking) < today && may_eat(booking));
        for (booking, meal) in past {
            if !eaten.contains(&sitting(booking, *meal)) {
                let what = format!("报了{}没有就餐", meal.label());
                assessment.discrepancy(clause!("6"), on(booking), Some(booking.id()), what);
            }
        }
    }
}
