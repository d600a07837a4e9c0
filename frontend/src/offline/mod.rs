//! What this device stores: forms being filled in, decisions being written, and filings that wait for the network. Each entry has
//! a key of its own, so that two tabs do not overwrite each other.
//!
//! The service worker (`frontend/worker.js`) stores the portal itself, the forms that the reader uses and the names of colleagues.

mod decision_drafts;
mod drafts;
mod outbox;

pub use decision_drafts::DecisionDraft;
pub use drafts::{
    LocalDraft, Reconciled, ServerDraft, load_draft, local_drafts, reconcile, remove_draft, remove_saved_drafts,
    store_draft,
};
pub use outbox::{DeliveryState, Outbox, QueuedFiling};
