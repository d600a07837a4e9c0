//! Administration: the list of parts that the reader's system role may use, and a page for each part.

mod audit;
mod calendar;
mod changed_value;
mod erasure;
mod imports;
mod inspection;
mod jobs;
mod order;
mod people;
mod posts;
mod public_links;
mod requests;
mod settings;
mod setup;
mod system_roles;
mod usage;

use super::{no_such_page::no_such_page, revisions::trust::Publishers};
use crate::{
    api::Session,
    components::{
        fields::StaffDirectory,
        icon::{drawing, icon},
    },
    i18n::{Text, t, text},
    state::{page_title::set_page_title, query::route_param, resource::ApiResource},
};
use audit::Audit;
use calendar::Calendar;
use erasure::Erasure;
use guiju_api::PersonShown;
use imports::Imports;
use inspection::Inspection;
use jobs::Jobs;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
use order::Order;
use people::People;
use posts::Posts;
use public_links::PublicLinks;
use requests::Requests;
use settings::Settings;
use system_roles::SystemRoles;
use usage::Usage;

/// A part of administration.
struct Part {
    /// Name in the address.
    name: &'static str,
    title: Text,
    /// What the part is for, as shown in the list.
    description: Text,
    /// System roles that may use the part; all, if empty.
    roles: &'static [&'static str],
    /// Renders the part.
    show: fn() -> AnyView,
}

/// The role that changes people, posts and the calendar.
const ADMINISTRATOR: &[&str] = &["administrator"];
/// The roles that may read what an administrator changes.
const READERS: &[&str] = &["administrator", "auditor"];

const PARTS: &[Part] = &[
    Part {
        name: "requests",
        title: text::common::CHANGES_CONFIRMED,
        description: text::administration::WHAT_ONE_PERSON_ASKS_ANOTHER,
        roles: &[],
        show: || Requests().into_any(),
    },
    Part {
        name: "imports",
        title: text::common::IMPORT,
        description: text::administration::PUNCHES_OTHER_RECORDS_FROM_FILES,
        roles: ADMINISTRATOR,
        show: || Imports().into_any(),
    },
    Part {
        name: "posts",
        title: text::common::POST,
        description: text::administration::WHO_HOLDS_WHAT_WHO_STANDS,
        roles: READERS,
        show: || Posts().into_any(),
    },
    Part {
        name: "people",
        title: text::common::PEOPLE,
        description: text::administration::DEPARTMENTS_ACCOUNTS_BADGE_NUMBERS,
        roles: READERS,
        show: || People().into_any(),
    },
    Part {
        name: "order",
        title: text::administration::ORDER,
        description: text::administration::WHO_COMES_FIRST_ON_EVERY,
        roles: READERS,
        show: || Order().into_any(),
    },
    Part {
        name: "keepers",
        title: text::common::ROLES_SYSTEM,
        description: text::administration::ADMINISTRATORS_SECURITY_OFFICER_AUDITOR,
        roles: &[],
        show: || SystemRoles().into_any(),
    },
    Part {
        name: "calendar",
        title: text::common::WORK_CALENDAR,
        description: text::administration::HOLIDAYS_DAYS_WORKED_INSTEAD,
        roles: READERS,
        show: || Calendar().into_any(),
    },
    Part {
        name: "entrances",
        title: text::common::ENTRANCES_WITHOUT_LOG_IN,
        description: text::administration::SCREENS_IN_HALL_NOTICE_BOARDS,
        roles: &[],
        show: || PublicLinks().into_any(),
    },
    Part {
        name: "publishers",
        title: text::administration::TRUSTED_PUBLISHERS_REGULATIONS,
        description: text::administration::WHOSE_PACKAGES_MAY_INSTALLED,
        roles: &[],
        show: || Publishers().into_any(),
    },
    Part {
        name: "settings",
        title: text::administration::SETTINGS_OFFICE,
        description: text::administration::TIME_ZONE_LOGGING_IN_HOW,
        roles: &[],
        show: || Settings().into_any(),
    },
    Part {
        name: "erasure",
        title: text::erasure::TITLE,
        description: text::erasure::DESCRIPTION,
        roles: &[],
        show: || Erasure().into_any(),
    },
    Part {
        name: "usage",
        title: text::administration::STORAGE_SERVER,
        description: text::administration::ROOM_TAKEN_ATTACHMENTS_PUBLIC_ADDRESS,
        roles: &[],
        show: || Usage().into_any(),
    },
    Part {
        name: "jobs",
        title: text::jobs::TITLE,
        description: text::jobs::DESCRIPTION,
        roles: &[],
        show: || Jobs().into_any(),
    },
    Part {
        name: "inspection",
        title: text::administration::INSPECTION_PACK,
        description: text::administration::EVERYTHING_PERIOD_IN_ONE_ARCHIVE,
        roles: READERS,
        show: || Inspection().into_any(),
    },
    Part {
        name: "chain",
        title: text::administration::CHAIN_EVENTS,
        description: text::administration::WHETHER_RECORD_TAMPERED_WITH,
        roles: &[],
        show: || Audit().into_any(),
    },
];

