//! A regulation whose author was careless: everything compiles, and much of it names what does not exist.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on supplies, for the stories (领用制度).
    Careless {
        id: "careless",
        title: "领用制度",
        version: "1.0.0",
        area: "tests",
        roles: [OFFICE_DIRECTOR],
        forms: [Supply],
    }
}

/// Something is taken from the store.
#[derive(Debug, Form)]
#[form(
    title = "领用登记",
    clause = "1",
    summary = "{what} {amount}",
    synonyms = ["领用", "领东西", "办公用品"],
    series("supply", "领〔{year}〕号"),
    seen_by = [SECTION_HEAD]
)]
struct Supply {
    #[field(label = "物品")]
    what: String,
}

impl Rules for Supply {
    fn reads() -> Vec<Read> {
        vec![office::<Self>(Window::Always)]
    }

    fn validate(&self, _: &Context<'_, ()>, findings: &mut Findings) {
        findings.notice(clause!("1")).on("quantity").say(format!("{}按需领用", self.what));
    }

    fn route(&self, _: &Context<'_, ()>, route: &mut Route) {
        route.ask(OFFICE_DIRECTOR).by(clause!("1")).because("领用由办公室主任同意");
    }
}
