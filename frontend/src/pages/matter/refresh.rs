//! Reloading the page of a matter after an action, and the notice that the reloaded page shows.

use crate::{
    i18n::{fill, t, text},
    util::{dom::focus_after_render, format::format_moment},
};
use guiju_api::{FindingShown, HistoryEntry, MatterShown, Problem};
use guiju_model::Severity;
use leptos::prelude::*;

/// Why the page is reloaded.
#[derive(Clone)]
pub enum RefreshReason {
    /// The reader decided.
    Decided {
        /// Label of the action.
        label: String,
    },
    /// The applicant corrected the matter and submitted it again.
    Resubmitted,
    /// Somebody else acted first, so that the reader's action was rejected.
    Overtaken {
        /// Title of the rejection.
        title: String,
        /// Whether the reader acted on a task.
        on_task: bool,
        /// The history before the reload.
        history: Vec<HistoryEntry>,
        /// The opinion that the reader wrote.
        opinion: String,
    },
}

/// The notice that a reloaded page shows.
pub enum RefreshNotice {
    /// The matter was submitted again.
    Resubmitted,
    /// The action was carried out; the text says so.
    Done(String),
    /// The matter has changed; the findings list the new history entries.
    Changed(Problem),
}

/// Reloads the page and keeps the reason for the reloaded page.
#[derive(Clone, Copy)]
pub struct PageRefresh {
    reason: StoredValue<Option<RefreshReason>>,
    reload: Callback<()>,
}

impl PageRefresh {
    /// A page that `reload` loads again.
    pub fn new(reload: Callback<()>) -> Self {
        Self { reason: StoredValue::new(None), reload }
    }

    /// Sets the reason of the next reload.
    pub fn set_reason(self, reason: RefreshReason) {
        self.reason.set_value(Some(reason));
    }

    /// Reloads the page.
    pub fn reload(self) {
        self.reload.run(());
    }

    /// Takes the notice of the last reload and moves the focus to it, because the element that had the focus is gone.
    ///
    /// `restored` says whether the opinion was restored from a draft; else the notice repeats it.
    pub fn take_notice(self, matter: &MatterShown, restored: bool) -> Option<RefreshNotice> {
        let reason = self.reason.get_value();
        self.reason.set_value(None);
        match reason? {
            RefreshReason::Decided { label } => {
                focus_after_render("main h1");
                Some(RefreshNotice::Done(format!("{}{label}", t(text::matter::DONE))))
            }
            RefreshReason::Resubmitted => {
                focus_after_render("main .again");
                Some(RefreshNotice::Resubmitted)
            }
            RefreshReason::Overtaken { title, on_task, history, opinion } => {
                focus_after_render(".foot .came");
                let new = matter.history.iter().filter(|one| !history.contains(one)).map(history_notice);
                let mut findings = new.collect::<Vec<_>>();
                if !restored && !opinion.trim().is_empty() {
                    findings.push(notice(fill(text::matter::YOUR_OPINION, &[&opinion])));
                }
                let no_task_left = on_task && matter.actions.iter().all(|action| action.task.is_none());
                let title = if no_task_left { t(text::matter::MATTER_JUST_CHANGED_DOES_NOT).to_owned() } else { title };
                Some(RefreshNotice::Changed(Problem { title, findings, ..Problem::default() }))
            }
        }
    }
}

/// A history entry as a notice.
fn history_notice(entry: &HistoryEntry) -> FindingShown {
    let words = entry.words.as_ref().filter(|words| !words.is_empty()).map(|words| format!("：{words}"));
    notice(format!("{} {} {}{}", format_moment(&entry.at), entry.by, entry.what, words.unwrap_or_default()))
}

fn notice(message: String) -> FindingShown {
    FindingShown { severity: Severity::Notice, field: None, message, citation: None }
}
