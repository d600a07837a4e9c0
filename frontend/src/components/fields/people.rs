//! Widgets for choosing people: a combobox that finds them by part of the name, by pinyin or by department.

use super::{
    content::set_value,
    context::{FieldContext, StaffDirectory},
};
use crate::{
    i18n::{fill, t, text},
    util::dom::scroll_to_nearest,
};
use guiju_api::PersonShown;
use leptos::{ev::KeyboardEvent, prelude::*};
use serde_json::{Value, json};

/// Options that are listed at most; of the others only the number is shown.
const MAX_LISTED: usize = 30;
/// Height that the list needs below the input, with the action bar, in pixels.
const LIST_HEIGHT: f64 = 350.0;

/// An option of the combobox: a person, or all people of a department.
#[derive(Clone, PartialEq)]
struct Candidate {
    people: Vec<u64>,
    label: String,
    name: String,
    department: String,
    /// Pinyin of the name; alternatives are separated by spaces.
    letters: String,
}

impl Candidate {
    fn person(person: &PersonShown) -> Self {
        Self {
            people: vec![person.id],
            label: fill(text::common::VALUE_AND_NOTE, &[&person.name, &person.department_name]),
            name: person.name.clone(),
            department: person.department_name.clone(),
            letters: person.letters.clone(),
        }
    }

    /// An option for each department, in the order of the people.
    fn departments(people: &[PersonShown]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for person in people {
            match all.iter_mut().find(|one| one.name == person.department_name) {
                Some(one) => one.people.push(person.id),
                None => all.push(Self {
                    people: vec![person.id],
                    label: String::new(),
                    name: person.department_name.clone(),
                    department: person.department_name.clone(),
                    letters: String::new(),
                }),
            }
        }
        for one in &mut all {
            one.label = fill(text::field::EVERYBODY_IN, &[&one.name, &one.people.len()]);
        }
        all
    }

    /// How well the option matches the typed text, 0 for the best; nothing if it does not match.
    fn rank(&self, typed: &str) -> Option<u8> {
        let wanted = normalised(typed);
        let matches = |letters: &str| letters.starts_with(&wanted) || letters.replace('v', "u").starts_with(&wanted);
        if self.name.starts_with(typed) {
            Some(0)
        } else if !wanted.is_empty() && self.letters.split(' ').map(normalised).any(|letters| matches(&letters)) {
            Some(1)
        } else if self.name.contains(typed) {
            Some(2)
        } else {
            self.department.contains(typed).then_some(3)
        }
    }
}

/// Pinyin in lower case without spaces, with v for ü; many type u for it, which [`Candidate::rank`] accepts.
fn normalised(letters: &str) -> String {
    let letters = String::from(js_sys::JsString::from(letters).to_lower_case());
    letters.replace('ü', "v").split_whitespace().collect()
}

/// Separators between names that are pasted together.
const SEPARATORS: [char; 7] = ['、', '，', ',', '；', ';', '\n', '\t'];

/// A combobox for people.
#[derive(Clone)]
struct PeoplePicker {
    field: FieldContext,
    several: bool,
    /// Id of the input element.
    input: String,
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    /// Whether the list is above the input.
    above: RwSignal<bool>,
    /// Index of the highlighted option.
    active: RwSignal<usize>,
    people: Memo<Vec<PersonShown>>,
    found: Memo<Vec<Candidate>>,
}

