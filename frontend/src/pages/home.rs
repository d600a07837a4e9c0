//! The home page: what waits for the reader, obligations, forms, and news.

use crate::{
    api,
    components::{
        icon::{drawing, icon},
        resource::show_resource,
        tile::{Tile, tile_grid},
    },
    i18n::{fill, t, text},
    pages::trays::lines::TrayLines,
    state::{counts::PendingCounts, query::query_param, resource::ApiResource},
    util::format::format_moment,
};
use guiju_api::{
    BoardDepartment, Counts, FollowUpShown, FormOffered, InboxItem, NoticeShown, OnDuty, Page, PublicationShown,
    RequestShown, ViewOffered,
};
use leptos::prelude::*;
use leptos_router::components::A;

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    let counts = expect_context::<PendingCounts>().0;
    let notices = ApiResource::<Page<NoticeShown>>::from_path(|| "/api/notices".to_owned());
    let counter = |tray: &'static str, label: &'static str, count: u64| view! { <A href=format!("/trays/{tray}") attr:class=if count == 0 { "none" } else { "" }><strong>{count}</strong><span>{label}</span></A> };
    view! {
        <h1 class="visually-hidden">{t(text::common::HOME)}</h1>
        {show_resource(counts, move |counts: Counts| view! {
            <nav class="counters" aria-label=t(text::common::MY_MATTERS)>
                {counter("decide", t(text::common::DECIDE), counts.decide)}
                {counter("read", t(text::common::READ), counts.read)}
                {counter("soon", t(text::common::DUE_SOON), counts.soon)}
                {counter("overdue", t(text::common::OVERDUE), counts.overdue)}
            </nav>
        })}
        <PendingRequests/>
        <div class="home">
            <div>
                <TrayPreview/>
                <FollowUps/>
                <super::rosters::MyObligations/>
                <FrequentForms/>
            </div>
            <div>
                <OnDutyNow/>
                <AwayNow/>
                <LatestPublications/>
                <section class="sheet">
                    <h2>{t(text::common::NOTICES)}</h2>
                    {show_resource(notices, |mut page: Page<NoticeShown>| { page.rows.truncate(5); view! { <super::notices::NoticeList page/> } })}
                </section>
            </div>
        </div>
    }
}

/// For readers with a system role: how many proposed changes wait for their confirmation.
#[component]
fn PendingRequests() -> impl IntoView {
    let me = expect_context::<api::Session>().0.get_untracked().unwrap_or_default();
    me.system_role.is_some().then(|| {
        let requests = ApiResource::<Page<RequestShown>>::from_path(|| "/api/requests?state=waiting".to_owned());
        show_resource(requests, |page: Page<RequestShown>| {
            let mine = page.rows.iter().filter(|request| request.answerable).count();
            (mine > 0).then(|| view! { <p class="message warn"><A href="/administration/requests">{fill(text::home::CHANGE_WAITS_CHANGES_WAIT_YOU, &[&mine])}</A></p> })
        })
    })
}

/// The first eight matters of the trays to decide, to read, or filed by the reader.
#[component]
fn TrayPreview() -> impl IntoView {
    let tab = query_param("tab");
    let tray = move || Some(tab.get()).filter(|tab| !tab.is_empty()).unwrap_or_else(|| "decide".to_owned());
    let lines = ApiResource::<Page<InboxItem>>::from_path(move || format!("/api/trays/{}", tray()));
    let tabs = [("decide", t(text::common::DECIDE)), ("read", t(text::common::READ)), ("mine", t(text::common::FILED_ME))].map(|(name, label)| {
        let chosen = move || tray() == name;
        view! { <button type="button" aria-pressed=move || chosen().to_string() on:click=move |_| tab.set(name.to_owned())>{label}</button> }
    });
    view! {
        <section class="sheet">
            <div class="tabs" role="group" aria-label=t(text::common::MY_MATTERS)>{tabs}</div>
            {show_resource(lines, move |mut page: Page<InboxItem>| { page.rows.truncate(8); view! { <TrayLines page tray=tray()/> } })}
        </section>
    }
}

/// Follow-ups that a rule requires of the reader, such as a report after an outing.
#[component]
fn FollowUps() -> impl IntoView {
    let owed = ApiResource::<Vec<FollowUpShown>>::from_path(|| "/api/follow-ups".to_owned());
    let line = |owed: FollowUpShown| {
        view! {
            <li>
                <A href=format!("/start/{}/{}", owed.regulation, owed.form)>{owed.title}</A>"："{owed.reason}
                <div class=if owed.overdue { "bad small" } else { "soft small" }>
                    {if owed.overdue { t(text::home::OVERDUE) } else { "" }}{format_moment(&owed.due)}{t(text::home::AT_LATEST)}
                </div>
            </li>
        }
    };
    show_resource(owed, move |owed: Vec<FollowUpShown>| {
        (!owed.is_empty()).then(|| view! { <section class="sheet"><h2>{t(text::home::STILL_FILE)}</h2><ul class="lines">{owed.into_iter().map(line).collect_view()}</ul></section> })
    })
}

