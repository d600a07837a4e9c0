//! 第一条、第六条: who may book, and until when; what a leave means for what was booked.

use crate::{
    forms::{Booking, Leave},
    parameters::Numbers,
};
use guiju_sdk::{model::time, prelude::*};

/// Whether somebody is away when lunch is about to be served; whoever leaves after it still eats.
pub fn away_before_lunch(over: HalfDays, day: Date, numbers: &Numbers) -> bool {
    let before = day.at(numbers.lunch_from.saturating_sub(1));
    over.period().from <= before && before <= over.period().to
}

impl Rules<Numbers> for Booking {
    fn reads() -> Vec<Read> {
        vec![subject::<Booking>(Window::ThisDay), subject::<Leave>(Window::ThisDay)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let closes = self.on.at(context.parameters.booked_by);
        if context.filed_at() >= closes {
            let clock = time::clock(context.parameters.booked_by);
            findings.error(clause!("6")).on("on").say(format!("{} 的饭要在当天 {clock} 前报", self.on.in_words()));
        }
        if self.guests > 0 {
            findings.error(clause!("1")).on("guests").say("公务灶只接待机关干部职工，不能带家属和外单位人员");
        }
        let again = |booking: Record<'_, Booking>| self.meals.iter().any(|meal| booking.form.meals.contains(meal));
        if context.records::<Booking>().any(again) {
            findings.error(clause!("6")).on("on").say("这一餐已经报过了");
        }
        let covers = |over: HalfDays| away_before_lunch(over, self.on, &context.parameters);
        if context.records::<Leave>().any(|leave| covers(leave.form.span)) {
            findings.warning(clause!("6")).on("on").say("这一天您请了假，确要就餐请说明");
        }
        let calendar = context.calendar();
        if !calendar.worked(self.on) {
            findings.warning(clause!("6")).on("on").say("这一天不上班，食堂可能不开伙，请说明");
        }
        let price = context.parameters.lunch_price;
        findings.derive("price", "中餐标准", price.to_string(), clause!("1"), format!("每人每餐 {price} 元"));
    }
}

/// What was booked inside a leave is pointed out before the leave is filed.
impl Rules<Numbers> for Leave {
    fn reads() -> Vec<Read> {
        vec![subject::<Booking>(Window::ThisMonth)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let numbers = &context.parameters;
        let inside = |booking: &Record<'_, Booking>| away_before_lunch(self.span, booking.form.on, numbers);
        let days =
            context.records::<Booking>().filter(inside).map(|booking| booking.form.on.in_words()).collect::<Vec<_>>();
        if !days.is_empty() {
            let clock = time::clock(numbers.booked_by);
            findings
                .notice(clause!("6"))
                .on("span")
                .say(format!("请假期间已报饭：{}；请在当天 {clock} 前告诉食堂", days.join("、")));
        }
    }
}
