//! Fields composed from their declarations: one widget for each kind of value.

use crate::api;
use guiju_api::{PersonShown, RecordOption, Stored};
use guiju_model::{Column, Field, FieldKind, Money, ValueKind, shape};
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Map, Value, json};

/// Content being filled in.
pub type Content = RwSignal<Map<String, Value>>;

/// Everybody who can be chosen.
#[derive(Clone, Copy)]
pub struct People(pub LocalResource<api::Answer<Vec<PersonShown>>>);

/// What is wrong with a field, by path.
pub type Faults = Signal<Vec<(String, String)>>;

fn text(content: Content, name: &str) -> String {
    content.with(|content| match content.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    })
}

fn set(content: Content, name: &str, value: Value) {
    content.update(|content| {
        if value.is_null() || value == json!("") {
            content.remove(name);
        } else {
            content.insert(name.to_owned(), value);
        }
    });
}

/// Fields in order; those whose conditions don't hold are not there.
#[component]
pub fn Fields(
    /// Declarations.
    fields: Vec<Field>,
    /// Content.
    content: Content,
    /// What is wrong.
    faults: Faults,
    /// Regulation that declares them, for references to its own forms.
    regulation: String,
) -> impl IntoView {
    let each = move |field: Field| {
        let conditions = field.shown_when.clone();
        let shown = Memo::new(move |_| content.with(|content| shape::is_shown(&conditions, content)));
        let regulation = regulation.clone();
        view! { <Show when=move || shown.get()><One field=field.clone() content faults regulation=regulation.clone()/></Show> }
    };
    fields.into_iter().map(each).collect_view()
}

#[component]
fn One(field: Field, content: Content, faults: Faults, regulation: String) -> impl IntoView {
    let name = field.name.clone();
    let id = format!("field-{name}");
    let fault = {
        let name = name.clone();
        move || {
            let prefix = format!("{name}/");
            faults.with(|faults| {
                let mine = faults.iter().filter(|(path, _)| *path == name || path.starts_with(&prefix));
                mine.map(|(_, message)| message.clone()).collect::<Vec<_>>()
            })
        }
    };
    let faulty = {
        let fault = fault.clone();
        move || if fault().is_empty() { "field" } else { "field faulty" }
    };
    let required = if field.required { "" } else { "（选填）" };
    let label = format!("{}{required}", field.label);
    let grouped = matches!(
        &field.kind,
        FieldKind::Table(_)
            | FieldKind::Single(
                ValueKind::Choice(_)
                    | ValueKind::Choices(_)
                    | ValueKind::YesNo
                    | ValueKind::HalfDays
                    | ValueKind::Period
                    | ValueKind::People
            )
    );
    let messages =
        move || fault().into_iter().map(|message| view! { <p class="fault">"错误："{message}</p> }).collect_view();
    let help = field.help.clone().map(|help| view! { <p class="help">{help}</p> });
    let widget = match &field.kind {
        FieldKind::Single(kind) => {
            widget(kind, &Place { name: name.clone(), id: id.clone(), content, regulation, label: field.label.clone() })
        }
        FieldKind::Table(columns) => table(columns.clone(), name.clone(), content),
    };
    if grouped {
        view! { <fieldset class=faulty id=id><legend>{label}</legend>{help}{messages}{widget}</fieldset> }.into_any()
    } else {
        view! { <div class=faulty><label for=id>{label}</label>{help}{messages}{widget}</div> }.into_any()
    }
}

/// Where a widget stands.
#[derive(Clone)]
struct Place {
    name: String,
    id: String,
    content: Content,
    regulation: String,
    label: String,
}

impl Place {
    fn value(&self) -> impl Fn() -> String + Send + 'static {
        let (content, name) = (self.content, self.name.clone());
        move || text(content, &name)
    }

    fn put(&self) -> impl Fn(Value) + Clone + Send + 'static {
        let (content, name) = (self.content, self.name.clone());
        move |value| set(content, &name, value)
    }
}

