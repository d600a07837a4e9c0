//! Administration: posts and people, the calendar, imports, the chain of events.

mod calendar;
mod entrances;
pub mod import;
mod inspection;
mod keepers;
mod people;
mod posts;
mod requests;
mod settings;
mod usage;

use super::revisions::trust::Publishers;
use crate::{api, fields::People, words::t};
use calendar::Calendar;
use entrances::Entrances;
use guiju_api::{ChainReport, PersonShown};
use import::Imports;
use inspection::Inspection;
use keepers::Keepers;
use leptos::prelude::*;
use people::Everybody;
use posts::Posts;
use requests::Requests;
use settings::Settings;
use usage::Usage;

/// The page.
#[component]
pub fn Administration() -> impl IntoView {
    provide_context(People(api::fetch::<Vec<PersonShown>>(|| "/api/people".to_owned())));
    // The security officer says whom the office trusts and watches the chain; people and posts are not theirs.
    let me = expect_context::<api::Session>().0.get_untracked().unwrap_or_default();
    let runs = me.system_role.as_deref() != Some("security");
    let chain = api::fetch::<ChainReport>(|| "/api/audit".to_owned());
    let asked = RwSignal::new(0u32);
    let answered = Callback::new(move |()| asked.update(|count| *count += 1));
    let parts = [
        ("requests", t("待确认的变更"), false),
        ("imports", t("导入"), true),
        ("posts", t("岗位"), true),
        ("people", t("人员"), true),
        ("keepers", t("系统角色"), false),
        ("calendar", t("工作日历"), true),
        ("entrances", t("免登录入口"), false),
        ("publishers", t("信任的制度发布者"), false),
        ("settings", t("单位设置"), false),
        ("usage", t("存储和服务器"), false),
        ("inspection", t("检查资料"), true),
        ("chain", t("事件链"), false),
    ];
    let parts = parts.into_iter().filter(|(_, _, running)| runs || !running);
    let parts = parts.map(|(part, label, _)| view! { <a rel="external" href=format!("#{part}")>{label}</a> });
    view! {
        <h1>{t("管理")}</h1>
        <nav class="jumps" aria-label=t("目录")>{parts.collect_view()}</nav>
        <div id="requests"><Requests asked done=answered/></div>
        {runs.then(|| view! {
            <div id="imports"><Imports/></div><div id="posts"><Posts asked/></div><div id="people"><Everybody asked/></div>
        })}
        <div id="keepers"><Keepers asked/></div>
        {runs.then(|| view! { <div id="calendar"><Calendar/></div> })}
        <div id="entrances"><Entrances/></div>
        <div id="publishers"><Publishers/></div>
        <div id="settings"><Settings/></div>
        <div id="usage"><Usage/></div>
        {runs.then(|| view! { <div id="inspection"><Inspection/></div> })}
        <section class="sheet" id="chain"><h2>{t("事件链")}</h2>
            {api::shown(chain, |chain: ChainReport| {
                let said = match chain.broken_at {
                    None => view! { <p class="good">{t("共 ")}{chain.events}{t(" 个事件，首尾相接，没有改动。")}</p> }.into_any(),
                    Some(at) => view! { <p class="bad">{t("第 ")}{at}{t(" 个事件与记录不符，请立即联系安全员。")}</p> }.into_any(),
                };
                let alarms = chain.alarms.into_iter().map(|alarm| view! { <p class="bad">{alarm}</p> });
                view! { {said}{alarms.collect_view()} }
            })}
        </section>
    }
}