/// The forms that the reader files most often.
#[component]
fn FrequentForms() -> impl IntoView {
    let forms = ApiResource::<Vec<FormOffered>>::from_path(|| "/api/forms".to_owned());
    let tile = |form: FormOffered| Tile {
        href: format!("/start/{}/{}", form.regulation, form.form),
        title: form.title,
        ..Tile::default()
    };
    view! {
        <section class="sheet">
            <h2>{t(text::home::USUAL_FORMS)}</h2>
            {show_resource(forms, move |mut forms: Vec<FormOffered>| {
                forms.sort_by_key(|form| std::cmp::Reverse(form.filed));
                tile_grid(forms.into_iter().take(8).map(tile).collect())
            })}
        </section>
    }
}

/// Who is on duty now, with the telephone number.
#[component]
fn OnDutyNow() -> impl IntoView {
    let duty = ApiResource::<Vec<OnDuty>>::from_path(|| "/api/on-duty".to_owned());
    show_resource(duty, |duty: Vec<OnDuty>| {
        let line = |on: OnDuty| view! { <li><span class="soft">{on.title}</span>" "<strong>{on.name}</strong>" "{on.phone.map(|phone| view! { <a href=format!("tel:{phone}") rel="external">{icon(drawing::LuPhone.data)}" "{phone.clone()}</a> })}</li> };
        (!duty.is_empty()).then(|| view! { <section class="sheet"><h2><A href="/duty">{t(text::home::ON_DUTY_TODAY)}</A></h2><ul class="facts">{duty.into_iter().map(line).collect_view()}</ul></section> })
    })
}

/// The latest publications; unread ones are marked.
#[component]
fn LatestPublications() -> impl IntoView {
    let published = ApiResource::<Vec<PublicationShown>>::from_path(|| "/api/publications?newest=5".to_owned());
    let line = |one: PublicationShown| {
        let unread = (!one.read).then(|| view! { <span class="tag warn">{t(text::common::UNREAD)}</span>" " });
        view! { <li>{unread}<A href="/boards">{one.title}</A><div class="soft small">{one.board}" · "{format_moment(&one.published)}</div></li> }
    };
    show_resource(published, move |published: Vec<PublicationShown>| {
        (!published.is_empty()).then(|| {
            view! {
                <section class="sheet"><h2><A href="/boards">{t(text::common::BOARDS)}</A></h2>
                    <ul class="lines">{published.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    })
}

/// Who is away now, by the boards that regulations declare.
#[component]
fn AwayNow() -> impl IntoView {
    let boards = ApiResource::new(|| async {
        let views: Vec<ViewOffered> = api::get("/api/views".to_owned()).await?;
        let mut boards = Vec::new();
        for view in views.into_iter().filter(|view| view.layout == "board") {
            let departments: Vec<BoardDepartment> =
                api::get(format!("/api/boards/{}/{}", view.regulation, view.view)).await?;
            boards.push((view, departments));
        }
        Ok(boards)
    });
    let board = |(view, departments): (ViewOffered, Vec<BoardDepartment>)| {
        let away =
            departments.into_iter().flat_map(|department| department.people).filter(|person| !person.at.is_empty());
        let away = away.map(|person| {
            let until = person.until.get(5..16).unwrap_or_default().to_owned();
            view! { <li><strong>{person.name}</strong><span class="soft">{person.at}</span><span class="warn small">{t(text::home::UNTIL)}{until}</span></li> }
        }).collect::<Vec<_>>();
        let nobody = away.is_empty();
        view! {
            <section class="sheet">
                <h2><A href=format!("/boards/{}/{}", view.regulation, view.view)>{view.title}</A></h2>
                <ul class="facts">{away}</ul>
                <p class="soft" hidden=!nobody>{t(text::home::EVERYBODY_AT_WORK)}</p>
            </section>
        }
    };
    view! {
        {show_resource(boards, move |boards: Vec<(ViewOffered, Vec<BoardDepartment>)>| {
            boards.into_iter().map(board).collect_view()
        })}
        <super::shortcuts::Shortcuts done=Callback::new(move |()| boards.refetch())/>
    }
}
