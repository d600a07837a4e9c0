//! Which address shows which page.

use crate::{pages, words::t};
use leptos::prelude::*;
use leptos_router::{hooks::use_location, location::Location};
use std::collections::BTreeMap;

/// A page, built anew for each address.
type Page = fn() -> AnyView;

/// Addresses as they are written; `:name` stands for a part that the page reads.
const PAGES: &[(&str, Page)] = &[
    ("", || pages::home::Home().into_any()),
    ("start", || pages::start::Start().into_any()),
    ("start/:regulation/:form", || pages::form::Filing().into_any()),
    ("trays/:tray", || pages::trays::Trays().into_any()),
    ("matters/:id", || pages::matter::Matter().into_any()),
    ("matters/:id/letters/:letter", || pages::letter::Letter().into_any()),
    ("open", || pages::open::Open().into_any()),
    ("notices", || pages::notices::Notices().into_any()),
    ("registers", || pages::registers::Registers().into_any()),
    ("registers/:regulation/:view", || pages::registers::Register().into_any()),
    ("boards", || pages::boards::Boards().into_any()),
    ("boards/:regulation/:view", || pages::boards::Board().into_any()),
    ("bookings/:regulation/:view", || pages::views::Bookings().into_any()),
    ("months/:regulation/:view", || pages::views::Month().into_any()),
    ("rolls/:regulation/:view", || pages::views::Roll().into_any()),
    ("standing/:regulation/:view", || pages::views::Standing().into_any()),
    ("duty", || pages::duty::Duty().into_any()),
    ("rosters/:regulation/:roster", || pages::duty::Roster().into_any()),
    ("gaps", || pages::duty::Gaps().into_any()),
    ("charts", || pages::charts::Charts().into_any()),
    ("charts/:regulation/:chart", || pages::charts::Chart().into_any()),
    ("search", || pages::search::Search().into_any()),
    ("regulations", || pages::regulations::Regulations().into_any()),
    ("regulations/:id", || pages::regulations::Regulation().into_any()),
    ("regulations/:id/versions", || pages::revisions::Versions().into_any()),
    ("rehearsals/:id", || pages::revisions::Rehearsal().into_any()),
    ("assessments", || pages::assessments::Assessments().into_any()),
    ("assessments/:regulation/:assessed", || pages::assessments::Sheet().into_any()),
    ("account", || pages::account::Account().into_any()),
    ("administration", || pages::administration::Administration().into_any()),
    ("administration/:part", || pages::administration::AdministrationPart().into_any()),
];

/// The parts of the address that a page reads.
#[derive(Clone)]
pub struct Parts(pub BTreeMap<&'static str, String>);

/// The parts of a path by an address as it is written, if it is one.
fn parts(written: &'static str, path: &str) -> Option<Parts> {
    let (names, given) = (written.split('/'), path.split('/'));
    if names.clone().count() != given.clone().count() {
        return None;
    }
    let mut parts = BTreeMap::new();
    for (name, given) in names.zip(given) {
        match name.strip_prefix(':') {
            Some(name) => drop(parts.insert(name, given.to_owned())),
            None if name == given => {}
            None => return None,
        }
    }
    Some(Parts(parts))
}

/// Tells the browser of each page that is opened, so that it can go back and forward, load it again and copy its address.
fn told(place: &Location) {
    let place = place.clone();
    Effect::new(move |before: Option<()>| {
        let search = place.search.get();
        let mark = if search.is_empty() { "" } else { "?" };
        let address = format!("{}{mark}{search}{}", place.pathname.get(), place.hash.get());
        let shown = window().location();
        let parts = [shown.pathname(), shown.search(), shown.hash()].map(Result::unwrap_or_default).concat();
        if before.is_some() && address != parts {
            if let Ok(history) = window().history() {
                let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
            }
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}

/// The page of the address that the browser shows.
#[component]
pub fn Shown() -> impl IntoView {
    let place = use_location();
    told(&place);
    // Only another path is another page; what is narrowed in a page stands behind the path.
    let path = Memo::new(move |_| place.pathname.read().trim_matches('/').to_owned());
    move || {
        let path = path.get();
        let found = PAGES.iter().find_map(|(written, page)| Some((parts(written, &path)?, page)));
        match found {
            Some((parts, page)) => {
                provide_context(parts);
                page()
            }
            None => view! { <p>{t("没有这个页面。")}</p> }.into_any(),
        }
    }
}