fn widget(kind: &ValueKind, place: &Place) -> AnyView {
    match kind {
        ValueKind::LongText(_) => {
            let put = place.put();
            view! { <textarea id=place.id.clone() prop:value=place.value() on:input=move |e| put(json!(event_target_value(&e)))></textarea> }.into_any()
        }
        ValueKind::Date => input("date", place),
        ValueKind::DateTime => input("datetime-local", place),
        ValueKind::Time => input("time", place),
        ValueKind::Text(_) | ValueKind::Decimal(_) | ValueKind::DayOfYear | ValueKind::Sessions => input("text", place),
        ValueKind::Integer(_) => number(place),
        ValueKind::Money(_) => money(place),
        ValueKind::YesNo => yes_no(place),
        ValueKind::Choice(choices) => {
            choice(choices.iter().map(|c| (c.value.clone(), c.label.clone())).collect(), place)
        }
        ValueKind::Choices(choices) => {
            several(choices.iter().map(|c| (json!(c.value), c.label.clone())).collect(), place)
        }
        ValueKind::HalfDays => half_days(place),
        ValueKind::Period => period(place),
        ValueKind::Person => person(place),
        ValueKind::People => people(place),
        ValueKind::Department => department(place),
        ValueKind::Reference(form) => reference(form, place),
        ValueKind::Attachment(_) => attachment(place, false),
        ValueKind::Attachments(_) => attachment(place, true),
    }
}

fn input(kind: &'static str, place: &Place) -> AnyView {
    let put = place.put();
    view! { <input id=place.id.clone() type=kind prop:value=place.value() on:input=move |e| put(json!(event_target_value(&e)))/> }.into_any()
}

/// What is no number stays as text, so that the check can say so.
fn number(place: &Place) -> AnyView {
    let put = place.put();
    let parsed = |text: String| text.trim().parse::<i64>().map_or(json!(text), |number| json!(number));
    view! { <input id=place.id.clone() type="text" inputmode="numeric" prop:value=place.value() on:input=move |e| put(parsed(event_target_value(&e)))/> }.into_any()
}

