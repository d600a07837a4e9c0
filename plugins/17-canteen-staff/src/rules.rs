//! The rules in the order of the text.

use crate::{
    CanteenStaff, Numbers,
    forms::{Booking, Equipment, EquipmentEvent, Happened, HygieneCheck, Meal, Menu, Point, Purchase},
};
use guiju_sdk::{Choice as _, Value, prelude::*};

/// 1, 2: bought for those who booked.
impl Rules<Purchase> for CanteenStaff {
    fn reads() -> Vec<Read> {
        vec![office::<Booking>(Window::ThisDay)]
    }

    fn validate(purchase: &Purchase, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let lunches = context.records::<Booking>().filter(|booking| booking.form.meals.contains(&Meal::Lunch));
        let heads = lunches.count() as i64;
        findings.derive("heads", "报饭人数", heads, clause!("2"), "由当天报午餐的人数");
        let sum = purchase.items.iter().map(|item| item.amount).sum::<Money>();
        if sum != purchase.total {
            findings
                .error(clause!("1"))
                .on("total")
                .say(format!("各样合计 {sum} 元，与填写的 {} 元不符", purchase.total));
        }
        let most = context.parameters.per_head.times(heads);
        if purchase.total > most {
            let each = context.parameters.per_head;
            findings
                .warning(clause!("2"))
                .on("total")
                .say(format!("{heads} 人报饭，按每份 {each} 元不超过 {most} 元；多买请说明，杜绝浪费"));
        }
        if purchase.items.is_empty() {
            findings.error(clause!("1")).on("items").say("请列出采购的主副食品");
        }
    }
}

/// 3: the menu of a week is published.
impl Rules<Menu> for CanteenStaff {
    fn route(menu: &Menu, _context: &Context<'_, Numbers>, route: &mut Route) {
        let (monday, sunday) = menu.week.around(Cycle::Week);
        let title = format!("{monday} 至 {sunday} 菜谱");
        route.publish(clause!("3"), "公务灶菜谱", title, menu.dishes.as_str()).until(sunday);
    }
}

/// 4: what is damaged is mended, what is lost is paid at its price.
impl Rules<EquipmentEvent> for CanteenStaff {
    fn reads() -> Vec<Read> {
        vec![referenced::<Equipment>()]
    }

    fn validate(event: &EquipmentEvent, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(equipment) = context.referred(event.equipment) else { return };
        if event.happened == Happened::Lost && event.price != Some(equipment.form.price) {
            let price = equipment.form.price;
            findings.error(clause!("4")).on("price").say(format!("丢失的照价赔偿，登记的原价是 {price} 元"));
        }
    }

    fn route(event: &EquipmentEvent, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("食堂资产{}", event.happened.label());
        route.ask(CANTEEN_COMMITTEE).by(clause!("4")).titled("核实").because(because);
        match event.happened {
            Happened::Damaged => {
                route.have_people("mend", "维修", vec![event.responsible]).by(clause!("4")).because("损坏的负责维修");
            }
            Happened::Lost => {
                let gone = [("keeper", Value::Null), ("state", Happened::Lost.label().into())];
                route.amend(clause!("4"), event.equipment.id, gone);
            }
        }
    }
}

/// 5: hygiene is checked every day, and faults are corrected.
impl Rules<HygieneCheck> for CanteenStaff {
    fn validate(check: &HygieneCheck, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        let missing =
            Point::CHOICES.iter().filter(|(value, _)| !check.clean.iter().any(|point| point.value() == *value));
        let missing = missing.map(|(_, label)| *label).collect::<Vec<_>>();
        if !missing.is_empty() && check.fault.is_none() {
            let said = format!("“{}”没有勾选，请写明哪里不合格", missing.join("、"));
            findings.error(clause!("5")).on("fault").say(said);
        }
    }

    fn route(check: &HygieneCheck, _context: &Context<'_, Numbers>, route: &mut Route) {
        if check.fault.is_some() {
            route
                .have("clean", "当天整改", COOK)
                .by(clause!("5"))
                .because("卫生检查有不合格")
                .due(clause!("5"), Span::SameDay);
        }
    }
}
