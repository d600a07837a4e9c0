//! What a story has altered behind the server's back.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

/// Tables of which a story has altered rows behind the server's back.
#[derive(Clone, Default)]
pub(crate) struct Altered(Arc<Mutex<BTreeSet<String>>>);

impl Altered {
    pub(crate) fn note(&self, table: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(table.to_owned());
    }

    pub(crate) fn tables(&self) -> BTreeSet<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