impl PeoplePicker {
    fn new(field: &FieldContext, several: bool) -> Self {
        let all = expect_context::<StaffDirectory>().0;
        let people = Memo::new(move |_| {
            let all = all.value().unwrap_or_default();
            all.into_iter().filter(|person| person.active).collect::<Vec<_>>()
        });
        let typed = RwSignal::new(String::new());
        let found = Memo::new(move |_| {
            let typed = typed.get();
            let mut all = people.with(|people| {
                let departments = if several { Candidate::departments(people) } else { Vec::new() };
                departments.into_iter().chain(people.iter().map(Candidate::person)).collect::<Vec<_>>()
            });
            let typed = typed.trim();
            all.retain(|one| one.rank(typed).is_some());
            all.sort_by_key(|one| one.rank(typed));
            all
        });
        // With several people the group has the field's id, so the input needs another.
        let input = if several { format!("{}-who", field.id) } else { field.id.clone() };
        let (open, above, active) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(0));
        Self { field: field.clone(), several, input, typed, open, above, active, people, found }
    }

    /// Ids of the chosen people.
    fn chosen(&self) -> Vec<u64> {
        self.field.content.with(|content| match content.get(&self.field.name) {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_u64).collect(),
            Some(one) => one.as_u64().into_iter().collect(),
            None => Vec::new(),
        })
    }

    fn name(&self, id: u64) -> String {
        let named =
            |people: &Vec<PersonShown>| people.iter().find(|one| one.id == id).map(|one| Candidate::person(one).label);
        self.people.with(named).unwrap_or_default()
    }

    fn pick(&self, answer: &Candidate) {
        let value = if self.several {
            let mut all = untrack(|| self.chosen());
            all.extend(answer.people.iter().filter(|id| !untrack(|| self.chosen()).contains(id)));
            json!(all)
        } else {
            json!(answer.people.first())
        };
        set_value(self.field.content, &self.field.name, value);
        self.close();
    }

    fn remove(&self, id: u64) {
        let left = untrack(|| self.chosen()).into_iter().filter(|one| *one != id).collect::<Vec<_>>();
        set_value(self.field.content, &self.field.name, if left.is_empty() { Value::Null } else { json!(left) });
    }

    fn close(&self) {
        self.open.set(false);
        self.typed.set(String::new());
        self.active.set(0);
    }

    fn handle_input(&self, text: String) {
        if text.is_empty() && !self.several {
            set_value(self.field.content, &self.field.name, Value::Null);
        }
        let text = if self.several { self.take_pasted(text) } else { text };
        self.typed.set(text);
        self.active.set(0);
        self.open();
    }

    /// Chooses those of several pasted names that exactly one person has, and returns the others.
    fn take_pasted(&self, text: String) -> String {
        if !text.contains(SEPARATORS) {
            return text;
        }
        let names = text.split(SEPARATORS).map(str::trim).filter(|name| !name.is_empty());
        let left = names.filter(|name| {
            let people = self.people.get_untracked();
            let mut same = people.iter().filter(|one| one.name == **name);
            match (same.next(), same.next()) {
                (Some(one), None) => {
                    self.pick(&Candidate::person(one));
                    false
                }
                _ => true,
            }
        });
        left.collect::<Vec<_>>().join(" ")
    }

    /// Opens the list, above the input if there is no room below.
    fn open(&self) {
        let rect = document().get_element_by_id(&self.input).map(|input| input.get_bounding_client_rect());
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
        self.above.set(rect.is_some_and(|it| it.bottom() + LIST_HEIGHT > height && it.top() > height - it.bottom()));
        self.open.set(true);
    }

    /// Highlights another option and scrolls it into view.
    fn highlight(&self, to: usize) {
        self.active.set(to);
        let id = format!("{}-{to}", self.input);
        request_animation_frame(move || {
            if let Some(answer) = document().get_element_by_id(&id) {
                scroll_to_nearest(&answer);
            }
        });
    }

    /// When the input loses the focus: chooses the only match of the typed text, or discards the text.
    fn handle_blur(&self) {
        let only = self.found.with_untracked(|found| match found.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        });
        match only.filter(|_| self.typed.with_untracked(|typed| !typed.trim().is_empty())) {
            Some(one) => self.pick(&one),
            None => self.close(),
        }
    }

    fn handle_key(&self, event: &KeyboardEvent) {
        let count = self.found.with_untracked(Vec::len).clamp(1, MAX_LISTED);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !self.open.get_untracked() => self.open(),
            "ArrowDown" => self.highlight((self.active.get_untracked() + 1) % count),
            "ArrowUp" => self.highlight((self.active.get_untracked() + count - 1) % count),
            "Enter" if !event.ctrl_key() && self.open.get_untracked() => {
                let active = self.active.get_untracked();
                if let Some(answer) = self.found.with_untracked(|found| found.get(active).cloned()) {
                    self.pick(&answer);
                }
            }
            "Backspace" if self.several && self.typed.with_untracked(String::is_empty) => {
                if let Some(last) = untrack(|| self.chosen()).last() {
                    self.remove(*last);
                }
                return;
            }
            "Escape" if self.open.get_untracked() => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// The list of matching options.
    fn list(&self) -> AnyView {
        let found = self.found.get();
        let more = found.len().saturating_sub(MAX_LISTED);
        let active = self.active.get();
        let answer = |(index, answer): (usize, Candidate)| {
            let (picker, id, label) = (self.clone(), format!("{}-{index}", self.input), answer.label.clone());
            view! {
                <li role="option" id=id aria-selected=(index == active).to_string()
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| picker.pick(&answer)>{label}</li>
            }
        };
        let none = found.is_empty();
        let answers = found.into_iter().take(MAX_LISTED).enumerate().map(answer).collect_view();
        let note = if none {
            t(text::field::NOBODY_LIKE_TYPE_NAME_INITIALS).to_owned()
        } else {
            fill(text::field::MORE_PLEASE_TYPE_LITTLE_MORE, &[&more])
        };
        view! {
            <ul class=if self.above.get_untracked() { "options up" } else { "options" } role="listbox" id=format!("{}-options", self.input) aria-label=self.field.label.clone()>{answers}</ul>
            <p class="options-told soft small" role="status" hidden=!none && more == 0>{note}</p>
        }
        .into_any()
    }

    /// The input with its list.
    fn combobox(self) -> AnyView {
        let (open, several) = (self.open, self.several);
        let shown = {
            let picker = self.clone();
            move || match (open.get(), picker.chosen().first()) {
                (false, Some(id)) if !several => picker.name(*id),
                _ => picker.typed.get(),
            }
        };
        let active = {
            let picker = self.clone();
            move || open.get().then(|| format!("{}-{}", picker.input, picker.active.get()))
        };
        let (input, key, blur, opening) = (self.clone(), self.clone(), self.clone(), self.clone());
        let list = self.clone();
        view! {
            <input id=self.input.clone() type="text" role="combobox" autocomplete="off" aria-autocomplete="list"
                aria-label=several.then(|| self.field.label.clone()) placeholder=t(text::field::NAME_INITIALS_DEPARTMENT)
                aria-expanded=move || open.get().to_string() aria-controls=format!("{}-options", self.input)
                aria-activedescendant=active prop:value=shown
                on:click=move |_| opening.open() on:keydown=move |event| key.handle_key(&event) on:blur=move |_| blur.handle_blur()
                on:input=move |event| input.handle_input(event_target_value(&event))/>
            {move || open.get().then(|| list.list())}
        }
        .into_any()
    }
}

/// A combobox for one person.
pub fn person(field: &FieldContext) -> AnyView {
    view! { <div class="picker">{PeoplePicker::new(field, false).combobox()}</div> }.into_any()
}

/// A combobox for several people; those that are chosen are chips that can be removed.
pub fn people(field: &FieldContext) -> AnyView {
    let picker = PeoplePicker::new(field, true);
    let chips = {
        let picker = picker.clone();
        move || {
            let chip = |id: u64| {
                let (picker, name) = (picker.clone(), picker.name(id));
                let label = fill(text::field::REMOVE, &[&name]);
                view! { <li>{name}<button type="button" class="plain" aria-label=label on:click=move |_| picker.remove(id)>"×"</button></li> }
            };
            picker.chosen().into_iter().map(chip).collect_view()
        }
    };
    let count = {
        let picker = picker.clone();
        move || match picker.chosen().len() {
            0 => String::new(),
            count => fill(text::field::CHOSEN, &[&count]),
        }
    };
    view! {
        <div class="picker"><ul class="chips">{chips}</ul>{picker.combobox()}<p class="soft small" role="status">{count}</p></div>
    }
    .into_any()
}
