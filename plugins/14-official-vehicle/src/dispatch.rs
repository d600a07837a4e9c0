//! 第二条、第三条: from the request to the key on its hook.

use crate::{
    forms::{CarRequest, Dispatched, DriverCard, Gate, KeyLog, Permission, Reason, Trip, Vehicle},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 3.5: whether any of it lies outside working hours.
fn outside_hours(over: Period, context: &Context<'_, Numbers>) -> bool {
    let calendar = context.calendar();
    let within = |moment: Moment| {
        let sessions = calendar.sessions(moment.date());
        let minutes = moment.minutes();
        // Lunch belongs to the working day.
        match (sessions.first(), sessions.last()) {
            (Some(first), Some(last)) => (first.start..=last.end).contains(&minutes),
            _ => false,
        }
    };
    !within(over.from) || !within(over.to) || over.from.date() != over.to.date()
}

impl Rules<Numbers> for CarRequest {
    fn reads() -> Vec<Read> {
        vec![referenced::<Vehicle>(), referenced::<DriverCard>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let short = context.parameters.short_distance;
        if self.reason == Reason::Ordinary && self.distance <= short {
            findings
                .error(clause!("3.3"))
                .on("distance")
                .say(format!("{short} 公里以内请乘公交；急件报送、突发事件、支取大额现金的请改选用车性质"));
        }
        if self.over.from.date() < context.filed_on() || self.over.to <= context.filed_at() {
            findings
                .error(clause!("3.2"))
                .on("over")
                .say("用车时间已过；用车要先申请，经同意后才派车。已经用了车而没有申请的，请向办公室说明");
        }
        let order = match self.reason {
            Reason::Emergency => 1,
            Reason::UrgentPapers | Reason::Cash | Reason::Duty => 2,
            Reason::Ordinary => 3,
        };
        findings.derive("order", "派车次序", order, clause!("2"), "先急后缓");
        for (_, given) in context.each_filled::<Dispatched>("dispatch") {
            let day = self.over.to.date();
            if let Some(vehicle) = context.referred(*given.vehicle) {
                let until = vehicle.form.inspected_until.min(vehicle.form.insured_until);
                if until < day {
                    findings
                        .error(clause!("5.1"))
                        .on("dispatch/vehicle")
                        .say(format!("这辆车的年检或保险到 {until}，不能派出"));
                }
                if vehicle.form.seats < self.passengers + 1 {
                    let seats = vehicle.form.seats;
                    let said = format!("这辆车 {seats} 座，连驾驶员坐不下 {} 人", self.passengers);
                    findings.error(clause!("3.1")).on("dispatch/vehicle").say(said);
                }
            }
            if let Some(driver) = context.referred(*given.driver).filter(|driver| driver.form.valid_until < day) {
                let until = driver.form.valid_until;
                findings
                    .error(clause!("5.1"))
                    .on("dispatch/driver")
                    .say(format!("这位驾驶员的驾驶证到 {until}，不能出车"));
            }
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let said = format!("去{}，{}", self.to, self.reason.label());
        route.ask(SUPERVISING_LEADER).by(clause!("3.2")).because(said.clone());
        if self.reason == Reason::Duty {
            route.ask(DUTY_LEADER).by(clause!("3.5")).because("政务值班用车须带班领导同意");
        }
        let outside = outside_hours(self.over, context);
        if outside {
            route.ask(PRINCIPAL_LEADER).by(clause!("3.5")).because("非工作时间用车须主要领导同意");
        }
        route
            .have("dispatch", "办公室派车", DISPATCHER)
            .by(clause!("3.1"))
            .by(clause!("3.2"))
            .because(said)
            .fills::<Dispatched>();
        if outside {
            route
                .have("gate", "值班室登记出车", DUTY_DESK)
                .by(clause!("3.5"))
                .because("非工作时间出车由值班室记录备查")
                .fills::<Gate>();
        }
    }
}

impl Rules<Numbers> for Trip {
    fn reads() -> Vec<Read> {
        vec![referenced::<CarRequest>(), referenced::<Vehicle>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.back_at <= self.out_at {
            findings.error(clause!("3.1")).on("back_at").say("回车时间应晚于出车时间");
        }
        let distance = self.to_km - self.from_km;
        if distance < 0 {
            findings.error(clause!("3.1")).on("to_km").say("回车里程表小于出车里程表，请核对");
        }
        if context.referred(self.request).is_some_and(|request| !request.completed()) {
            findings.error(clause!("3.2")).on("request").say("这张派车单还没有办完，不能出车");
        }
        findings.derive("distance", "行驶公里", distance, clause!("3.1"), "由里程表");
        let name = context.referred(self.vehicle).map(|vehicle| vehicle.form.plate).unwrap_or_default();
        findings.derive("vehicle_name", "车牌", name, clause!("3.1"), "由车辆登记");
        if let Some(litres) = self.litres.filter(|_| distance > 0) {
            let per_hundred = litres * 100 / distance;
            findings.derive("per_hundred", "百公里油耗（升）", per_hundred, clause!("5.2"), "加油量除以里程");
            let limit = context.parameters.fuel_limit;
            if per_hundred > limit {
                findings
                    .notice(clause!("5.2"))
                    .on("litres")
                    .say(format!("百公里 {per_hundred} 升，超过 {limit} 升，请注意节油"));
            }
        }
    }
}

impl Rules<Numbers> for KeyLog {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if let Some(permission) = context.filled::<Permission>("office-director") {
            findings.computed(KeyLog::FIELDS.confirmed, permission.given, clause!("3.4"), "由办公室核实");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let Some(permitted) = self.permitted else { return };
        let because = if permitted { "登记为办公室已允许在外停放" } else { "未经允许在外过夜" };
        let step = route.ask(OFFICE_DIRECTOR).by(clause!("3.4")).titled("核实").because(because).without_refusal();
        if permitted {
            step.fills::<Permission>();
        }
    }
}
