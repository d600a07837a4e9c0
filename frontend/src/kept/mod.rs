//! What this device keeps: forms being filled in, what is being written at a matter, and forms that were filed while the network
//! was gone. Each lies in the browser under a name of its own, so that two tabs never write over each other's.
//!
//! The page itself, the forms one uses and the names of colleagues are kept by the service worker (`frontend/worker.js`).

mod desks;
mod drafts;
mod outbox;

pub use desks::Written;
pub use drafts::{Held, Meeting, Said, all_held, forget, held, hold, met, release};
pub use outbox::{Fate, Outbox, Waitings, waiting};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
    let value: Value = serde_json::from_str(&storage()?.get_item(name).ok()??).ok()?;
    serde_json::from_value(value).ok()
}

/// Whether the browser could keep it.
fn write<T: Serialize>(name: &str, value: &T) -> bool {
    let text = serde_json::to_string(value).unwrap_or_default();
    storage().is_some_and(|storage| storage.set_item(name, &text).is_ok())
}

fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// The names that begin so, in their order.
fn names(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?);
    let mut names = all.filter(|name| name.starts_with(prefix)).collect::<Vec<_>>();
    names.sort_unstable();
    names
}
