//! What a week asks of the kitchen, what a month's losses come to, and purchases that nobody weighed.

use crate::{
    forms::{Acceptance, EquipmentEvent, Happened, HealthCertificate, HygieneCheck, Intrusion, Menu, Purchase},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;
use std::collections::BTreeSet;

/// 4, 6
#[derive(Debug, Judgement)]
#[judgement(
    title = "食堂资产赔偿",
    clause = "4",
    of = Person,
    every = Month,
    reads = [subject::<EquipmentEvent>(Window::ThisMonth), subject::<Intrusion>(Window::ThisMonth)],
    seen_by = [CANTEEN_COMMITTEE]
)]
pub struct Losses;

impl Judge<Numbers> for Losses {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let lost = |event: &Record<'_, EquipmentEvent>| event.completed() && event.form.happened == Happened::Lost;
        for event in context.records::<EquipmentEvent>().filter(lost) {
            let price = event.form.price.unwrap_or_default();
            assessment
                .propose(clause!("4"), person.id, Sanction::Compensation(price.0))
                .decided_by(CANTEEN_COMMITTEE)
                .because(format!("食堂资产丢失，照价赔偿 {price} 元：{}", event.form.what))
                .shown_by(&[event.id()]);
        }
        let (kitchen, hall) =
            context.records::<Intrusion>().partition::<Vec<_>, _>(|intrusion| intrusion.form.kitchen == Some(true));
        assessment.metric("intrusions", "非就餐时间进入餐厅", hall.len() as i64, "次", clause!("6"));
        assessment.metric("kitchen", "进入厨房", kitchen.len() as i64, "次", clause!("6"));
    }
}

/// 5, where the office asks its kitchen for health certificates.
#[derive(Debug, Judgement)]
#[judgement(
    title = "健康证",
    clause = "5",
    of = Person,
    every = Month,
    reads = [subject::<HealthCertificate>(Window::Always).at_most(100)],
    seen_by = [CANTEEN_COMMITTEE]
)]
pub struct Health;

impl Judge<Numbers> for Health {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let lead = context.parameters.certificate_lead;
        if lead == 0 || !person.roles.iter().any(|role| role == COOK.id) {
            return;
        }
        let covers = context.period().1.plus(lead as i32);
        let valid = context.records::<HealthCertificate>().filter(|certificate| certificate.form.valid_until > covers);
        let valid = valid.map(|certificate| certificate.id()).take(1).collect();
        assessment.obligation(clause!("5"), "持有效健康证", 1, valid).met_by::<HealthCertificate>();
    }
}

/// 3, 5
#[derive(Debug, Judgement)]
#[judgement(
    title = "菜谱与卫生",
    clause = "5",
    of = Office,
    every = Week,
    reads = [office::<Menu>(Window::ThisWeek).at_most(500), office::<HygieneCheck>(Window::ThisWeek).at_most(500)],
    seen_by = anyone
)]
pub struct Week;

impl Judge<Numbers> for Week {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let (monday, sunday) = context.period();
        let calendar = context.calendar();
        let working = (monday.0..=sunday.0).map(Date).filter(|day| calendar.worked(*day)).count() as u32;
        // A check on a day of rest takes the place of none.
        let checks =
            context.records::<HygieneCheck>().filter(|check| calendar.worked(check.form.on)).collect::<Vec<_>>();
        let days = checks.iter().map(|check| check.form.on).collect::<BTreeSet<_>>().len() as u32;
        assessment
            .obligation(clause!("5"), "每日卫生检查", working, checks.iter().map(Record::id).collect())
            .done(days)
            .owed_by(COOK)
            .met_by::<HygieneCheck>();
        let menus = context.entries(Menu::ID).iter().map(|entry| entry.id).collect();
        assessment
            .obligation(clause!("3"), "公布一周菜谱", context.parameters.menus, menus)
            .owed_by(COOK)
            .met_by::<Menu>();
    }
}

/// 1: each purchase is weighed by a supervisor.
#[derive(Debug, Judgement)]
#[judgement(
    title = "采购与验收核对",
    clause = "1",
    of = Office,
    every = Month,
    reads = [
        office::<Purchase>(Window::ThisMonth)
            .related::<Acceptance>(Acceptance::FIELDS.purchase, &[], false)
            .with(&[Purchase::FIELDS.on.name()])
            .at_most(5_000),
    ],
    seen_by = [CANTEEN_COMMITTEE, CANTEEN_SUPERVISOR]
)]
pub struct Purchases;

impl Judge<Numbers> for Purchases {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let today = context.now().date();
        for purchase in context.records::<Purchase>().filter(|purchase| purchase.form.on < today) {
            let what = format!("{} 的采购没有过称验收", purchase.form.on.in_words());
            assessment.discrepancy(clause!("1"), purchase.form.on, Some(purchase.id()), what);
        }
    }
}
