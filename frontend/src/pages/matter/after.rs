//! What happened to a matter while its page lay open, told on the page as it is drawn anew.

use super::super::moment;
use crate::words::{fill, t};
use guiju_api::{FindingShown, HistoryEntry, MatterShown, Problem};
use guiju_model::Severity;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Why the page is drawn anew.
#[derive(Clone)]
pub enum After {
    /// Its reader decided.
    Decided,
    /// Its applicant corrected it and filed it again.
    Again,
    /// Somebody else was faster.
    Overtaken {
        /// What the server says to that.
        title: String,
        /// What had happened when the page was drawn.
        history: Vec<HistoryEntry>,
        /// The opinion that was written.
        opinion: String,
    },
}

/// What the page says about why it was drawn anew.
pub enum Retold {
    /// It was filed again.
    Again,
    /// Something happened meanwhile.
    Meanwhile(Problem),
}

/// Draws the page anew, and knows why.
#[derive(Clone, Copy)]
pub struct Afterwards {
    why: StoredValue<Option<After>>,
    anew: Callback<()>,
}

impl Afterwards {
    /// For a page that this draws anew.
    pub fn new(anew: Callback<()>) -> Self {
        Self { why: StoredValue::new(None), anew }
    }

    /// Says why the page will be drawn anew.
    pub fn is(self, after: After) {
        self.why.set_value(Some(after));
    }

    /// Draws the page anew.
    pub fn again(self) {
        self.anew.run(());
    }

    /// What the page says about why it was drawn anew, once. The focus goes there too: what had it is gone.
    pub fn told(self, matter: &MatterShown, laid_out: bool) -> Option<Retold> {
        let after = self.why.get_value();
        self.why.set_value(None);
        match after? {
            After::Decided => {
                focus("main h1");
                None
            }
            After::Again => {
                focus("main .again");
                Some(Retold::Again)
            }
            After::Overtaken { title, history, opinion } => {
                focus(".foot .came");
                let new = matter.history.iter().filter(|one| !history.contains(one)).map(said);
                let mut findings = new.collect::<Vec<_>>();
                if !laid_out && !opinion.trim().is_empty() {
                    findings.push(finding(fill("您写的意见：{}", &[&opinion])));
                }
                let over = matter.actions.iter().all(|action| action.task.is_none());
                let title =
                    if over { t("这件事项刚刚有了变化，已不用您办理").to_owned() } else { title };
                Some(Retold::Meanwhile(Problem { title, findings, ..Problem::default() }))
            }
        }
    }
}

/// A line of the history.
fn said(one: &HistoryEntry) -> FindingShown {
    let words = one.words.as_ref().filter(|words| !words.is_empty()).map(|words| format!("：{words}"));
    finding(format!("{} {} {}{}", moment(&one.at), one.by, one.what, words.unwrap_or_default()))
}

fn finding(message: String) -> FindingShown {
    FindingShown { severity: Severity::Notice, field: None, message, citation: None }
}

/// Gives the focus to what a selector names, once the page is drawn; the key Tab goes on from there.
pub fn focus(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.set_attribute("tabindex", "-1");
            let _ = element.focus();
        }
    });
}