impl Part {
    fn is_open_to(&self, role: &str) -> bool {
        self.roles.is_empty() || self.roles.contains(&role)
    }
}

/// The page for readers without a system role.
fn no_access() -> AnyView {
    view! { <h1>{t(text::common::ADMINISTRATION)}</h1><p class="sheet">{t(text::administration::ADMINISTRATORS_SECURITY_OFFICER_AUDITORS_WORK)}</p> }.into_any()
}

/// The list of parts, with the setup steps for an administrator. Addresses with a hash, from the time when all parts were on one page,
/// are redirected to the page of the part.
#[component]
pub fn Administration() -> impl IntoView {
    set_page_title(t(text::common::ADMINISTRATION));
    let Some(role) = expect_context::<Session>().system_role() else { return no_access() };
    let hash = window().location().hash().unwrap_or_default();
    if let Some(part) = PARTS.iter().find(|part| hash.strip_prefix('#') == Some(part.name)) {
        let (address, navigate) = (format!("/administration/{}", part.name), use_navigate());
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
        }
        request_animation_frame(move || navigate(&address, leptos_router::NavigateOptions::default()));
        return ().into_any();
    }
    let line = |part: &'static Part| {
        view! { <A href=format!("/administration/{}", part.name)><strong>{t(part.title)}</strong><span class="soft small">{t(part.description)}</span>{icon(drawing::LuChevronRight.data)}</A> }.into_any()
    };
    let all = PARTS.iter().filter(|part| part.is_open_to(&role)).map(line).collect::<Vec<_>>();
    let parts = view! { <section class="sheet flush"><h2>{t(text::administration::ALL_MATTERS_ADMINISTRATION)}</h2><nav class="parts" aria-label=t(text::common::CONTENTS)>{all}</nav></section> };
    view! { <h1>{t(text::common::ADMINISTRATION)}</h1>{if expect_context::<Session>().is_administrator() { view! { <setup::Setup/>{parts} }.into_any() } else { parts.into_any() }} }
        .into_any()
}

/// The page of the part that the address names.
#[component]
pub fn AdministrationPart() -> impl IntoView {
    let name = route_param("part")();
    let Some(role) = expect_context::<Session>().system_role() else { return no_access() };
    let Some(part) = PARTS.iter().find(|part| part.name == name) else {
        return no_such_page();
    };
    let title = t(part.title);
    set_page_title(title);
    provide_context(StaffDirectory(ApiResource::<Vec<PersonShown>>::from_path(|| "/api/people".to_owned())));
    let shown = if part.is_open_to(&role) {
        (part.show)()
    } else {
        view! { <p class="sheet">{t(text::administration::ADMINISTRATORS_WORK_WITH_PART)}</p> }.into_any()
    };
    view! {
        <p class="noprint"><A href="/administration">{t(text::common::ADMINISTRATION)}</A>" › "{title}</p>
        <h1 class="noprint">{title}</h1>
        {shown}
    }
    .into_any()
}
