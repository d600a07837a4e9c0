//! The rules in the order of the text.

use crate::{
    forms::{Acceptance, Accounts, Answer, Decision, Purchase, Quality, Review, Suggestion, Suspension},
    parameters::Numbers,
};
use guiju_sdk::{StepName, model::vote::Tally, prelude::*};
use std::collections::BTreeSet;

/// 1, 2: whoever checks is not whoever bought, and the scales decide.
impl Rules<Numbers> for Acceptance {
    fn reads() -> Vec<Read> {
        vec![referenced::<Purchase>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if context.referred(self.purchase).is_some_and(|purchase| purchase.person() == Some(context.applicant().id)) {
            findings.error(clause!("2")).on("purchase").say("采购人和验收人不能是同一个人");
        }
        let tolerance = i64::from(context.parameters.tolerance);
        for (index, item) in self.items.iter().enumerate() {
            let short = item.billed.saturating_sub(item.weighed);
            if short.saturating_mul(100) > item.billed.saturating_mul(tolerance) {
                let said = format!("“{}”少 {short} 克，超过 {tolerance}%，请退换或扣减后说明", item.name);
                findings.warning(clause!("2")).on(format!("items/{index}/weighed")).say(said);
            }
        }
        if self.items.is_empty() {
            findings.error(clause!("2")).on("items").say("请逐样过称登记");
        }
        if self.quality != Quality::Good && self.remark.is_none() {
            findings.error(clause!("1")).on("remark").say("质量不合格的，请写明哪些、怎样退换");
        }
    }
}

/// 3: the accounts of a month add up and are published.
impl Rules<Numbers> for Accounts {
    fn reads() -> Vec<Read> {
        let fields = [Accounts::FIELDS.month.name(), Accounts::FIELDS.closing.name()];
        // Whatever day of it is entered, the month before is read.
        vec![office::<Accounts>(Window::PastDays(123)).with(&fields).at_most(100)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let first = self.month.around(Cycle::Month).0;
        let earlier = context.records::<Accounts>().filter(|accounts| accounts.form.month < first);
        // The last entry of a month is the one that stands.
        let last = earlier.max_by_key(|accounts| (accounts.form.month.around(Cycle::Month).0, accounts.id()));
        if let Some(last) = last.filter(|last| last.form.closing != self.opening) {
            let ((year, month, _), closing) = (last.form.month.parts(), last.form.closing);
            let finding = match &self.difference {
                Some(_) => findings.warning(clause!("3")),
                None => findings.error(clause!("3")),
            };
            finding.on("opening").say(format!("{year} 年 {month} 月账目的结余是 {closing} 元；不符的请写明原因"));
        }
        let expected = self.opening.plus(self.income).minus(self.spending);
        if self.closing != expected {
            findings.error(clause!("3")).on("closing").say(format!("结余应为 {expected} 元（上月结余加收入减支出）"));
        }
    }

    #[clause("3")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(CANTEEN_SUPERVISOR).by(CLAUSE).titled("审核账目").because("通报前由监督委员审核");
        let difference =
            self.difference.as_ref().map(|why| format!("上月结余与上月账目不符：{why}。")).unwrap_or_default();
        let body = format!(
            "上月结余 {} 元，收入 {} 元，支出 {} 元，本月结余 {} 元。{difference}",
            self.opening, self.income, self.spending, self.closing
        );
        let (year, month, _) = self.month.parts();
        route.publish(CLAUSE, "公务灶通报", format!("{year} 年 {month} 月公务灶账目"), body);
    }
}

/// 4: every suggestion is answered, every fault corrected by a date.
impl Rules<Numbers> for Suggestion {
    #[clause("4")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route
            .have("answer", "答复", CANTEEN_COMMITTEE)
            .by(CLAUSE)
            .because(format!("关于{}的意见建议", self.kind.label()))
            .due(CLAUSE, Span::WorkingDays(context.parameters.answered_within))
            .fills::<Answer>();
        if let Some(until) = context.filled::<Answer>("answer").and_then(|answer| answer.correct_by) {
            route.have("correct", "整改到位", COOK).by(CLAUSE).because("管委会要求整改").due(CLAUSE, Span::On(until.0));
        }
    }
}

impl Rules<Numbers> for Review {
    #[clause("4")]
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.faults.is_some() && self.correct_by.is_none() {
            findings.error(CLAUSE).on("correct_by").say("发现问题的，请定整改日期");
        }
    }

    #[clause("4")]
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if let Some(until) = self.correct_by {
            route.have("correct", "整改到位", COOK).by(CLAUSE).because("评议发现问题").due(CLAUSE, Span::On(until.0));
        }
    }
}