fn fen(text: &str) -> Option<i64> {
    let (yuan, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let fraction = format!("{fraction:0<2}");
    if fraction.len() > 2 || !yuan.bytes().all(|b| b.is_ascii_digit()) || yuan.is_empty() {
        return None;
    }
    Some(yuan.parse::<i64>().ok()? * 100 + fraction.parse::<i64>().ok()?)
}

fn money(place: &Place) -> AnyView {
    let (content, name, put) = (place.content, place.name.clone(), place.put());
    let first = content.with_untracked(|content| content.get(&name).and_then(Value::as_i64));
    let typed = RwSignal::new(first.map(|fen| Money(fen).to_string()).unwrap_or_default());
    let enter = move |text: String| {
        put(fen(&text).map_or(json!(text), |fen| json!(fen)));
        typed.set(text);
    };
    let capitals =
        move || content.with(|content| content.get(&name).and_then(Value::as_i64)).map(|fen| Money(fen).in_capitals());
    view! {
        <input id=place.id.clone() type="text" inputmode="decimal" prop:value=typed on:input=move |e| enter(event_target_value(&e))/>" 元"
        <div class="capitals" aria-live="polite">{capitals}</div>
    }
    .into_any()
}

fn radio(place: &Place, value: Value, label: String, index: usize) -> AnyView {
    let (content, name, put) = (place.content, place.name.clone(), place.put());
    let id = format!("{}-{index}", place.id);
    let (wanted, chosen) = (value.clone(), name.clone());
    let checked = move || content.with(|content| content.get(&chosen) == Some(&wanted));
    view! {
        <span class="choice">
            <input type="radio" id=id.clone() name=name prop:checked=checked on:change=move |_| put(value.clone())/>
            <label for=id>{label}</label>
        </span>
    }
    .into_any()
}

fn yes_no(place: &Place) -> AnyView {
    let choices = [(json!(true), "是"), (json!(false), "否")];
    let each =
        choices.into_iter().enumerate().map(|(index, (value, label))| radio(place, value, label.to_owned(), index));
    view! { <div class="choices">{each.collect_view()}</div> }.into_any()
}

fn choice(choices: Vec<(String, String)>, place: &Place) -> AnyView {
    let each = choices.into_iter().enumerate().map(|(index, (value, label))| radio(place, json!(value), label, index));
    view! { <div class="choices">{each.collect_view()}</div> }.into_any()
}

fn several(choices: Vec<(Value, String)>, place: &Place) -> AnyView {
    let each = choices.into_iter().enumerate().map(|(index, (value, label))| {
        let (content, name) = (place.content, place.name.clone());
        let id = format!("{}-{index}", place.id);
        let chosen = move |content: &Map<String, Value>, name: &str| content.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        let (wanted, named) = (value.clone(), name.clone());
        let checked = move || content.with(|content| chosen(content, &named).contains(&wanted));
        let toggle = move |_| {
            let mut all = content.with_untracked(|content| chosen(content, &name));
            match all.iter().position(|known| *known == value) {
                Some(at) => drop(all.remove(at)),
                None => all.push(value.clone()),
            }
            set(content, &name, if all.is_empty() { Value::Null } else { json!(all) });
        };
        view! { <span class="choice"><input type="checkbox" id=id.clone() prop:checked=checked on:change=toggle/><label for=id>{label}</label></span> }
    });
    view! { <div class="people">{each.collect_view()}</div> }.into_any()
}

fn half_days(place: &Place) -> AnyView {
    let put = place.put();
    let first =
        place.content.with_untracked(|content| content.get(&place.name).and_then(Value::as_str).map(str::to_owned));
    let (from, to) = first.as_deref().and_then(|text| text.split_once('/')).unwrap_or((" am", " pm"));
    let part = |text: &str| {
        text.trim_start()
            .split_once(' ')
            .map_or((String::new(), text.trim().to_owned()), |(d, h)| (d.to_owned(), h.to_owned()))
    };
    let (from, to) = (part(from), part(to));
    let (from_day, from_half) = (RwSignal::new(from.0), RwSignal::new(from.1));
    let (to_day, to_half) = (RwSignal::new(to.0), RwSignal::new(to.1));
    let write = move || {
        let (from, to) = (from_day.get_untracked(), to_day.get_untracked());
        let complete = !from.is_empty() && !to.is_empty();
        let text = format!("{from} {}/{to} {}", from_half.get_untracked(), to_half.get_untracked());
        put(if complete { json!(text) } else { Value::Null });
    };
    let side = |day: RwSignal<String>, half: RwSignal<String>, label: &str, id: String, write: Box<dyn Fn() + Send>| {
        let write = std::sync::Arc::new(std::sync::Mutex::new(write));
        let again = write.clone();
        let run = |write: &std::sync::Arc<std::sync::Mutex<Box<dyn Fn() + Send>>>| {
            if let Ok(write) = write.lock() {
                write();
            }
        };
        view! {
            <input type="date" id=id.clone() aria-label=format!("{label}日期") prop:value=day on:input=move |e| { day.set(event_target_value(&e)); run(&write) }/>
            <select aria-label=format!("{label}上午或下午") prop:value=half on:change=move |e| { half.set(event_target_value(&e)); run(&again) }>
                <option value="am">"上午"</option><option value="pm">"下午"</option>
            </select>
        }
    };
    // Whoever picks the first day usually means that day.
    let begin = {
        let write = write.clone();
        move || {
            if to_day.with_untracked(String::is_empty) {
                to_day.set(from_day.get_untracked());
            }
            write();
        }
    };
    view! {
        <div class="row">
            {side(from_day, from_half, "开始", format!("{}-from", place.id), Box::new(begin))}
            <span>"至"</span>
            {side(to_day, to_half, "结束", format!("{}-to", place.id), Box::new(write))}
        </div>
    }
    .into_any()
}

fn period(place: &Place) -> AnyView {
    let put = place.put();
    let first =
        place.content.with_untracked(|content| content.get(&place.name).and_then(Value::as_str).map(str::to_owned));
    let (from, to) = first.as_deref().and_then(|text| text.split_once('/')).unwrap_or_default();
    let (from, to) = (RwSignal::new(from.to_owned()), RwSignal::new(to.to_owned()));
    let write = move || {
        let (from, to) = (from.get_untracked(), to.get_untracked());
        put(if from.is_empty() || to.is_empty() { Value::Null } else { json!(format!("{from}/{to}")) });
    };
    let again = write.clone();
    view! {
        <div class="row">
            <input type="datetime-local" id=format!("{}-from", place.id) aria-label="开始时间" prop:value=from on:input=move |e| { from.set(event_target_value(&e)); write() }/>
            <span>"至"</span>
            <input type="datetime-local" id=format!("{}-to", place.id) aria-label="结束时间" prop:value=to on:input=move |e| { to.set(event_target_value(&e)); again() }/>
        </div>
    }
    .into_any()
}

/// A select of ids.
fn select<T: Clone + Send + Sync + 'static>(
    place: &Place,
    options: LocalResource<api::Answer<Vec<T>>>,
    option: impl Fn(&T) -> (u64, String) + Clone + Send + 'static,
) -> AnyView {
    let (put, value) = (place.put(), place.value());
    let choose = move |text: String| put(text.parse::<u64>().map_or(Value::Null, |id| json!(id)));
    let all = move || {
        let option = option.clone();
        let known = options.get().and_then(Result::ok).unwrap_or_default();
        let current = value();
        known
            .iter()
            .map(option)
            .map(|(id, label)| {
                let selected = current == id.to_string();
                view! { <option value=id.to_string() selected=selected>{label}</option> }
            })
            .collect_view()
    };
    view! {
        <select id=place.id.clone() on:change=move |e| choose(event_target_value(&e))>
            <option value="">"请选择"</option>
            {all}
        </select>
    }
    .into_any()
}

