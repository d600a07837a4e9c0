//! What the office decides about itself: each setting by the keeper whom it names.

use crate::{api, words::t};
use gloo_net::http::Method;
use guiju_api::{Problem, SettingShown};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::{Map, Value};

/// The settings, and changing those that are one's own.
#[component]
pub fn Settings() -> impl IntoView {
    let all = api::fetch::<Vec<SettingShown>>(|| "/api/settings".to_owned());
    let changes = RwSignal::new(Map::<String, Value>::new());
    let (problem, saved) = (RwSignal::new(None::<Problem>), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = changes.get_untracked();
        spawn_local(async move {
            match api::change(Method::PUT, "/api/settings".to_owned(), Some(&wanted)).await {
                Ok(()) => {
                    changes.set(Map::new());
                    problem.set(None);
                    saved.set(true);
                    all.refetch();
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let set = Callback::new(move |(name, value): (String, Value)| {
        saved.set(false);
        changes.update(|changes| drop(changes.insert(name, value)));
    });
    view! {
        <section class="sheet"><h2>{t("单位设置")}</h2>
            <p class="help">{t("登录和密码方面的由安全员设定，其余由系统管理员设定；每次改动都留有记录。")}</p>
            <form on:submit=submit>
                {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
                <p role="status">{move || saved.get().then(|| view! { <span class="good">{t("已保存")}</span> })}</p>
                {api::shown(all, move |all: Vec<SettingShown>| {
                    let any = all.iter().any(|setting| setting.may_set);
                    view! {
                        {all.into_iter().map(|setting| view! { <Setting setting set/> }).collect_view()}
                        {any.then(|| view! { <button type="submit" disabled=move || changes.with(Map::is_empty)>{t("保存")}</button> })}
                    }
                })}
            </form>
        </section>
    }
}

/// One of them, with the control that its kind has.
#[component]
fn Setting(setting: SettingShown, set: Callback<(String, Value)>) -> impl IntoView {
    let SettingShown { name, label, kind, value, least, most, unit, options, keeper, may_set, .. } = setting;
    let id = format!("setting-{name}");
    let keeper = match (may_set, keeper.as_str()) {
        (true, _) => None,
        (false, "security") => Some(t("由安全员设定")),
        (false, _) => Some(t("由系统管理员设定")),
    };
    let keeper = keeper.map(|who| view! { <span class="help">" "{who}</span> });
    match kind.as_str() {
        "names" => view! { <Names name label options value=names(&value) may_set set/>{keeper} }.into_any(),
        "number" => {
            let typed = move |event| {
                let text = event_target_value(&event);
                let number = text.trim().parse::<i64>().map_or(Value::String(text), Value::from);
                set.run((name.clone(), number));
            };
            view! {
                <div class="field"><label for=id.clone()>{label}{unit.map(|unit| format!("（{unit}）"))}</label>
                    <input id=id type="number" min=least max=most value=value.to_string() disabled=!may_set on:input=typed/>{keeper}
                </div>
            }
            .into_any()
        }
        _ => {
            let typed = move |event| set.run((name.clone(), Value::String(event_target_value(&event))));
            let value = value.as_str().unwrap_or_default().to_owned();
            view! {
                <div class="field"><label for=id.clone()>{label}</label>
                    <input id=id type="text" autocomplete="off" value=value disabled=!may_set on:input=typed/>{keeper}
                </div>
            }
            .into_any()
        }
    }
}

fn names(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Any of several names, each to be ticked.
#[component]
fn Names(
    name: String,
    label: String,
    options: Vec<(String, String)>,
    value: Vec<String>,
    may_set: bool,
    set: Callback<(String, Value)>,
) -> impl IntoView {
    let chosen = RwSignal::new(value);
    let option = |(option, label): (String, String)| {
        let (id, setting) = (format!("setting-{name}-{option}"), name.clone());
        let ticked = chosen.with_untracked(|chosen| chosen.contains(&option));
        let tick = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|known| *known != option);
                if on {
                    chosen.push(option.clone());
                }
            });
            set.run((setting.clone(), Value::from(chosen.get_untracked())));
        };
        view! {
            <span class="choice"><input type="checkbox" id=id.clone() checked=ticked disabled=!may_set on:change=tick/><label for=id>{label}</label></span>
        }
    };
    view! {
        <fieldset class="field"><legend>{label}</legend><div class="choices">{options.into_iter().map(option).collect_view()}</div></fieldset>
    }
}
