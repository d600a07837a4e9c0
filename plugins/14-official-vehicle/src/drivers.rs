//! 第五条 and what follows for drivers; what the car, the key and the request say of each other.

use crate::{
    forms::{CarRequest, Fine, KeyLog, Misdriving, Trip, Way},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;
use std::collections::BTreeSet;

impl Rules<Numbers> for Misdriving {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = self.kind.label();
        route.ask(SUPERVISING_LEADER).by(clause!("5.1")).titled("核实").because(because);
    }
}

/// 3.4, 4.3, 5.1
#[derive(Debug, Judgement)]
#[judgement(
    title = "驾驶员责任",
    clause = "5.1",
    of = Person,
    every = Month,
    reads = [
        subject::<Fine>(Window::ThisMonth),
        subject::<KeyLog>(Window::ThisMonth),
        subject::<Misdriving>(Window::ThisMonth),
    ],
    seen_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        for fine in context.records::<Fine>() {
            let why = format!("交通违法罚款自负：{}", fine.form.what);
            let sanction = Sanction::Compensation(fine.form.amount.0);
            assessment
                .propose(clause!("4.3"), person.id, sanction)
                .decided_by(OFFICE_DIRECTOR)
                .because(why)
                .shown_by(&[fine.id()]);
        }
        // That it was permitted counts once the office has confirmed it.
        let not_permitted = |log: &KeyLog| log.permitted == Some(false) || log.confirmed == Some(false);
        let away = |log: &Record<'_, KeyLog>| log.form.way == Way::Elsewhere && not_permitted(&log.form);
        for log in context.records::<KeyLog>().filter(away) {
            let place = log.form.where_parked.as_deref().unwrap_or_default();
            assessment
                .propose(clause!("3.4"), person.id, Sanction::ToBeDecided("未经允许在外过夜，由驾驶员负责".to_owned()))
                .because(format!("车辆停在{place}过夜"))
                .shown_by(&[log.id()]);
        }
        for record in context.records::<Misdriving>().filter(Record::completed) {
            let why = format!("{}：{}", record.form.kind.label(), record.form.what);
            for answerable in std::iter::once(person.id).chain(record.form.answerable) {
                let decided = Sanction::ToBeDecided("承担由此造成的一切后果".to_owned());
                assessment.propose(clause!("5.1"), answerable, decided).because(why.clone()).shown_by(&[record.id()]);
            }
        }
    }
}

/// 3.1, 3.2, 3.4: requests without a trip, keys taken without a request.
#[derive(Debug, Judgement)]
#[judgement(
    title = "用车核对",
    clause = "3.1",
    of = Office,
    every = Month,
    reads = [
        office::<CarRequest>(Window::ThisMonth)
            .having(&[Status::Completed])
            .with(&[CarRequest::FIELDS.over.name(), CarRequest::FIELDS.to.name()])
            .at_most(20_000),
        office::<Trip>(Window::ThisMonth).numbers(&[Trip::FIELDS.request.name()]).at_most(20_000),
        office::<KeyLog>(Window::ThisMonth)
            .chosen(KeyLog::FIELDS.way, &[Way::Out])
            .with(&[KeyLog::FIELDS.at.name()])
            .at_most(20_000),
    ],
    seen_by = [DISPATCHER, OFFICE_DIRECTOR]
)]
pub struct Reconciled;

impl Judge<Numbers> for Reconciled {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let trips = context.columns(Trip::ID).into_iter().flat_map(Columns::rows);
        let mut logged = BTreeSet::<RecordId>::new();
        logged.extend(trips.filter_map(|trip| RecordId::try_from(trip.number(0)?).ok()));
        let requests = context.records::<CarRequest>().collect::<Vec<_>>();
        let today = context.now().date();
        for request in requests.iter().filter(|request| request.form.over.to.date() < today) {
            if !logged.contains(&request.id()) {
                let what = format!("派车去{}没有行车登记", request.form.to);
                assessment.discrepancy(clause!("3.1"), request.date(), Some(request.id()), what);
            }
        }
        let before = context.parameters.key_before;
        for log in context.records::<KeyLog>() {
            let covered = |request: &&Record<'_, CarRequest>| {
                let over = request.form.over;
                // The key is fetched a little before and the car may wait a little.
                over.from.0 - before * 60 <= log.form.at.0 && log.form.at <= over.to
            };
            if !requests.iter().any(|request| covered(&request)) {
                assessment.discrepancy(
                    clause!("3.2"),
                    log.date(),
                    Some(log.id()),
                    format!("取走钥匙时没有派车单（最多提前 {before} 分钟取）"),
                );
            }
        }
        assessment.metric("cars", "办公车辆出车", logged.len() as i64, "次", clause!("1"));
    }
}
