//! The order of departments and people on every list of the office.

use crate::{
    api::{self, Session},
    components::{
        fields::StaffDirectory,
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, done},
    },
};
use guiju_api::{OfficeOrder, OrderEntry, OrderedDepartment, OrderedPerson, PlacedDepartment};
use leptos::{ev::SubmitEvent, prelude::*};

/// The present order, which an administrator may change.
#[component]
pub fn Order() -> impl IntoView {
    let order = ApiResource::<OfficeOrder>::from_path(|| "/api/order".to_owned());
    let reload = Callback::new(move |()| order.refetch());
    show_resource(order, move |order: OfficeOrder| view! { <OrderForm order reload/> })
}

/// A form that moves departments and people up and down and saves the order.
#[component]
fn OrderForm(order: OfficeOrder, reload: Callback<()>) -> impl IntoView {
    let (all, reason, submission) = (RwSignal::new(order.departments), RwSignal::new(String::new()), Submission::new());
    let (editable, people) = (expect_context::<Session>().is_administrator(), expect_context::<StaffDirectory>().0);
    let set = move |departments: Vec<PlacedDepartment>| {
        let entry = OrderEntry { departments, reason: reason.get_untracked() };
        submission.send(async move {
            api::put("/api/order".to_owned(), &entry).await?;
            if entry.departments.is_empty() {
                reload.run(());
            }
            people.refetch();
            Ok(done(t(text::common::SAVED)))
        });
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        set(all.get_untracked().iter().map(placed).collect());
    };
    let rule = if order.set {
        t(text::order::EVERY_LIST_ASSESSMENT_BOARD_PICKER)
    } else {
        t(text::order::NOT_SET_YET_LEADERS_WHO)
    };
    let sections = move || (0..all.with(Vec::len)).map(|at| section(all, at, editable)).collect_view();
    view! {
        <form class="sheet" on:submit=save>
            <p class="help">{rule}</p>
            {sections}
            {editable.then(|| view! {
                <label for="order-reason">{t(text::common::GROUNDS_REASON_CHANGE)}</label>
                <input id="order-reason" type="text" maxlength="200" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/>
                <SubmitStatus submission/>
                <p class="row">
                    <SubmitButton submission label=t(text::common::SAVE) primary=true/>
                    <button type="button" on:click=move |_| set(Vec::new())>{t(text::order::BACK_DEFAULT_ORDER)}</button>
                </p>
            })}
        </form>
    }
}

/// A department with its people as the server expects them.
fn placed(department: &OrderedDepartment) -> PlacedDepartment {
    let people = department.people.iter().map(|person| person.id).collect();
    PlacedDepartment { department: department.id, people }
}

/// A department with its people, and buttons to move them if it is editable.
fn section(all: RwSignal<Vec<OrderedDepartment>>, at: usize, editable: bool) -> AnyView {
    let Some(department) = all.with_untracked(|all| all.get(at).cloned()) else { return ().into_any() };
    let move_department = move |up: bool| all.update(|all| move_item(all, at, up));
    let person = |(place, person): (usize, OrderedPerson)| {
        let move_person = move |up: bool| {
            all.update(|all| {
                if let Some(department) = all.get_mut(at) {
                    move_item(&mut department.people, place, up);
                }
            });
        };
        view! { <li>{person.name.clone()}" "{editable.then(|| move_buttons(&person.name, move_person))}</li> }
    };
    let people = department.people.into_iter().enumerate().map(person).collect_view();
    view! {
        <section><h2>{department.name.clone()}" "{editable.then(|| move_buttons(&department.name, move_department))}</h2><ol>{people}</ol></section>
    }
    .into_any()
}

/// Moves an item one place up or down, if there is one.
fn move_item<T>(all: &mut [T], at: usize, up: bool) {
    let other = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(other) = other.filter(|other| *other < all.len()) {
        all.swap(at, other);
    }
}

/// Buttons that move an item up and down, labelled with its name.
fn move_buttons(name: &str, moves: impl Fn(bool) + Copy + Send + 'static) -> AnyView {
    let (up, down) = (fill(text::order::MOVE_UP, &[&name]), fill(text::order::MOVE_DOWN, &[&name]));
    view! {
        <button type="button" class="plain" aria-label=up on:click=move |_| moves(true)>"↑"</button>
        <button type="button" class="plain" aria-label=down on:click=move |_| moves(false)>"↓"</button>
    }
    .into_any()
}