/// 7: so many of the members must vote, and more than so many decide.
fn ballot(members: usize, numbers: &Numbers) -> Ballot {
    Ballot {
        due: members as u32,
        quorum: Fraction { numerator: numbers.quorum_numerator, denominator: numbers.quorum_denominator },
        passes_above: Fraction { numerator: numbers.passes_numerator, denominator: numbers.passes_denominator },
    }
}

/// 7: by how many it is decided, in words.
fn decided_by(numbers: &Numbers) -> String {
    let Ballot { quorum, passes_above, .. } = ballot(0, numbers);
    format!("须有{quorum}的委员表决，赞成票超过委员的{passes_above}")
}

/// 7: what a vote came to. Nothing while it goes on, unless the ayes are enough.
fn carried(step: StepName, members: usize, context: &Context<'_, Numbers>) -> Option<bool> {
    let (ballot, tally) = (ballot(members, &context.parameters), Tally::of(context.decisions(), step.as_ref()));
    let Tally { ayes, nays, abstentions } = tally;
    let is_over = ayes + nays + abstentions >= ballot.due;
    (is_over || ballot.carried(tally)).then(|| ballot.carried(tally))
}

/// 7: nobody decides for the committee alone.
#[clause("7")]
fn together(members: &[PersonId], findings: &mut Findings) {
    let members = members.iter().collect::<BTreeSet<_>>();
    if members.len() < 2 {
        findings.error(CLAUSE).on("members").say("管委会集体决定，一个人表决不算；请列出全体应参加表决的委员");
    }
}

/// 6: meals are suspended only after a warning, by the committee.
impl Rules<Numbers> for Suspension {
    #[clause("6")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if let Some(carried) = carried(Suspension::VOTE, self.members.len(), context) {
            findings.computed(Suspension::FIELDS.carried, carried, CLAUSE, "由表决计算");
        }
        if !self.warned {
            findings.error(CLAUSE).on("warned").say("应先劝阻，不听劝阻的才停餐");
        }
        if self.members.contains(&self.who) {
            findings.error(CLAUSE).on("members").say("当事人不参加表决");
        }
        together(&self.members, findings);
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route
            .vote(Suspension::VOTE, "管委会表决", self.members.clone(), ballot(self.members.len(), &context.parameters))
            .by(clause!("7"))
            .by(clause!("6"))
            .because(format!("停餐由管委会集体决定，{}", decided_by(&context.parameters)));
    }
}

/// 7: the committee decides by a vote.
impl Rules<Numbers> for Decision {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if let Some(carried) = carried(Decision::VOTE, self.members.len(), context) {
            findings.computed(Decision::FIELDS.carried, carried, clause!("7"), "由表决计算");
        }
        together(&self.members, findings);
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route
            .vote(Decision::VOTE, "管委会表决", self.members.clone(), ballot(self.members.len(), &context.parameters))
            .by(clause!("7"))
            .because(format!("研究商议后集体决定，{}", decided_by(&context.parameters)));
    }
}

/// 3: the accounts are published every month.
#[derive(Debug, Judgement)]
#[judgement(
    title = "每月通报账目",
    clause = "3",
    of = Office,
    every = Month,
    reads = [office::<Accounts>(Window::ThisMonth).at_most(1_000), office::<Acceptance>(Window::ThisMonth).at_most(2_000)],
    seen_by = anyone
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let told = context.records::<Accounts>().filter(Record::completed).map(|accounts| accounts.id()).collect();
        assessment
            .obligation(clause!("3"), "通报公务灶账目", context.parameters.accounts, told)
            .owed_by(CANTEEN_COMMITTEE)
            .met_by::<Accounts>();
        let bad = context.records::<Acceptance>().filter(|acceptance| acceptance.form.quality != Quality::Good).count();
        assessment.metric("rejected", "验收不合格", bad as i64, "次", clause!("1"));
    }
}

/// 4: the canteen is reviewed every quarter.
#[derive(Debug, Judgement)]
#[judgement(
    title = "每季评议",
    clause = "4",
    of = Office,
    every = Quarter,
    reads = [office::<Review>(Window::ThisQuarter).at_most(1_000)],
    seen_by = anyone
)]
pub struct Quarter;

impl Judge<Numbers> for Quarter {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let held = context.entries(Review::ID).iter().map(|entry| entry.id).collect();
        assessment
            .obligation(clause!("4"), "组织公务灶评议", context.parameters.reviews, held)
            .owed_by(CANTEEN_COMMITTEE)
            .met_by::<Review>();
    }
}
