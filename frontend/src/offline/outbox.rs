//! Filings that were made without network. They wait on this device and are sent as soon as the server can be reached.

use crate::{
    api::{self, Session},
    i18n::{t, text},
    util::storage::BrowserStorage,
};
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Filed, Filing, Problem};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Key under which earlier versions of the portal stored all filings in one list.
const LEGACY_KEY: &str = "guiju-outbox";
/// Prefix of the key of each filing.
const PREFIX: &str = "guiju-outbox ";
/// Pause between two attempts to send, in milliseconds.
const RETRY_PAUSE: u32 = 5000;

/// A filing that waits on this device.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct QueuedFiling {
    /// The person who filed it; it is sent only while that person is logged in.
    pub person: u64,
    /// The form's path at the server.
    pub path: String,
    /// The form's title.
    pub title: String,
    /// Idempotency key, so that it is filed once.
    pub key: String,
    /// The filing as JSON.
    pub body: Value,
    /// Why the server rejected it, if it did.
    #[serde(rename = "refused")]
    pub rejected: Option<String>,
}

impl QueuedFiling {
    /// A filing that was not sent yet.
    pub fn new(person: u64, path: String, title: String, key: String, body: &Filing) -> Self {
        let body = serde_json::to_value(body).unwrap_or_default();
        Self { person, path, title, key, body, rejected: None }
    }
}

/// What became of a filing.
#[derive(Clone, Debug, PartialEq)]
pub enum DeliveryState {
    /// It waits on this device.
    Waiting,
    /// The server has it.
    Filed(Filed),
    /// The server rejected it.
    Rejected(Problem),
    /// It does not wait on this device any more, because another tab sent it or took it back.
    Unknown,
}

/// The filings that wait on this device.
#[derive(Clone, Copy)]
pub struct Outbox {
    queued: RwSignal<Vec<QueuedFiling>>,
    /// The server's answers to filings that this page sent, by key.
    answers: RwSignal<Vec<(String, Result<Filed, Problem>)>>,
}

fn storage_key(key: &str) -> String {
    format!("{PREFIX}{key}")
}

/// Filings of all tabs of this browser, in the order of filing.
fn stored() -> Vec<QueuedFiling> {
    let storage = BrowserStorage::local();
    storage.keys(PREFIX).iter().filter_map(|key| storage.get(key)).collect()
}

/// Stores a filing; returns whether the browser stored it.
fn store(filing: &QueuedFiling) -> bool {
    BrowserStorage::local().set(&storage_key(&filing.key), filing)
}

impl Outbox {
    /// Opens the outbox and keeps trying to send what waits. Called once, when the portal starts.
    pub fn open(session: Session) -> Self {
        let legacy: Vec<QueuedFiling> = BrowserStorage::local().get(LEGACY_KEY).unwrap_or_default();
        if legacy.iter().all(store) {
            BrowserStorage::local().remove(LEGACY_KEY);
        }
        let outbox = Self { queued: RwSignal::new(stored()), answers: RwSignal::new(Vec::new()) };
        // Another tab files, sends or takes back.
        window_event_listener_untyped("storage", move |_| outbox.reload());
        spawn_local(async move {
            loop {
                outbox.send(session).await;
                TimeoutFuture::new(RETRY_PAUSE).await;
            }
        });
        outbox
    }

    /// All filings that wait on this device, of every person. Tracks changes.
    pub fn queued(self) -> Vec<QueuedFiling> {
        self.queued.get()
    }

    /// Adds a filing; an error if the browser cannot store it.
    pub fn add(self, filing: &QueuedFiling) -> Result<(), Problem> {
        if !store(filing) {
            let title = t(text::offline::NO_NETWORK_DEVICE_CANNOT_KEEP).to_owned();
            return Err(Problem { title, ..Problem::default() });
        }
        self.reload();
        Ok(())
    }

    /// Removes a filing.
    pub fn remove(self, key: &str) {
        BrowserStorage::local().remove(&storage_key(key));
        self.reload();
    }

    /// What became of a filing. Tracks changes.
    pub fn state(self, key: &str) -> DeliveryState {
        let answer = self.answers.with(|all| all.iter().find(|(of, _)| of == key).map(|(_, answer)| answer.clone()));
        let queued = self.queued.with(|all| all.iter().find(|one| one.key == key).cloned());
        match (answer, queued) {
            (Some(Ok(filed)), _) => DeliveryState::Filed(filed),
            (Some(Err(problem)), _) => DeliveryState::Rejected(problem),
            (None, Some(QueuedFiling { rejected: Some(title), .. })) => {
                DeliveryState::Rejected(Problem { title, ..Problem::default() })
            }
            (None, Some(_)) => DeliveryState::Waiting,
            (None, None) => DeliveryState::Unknown,
        }
    }

    /// Reads the stored filings again.
    fn reload(self) {
        let now = stored();
        if self.queued.with_untracked(|queued| *queued != now) {
            self.queued.set(now);
        }
    }

    /// Sends each waiting filing of the person who is logged in once. The key prevents filing twice, whichever tab sends it.
    async fn send(self, session: Session) {
        self.reload();
        let me = session.person();
        let mine = |one: &QueuedFiling| Some(one.person) == me && one.rejected.is_none();
        for mut one in self.queued.get_untracked().into_iter().filter(mine) {
            match api::post_once::<_, Filed>(format!("{}/file", one.path), &one.body, one.key.clone()).await {
                Ok(filed) => {
                    self.answers.update(|all| all.push((one.key.clone(), Ok(filed))));
                    self.remove(&one.key);
                }
                // A server that cannot store it now is asked again, like one that cannot be reached.
                Err(problem) if problem.kind == api::NETWORK || problem.status >= 500 => return,
                Err(problem) => {
                    let messages = problem.findings.iter().map(|one| one.message.clone());
                    let reason = std::iter::once(problem.title.clone()).chain(messages).collect::<Vec<_>>().join("；");
                    one.rejected = Some(reason);
                    if stored().iter().any(|known| known.key == one.key) {
                        store(&one);
                    }
                    self.answers.update(|all| all.push((one.key.clone(), Err(problem))));
                    self.reload();
                }
            }
        }
    }
}
