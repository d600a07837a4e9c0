//! A form with one step of any mode, at which everything is allowed.

use guiju_sdk::{model::Allows, prelude::*};

/// How the step decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Way {
    #[choice("one")]
    One,
    #[choice("every")]
    Every,
    #[choice("in turn")]
    InTurn,
    #[choice("circulate")]
    Circulate,
    #[choice("inform")]
    Inform,
    #[choice("file")]
    File,
    #[choice("vote")]
    Vote,
}

/// Something that is tried.
#[derive(Debug, Form)]
#[form(
    title = "试办",
    clause = "1",
    summary = "试办 {note}",
    series("trial", "试〔{year}〕{number}号"),
    seen_by = [OFFICE_DIRECTOR],
    register(id = "trials", columns = [person, way, note], seen_by = [OFFICE_DIRECTOR])
)]
pub struct Trial {
    #[field(label = "方式")]
    way: Way,
    #[field(label = "办理人")]
    people: Vec<PersonId>,
    #[field(label = "收尾人")]
    last: PersonId,
    #[field(label = "说明")]
    note: String,
    #[field(label = "折算", optional, least = "0.5", most = 8)]
    rate: Option<Decimal<1>>,
}

/// What a decider fills in.
#[derive(Debug, Row)]
struct Outcome {
    #[field(label = "结果", long)]
    result: String,
}

impl Rules for Trial {
    fn validate(&self, context: &Context<'_, ()>, findings: &mut Findings) {
        for (_, outcome) in context.each_filled::<Outcome>("station") {
            if outcome.result == "坏" {
                findings.error(clause!("1")).on("station/result").say("结果不能是坏");
            }
        }
    }

    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        let (id, title, people) = ("station", "试办", self.people.clone());
        let half = Fraction { numerator: 1, denominator: 2 };
        let ballot = Ballot { due: people.len() as u32, quorum: half, passes_above: half };
        let step = match self.way {
            Way::One => route.ask_one_of(id, title, people),
            Way::Every => route.ask_every_of(id, title, people),
            Way::InTurn => route.in_turn(id, title, people),
            Way::Circulate => route.circulate(id, title, people),
            Way::Inform => route.inform(id, title, Who::People(people)),
            Way::File => route.file_with(OFFICE_DIRECTOR, &["区委办"]).called(id),
            Way::Vote => route.vote(id, title, people, ballot),
        };
        let step = match self.way {
            Way::One | Way::Every | Way::InTurn => step.fills::<Outcome>(),
            _ => step,
        };
        let all = Allows { return_back: true, refuse: true, delegate: true, add_signer: true };
        step.by(clause!("1")).because("试办").due(clause!("1"), Span::WorkingDays(1)).allowing(all);
        route.ask_person("last", "收尾", self.last).by(clause!("1")).because("试办之后");
    }
}
