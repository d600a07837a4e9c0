//! The rules in the order of the text.

use crate::{
    forms::{Booking, Equipment, EquipmentEvent, Happened, HygieneCheck, Intrusion, Meal, Menu, Point, Purchase},
    parameters::Numbers,
};
use guiju_sdk::{Choice as _, prelude::*};

/// 1, 2: bought for those who booked.
impl Rules<Numbers> for Purchase {
    fn reads() -> Vec<Read> {
        let lunches = office::<Booking>(Window::ThisDay).chosen(Booking::FIELDS.meals, &[Meal::Lunch]);
        vec![lunches.counted().at_most(1)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let heads = i64::from(context.totals(Booking::ID).count);
        findings.derive("heads", "报饭人数", heads, clause!("2"), "由当天报午餐的人数");
        let sum = self.items.iter().map(|item| item.amount).sum::<Money>();
        if sum != self.total {
            findings.error(clause!("1")).on("total").say(format!("各样合计 {sum} 元，与填写的 {} 元不符", self.total));
        }
        let most = context.parameters.per_head.times(heads);
        if context.parameters.per_head.0 > 0 && self.total > most {
            let each = context.parameters.per_head;
            findings
                .warning(clause!("2"))
                .on("total")
                .say(format!("{heads} 人报饭，按每份 {each} 元不超过 {most} 元；多买请说明，杜绝浪费"));
        }
        if self.items.is_empty() {
            findings.error(clause!("1")).on("items").say("请列出采购的主副食品");
        }
    }
}

/// 3: the menu of a week is published.
impl Rules<Numbers> for Menu {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let (monday, sunday) = self.week.around(Cycle::Week);
        let title = format!("{monday} 至 {sunday} 菜谱");
        route.publish(clause!("3"), "公务灶菜谱", title, self.dishes.as_str()).until(sunday);
    }
}

/// 4: what is damaged is mended, what is lost is paid at its price.
impl Rules<Numbers> for EquipmentEvent {
    fn reads() -> Vec<Read> {
        vec![referenced::<Equipment>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let Some(equipment) = context.referred(self.equipment) else { return };
        if self.happened == Happened::Lost && equipment.form.state.as_deref() == Some(Happened::Lost.label()) {
            findings.error(clause!("4")).on("equipment").say("这件资产已经登记丢失，不能再登记一次");
        }
        if self.happened == Happened::Lost && self.price != Some(equipment.form.price) {
            let price = equipment.form.price;
            findings.error(clause!("4")).on("price").say(format!("丢失的照价赔偿，登记的原价是 {price} 元"));
        }
    }

    #[clause("4")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("食堂资产{}", self.happened.label());
        route.ask(CANTEEN_COMMITTEE).by(CLAUSE).titled("核实").because(because);
        match self.happened {
            Happened::Damaged => {
                route.have_people("mend", "维修", vec![self.responsible]).by(CLAUSE).because("损坏的负责维修");
            }
            Happened::Lost => {
                let lost = self.happened.label().to_owned();
                route.amend(CLAUSE, self.equipment, |equipment| [equipment.keeper.clear(), equipment.state.set(lost)]);
            }
        }
    }
}

/// 5: hygiene is checked every day, and faults are corrected.
impl Rules<Numbers> for HygieneCheck {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.on < context.filed_on() {
            findings.warning(clause!("5")).on("on").say("卫生当天检查、当天登记；补登的请说明原因");
        }
        let missing =
            Point::CHOICES.iter().filter(|(value, _)| !self.clean.iter().any(|point| point.value() == *value));
        let missing = missing.map(|(_, label)| *label).collect::<Vec<_>>();
        if !missing.is_empty() && self.fault.is_none() {
            let said = format!("“{}”没有勾选，请写明哪里不合格", missing.join("、"));
            findings.error(clause!("5")).on("fault").say(said);
        }
    }

    #[clause("5")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if self.fault.is_some() {
            route.have("clean", "当天整改", COOK).by(CLAUSE).because("卫生检查有不合格").due(CLAUSE, Span::SameDay);
        }
    }
}

/// 6: nobody enters the kitchen, and nobody the hall outside of meal times.
impl Rules<Numbers> for Intrusion {
    #[clause("6")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if context.subject().roles.iter().any(|role| role == COOK.id) {
            findings.error(CLAUSE).on("who").say("食堂工作人员进入不用登记，请核对人员");
        }
        let minutes = self.at.minutes();
        let meals = &context.parameters.meal_times;
        let is_meal = meals.0.iter().any(|meal| (meal.start..=meal.end).contains(&minutes));
        if self.kitchen != Some(true) && is_meal && context.calendar().worked(self.at.date()) {
            findings
                .error(CLAUSE)
                .on("at")
                .say(format!("这时是就餐时间（{meals}），进餐厅不用登记；进了厨房的请勾选“进入的是厨房”"));
        }
    }
}
