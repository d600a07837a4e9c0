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

/// The name of the read of what was lent this year.
const LENT: &str = "lent";

/// How much was lent is read by the name of the field.
impl Rules for Return {
    fn reads() -> Vec<Read> {
        vec![office::<Lent>(Window::ThisYear).named(LENT).totals("count").at_most(1)]
    }

    fn validate(&self, context: &Context<'_, ()>, findings: &mut Findings) {
        findings.derive("lent", "今年借出", context.totals(LENT).sum, clause!("1"), "今年登记借出的件数");
    }

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
