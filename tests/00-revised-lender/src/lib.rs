//! The same with a field and a step of other names and another choice, so that whoever relies on the former breaks; and it reads the
//! loan to which one refers.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on lending, for the stories (借物制度).
    RevisedLender {
        id: "lender",
        title: "借物制度",
        version: "2.0.0",
        area: "tests",
        roles: [OFFICE_DIRECTOR],
        forms: [Loan],
    }
}

/// The state of what is lent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
enum State {
    #[choice("待修")]
    Repairable,
    #[choice("完好")]
    Whole,
}

/// The name of the read of the loan before.
const AFTER: &str = "after";

/// Something is lent.
#[derive(Debug, Form)]
#[form(title = "借物登记", clause = "1", summary = "{what}", synonyms = ["借物", "借东西", "借用"], steps(handover = "交付"))]
struct Loan {
    #[field(label = "物品")]
    what: String,
    #[field(label = "数量", least = 1, optional)]
    pieces: Option<u32>,
    #[field(label = "状态")]
    state: State,
    #[field(label = "接着哪一次", optional)]
    after: Option<Reference<Loan>>,
}

impl Rules for Loan {
    fn reads() -> Vec<Read> {
        let repairable = office::<Loan>(Window::ThisYear).chosen(Loan::FIELDS.state, &[State::Repairable]).counted();
        vec![repairable, referenced::<Loan>().named(AFTER)]
    }

    fn validate(&self, context: &Context<'_, ()>, findings: &mut Findings) {
        for before in context.entries(AFTER) {
            let said = format!("接着第 {} 号登记借出", before.id);
            findings.derive("before", "此前", said, clause!("1"), "借用登记里写明接着哪一次");
        }
    }

    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.ask(OFFICE_DIRECTOR).by(clause!("1")).because("借出物品由办公室主任同意");
        route.have(Loan::HANDOVER, "交付", OFFICE_DIRECTOR).by(clause!("1")).because("同意后当面交付");
    }
}
