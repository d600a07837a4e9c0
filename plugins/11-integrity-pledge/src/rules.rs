//! The eight items in their order.

use crate::{
    forms::{Borrowed, Breach, Disposal, FamilyEvent, Gift, Item, Journey, Occasion, Pledge},
    parameters::Numbers,
};
use guiju_sdk::{Choice as _, prelude::*};

/// The clause of an item.
const fn clause_of(item: Item) -> Clause {
    match item {
        Item::Trade => clause!("1"),
        Item::Relatives => clause!("2"),
        Item::Borrowing => clause!("3"),
        Item::Cars => clause!("4"),
        Item::Gambling => clause!("5"),
        Item::Gifts => clause!("6"),
        Item::Events => clause!("7"),
        Item::PublicMoney => clause!("8"),
    }
}

impl Rules<Numbers> for Pledge {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        for (value, label) in Item::CHOICES {
            if let Some(item) = Item::of(value).filter(|item| !self.items.contains(item)) {
                findings.error(clause_of(item)).on("items").say(format!("还没有承诺“{label}”"));
            }
        }
        if self.year != i64::from(context.filed_on().year()) {
            findings.error(clause!("0")).on("year").say(format!("请签 {} 年度的承诺", context.filed_on().year()));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let title = format!("{} {} 年廉洁从政承诺", context.subject().name, self.year);
        let body = "已逐项签署廉洁从政八项承诺，请大家监督。";
        route.publish(clause!("0"), "廉洁从政承诺", title, body);
    }
}

/// 3: no house or car is borrowed from those whom one supervises or serves.
impl Rules<Numbers> for Borrowed {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.served {
            findings.error(clause!("3")).on("served").say("不得借用管理或服务对象的住房、汽车，请归还");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(DISCIPLINE_SECRETARY).by(clause!("3")).titled("核阅").because("借用住房、汽车须报告");
    }
}

/// 6: gifts are handed in within a time.
impl Rules<Numbers> for Gift {
    #[clause("6")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let within = context.parameters.handed_in_within as i32;
        let until = self.on.plus(within);
        if self.disposal == Disposal::Kept {
            findings.warning(CLAUSE).on("disposal").say(format!("请在 {until} 前退还或上交，并说明为什么尚未处理"));
        }
        if self.disposed_on.is_some_and(|day| day > until) {
            findings.warning(CLAUSE).on("disposed_on").say(format!("超过 {within} 天才处理，请说明原因"));
        }
    }

    #[clause("6")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(DISCIPLINE_SECRETARY).by(CLAUSE).titled("核阅").because("礼金礼品须报告");
        if self.disposal == Disposal::Kept {
            let until = self.on.plus(context.parameters.handed_in_within as i32);
            let person = context.subject().id;
            route.follow_up::<Gift>(CLAUSE, person, Span::On(until.0), "把尚未处理的礼品退还或上交后再报告");
        }
    }
}

/// 7: reported beforehand; a funeral cannot be.
impl Rules<Numbers> for FamilyEvent {
    #[clause("7")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let days = context.parameters.reported_before;
        let latest = self.on.plus(-(days as i32));
        if self.occasion != Occasion::Funeral && context.filed_on() > latest {
            findings.error(CLAUSE).on("on").say(format!("应提前 {days} 天报告，最迟 {latest}"));
        }
        if self.served {
            findings.error(CLAUSE).on("served").say("不得邀请管理和服务对象");
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("{}事宜须报告", self.occasion.label());
        route.ask(DISCIPLINE_SECRETARY).by(clause!("7")).titled("核阅").because(because);
    }
}

/// 8: no leisure on journeys at public expense.
impl Rules<Numbers> for Journey {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.leisure {
            findings.error(clause!("8")).on("leisure").say("公务出行不得安排旅游和娱乐，请改行程");
        }
    }

    #[clause("8")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(DISCIPLINE_SECRETARY).by(CLAUSE).titled("核阅").because("公务出行须报告");
        if self.abroad {
            route.ask(SECRETARY).by(CLAUSE).because("出国（境）须书记审批");
        }
    }
}

impl Rules<Numbers> for Breach {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(DISCIPLINE_SECRETARY).by(clause_of(self.item)).titled("核查").because("问题反映只送纪工委书记");
    }
}
