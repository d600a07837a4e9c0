//! The submission of a form or an action: whether it is under way, and its outcome.

use super::scope::TaskScope;
use guiju_api::Problem;
use leptos::prelude::*;
use std::{future::Future, pin::Pin};

/// Outcome of a submission.
#[derive(Clone)]
pub enum SubmitOutcome {
    /// The change is made; the text says so.
    Done(String),
    /// The change is accepted and waits for a second person; the text says so.
    Pending(String),
    /// The change was rejected.
    Rejected(Problem),
}

/// The state of a submission, shared by its buttons and its status message.
#[derive(Clone, Copy)]
pub struct Submission {
    /// Whether a response is awaited.
    pub busy: RwSignal<bool>,
    /// The last outcome, or nothing.
    pub outcome: RwSignal<Option<SubmitOutcome>>,
    /// The component that submits.
    scope: TaskScope,
}

impl Submission {
    /// A submission that was not sent yet, bound to the current component.
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), outcome: RwSignal::new(None), scope: TaskScope::current() }
    }

    /// Runs a request and records its outcome, unless one is under way. `Ok(None)` records nothing.
    pub fn send(self, request: impl Future<Output = Result<Option<SubmitOutcome>, Problem>> + 'static) {
        self.send_boxed(Box::pin(request));
    }

    /// Compiled once, not for each of the requests.
    fn send_boxed(self, request: Pin<Box<dyn Future<Output = Result<Option<SubmitOutcome>, Problem>>>>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.outcome.set(None);
        self.scope.spawn(async move {
            let outcome = request.await.unwrap_or_else(|problem| Some(SubmitOutcome::Rejected(problem)));
            // The component may be gone by now.
            let _ = self.outcome.try_set(outcome);
            let _ = self.busy.try_set(false);
        });
    }

    /// Whether the change is made or accepted.
    pub fn is_finished(self) -> bool {
        self.outcome.with(|outcome| matches!(outcome, Some(SubmitOutcome::Done(_) | SubmitOutcome::Pending(_))))
    }

    /// Records a rejection that the portal itself finds, with this text.
    pub fn reject(self, title: &'static str) {
        self.outcome.set(Some(SubmitOutcome::Rejected(Problem { title: title.to_owned(), ..Problem::default() })));
    }

    /// Removes the last outcome.
    pub fn clear(self) {
        self.outcome.set(None);
    }
}

/// The outcome of a change that is made, with this text.
pub fn done(text: &'static str) -> Option<SubmitOutcome> {
    Some(SubmitOutcome::Done(text.to_owned()))
}
