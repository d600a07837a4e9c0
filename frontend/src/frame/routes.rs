//! The routes of the portal. The router pushes each page to the browser's history, so that back, forward, reload and copied links work.

use crate::{
    i18n::{Text, t, text},
    pages,
    state::page_title,
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    hooks::use_params_map,
    path,
};

/// The view of a route with its initial title. The page is rebuilt when a path parameter changes, but not for query parameters.
fn page<V: IntoView + 'static>(title: Text, view: fn() -> V) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || {
        let params = use_params_map();
        let path_params = Memo::new(move |_| params.get());
        let render = move || {
            // The memo has to be read; tracking alone does not run it.
            path_params.with(|_| ());
            page_title::set_page_title(t(title));
            view().into_any()
        };
        render.into_any()
    }
}

/// The page of the current address.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=pages::no_such_page::no_such_page>
            <Route path=path!("/") view=page(text::common::HOME, pages::home::Home)/>
            <Route path=path!("/start") view=page(text::common::START, pages::start::Start)/>
            <Route path=path!("/start/:regulation/:form") view=page(text::common::FORM, pages::form::Filing)/>
            <Route path=path!("/trays/:tray") view=page(text::common::MY_MATTERS, pages::trays::Trays)/>
            <Route path=path!("/matters/:id") view=page(text::common::MATTERS, pages::matter::Matter)/>
            <Route path=path!("/matters/:id/letters/:letter") view=page(text::frame::OFFICIAL_PAPER, pages::official_document::OfficialDocument)/>
            <Route path=path!("/open") view=page(text::common::UNDER_WAY, pages::under_way::UnderWay)/>
            <Route path=path!("/notices") view=page(text::common::NOTICES, pages::notices::Notices)/>
            <Route path=path!("/registers") view=page(text::common::REGISTERS, pages::registers::Registers)/>
            <Route path=path!("/registers/:regulation/:view") view=page(text::frame::REGISTER, pages::registers::Register)/>
            <Route path=path!("/boards") view=page(text::common::BOARDS, pages::boards::Boards)/>
            <Route path=path!("/boards/:regulation/:view") view=page(text::frame::WHEREABOUTS, pages::boards::Board)/>
            <Route path=path!("/bookings/:regulation/:view") view=page(text::common::BOOKINGS, pages::views::Bookings)/>
            <Route path=path!("/months/:regulation/:view") view=page(text::frame::MONTH, pages::views::Month)/>
            <Route path=path!("/rolls/:regulation/:view") view=page(text::frame::DAY_DAY, pages::views::Roll)/>
            <Route path=path!("/standing/:regulation/:view") view=page(text::frame::AS_STANDS, pages::views::LatestPerPerson)/>
            <Route path=path!("/duty") view=page(text::common::SHIFTS, pages::rosters::Shifts)/>
            <Route path=path!("/rosters/:regulation/:roster") view=page(text::frame::ROSTER, pages::rosters::Roster)/>
            <Route path=path!("/gaps") view=page(text::common::REGISTERS_COMPARED, pages::rosters::Discrepancies)/>
            <Route path=path!("/charts") view=page(text::common::STATISTICS, pages::charts::Charts)/>
            <Route path=path!("/charts/:regulation/:chart") view=page(text::common::CHART, pages::charts::Chart)/>
            <Route path=path!("/search") view=page(text::common::SEARCH, pages::search::Search)/>
            <Route path=path!("/regulations") view=page(text::common::REGULATIONS, pages::regulations::Regulations)/>
            <Route path=path!("/regulations/:id") view=page(text::frame::TEXT_REGULATION, pages::regulations::Regulation)/>
            <Route path=path!("/regulations/:id/versions") view=page(text::common::VERSIONS_REVISIONS, pages::revisions::Versions)/>
            <Route path=path!("/rehearsals/:id") view=page(text::common::REHEARSAL, pages::revisions::Rehearsal)/>
            <Route path=path!("/assessments") view=page(text::common::ASSESSMENTS, pages::assessments::Assessments)/>
            <Route path=path!("/assessments/:regulation/:assessed") view=page(text::common::SHEET, pages::assessments::AssessmentSheet)/>
            <Route path=path!("/account") view=page(text::common::MY_ACCOUNT, pages::account::Account)/>
            <Route path=path!("/administration") view=page(text::common::ADMINISTRATION, pages::administration::Administration)/>
            <Route path=path!("/administration/:part") view=page(text::frame::ADMINISTRATION_PART, pages::administration::AdministrationPart)/>
        </FlatRoutes>
    }
}
