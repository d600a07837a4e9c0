//! A regulation on which another relies.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on lending, for the stories (借物制度).
    Lender {
        id: "lender",
        title: "借物制度",
        version: "1.0.0",
        area: "tests",
        roles: [OFFICE_DIRECTOR],
        forms: [Loan],
    }
}

/// The state of what is lent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
enum State {
    #[choice("完好")]
    Whole,
    #[choice("损坏")]
    Broken,
}

/// Something is lent.
#[derive(Debug, Form)]
#[form(title = "借物登记", clause = "1", summary = "{what}", synonyms = ["借物", "借东西", "借用"], steps(issue = "出库"))]
struct Loan {
    #[field(label = "物品")]
    what: String,
    #[field(label = "数量", least = 1)]
    count: u32,
    #[field(label = "状态")]
    state: State,
    #[field(label = "接着哪一次", optional)]
    after: Option<Reference<Loan>>,
}

impl Rules for Loan {
    fn reads() -> Vec<Read> {
        vec![office::<Loan>(Window::ThisYear).chosen(Loan::FIELDS.state, &[State::Broken]).counted()]
    }
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.ask(OFFICE_DIRECTOR).by(clause!("1")).because("借出物品由办公室主任同意");
        route.have(Loan::ISSUE, "出库", OFFICE_DIRECTOR).by(clause!("1")).because("同意后登记出库");
    }
}
