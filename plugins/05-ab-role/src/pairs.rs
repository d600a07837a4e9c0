//! Who stands in for whom (2, 3), the written hand-over (4, 5), and what a complaint leads to (7).

use crate::{
    forms::{Arrangement, Complaint, HandOver, Pair, Post},
    parameters::Numbers,
};
use guiju_sdk::{model::Deputise, prelude::*};

impl Rules<Numbers> for Pair {
    fn reads() -> Vec<Read> {
        vec![subject::<Post>(Window::Always).at_most(100)]
    }

    #[clause("3")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.a == self.b {
            findings.error(CLAUSE).on("b").say("A角和B角须是两个人");
        }
        if !self.both_able {
            findings.warning(CLAUSE).on("both_able").say("两人应都能独立办理；请说明什么时候能做到");
        }
        // The organisation's post and the register are one thing: they name one B.
        let mut posts = context.records_of::<Post>(self.a);
        let other = posts.find(|post| post.form.post == self.post && post.form.b.is_some_and(|b| b != self.b));
        if let Some(post) = other {
            let title = &post.form.post;
            findings
                .error(CLAUSE)
                .on("b")
                .say(format!("岗位“{title}”已有另一位B角；请填同一人，或先由管理员在岗位中更改"));
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.then(Effect::Deputise(Deputise { clause: clause!("2").id(), person: self.a, deputy: self.b }));
    }
}

impl Rules<Numbers> for HandOver {
    fn reads() -> Vec<Read> {
        vec![subject::<Pair>(Window::Always).at_most(1_000), subject::<Post>(Window::Always).at_most(100)]
    }

    #[clause("4")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.deputy == context.subject().id {
            findings.error(CLAUSE).on("deputy").say("请移交给自己以外的人");
        }
        let person = context.subject().id;
        let named = context.records_of::<Pair>(person).any(|pair| pair.form.b == self.deputy)
            || context.records_of::<Post>(person).any(|post| post.form.b == Some(self.deputy));
        if !named {
            findings.warning(CLAUSE).on("deputy").say("登记簿里您的B角不是这个人，请说明原因");
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route
            .ask_person("deputy", "B角接手", self.deputy)
            .by(clause!("5"))
            .because("移交须由B角确认接手")
            .due(clause!("5"), Span::WorkingMinutes(context.parameters.act_within));
        route.hand_over(clause!("4"), context.subject().id, self.deputy, self.over.period());
    }
}

impl Rules<Numbers> for Arrangement {
    #[clause("6")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(SECTION_HEAD).by(CLAUSE).because("A角和B角都不在，由部门负责人安排");
        route.hand_over(CLAUSE, context.subject().id, self.third, self.over.period());
    }
}

impl Rules<Numbers> for Complaint {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        route.ask(DISCIPLINE_SECRETARY).by(clause!("7")).titled("查实").because("投诉须查实");
    }
}

/// 7: criticism and education, or what the body decides when it is grave.
#[derive(Debug, Judgement)]
#[judgement(
    title = "AB角责任",
    clause = "7",
    of = Person,
    every = Month,
    reads = [subject::<Complaint>(Window::ThisMonth)],
    seen_by = [DISCIPLINE_GROUP, DISCIPLINE_SECRETARY]
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        for record in context.records::<Complaint>().filter(Record::completed) {
            let sanction = if record.form.serious == Some(true) {
                Sanction::ToBeDecided("按纪律处理".to_owned())
            } else {
                Sanction::Criticism(Criticism::Education)
            };
            let explanation = format!("缺位引起投诉：{}", record.form.what);
            assessment.propose(clause!("7"), person.id, sanction).because(explanation).shown_by(&[record.id()]);
        }
    }
}
