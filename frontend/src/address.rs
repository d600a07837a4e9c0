//! What a page is narrowed to stands in its address: it can be gone back to, loaded again and copied.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::query_signal_with_options};

/// A part behind the address's question mark.
#[derive(Clone, Copy)]
pub struct Kept {
    value: Memo<Option<String>>,
    set: SignalSetter<Option<String>>,
}

/// The part of this name; each choice is a step that one can go back from.
pub fn kept(name: &'static str) -> Kept {
    over(name, false)
}

/// The same for what is typed: the address follows, and the whole of it is one step.
pub fn typed(name: &'static str) -> Kept {
    over(name, true)
}

fn over(name: &'static str, replace: bool) -> Kept {
    let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
    let (value, set) = query_signal_with_options::<String>(name, options);
    Kept { value, set }
}

impl Kept {
    /// What it says; nothing if it is not there.
    pub fn get(self) -> String {
        self.value.get().unwrap_or_default()
    }

    /// What it says now.
    pub fn get_untracked(self) -> String {
        self.value.get_untracked().unwrap_or_default()
    }

    /// Says something else; nothing takes it away.
    pub fn set(self, value: String) {
        self.set.set(Some(value).filter(|value| !value.is_empty()));
    }
}
