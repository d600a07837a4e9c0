//! The routes of the portal. The router pushes each page to the browser's history, so that back, forward, reload and copied links work.

use crate::{i18n::t, pages, state::page_title};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    hooks::use_params_map,
    path,
};

/// The view of a route with its initial title. The page is rebuilt when a path parameter changes, but not for query parameters.
fn page<V: IntoView + 'static>(
    named: &'static str,
    view: fn() -> V,
) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || {
        let params = use_params_map();
        let path_params = Memo::new(move |_| params.get());
        let render = move || {
            // The memo has to be read; tracking alone does not run it.
            path_params.with(|_| ());
            page_title::set_page_title(t(named));
            view().into_any()
        };
        render.into_any()
    }
}

/// The page for addresses without a route.
fn not_found() -> AnyView {
    page_title::set_page_title(t("没有这个页面"));
    view! { <h1>{t("没有这个页面")}</h1><p class="sheet">{t("没有这个页面。")}<a href="/">{t("回首页")}</a></p> }
        .into_any()
}

/// The page of the current address.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=not_found>
            <Route path=path!("/") view=page("首页", pages::home::Home)/>
            <Route path=path!("/start") view=page("发起", pages::start::Start)/>
            <Route path=path!("/start/:regulation/:form") view=page("填报", pages::form::Filing)/>
            <Route path=path!("/trays/:tray") view=page("我的事项", pages::trays::Trays)/>
            <Route path=path!("/matters/:id") view=page("事项", pages::matter::Matter)/>
            <Route path=path!("/matters/:id/letters/:letter") view=page("公文", pages::official_document::OfficialDocument)/>
            <Route path=path!("/open") view=page("在办", pages::under_way::UnderWay)/>
            <Route path=path!("/notices") view=page("通知", pages::notices::Notices)/>
            <Route path=path!("/registers") view=page("登记簿", pages::registers::Registers)/>
            <Route path=path!("/registers/:regulation/:view") view=page("登记簿内容", pages::registers::Register)/>
            <Route path=path!("/boards") view=page("公示", pages::boards::Boards)/>
            <Route path=path!("/boards/:regulation/:view") view=page("去向", pages::boards::Board)/>
            <Route path=path!("/bookings/:regulation/:view") view=page("占用情况", pages::views::Bookings)/>
            <Route path=path!("/months/:regulation/:view") view=page("月历", pages::views::Month)/>
            <Route path=path!("/rolls/:regulation/:view") view=page("逐日名册", pages::views::Roll)/>
            <Route path=path!("/standing/:regulation/:view") view=page("现况", pages::views::LatestPerPerson)/>
            <Route path=path!("/duty") view=page("值班", pages::duty::Duty)/>
            <Route path=path!("/rosters/:regulation/:roster") view=page("值班表", pages::duty::Roster)/>
            <Route path=path!("/gaps") view=page("登记簿核对", pages::duty::Discrepancies)/>
            <Route path=path!("/charts") view=page("统计", pages::charts::Charts)/>
            <Route path=path!("/charts/:regulation/:chart") view=page("统计图", pages::charts::Chart)/>
            <Route path=path!("/search") view=page("搜索", pages::search::Search)/>
            <Route path=path!("/regulations") view=page("制度", pages::regulations::Regulations)/>
            <Route path=path!("/regulations/:id") view=page("制度正文", pages::regulations::Regulation)/>
            <Route path=path!("/regulations/:id/versions") view=page("版本与修订", pages::revisions::Versions)/>
            <Route path=path!("/rehearsals/:id") view=page("演练结果", pages::revisions::Rehearsal)/>
            <Route path=path!("/assessments") view=page("考核", pages::assessments::Assessments)/>
            <Route path=path!("/assessments/:regulation/:assessed") view=page("考核表", pages::assessments::AssessmentSheet)/>
            <Route path=path!("/account") view=page("我的账号", pages::account::Account)/>
            <Route path=path!("/administration") view=page("管理", pages::administration::Administration)/>
            <Route path=path!("/administration/:part") view=page("管理事项", pages::administration::AdministrationPart)/>
        </FlatRoutes>
    }
}
