//! Files: uploaded at once, kept by digest, shown by name.

use super::Place;
use crate::{
    api,
    scope::Scope,
    words::{fill, t},
};
use guiju_api::Stored;
use leptos::prelude::*;
use serde_json::{Value, json};

pub fn attachment(place: &Place, several: bool) -> AnyView {
    use wasm_bindgen::JsCast;
    let (content, name, put) = (place.content, place.name.clone(), place.put());
    let (state, scope) = (RwSignal::new(String::new()), Scope::here());
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
            let (put, before) = (put.clone(), known());
            state.set(fill("正在上传 {}…", &[&file.name()]));
            scope.spawn(async move {
                let name = js_sys::encode_uri_component(&file.name());
                match api::upload::<Stored>(format!("/api/attachments?name={name}"), file).await {
                    Ok(stored) => {
                        let file = json!({ "name": stored.name, "digest": stored.digest });
                        let all = before.into_iter().chain([file.clone()]).collect::<Vec<_>>();
                        put(if several { json!(all) } else { file });
                        state.set(t("已上传").to_owned());
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
            <button type="button" class="plain" hidden=empty on:click=move |_| { put(Value::Null); state.set(String::new()) } aria-label=fill("去掉{}", &[&place.label])>{t("去掉")}</button>
        </div>
    }
    .into_any()
}
