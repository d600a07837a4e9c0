//! The session and the state of the connection, shared by every request and page.

use guiju_api::Me;
use guiju_model::{Date, Moment};
use leptos::prelude::*;
use std::cell::Cell;

/// The session: who is logged in, or nobody.
#[derive(Clone, Copy)]
pub struct Session(pub RwSignal<Option<Me>>);

impl Session {
    /// The office's local time: the time that the server reported plus the time that has passed since. The browser's clock and
    /// time zone are never read.
    pub fn now(self) -> Moment {
        let reported = self.0.with(|me| me.as_ref().and_then(|me| me.now.parse::<Moment>().ok())).unwrap_or_default();
        Moment(reported.0 + (monotonic_seconds() - REPORTED_AT.get()) as i64)
    }

    /// The office's current date.
    pub fn today(self) -> Date {
        self.now().date()
    }

    /// Id of the person who is logged in, without tracking changes.
    pub fn person(self) -> Option<u64> {
        self.0.with_untracked(|me| me.as_ref().map(|me| me.person))
    }

    /// System role of the person who is logged in (`administrator`, `security` or `auditor`), without tracking changes.
    pub fn system_role(self) -> Option<String> {
        self.0.with_untracked(|me| me.as_ref().and_then(|me| me.system_role.clone()))
    }

    /// Whether an administrator is logged in, who alone may change people, posts and the calendar. Does not track changes.
    pub fn is_administrator(self) -> bool {
        self.system_role().as_deref() == Some("administrator")
    }
}

/// Seconds of the browser's monotonic clock, which setting the system clock does not affect.
fn monotonic_seconds() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now() / 1000.0)
}

/// The state of the connection to the server.
#[derive(Clone, Copy)]
pub struct Connection {
    /// Whether the server is unreachable; repeatable requests are retried until it answers.
    pub offline: RwSignal<bool>,
    /// Whether the session has expired; requests wait until somebody has logged in again.
    pub expired: RwSignal<bool>,
    /// Whether the page holds input that is not submitted.
    pub unsaved: RwSignal<bool>,
    /// Number of successful changes, so that counters elsewhere on the page know when to reload.
    pub changes: RwSignal<u64>,
}

thread_local! {
    static SHARED: Cell<Option<(Session, Connection)>> = const { Cell::new(None) };
    /// When the server reported its time, in seconds of the monotonic clock.
    static REPORTED_AT: Cell<f64> = const { Cell::new(0.0) };
}

/// Creates the session and the connection. Called once, when the portal starts.
pub fn init() -> (Session, Connection) {
    let session = Session(RwSignal::new(None));
    let (offline, expired, unsaved) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let connection = Connection { offline, expired, unsaved, changes: RwSignal::new(0) };
    SHARED.set(Some((session, connection)));
    Effect::new(move |_| {
        session.0.track();
        REPORTED_AT.set(monotonic_seconds());
    });
    (session, connection)
}

/// The session and the connection, once [`init`] was called.
pub fn shared() -> Option<(Session, Connection)> {
    SHARED.get()
}

/// Whether the server is unreachable. Tracks changes.
pub fn is_offline() -> bool {
    SHARED.get().is_some_and(|(_, connection)| connection.offline.get())
}

/// Reports whether the page holds input that is not submitted, as long as the page exists.
pub fn track_unsaved_input(unsaved: impl Fn() -> bool + 'static) {
    let Some((_, connection)) = SHARED.get() else { return };
    Effect::new(move |_| connection.unsaved.set(unsaved()));
    on_cleanup(move || connection.unsaved.set(false));
}
