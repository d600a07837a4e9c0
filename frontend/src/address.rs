//! What a page is narrowed to stands in its address: it can be gone back to, loaded again and copied.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
    params::ParamsMap,
};

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

/// What stands behind the address's question mark. The router's own map of it is that of the first page of a route: it is not told
/// when another page of the same route is opened.
pub fn query() -> Memo<ParamsMap> {
    use_location().query
}

fn over(name: &'static str, replace: bool) -> Kept {
    let (place, navigate) = (use_location(), use_navigate());
    let (pathname, query) = (place.pathname, place.query);
    let value = Memo::new(move |_| query.with(|query| query.get(name)));
    let set = move |says: Option<String>| {
        let mut query = query.get_untracked();
        query.remove(name);
        if let Some(says) = says {
            query.insert(name, says);
        }
        let address = format!("{}{}", pathname.get_untracked(), query.to_query_string());
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        navigate(&address, options);
    };
    Kept { value, set: SignalSetter::map(set) }
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
