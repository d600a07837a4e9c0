//! A regulation that relies on fields, a choice and a step of another, by `relies!` over what that one's package exports
//! (`relies/lender.json`), as an office would write it that has the package alone.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on giving back, for the stories (还物制度).
    Leaner {
        id: "leaner",
        title: "还物制度",
        version: "1.0.0",
        area: "tests",
        roles: [OFFICE_DIRECTOR],
        forms: [Return],
        oversees: [Lent],
    }
}

/// Something that was lent is given back.
#[derive(Debug, Form)]
#[form(title = "还物登记", clause = "1", summary = "{what}", synonyms = ["还物", "归还", "还东西"])]
struct Return {
    #[field(label = "物品")]
    what: String,
}

relies! {
    /// Something is lent (借物登记), owned by the regulation on lending.
    lender::loan as Lent { what, count, state { broken } } steps { issue }
}

impl Rules for Return {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.ask(OFFICE_DIRECTOR).by(clause!("1")).because("归还由办公室主任核对");
    }
}

/// What has to be given back is told when it is lent.
impl Rules for Lent {
    fn validate(&self, _: &Context<'_, ()>, findings: &mut Findings) {
        if self.state == LentState::Broken {
            findings
                .warning(clause!("1"))
                .say(format!("{} {} 件借出时已损坏，归还时按现状核对", self.what, self.count));
        }
    }

    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.due_at(Lent::ISSUE, clause!("1"), Span::WorkingDays(1));
    }
}
