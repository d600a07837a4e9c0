//! Route and query parameters. Filters of a page are query parameters, so that history, reload and copied links keep them.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_params_map},
    params::ParamsMap,
};

/// A query parameter of the current address.
#[derive(Clone, Copy)]
pub struct QueryParam {
    value: Memo<Option<String>>,
    set: SignalSetter<Option<String>>,
}

/// The query parameter of this name. Each change is an entry of its own in the browser's history.
pub fn query_param(name: &'static str) -> QueryParam {
    with_history(name, false)
}

/// The query parameter of this name for a text field: changes replace the current entry of the browser's history.
pub fn typed_query_param(name: &'static str) -> QueryParam {
    with_history(name, true)
}

/// All query parameters of the current address.
///
/// The router's own query map is bound to the first page of a route and is not updated when another page of the same route is
/// opened; this one is.
pub fn query_map() -> Memo<ParamsMap> {
    use_location().query
}

/// A parameter of the route's path. It never changes during the life of a page: another value opens another page.
pub fn route_param(name: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let value = use_params_map().read_untracked().get(name).unwrap_or_default();
    let value = StoredValue::new(value);
    move || value.with_value(Clone::clone)
}

fn with_history(name: &'static str, replace: bool) -> QueryParam {
    let (place, navigate) = (use_location(), use_navigate());
    let (pathname, query) = (place.pathname, place.query);
    let value = Memo::new(move |_| query.with(|query| query.get(name)));
    let set = move |value: Option<String>| {
        let mut query = query.get_untracked();
        query.remove(name);
        if let Some(value) = value {
            query.insert(name, value);
        }
        let address = format!("{}{}", pathname.get_untracked(), query.to_query_string());
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        navigate(&address, options);
    };
    QueryParam { value, set: SignalSetter::map(set) }
}

impl QueryParam {
    /// The value, empty if the parameter is absent. Tracks changes.
    pub fn get(self) -> String {
        self.value.get().unwrap_or_default()
    }

    /// The value, empty if the parameter is absent, without tracking changes.
    pub fn get_untracked(self) -> String {
        self.value.get_untracked().unwrap_or_default()
    }

    /// Sets the value; an empty value removes the parameter.
    pub fn set(self, value: String) {
        self.set.set(Some(value).filter(|value| !value.is_empty()));
    }
}
