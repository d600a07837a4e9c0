//! Administration: the list of parts that the reader's system role may use, and a page for each part.

mod audit;
mod calendar;
mod imports;
mod inspection;
mod order;
mod people;
mod posts;
mod public_links;
mod requests;
mod settings;
mod setup;
mod system_roles;
mod usage;

use super::revisions::trust::Publishers;
use crate::{
    api::Session,
    components::{
        fields::StaffDirectory,
        icon::{drawing, icon},
    },
    i18n::t,
    state::{page_title::set_page_title, query::route_param, resource::ApiResource},
};
use audit::Audit;
use calendar::Calendar;
use guiju_api::PersonShown;
use imports::Imports;
use inspection::Inspection;
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
    title: &'static str,
    /// What the part is for, as shown in the list.
    description: &'static str,
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
        title: "待确认的变更",
        description: "由一人提出、另一人确认才生效的",
        roles: &[],
        show: || Requests().into_any(),
    },
    Part {
        name: "imports",
        title: "导入",
        description: "打卡记录和其他登记从文件写入",
        roles: ADMINISTRATOR,
        show: || Imports().into_any(),
    },
    Part {
        name: "posts",
        title: "岗位",
        description: "谁担任什么、谁是B角",
        roles: READERS,
        show: || Posts().into_any(),
    },
    Part {
        name: "people",
        title: "人员",
        description: "部门、账号、考勤号",
        roles: READERS,
        show: || People().into_any(),
    },
    Part {
        name: "order",
        title: "排列顺序",
        description: "名单上谁在前、谁在后",
        roles: READERS,
        show: || Order().into_any(),
    },
    Part {
        name: "keepers",
        title: "系统角色",
        description: "系统管理员、安全员、审计员",
        roles: &[],
        show: || SystemRoles().into_any(),
    },
    Part {
        name: "calendar",
        title: "工作日历",
        description: "放假和调休上班",
        roles: READERS,
        show: || Calendar().into_any(),
    },
    Part {
        name: "entrances",
        title: "免登录入口",
        description: "大厅屏幕、公示栏和问卷二维码",
        roles: &[],
        show: || PublicLinks().into_any(),
    },
    Part {
        name: "publishers",
        title: "信任的制度发布者",
        description: "谁签发的制度包可以安装",
        roles: &[],
        show: || Publishers().into_any(),
    },
    Part {
        name: "settings",
        title: "单位设置",
        description: "时区、登录和保存期限",
        roles: &[],
        show: || Settings().into_any(),
    },
    Part {
        name: "usage",
        title: "存储和服务器",
        description: "附件占用、对外地址",
        roles: &[],
        show: || Usage().into_any(),
    },
    Part {
        name: "inspection",
        title: "检查资料",
        description: "一段时间的全部资料打成一包",
        roles: READERS,
        show: || Inspection().into_any(),
    },
    Part {
        name: "chain", title: "事件链", description: "记录有没有被改动过", roles: &[], show: || Audit().into_any()
    },
];

impl Part {
    fn is_open_to(&self, role: &str) -> bool {
        self.roles.is_empty() || self.roles.contains(&role)
    }
}

/// The page for readers without a system role.
fn no_access() -> AnyView {
    view! { <h1>{t("管理")}</h1><p class="sheet">{t("这里由系统管理员、安全员和审计员使用；需要办理的，请找他们。")}</p> }.into_any()
}

/// The list of parts, with the setup steps for an administrator. Addresses with a hash, from the time when all parts were on one page,
/// are redirected to the page of the part.
#[component]
pub fn Administration() -> impl IntoView {
    set_page_title(t("管理"));
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
    let parts = view! { <section class="sheet flush"><h2>{t("全部事项")}</h2><nav class="parts" aria-label=t("目录")>{all}</nav></section> };
    view! { <h1>{t("管理")}</h1>{if expect_context::<Session>().is_administrator() { view! { <setup::Setup/>{parts} }.into_any() } else { parts.into_any() }} }
        .into_any()
}

/// The page of the part that the address names.
#[component]
pub fn AdministrationPart() -> impl IntoView {
    let name = route_param("part")();
    let Some(role) = expect_context::<Session>().system_role() else { return no_access() };
    let Some(part) = PARTS.iter().find(|part| part.name == name) else {
        return view! { <p>{t("没有这个页面。")}</p> }.into_any();
    };
    let title = t(part.title);
    set_page_title(title);
    provide_context(StaffDirectory(ApiResource::<Vec<PersonShown>>::from_path(|| "/api/people".to_owned())));
    let shown = if part.is_open_to(&role) {
        (part.show)()
    } else {
        view! { <p class="sheet">{t("这一部分由系统管理员使用。")}</p> }.into_any()
    };
    view! {
        <p class="noprint"><A href="/administration">{t("管理")}</A>" › "{title}</p>
        <h1 class="noprint">{title}</h1>
        {shown}
    }
    .into_any()
}
