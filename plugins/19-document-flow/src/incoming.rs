//! 第二条: the way in grows by what the leaders write on the slip.

use crate::{
    forms::{Arrival, Done, Incoming, Naming, READERS, Shelf, Urgency},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// Everybody that the leaders named, in the order of naming.
fn named(context: &Context<'_, Numbers>, which: fn(&Naming) -> &Option<Vec<PersonId>>) -> Vec<PersonId> {
    let mut people = Vec::new();
    for (_, naming) in context.each_filled::<Naming>(Incoming::LEADERS) {
        for person in which(&naming).iter().flatten() {
            if !people.contains(person) {
                people.push(*person);
            }
        }
    }
    people
}

impl Rules<Numbers> for Incoming {
    fn reads() -> Vec<Read> {
        let (their_number, from) = (Incoming::FIELDS.their_number, Incoming::FIELDS.from);
        vec![office::<Incoming>(Window::ThisYear).same(their_number, their_number).same(from, from).at_most(1_000)]
    }

    #[clause("2.1")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let same = context.records::<Incoming>().next();
        if let Some(other) = same {
            let received = other.form.received_at.date();
            findings
                .warning(CLAUSE)
                .on("their_number")
                .say(format!("{received} 已登记过同一单位的同一文号，请核对是否重复"));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let urgent = self.urgency != Urgency::Ordinary;
        let within = if urgent { Span::WorkingMinutes(context.parameters.urgent_within) } else { Span::SameDay };
        let said = format!("{}，{}", self.urgency.label(), if urgent { "即时办理" } else { "当天办理" });

        if self.arrival != Arrival::BroughtBack {
            route
                .ask_every(Incoming::LEADERS, "书记、主任审阅", &[SECRETARY, DIRECTOR])
                .by(clause!("2.2"))
                .because(said.clone())
                .due(clause!("2.4"), within)
                .without_refusal()
                .fills::<Naming>();
        }
        let readers = named(context, |naming| &naming.readers);
        if !readers.is_empty() {
            // Everybody gets it at once: who is away holds up nobody.
            route
                .circulate(Incoming::READERS, "传阅", readers)
                .by(clause!("2.3"))
                .by(clause!("2.5"))
                .because(format!("由领导指定传阅，{said}"))
                .due(clause!("2.4"), within);
        }
        let responsible = named(context, |naming| &naming.responsible);
        if !responsible.is_empty() {
            let (by, until) = if self.from_above {
                (clause!("2.6"), Span::WorkingDays(context.parameters.carried_out_within))
            } else {
                (clause!("2.4"), within)
            };
            route
                .have_people("responsible", "落实", responsible)
                .by(clause!("2.3"))
                .because("由领导指定为责任人")
                .due(by, until)
                .fills::<Done>();
            if self.from_above {
                route
                    .inform("report", "向主要领导汇报落实结果", Who::role(PRINCIPAL_LEADER))
                    .by(clause!("2.6"))
                    .because("上级文件的落实结果须汇报");
            }
        }
        let by = if self.arrival == Arrival::BroughtBack { clause!("2.7") } else { clause!("2.5") };
        route.have(Incoming::ARCHIVE, "收回归档", ARCHIVIST).by(by).because("办毕收回原件归档").fills::<Shelf>();
    }
}

/// 2.6: papers from above are followed until they are done.
#[derive(Debug, Judgement)]
#[judgement(
    title = "批办意见的落实",
    clause = "2.6",
    of = Office,
    every = Month,
    reads = [office::<Incoming>(Window::ThisMonth)
            .ticked(Incoming::FIELDS.from_above, true)
            .with(&[Incoming::FIELDS.from_above.name()])
            .at_most(20_000)],
    seen_by = READERS
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let above = context.records::<Incoming>().collect::<Vec<_>>();
        let done = above.iter().filter(|paper| paper.completed()).map(Record::id).collect::<Vec<_>>();
        assessment.obligation(clause!("2.6"), "上级文件落实到底", above.len() as u32, done).owed_by(OFFICE_DIRECTOR);
    }
}
