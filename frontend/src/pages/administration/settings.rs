//! The settings of the office. Each may be changed by one system role.

use crate::{
    api,
    components::{
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome, done},
    },
};
use guiju_api::SettingShown;
use leptos::{ev::SubmitEvent, prelude::*};
use serde_json::{Map, Value};

/// A form with all settings, in which those of the reader's role can be changed.
#[component]
pub fn Settings() -> impl IntoView {
    let all = ApiResource::<Vec<SettingShown>>::from_path(|| "/api/settings".to_owned());
    let changes = RwSignal::new(Map::<String, Value>::new());
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = changes.get_untracked();
        submission.send(async move {
            let answer = api::put("/api/settings".to_owned(), &wanted).await?;
            changes.set(Map::new());
            all.refetch();
            let waits = answer.is_some_and(|answer| answer.get("request").is_some_and(Value::is_number));
            Ok(if waits {
                Some(SubmitOutcome::Pending(t(text::settings::ASKED_TAKES_EFFECT_ONCE_ANOTHER).to_owned()))
            } else {
                done(t(text::common::SAVED))
            })
        });
    };
    let set = Callback::new(move |(name, value): (String, Value)| {
        submission.clear();
        changes.update(|changes| drop(changes.insert(name, value)));
    });
    view! {
        <section class="sheet">
            <p class="help">{t(text::settings::SECURITY_OFFICER_SETS_WHAT_CONCERNS)}</p>
            <form on:submit=submit>
                {show_resource(all, move |all: Vec<SettingShown>| {
                    let any = all.iter().any(|setting| setting.may_set);
                    view! {
                        {all.into_iter().map(|setting| view! { <Setting setting set/> }).collect_view()}
                        {any.then(|| view! { <SubmitStatus submission/><SubmitButton submission label=t(text::common::SAVE)/> })}
                    }
                })}
            </form>
        </section>
    }
}

/// A setting with the control for its kind.
#[component]
fn Setting(setting: SettingShown, set: Callback<(String, Value)>) -> impl IntoView {
    let SettingShown { name, label, kind, value, least, most, unit, options, keeper, may_set, .. } = setting;
    let id = format!("setting-{name}");
    let keeper = match (may_set, keeper.as_str()) {
        (true, _) => None,
        (false, "security") => Some(t(text::settings::SET_SECURITY_OFFICER)),
        (false, _) => Some(t(text::settings::SET_ADMINISTRATOR)),
    };
    let keeper = keeper.map(|who| view! { <p class="help">{who}</p> });
    match kind.as_str() {
        "names" => {
            let choices = name_choices(&name, options, names(&value), may_set, set);
            view! { <fieldset class="field"><legend>{label}</legend>{keeper}{choices}</fieldset> }.into_any()
        }
        "terms" => {
            let fields = number_fields(&name, options, &value, (least, most, may_set), set);
            let unit = unit.map(|unit| format!("（{unit}）"));
            view! { <fieldset class="field"><legend>{label}{unit}</legend>{keeper}{fields}</fieldset> }.into_any()
        }
        "number" => {
            let typed = move |event| {
                let text = event_target_value(&event);
                let number = text.trim().parse::<i64>().map_or(Value::String(text), Value::from);
                set.run((name.clone(), number));
            };
            view! {
                <div class="field"><label for=id.clone()>{label}{unit.map(|unit| format!("（{unit}）"))}</label>{keeper}
                    <input id=id type="number" min=least max=most value=value.to_string() disabled=!may_set on:input=typed/>
                </div>
            }
            .into_any()
        }
        _ => {
            let typed = move |event| set.run((name.clone(), Value::String(event_target_value(&event))));
            let value = value.as_str().unwrap_or_default().to_owned();
            view! {
                <div class="field"><label for=id.clone()>{label}</label>{keeper}
                    <input id=id type="text" autocomplete="off" value=value disabled=!may_set on:input=typed/>
                </div>
            }
            .into_any()
        }
    }
}

/// The texts of a JSON array.
fn names(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// A number for any of several names; an empty field sets none.
fn number_fields(
    name: &str,
    options: Vec<(String, String)>,
    value: &Value,
    (least, most, may_set): (Option<i64>, Option<i64>, bool),
    set: Callback<(String, Value)>,
) -> impl IntoView {
    let numbers = RwSignal::new(value.as_object().cloned().unwrap_or_default());
    let field = |(option, label): (String, String)| {
        let (id, setting) = (format!("setting-{name}-{option}"), name.to_owned());
        let now = numbers.with_untracked(|numbers| numbers.get(&option).map(Value::to_string));
        let typed = move |event| {
            let text = event_target_value(&event).trim().to_owned();
            numbers.update(|numbers| {
                if text.is_empty() {
                    numbers.remove(&option);
                } else {
                    let number = text.parse::<i64>().map_or(Value::String(text), Value::from);
                    numbers.insert(option.clone(), number);
                }
            });
            set.run((setting.clone(), Value::Object(numbers.get_untracked())));
        };
        view! {
            <div class="field"><label for=id.clone()>{label}</label>
                <input id=id type="number" min=least max=most value=now disabled=!may_set on:input=typed/>
            </div>
        }
    };
    view! { <div>{options.into_iter().map(field).collect_view()}</div> }
}

/// Check boxes for any of several names.
fn name_choices(
    name: &str,
    options: Vec<(String, String)>,
    value: Vec<String>,
    may_set: bool,
    set: Callback<(String, Value)>,
) -> impl IntoView {
    let chosen = RwSignal::new(value);
    let option = |(option, label): (String, String)| {
        let (id, setting) = (format!("setting-{name}-{option}"), name.to_owned());
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
    view! { <div class="choices">{options.into_iter().map(option).collect_view()}</div> }
}
