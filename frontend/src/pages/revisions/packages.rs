//! The installed versions of a regulation, and installing a package.

use crate::{
    api,
    components::{
        card::{card_table, text_cell},
        download::DownloadLink,
        problem::ProblemAlert,
    },
    i18n::{fill, t},
    state::scope::TaskScope,
    util::format::format_moment,
};
use guiju_api::{PackageShown, Problem};
use leptos::{html::Input, prelude::*};
use leptos_router::components::A;
use wasm_bindgen::JsCast;

/// Text that says when a package is in force.
pub fn in_force(package: &PackageShown) -> String {
    let one = |(from, until): &(String, Option<String>)| match until {
        Some(until) => fill("{} 至 {} 前", &[from, until]),
        None => fill("自 {} 起", &[from]),
    };
    if package.bound.is_empty() {
        return t("未施行").to_owned();
    }
    package.bound.iter().map(one).collect::<Vec<_>>().join("；")
}

/// The table of installed versions.
#[component]
pub fn Packages(all: Vec<PackageShown>) -> impl IntoView {
    let rows = all.into_iter().map(|package| {
        let version = view! { <strong>{package.version.clone()}</strong>" "<span class="soft small">{package.digest.get(..12).unwrap_or_default().to_owned()}</span> };
        let acts = view! {
            <A href=format!("/regulations/{}/versions?compare={}", package.regulation, package.digest)>{t("与现行版对照")}</A>" "
            <DownloadLink path=format!("/api/packages/{}", package.digest) name=format!("{}-{}.wasm", package.regulation, package.version) label=t("下载").to_owned()/>
        };
        vec![
            version.into_any(),
            text_cell(in_force(&package)),
            text_cell(package.publisher.clone().unwrap_or_else(|| t("未签名").to_owned())),
            text_cell(if package.cases == 0 { "—".to_owned() } else { package.cases.to_string() }),
            text_cell(format_moment(&package.installed)),
            acts.into_any(),
        ]
    });
    let heads = vec![t("版本"), t("施行"), t("发布者"), t("示例"), t("装入"), t("操作")];
    let table = card_table("", heads, false, rows.collect());
    view! { <section class="sheet"><h2>{t("已装入的版本")}</h2>{table}</section> }
}

/// A form that installs a package from a file.
#[component]
pub fn InstallForm(installed: Callback<()>) -> impl IntoView {
    let (done, problem, busy) =
        (RwSignal::new(None::<PackageShown>), RwSignal::new(None::<Problem>), RwSignal::new(false));
    let input = NodeRef::<Input>::new();
    let scope = TaskScope::current();
    let send = move |_| {
        let element = input.get_untracked().map(JsCast::unchecked_into::<web_sys::HtmlInputElement>);
        let Some(file) = element.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            problem.set(Some(Problem { title: t("请先选择文件").to_owned(), ..Problem::default() }));
            return;
        };
        busy.set(true);
        problem.set(None);
        done.set(None);
        scope.spawn(async move {
            match api::upload::<PackageShown>("/api/packages".to_owned(), file).await {
                Ok(package) => {
                    done.set(Some(package));
                    installed.run(());
                }
                Err(rejection) => problem.set(Some(rejection)),
            }
            busy.set(false);
        });
    };
    view! {
        <section class="sheet"><h2>{t("装入新版本")}</h2>
            <p class="help">{t("先核对签名、接口、上限和包内全部示例，都通过才保存；装入后还不施行。")}</p>
            <div class="row">
                <label for="package">{t("制度包")}</label>
                <input id="package" type="file" accept=".wasm" node_ref=input/>
                <button type="button" class="primary" disabled=busy on:click=send>{t("核对并装入")}</button>
                <span class="soft" role="status">{move || if busy.get() { t("正在核对…") } else { "" }}</span>
            </div>
            {move || problem.get().map(|problem| view! { <ProblemAlert problem/> })}
            {move || done.get().map(|package| view! { <p class="message good" role="status">{fill("《{}》{} 版已装入，{} 个示例全部成立。", &[&package.title, &package.version, &package.cases])}</p> })}
        </section>
    }
}