fn person(place: &Place) -> AnyView {
    select(place, expect_context::<People>().0, |person: &PersonShown| {
        (person.id, format!("{}（{}）", person.name, person.department_name))
    })
}

fn people(place: &Place) -> AnyView {
    let (all, place) = (expect_context::<People>().0, place.clone());
    let boxes = move || {
        let people = all.get().and_then(Result::ok).unwrap_or_default();
        several(people.into_iter().map(|person| (json!(person.id), person.name)).collect(), &place)
    };
    view! { {boxes} }.into_any()
}

fn department(place: &Place) -> AnyView {
    let people = expect_context::<People>().0;
    let departments = LocalResource::new(move || async move {
        let mut all = people.await?.into_iter().map(|p| (p.department, p.department_name)).collect::<Vec<_>>();
        all.sort();
        all.dedup();
        Ok(all)
    });
    select(place, departments, |(id, name): &(u64, String)| (*id, name.clone()))
}

fn reference(form: &str, place: &Place) -> AnyView {
    let path = match form.split_once('/') {
        Some((regulation, form)) => format!("/api/records/{regulation}/{form}"),
        None => format!("/api/records/{}/{form}", place.regulation),
    };
    let records = api::fetch::<Vec<RecordOption>>(move || path.clone());
    select(place, records, |record: &RecordOption| (record.id, record.summary.clone()))
}

