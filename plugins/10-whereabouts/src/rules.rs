//! The rules in the order of the text.

use crate::{
    forms::{Back, Check, Failure, Outing, Visitor},
    parameters::Numbers,
};
use guiju_sdk::{model::Notice, prelude::*};

impl Rules<Numbers> for Outing {
    fn reads() -> Vec<Read> {
        vec![subject::<Outing>(Window::ThisDay)]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.deputy == context.subject().id {
            findings.error(clause!("5")).on("deputy").say("请委托自己以外的人接待");
        }
        let late = (context.filed_at().0 - self.over.from.0) / 60;
        if late > 0 {
            findings.derive("entered_after", "登记迟了（分钟）", late, clause!("4"), "从外出到登记");
        }
        if late > context.parameters.entered_within {
            findings.warning(clause!("4")).on("over").say(format!("外出 {late} 分钟后才登记，应及时登记；请说明原因"));
        }
        let overlapping = context
            .records_of::<Outing>(context.subject().id)
            .any(|other| other.form.over.from < self.over.to && self.over.from < other.form.over.to);
        if overlapping {
            findings.error(clause!("3")).on("over").say("这段时间已经登记过一次外出，请改时间");
        }
        if context.on_behalf() {
            findings.notice(clause!("4")).say(format!("由{}代为登记，公示时注明代登", context.applicant().name));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let message = format!("{}外出（{}），来人请您接待；电话 {}", context.subject().name, self.place, self.phone);
        route.notify(clause!("5"), Who::People(vec![self.deputy]), message);
    }
}

/// 2: the board shows where somebody is until they are back.
impl Rules<Numbers> for Back {
    fn reads() -> Vec<Read> {
        vec![referenced::<Outing>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let by = clause!("2");
        let Some(outing) = context.referred(self.outing) else { return };
        if outing.person() != Some(context.subject().id) {
            findings.error(by).on("outing").say("只能登记自己的外出");
        }
        let over = outing.form.over;
        if self.at < over.from || self.at > over.to {
            findings.error(by).on("at").say(format!("回岗时间应在这次外出的起止之内；{}已过的不必登记", over.to));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if let Some(outing) = context.referred(self.outing) {
            let over = Period { from: outing.form.over.from, to: self.at };
            route.amend(clause!("2"), self.outing, |outing| [outing.over.set(over)]);
        }
    }
}

impl Rules<Numbers> for Visitor {
    #[clause("5")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        if self.answered {
            return;
        }
        route
            .have_people("absent", "外出人知悉并尽快解决", vec![self.absent])
            .by(CLAUSE)
            .because("不能当场答复的，立即告诉外出人")
            .due(CLAUSE, Span::WorkingMinutes(context.parameters.told_within));
        let message = format!("{}来找您：{}", self.visitor, self.matter);
        route.then(Effect::Notify(Notice { clause: CLAUSE.id(), to: Who::People(vec![self.absent]), message }));
    }
}

impl Rules<Numbers> for Check {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        if self.kind != Failure::None {
            route.ask(DISCIPLINE_SECRETARY).by(clause!("6")).titled("核实").because("检查发现问题，须核实");
        }
    }
}

/// 7: each failure is spoken about; the fifth and the tenth of a year have consequences.
#[derive(Debug, Judgement)]
#[judgement(
    title = "去向登记年度累计",
    clause = "7",
    of = Person,
    every = Year,
    reads = [subject::<Check>(Window::ThisYear)],
    seen_by = [DISCIPLINE_GROUP, DISCIPLINE_SECRETARY, OFFICE_DIRECTOR]
)]
pub struct Year;

impl Judge<Numbers> for Year {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let Some(person) = context.person() else { return };
        let failures =
            context.records::<Check>().filter(|c| c.completed() && c.form.kind != Failure::None).collect::<Vec<_>>();
        let by = clause!("7");
        assessment.metric("failures", "去向登记问题", failures.len() as i64, "次", by);
        for failure in &failures {
            let explanation = format!("去向登记：{}（{}）", failure.form.kind.label(), failure.form.on);
            let education = Sanction::Criticism(Criticism::Education);
            assessment.propose(by, person.id, education).because(explanation).shown_by(&[failure.id()]);
        }
        let evidence = failures.iter().map(Record::id).collect::<Vec<_>>();
        let count = evidence.len() as u32;
        let mut from = |limit: u32, sanction: Sanction| {
            if count >= limit {
                let explanation = format!("本年去向登记问题累计 {count} 次，达到 {limit} 次");
                assessment.propose(by, person.id, sanction).because(explanation).shown_by(&evidence);
            }
        };
        let Numbers { no_excellent_from, failed_from, .. } = context.parameters;
        from(no_excellent_from, Sanction::AppraisalGrade("取消优秀".to_owned()));
        from(no_excellent_from, Sanction::Criticism(Criticism::Circular));
        from(failed_from, Sanction::AppraisalGrade("不合格".to_owned()));
    }
}
