//! 第3条至第7条: from the first word to an answer that says something.

use crate::{
    forms::{Channel, Handled, Inquiry, Outcome, Purpose, Scope},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;
use std::collections::BTreeSet;

/// 7: whether an answer says something beside that nothing can be done.
fn says_something(answer: &str, numbers: &Numbers) -> bool {
    let rest = numbers.shrugs.iter().fold(answer.to_owned(), |text, shrug| text.replace(shrug, ""));
    let words = rest.chars().filter(|character| character.is_alphanumeric()).count();
    words >= numbers.shortest_answer as usize
}

/// What is said of an answer that only says, in one of the office's ways, that nothing can be done.
fn shrugged(numbers: &Numbers) -> String {
    let some = numbers.shrugs.iter().take(2).collect::<Vec<_>>().join("、");
    let least = numbers.shortest_answer;
    format!("不能只答“{some}”，请写明怎样答复、该找谁或为什么，除这些话外至少 {least} 字")
}

/// Names of the reads of earlier visits.
const SAME_PHONE: &str = "same-phone";
const SAME_NAME: &str = "same-name";

/// How often the same visitor came before.
fn earlier(context: &Context<'_, Numbers>) -> usize {
    let visits = [SAME_PHONE, SAME_NAME].into_iter().flat_map(|read| context.entries(read));
    visits.map(|visit| visit.id).collect::<BTreeSet<_>>().len()
}

impl Rules<Numbers> for Inquiry {
    fn reads() -> Vec<Read> {
        let before = |name: &str, field: FieldName<Inquiry, Option<String>>| {
            office::<Inquiry>(past_days_of("again_days"))
                .named(name)
                .same(field, field)
                .with(&[field.name()])
                .at_most(20_000)
        };
        vec![before(SAME_PHONE, Inquiry::FIELDS.phone), before(SAME_NAME, Inquiry::FIELDS.visitor)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let earlier = earlier(context);
        if earlier > 0 {
            let because = format!("{} 天内同一姓名或电话", context.parameters.again_days);
            findings.derive("earlier", "此前来过", earlier, clause!("3"), because);
        }
        if self.channel == Channel::Call && self.purpose != Purpose::Question {
            for (field, value) in [("visitor", &self.visitor), ("phone", &self.phone)] {
                if value.is_none() {
                    findings.error(clause!("3")).on(field).say("来电须登记对方的姓名和电话");
                }
            }
        }
        if self.answer.as_ref().is_some_and(|answer| !says_something(answer, &context.parameters)) {
            findings.error(clause!("7")).on("answer").say(shrugged(&context.parameters));
        }
        if self.handler == Some(context.subject().id) {
            findings.error(clause!("5")).on("handler").say("承办人是您自己，请选“本人职责范围”");
        }
        if self.deputed == Some(context.subject().id) {
            findings.error(clause!("7")).on("deputed").say("请委托自己以外的人接待");
        }
        for (_, outcome) in context.each_filled::<Outcome>("handler") {
            if !says_something(&outcome.answer, &context.parameters) {
                findings.error(clause!("7")).on("handler/answer").say(shrugged(&context.parameters));
            }
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let told = matches!(self.purpose, Purpose::Liaison | Purpose::Information | Purpose::Report);
        if self.channel == Channel::Call && told {
            route
                .ask(SUPERVISING_LEADER)
                .by(clause!("3"))
                .titled("分管领导阅处")
                .because(format!("来电{}，送分管领导阅处", self.purpose.label()))
                .without_refusal();
        }
        if let Some(deputed) = self.deputed {
            route
                .have_people("deputed", "受托接待", vec![deputed])
                .by(clause!("7"))
                .because("首问责任人因公务繁忙委托接待");
        }
        match (self.scope, self.handled) {
            (Scope::Section, _) => {
                let handler = self.handler.unwrap_or_default();
                route
                    .have_people("handler", "承办人接收并办理", vec![handler])
                    .by(clause!("5"))
                    .because("属于其他科室，已当面移交承办人")
                    .fills::<Outcome>();
            }
            (Scope::Own, Some(Handled::Later | Handled::Incomplete)) => {
                let until = self.due_on.unwrap_or(context.filed_on());
                let handler = self.deputed.unwrap_or(context.subject().id);
                route
                    .have_people("handler", "在时限内办结", vec![handler])
                    .by(clause!("4"))
                    .because(format!("已告知对方 {until} 前办结"))
                    .due(clause!("4"), Span::On(until.0))
                    .fills::<Outcome>();
            }
            (Scope::Own, _) => {}
            // What was suggested is kept with the entry.
            (Scope::Elsewhere, _) => {
                let unit = self.other_unit.as_deref().unwrap_or_default();
                let said = format!("已告知去 {unit}");
                route.notify(clause!("6"), Who::People(vec![context.subject().id]), said);
            }
        }
    }
}
