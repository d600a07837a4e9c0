//! A regulation that relies on a field and a choice of another, and names no more of it.

use guiju_sdk::{
    model::{Bounds, Choice, Lean, LeanedField},
    prelude::*,
};

regulation! {
    /// The regulation on giving back, for the stories (还物制度).
    Leaner {
        id: "leaner",
        title: "还物制度",
        version: "1.0.0",
        area: "tests",
        roles: [OFFICE_DIRECTOR],
        forms: [Return],
        extras: relied_on,
    }
}

/// Something that was lent is given back.
#[derive(Debug, Form)]
#[form(title = "还物登记", clause = "1", summary = "{what}", synonyms = ["还物", "归还", "还东西"])]
struct Return {
    #[field(label = "物品")]
    what: String,
}

impl Rules for Return {
    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.ask(OFFICE_DIRECTOR).by(clause!("1")).because("归还由办公室主任核对");
    }
}

fn relied_on(extras: &mut Extras<'_>) {
    let broken = Choice { value: "broken".to_owned(), label: "损坏".to_owned() };
    let field = |name: &str, kind| LeanedField { name: name.to_owned(), kind, required: true };
    extras.leans(Lean {
        on: "lender/loan".to_owned(),
        fields: vec![
            field("count", ValueKind::Integer(Bounds::default())),
            field("state", ValueKind::Choice(vec![broken])),
        ],
        steps: Vec::new(),
        figures: Vec::new(),
    });
}