fn attachment(place: &Place, several: bool) -> AnyView {
    use wasm_bindgen::JsCast;
    let (content, name, put) = (place.content, place.name.clone(), place.put());
    let state = RwSignal::new(String::new());
    let chosen = move || {
        content.with(|content| match content.get(&name) {
            Some(Value::Array(files)) => files.clone(),
            Some(file @ Value::Object(_)) => vec![file.clone()],
            _ => Vec::new(),
        })
    };
    let known = chosen.clone();
    let pick = {
        let put = put.clone();
        move |event: leptos::ev::Event| {
            let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
            let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
            let (put, before, csrf) = (put.clone(), known(), api::csrf());
            state.set(format!("正在上传 {}…", file.name()));
            spawn_local(async move {
                let name = js_sys::encode_uri_component(&file.name());
                match api::upload::<Stored>(csrf, format!("/api/attachments?name={name}"), file).await {
                    Ok(stored) => {
                        let file = json!({ "name": stored.name, "digest": stored.digest });
                        let all = before.into_iter().chain([file.clone()]).collect::<Vec<_>>();
                        put(if several { json!(all) } else { file });
                        state.set("已上传".to_owned());
                    }
                    Err(problem) => state.set(problem.title),
                }
            });
        }
    };
    let names = {
        let chosen = chosen.clone();
        move || {
            chosen()
                .iter()
                .filter_map(|file| file.get("name").and_then(Value::as_str).map(str::to_owned))
                .collect::<Vec<_>>()
                .join("、")
        }
    };
    let empty = move || chosen().is_empty();
    view! {
        <div class="row">
            <input id=place.id.clone() type="file" accept="application/pdf,image/jpeg,image/png" on:change=pick/>
            <span role="status">{names}" "{state}</span>
            <button type="button" class="plain" hidden=empty on:click=move |_| { put(Value::Null); state.set(String::new()) } aria-label=format!("去掉{}", place.label)>"去掉"</button>
        </div>
    }
    .into_any()
}

/// Rows of a table, each a small form.
fn table(columns: Vec<Column>, name: String, content: Content) -> AnyView {
    let first =
        content.with_untracked(|content| content.get(&name).and_then(Value::as_array).cloned()).unwrap_or_default();
    let next = StoredValue::new(first.len());
    let start = first
        .into_iter()
        .enumerate()
        .map(|(key, row)| (key, RwSignal::new(row.as_object().cloned().unwrap_or_default())));
    let rows = RwSignal::new(start.collect::<Vec<(usize, Content)>>());
    let add = move || {
        next.update_value(|next| *next += 1);
        rows.update(|rows| rows.push((next.get_value(), RwSignal::new(Map::new()))));
    };
    if rows.with_untracked(Vec::is_empty) {
        add();
    }
    Effect::new({
        let name = name.clone();
        move |_| {
            let all = rows.with(|rows| {
                rows.iter().map(|(_, row)| Value::Object(row.get())).filter(|row| *row != json!({})).collect::<Vec<_>>()
            });
            set(content, &name, if all.is_empty() { Value::Null } else { json!(all) });
        }
    });
    let heads = columns
        .iter()
        .map(|column| {
            let optional = if column.required { "" } else { "（选填）" };
            view! { <th scope="col">{column.label.clone()}{optional}</th> }
        })
        .collect_view();
    let row = move |(key, row): (usize, Content)| {
        let cells = columns.iter().map(|column| {
            let place = Place { name: column.name.clone(), id: format!("field-{name}-{key}-{}", column.name), content: row, regulation: String::new(), label: column.label.clone() };
            view! { <td><label class="visually-hidden" for=place.id.clone()>{column.label.clone()}</label>{widget(&column.kind, &place)}</td> }
        }).collect_view();
        let remove = move |_| rows.update(|rows| rows.retain(|(known, _)| *known != key));
        view! { <tr>{cells}<td><button type="button" class="plain" on:click=remove>"删去"</button></td></tr> }
    };
    view! {
        <div class="scroll">
            <table class="rows">
                <thead><tr>{heads}<th><span class="visually-hidden">"操作"</span></th></tr></thead>
                <tbody><For each=move || rows.get() key=|(key, _)| *key children=row/></tbody>
            </table>
        </div>
        <button type="button" on:click=move |_| add()>"增加一行"</button>
    }
    .into_any()
}
