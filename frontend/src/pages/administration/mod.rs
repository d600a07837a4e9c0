//! Administration: a page for each part, and a list of those that one's own role may use.

mod calendar;
mod chain;
mod entrances;
mod imports;
mod inspection;
mod keepers;
mod order;
mod people;
mod posts;
mod requests;
mod settings;
mod setup;
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
use calendar::Calendar;
use chain::Chain;
use entrances::Entrances;
use guiju_api::PersonShown;
use imports::Imports;
use inspection::Inspection;
use keepers::Keepers;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
use order::Order;
use people::Everybody;
use posts::Posts;
use requests::Requests;
use settings::Settings;
use usage::Usage;

/// A part: its name in the address, its title, what it is for, the roles of the system that use it (all, if none is named), what
/// it shows.
struct Part {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    roles: &'static [&'static str],
    show: fn() -> AnyView,
}

const ADMINISTRATOR: &[&str] = &["administrator"];
/// Those who may look at what an administrator keeps.
const LOOKING: &[&str] = &["administrator", "auditor"];

const PARTS: &[Part] = &[
    Part {
        name: "requests",
        title: "待确认的变更",
        about: "由一人提出、另一人确认才生效的",
        roles: &[],
        show: || Requests().into_any(),
    },
    Part {
        name: "imports",
        title: "导入",
        about: "打卡记录和其他登记从文件写入",
        roles: ADMINISTRATOR,
        show: || Imports().into_any(),
    },
    Part {
        name: "posts", title: "岗位", about: "谁担任什么、谁是B角", roles: LOOKING, show: || Posts().into_any()
    },
    Part {
        name: "people",
        title: "人员",
        about: "部门、账号、考勤号",
        roles: LOOKING,
        show: || Everybody().into_any(),
    },
    Part {
        name: "order",
        title: "排列顺序",
        about: "名单上谁在前、谁在后",
        roles: LOOKING,
        show: || Order().into_any(),
    },
    Part {
        name: "keepers",
        title: "系统角色",
        about: "系统管理员、安全员、审计员",
        roles: &[],
        show: || Keepers().into_any(),
    },
    Part {
        name: "calendar",
        title: "工作日历",
        about: "放假和调休上班",
        roles: LOOKING,
        show: || Calendar().into_any(),
    },
    Part {
        name: "entrances",
        title: "免登录入口",
        about: "大厅屏幕、公示栏和问卷二维码",
        roles: &[],
        show: || Entrances().into_any(),
    },
    Part {
        name: "publishers",
        title: "信任的制度发布者",
        about: "谁签发的制度包可以安装",
        roles: &[],
        show: || Publishers().into_any(),
    },
    Part {
        name: "settings",
        title: "单位设置",
        about: "时区、登录和保存期限",
        roles: &[],
        show: || Settings().into_any(),
    },
    Part {
        name: "usage", title: "存储和服务器", about: "附件占用、对外地址", roles: &[], show: || Usage().into_any()
    },
    Part {
        name: "inspection",
        title: "检查资料",
        about: "一段时间的全部资料打成一包",
        roles: LOOKING,
        show: || Inspection().into_any(),
    },
    Part {
        name: "chain", title: "事件链", about: "记录有没有被改动过", roles: &[], show: || Chain().into_any()
    },
];

impl Part {
    fn open_to(&self, role: &str) -> bool {
        self.roles.is_empty() || self.roles.contains(&role)
    }
}

/// What stands in place of administration for whoever holds no role of the system.
fn closed() -> AnyView {
    view! { <h1>{t("管理")}</h1><p class="sheet">{t("这里由系统管理员、安全员和审计员使用；需要办理的，请找他们。")}</p> }.into_any()
}

/// The list of parts. An address of the time when all of them stood on one page leads to the part's own.
#[component]
pub fn Administration() -> impl IntoView {
    set_page_title(t("管理"));
    let Some(role) = expect_context::<Session>().system_role() else { return closed() };
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
        view! { <A href=format!("/administration/{}", part.name)><strong>{t(part.title)}</strong><span class="soft small">{t(part.about)}</span>{icon(drawing::LuChevronRight.data)}</A> }.into_any()
    };
    let all = PARTS.iter().filter(|part| part.open_to(&role)).map(line).collect::<Vec<_>>();
    let parts = view! { <section class="sheet flush"><h2>{t("全部事项")}</h2><nav class="parts" aria-label=t("目录")>{all}</nav></section> };
    view! { <h1>{t("管理")}</h1>{if expect_context::<Session>().is_administrator() { view! { <setup::Setup/>{parts} }.into_any() } else { parts.into_any() }} }
        .into_any()
}

/// The page of a part.
#[component]
pub fn AdministrationPart() -> impl IntoView {
    let name = route_param("part")();
    let Some(role) = expect_context::<Session>().system_role() else { return closed() };
    let Some(part) = PARTS.iter().find(|part| part.name == name) else {
        return view! { <p>{t("没有这个页面。")}</p> }.into_any();
    };
    let title = t(part.title);
    set_page_title(title);
    provide_context(StaffDirectory(ApiResource::<Vec<PersonShown>>::from_path(|| "/api/people".to_owned())));
    let shown = if part.open_to(&role) {
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
