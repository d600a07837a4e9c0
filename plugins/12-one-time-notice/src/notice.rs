//! 第五条至第七条、第九条: the review, the one notice, and a second one that should not have been needed.

use crate::{
    forms::{Inquiry, InquiryChannel, InquiryHandled, InquiryPurpose, InquiryScope, Notice, Outcome},
    parameters::Numbers,
};
use guiju_sdk::{model::Operand, prelude::*};
use std::collections::BTreeMap;

/// What an earlier answer in the same matter asked for.
struct Before {
    /// Whoever gave the last answer.
    by: Option<PersonId>,
    /// Nothing, where it found everything there.
    items: Vec<String>,
}

impl Notice {
    /// What notices of the same matter before this one asked for, since one last found everything there.
    fn asked_before(&self, context: &Context<'_, Numbers>) -> Option<Before> {
        let told = |result| matches!(result, Outcome::Incomplete | Outcome::Accepted);
        let mut earlier = context.records::<Notice>().filter(|other| told(other.form.result)).collect::<Vec<_>>();
        earlier.sort_by_key(Record::id);
        let accepted = earlier.iter().rposition(|other| other.form.result == Outcome::Accepted);
        let since = earlier.iter().skip(accepted.map_or(0, |at| at + 1));
        let items = since.flat_map(|other| other.form.missing.iter().map(|missing| missing.item.clone())).collect();
        earlier.last().map(|last| Before { by: last.person(), items })
    }
}

impl Rules<Numbers> for Notice {
    fn reads() -> Vec<Read> {
        let inquiry = Notice::FIELDS.inquiry;
        vec![office::<Notice>(Window::Always).same(inquiry, inquiry).at_most(1_000)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let wrong = |findings: &mut Findings, clause, message: &str| findings.error(clause).on("result").say(message);
        match self.result {
            Outcome::NotOurs if self.within_powers => {
                wrong(findings, clause!("7.4"), "审查认为属于职权范围，结果却是不属于，请核对");
            }
            Outcome::Accepted | Outcome::Incomplete | Outcome::Unclear if !self.within_powers => {
                wrong(findings, clause!("6"), "不属于职权范围的，应告知该找的科室或单位");
            }
            Outcome::Accepted if !(self.complete && self.fit) => {
                wrong(findings, clause!("7.1"), "材料不齐或不合要求，不能算齐全");
            }
            Outcome::Incomplete if self.complete && self.fit => {
                wrong(findings, clause!("7.1"), "材料齐全且合要求的，应及时办理，不能再让人补");
            }
            _ => {}
        }
        let items = self.missing.iter().map(|missing| missing.item.clone()).collect::<Vec<_>>();
        if self.result == Outcome::Incomplete {
            findings.derive("missing_items", "要补的材料", items.clone(), clause!("7.2"), "由告知书列出");
        }
        let handler = context.applicant().name.as_str();
        findings.derive("responsible", "直接责任人", handler, clause!("5"), "具体经办人");
        if self.result == Outcome::Incomplete
            && let Some(before) = self.asked_before(context)
        {
            let added = items.iter().filter(|item| !before.items.contains(item)).cloned().collect::<Vec<_>>();
            findings.computed(Notice::FIELDS.added, added.len() as u32, clause!("7.2"), "与同一件事的上一次告知相比");
            if !added.is_empty() {
                if let Some(by) = before.by {
                    findings.computed(Notice::FIELDS.told_by, by, clause!("9"), "上一次答复的经办人");
                }
                findings.warning(clause!("7.2")).on("missing").say(format!(
                    "同一件事已经答复过一次，这次又要补“{}”；本应一次告知，请说明原因；将记在上一次答复的经办人名下",
                    added.join("、")
                ));
            }
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let handler = vec![context.subject().id];
        match self.result {
            Outcome::Accepted => {
                let days = self.days_to_finish.and_then(|days| u32::try_from(days).ok());
                let within = days.unwrap_or(context.parameters.handled_within).min(context.parameters.handled_within);
                route
                    .have_people("handler", "及时办理", handler)
                    .by(clause!("7.1"))
                    .because("手续齐全、符合规定")
                    .due(clause!("7.1"), Span::WorkingDays(within));
            }
            Outcome::Unclear => {
                route
                    .ask(SUPERVISING_LEADER)
                    .by(clause!("7.3"))
                    .titled("请示领导确定办法")
                    .because("规定不明确或情况特殊");
            }
            Outcome::NotOurs => {
                let said = format!("已告知去：{}", self.where_to.as_deref().unwrap_or_default());
                route.notify(clause!("7.4"), Who::People(handler), said);
            }
            Outcome::Incomplete | Outcome::Refused => {}
        }
    }
}

impl Rules<Numbers> for Inquiry {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.handled == Some(InquiryHandled::Incomplete) {
            let several = self.missing.as_deref().unwrap_or_default();
            if several.trim().ends_with('等') || several.contains("等等") {
                findings.error(clause!("7.2")).on("missing").say("要补的材料请逐项写全，不能用“等”代替");
            }
            findings.notice(clause!("3")).say("请接着填《一次性告知书》，把依据、时限、程序和材料一次写清");
        }
        if self.scope != InquiryScope::Own {
            findings.notice(clause!("7.4")).say("不属于本人办理的，请告知科室、站所和找谁");
        }
        if self.channel == InquiryChannel::Call && self.purpose == InquiryPurpose::Question {
            findings.notice(clause!("7.5")).say("答复到对方明白为止，并填《电话咨询记录》");
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if self.handled == Some(InquiryHandled::Incomplete) {
            let handler = context.subject().id;
            route.at_once(|route| {
                route.follow_up::<Notice>(clause!("7.2"), handler, Span::SameDay, "当天出具一次性告知书");
            });
        }
    }
}

/// The name of the read of later notices that asked for what the subject had not said.
const ANSWERED_FOR: &str = "answered-for";

/// 9: whoever made somebody come again: who answered first and did not say all of it.
#[derive(Debug, Judgement)]
#[judgement(
    title = "一次性告知执行情况",
    clause = "9",
    of = Person,
    every = Month,
    reads = [
        subject::<Notice>(Window::ThisMonth),
        office::<Notice>(Window::ThisMonth)
            .named(ANSWERED_FOR)
            .naming(Notice::FIELDS.told_by, Operand::Subject)
            .with(&[Notice::FIELDS.added.name()])
            .at_most(1_000),
    ],
    seen_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let notices = context.records::<Notice>().collect::<Vec<_>>();
        assessment.metric("notices", "出具告知书", notices.len() as i64, "份", clause!("3"));
        let own = notices.iter().filter(|notice| notice.form.told_by.is_none_or(|by| by == person.id));
        let own = own.map(|notice| (notice.id(), notice.form.added));
        let later = context.records_as::<Notice>(ANSWERED_FOR).map(|notice| (notice.id(), notice.form.added));
        for (notice, added) in own.chain(later).collect::<BTreeMap<_, _>>() {
            let Some(added) = added.filter(|added| *added > 0) else { continue };
            assessment
                .propose(clause!("9"), person.id, Sanction::ToBeDecided("按有关规定处理".to_owned()))
                .because(format!("同一件事第二次告知又增加 {added} 项，使人多跑"))
                .shown_by(&[notice]);
        }
    }
}
