//! Choosing people by typing: part of a name, the letters of its pinyin, or a department; whole departments are among the answers.

use super::{People, Place, set};
use crate::{
    i18n::{fill, t},
    util::dom::scroll_to_nearest,
};
use guiju_api::PersonShown;
use leptos::{ev::KeyboardEvent, prelude::*};
use serde_json::{Value, json};

/// So many answers are shown at once; more are told by their number.
const SHOWN: usize = 30;
/// Room that the answers need below what is typed, with what stands at the foot of the screen, in pixels.
const ROOM: f64 = 350.0;

/// Something to choose: a person, or everybody of a department.
#[derive(Clone, PartialEq)]
struct Answer {
    people: Vec<u64>,
    label: String,
    name: String,
    department: String,
    letters: String,
}

impl Answer {
    fn person(person: &PersonShown) -> Self {
        Self {
            people: vec![person.id],
            label: fill("{}（{}）", &[&person.name, &person.department_name]),
            name: person.name.clone(),
            department: person.department_name.clone(),
            letters: person.letters.clone(),
        }
    }

    /// Everybody of a department, in the order of the people.
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
            one.label = fill("{} 全体（{} 人）", &[&one.name, &one.people.len()]);
        }
        all
    }

    /// How well it fits what was typed, the best first; none where it does not.
    fn rank(&self, typed: &str) -> Option<u8> {
        let wanted = plain(typed);
        let spelled = |letters: &str| letters.starts_with(&wanted) || letters.replace('v', "u").starts_with(&wanted);
        if self.name.starts_with(typed) {
            Some(0)
        } else if !wanted.is_empty() && self.letters.split(' ').map(plain).any(|letters| spelled(&letters)) {
            Some(1)
        } else if self.name.contains(typed) {
            Some(2)
        } else {
            self.department.contains(typed).then_some(3)
        }
    }
}

/// Letters as they are compared: ü is typed as v where it is, and as u by many; spaces between syllables say nothing.
fn plain(letters: &str) -> String {
    letters.to_lowercase().replace('ü', "v").split_whitespace().collect()
}

/// What stands between names that are pasted at once.
const BETWEEN: [char; 7] = ['、', '，', ',', '；', ';', '\n', '\t'];

/// A field in which one types and chooses.
#[derive(Clone)]
struct Picker {
    place: Place,
    several: bool,
    input: String,
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    /// Whether the answers stand above what is typed.
    up: RwSignal<bool>,
    active: RwSignal<usize>,
    people: Memo<Vec<PersonShown>>,
    found: Memo<Vec<Answer>>,
}

impl Picker {
    fn new(place: &Place, several: bool) -> Self {
        let all = expect_context::<People>().0;
        let people = Memo::new(move |_| {
            let all = all.value().unwrap_or_default();
            all.into_iter().filter(|person| person.active).collect::<Vec<_>>()
        });
        let typed = RwSignal::new(String::new());
        let found = Memo::new(move |_| {
            let typed = typed.get();
            let mut all = people.with(|people| {
                let departments = if several { Answer::departments(people) } else { Vec::new() };
                departments.into_iter().chain(people.iter().map(Answer::person)).collect::<Vec<_>>()
            });
            let typed = typed.trim();
            all.retain(|one| one.rank(typed).is_some());
            all.sort_by_key(|one| one.rank(typed));
            all
        });
        // A group of choices has the field's own id; what is typed into then has another.
        let input = if several { format!("{}-who", place.id) } else { place.id.clone() };
        let (open, up, active) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(0));
        Self { place: place.clone(), several, input, typed, open, up, active, people, found }
    }

    /// Whom the field holds.
    fn chosen(&self) -> Vec<u64> {
        self.place.content.with(|content| match content.get(&self.place.name) {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_u64).collect(),
            Some(one) => one.as_u64().into_iter().collect(),
            None => Vec::new(),
        })
    }

    fn name(&self, id: u64) -> String {
        let named =
            |people: &Vec<PersonShown>| people.iter().find(|one| one.id == id).map(|one| Answer::person(one).label);
        self.people.with(named).unwrap_or_default()
    }

    fn pick(&self, answer: &Answer) {
        let value = if self.several {
            let mut all = untrack(|| self.chosen());
            all.extend(answer.people.iter().filter(|id| !untrack(|| self.chosen()).contains(id)));
            json!(all)
        } else {
            json!(answer.people.first())
        };
        set(self.place.content, &self.place.name, value);
        self.close();
    }

    fn drop_one(&self, id: u64) {
        let left = untrack(|| self.chosen()).into_iter().filter(|one| *one != id).collect::<Vec<_>>();
        set(self.place.content, &self.place.name, if left.is_empty() { Value::Null } else { json!(left) });
    }

    fn close(&self) {
        self.open.set(false);
        self.typed.set(String::new());
        self.active.set(0);
    }

    fn typing(&self, text: String) {
        if text.is_empty() && !self.several {
            set(self.place.content, &self.place.name, Value::Null);
        }
        let text = if self.several { self.pasted(text) } else { text };
        self.typed.set(text);
        self.active.set(0);
        self.open();
    }

    /// Takes those of several names that one person or department has; the others are left to be looked for.
    fn pasted(&self, text: String) -> String {
        if !text.contains(BETWEEN) {
            return text;
        }
        let names = text.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty());
        let left = names.filter(|name| {
            let people = self.people.get_untracked();
            let mut same = people.iter().filter(|one| one.name == **name);
            match (same.next(), same.next()) {
                (Some(one), None) => {
                    self.pick(&Answer::person(one));
                    false
                }
                _ => true,
            }
        });
        left.collect::<Vec<_>>().join(" ")
    }

    /// Opens the answers, upwards where there is no room below.
    fn open(&self) {
        let box_of = document().get_element_by_id(&self.input).map(|input| input.get_bounding_client_rect());
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
        self.up.set(box_of.is_some_and(|it| it.bottom() + ROOM > height && it.top() > height - it.bottom()));
        self.open.set(true);
    }

    /// Goes to another answer and brings it into view.
    fn go(&self, to: usize) {
        self.active.set(to);
        let id = format!("{}-{to}", self.input);
        request_animation_frame(move || {
            if let Some(answer) = document().get_element_by_id(&id) {
                scroll_to_nearest(&answer);
            }
        });
    }

    /// Whoever typed all of a name and goes on means that person.
    fn leave(&self) {
        let only = self.found.with_untracked(|found| match found.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        });
        match only.filter(|_| self.typed.with_untracked(|typed| !typed.trim().is_empty())) {
            Some(one) => self.pick(&one),
            None => self.close(),
        }
    }

    fn key(&self, event: &KeyboardEvent) {
        let count = self.found.with_untracked(Vec::len).clamp(1, SHOWN);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !self.open.get_untracked() => self.open(),
            "ArrowDown" => self.go((self.active.get_untracked() + 1) % count),
            "ArrowUp" => self.go((self.active.get_untracked() + count - 1) % count),
            "Enter" if !event.ctrl_key() && self.open.get_untracked() => {
                let active = self.active.get_untracked();
                if let Some(answer) = self.found.with_untracked(|found| found.get(active).cloned()) {
                    self.pick(&answer);
                }
            }
            "Backspace" if self.several && self.typed.with_untracked(String::is_empty) => {
                if let Some(last) = untrack(|| self.chosen()).last() {
                    self.drop_one(*last);
                }
                return;
            }
            "Escape" if self.open.get_untracked() => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// What can be chosen, below what is typed.
    fn answers(&self) -> AnyView {
        let found = self.found.get();
        let more = found.len().saturating_sub(SHOWN);
        let active = self.active.get();
        let answer = |(index, answer): (usize, Answer)| {
            let (picker, id, label) = (self.clone(), format!("{}-{index}", self.input), answer.label.clone());
            view! {
                <li role="option" id=id aria-selected=(index == active).to_string()
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| picker.pick(&answer)>{label}</li>
            }
        };
        let none = found.is_empty();
        let answers = found.into_iter().take(SHOWN).enumerate().map(answer).collect_view();
        let told = if none {
            t("没有这样的人；可以输入姓名、拼音首字母或部门").to_owned()
        } else {
            fill("还有 {} 个，请再输入几个字", &[&more])
        };
        view! {
            <ul class=if self.up.get_untracked() { "options up" } else { "options" } role="listbox" id=format!("{}-options", self.input) aria-label=self.place.label.clone()>{answers}</ul>
            <p class="options-told soft small" role="status" hidden=!none && more == 0>{told}</p>
        }
        .into_any()
    }

    fn field(self) -> AnyView {
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
        let (typing, key, leave, opening) = (self.clone(), self.clone(), self.clone(), self.clone());
        let answers = self.clone();
        view! {
            <input id=self.input.clone() type="text" role="combobox" autocomplete="off" aria-autocomplete="list"
                aria-label=several.then(|| self.place.label.clone()) placeholder=t("姓名、拼音首字母或部门")
                aria-expanded=move || open.get().to_string() aria-controls=format!("{}-options", self.input)
                aria-activedescendant=active prop:value=shown
                on:click=move |_| opening.open() on:keydown=move |event| key.key(&event) on:blur=move |_| leave.leave()
                on:input=move |event| typing.typing(event_target_value(&event))/>
            {move || open.get().then(|| answers.answers())}
        }
        .into_any()
    }
}

/// One person.
pub fn person(place: &Place) -> AnyView {
    view! { <div class="picker">{Picker::new(place, false).field()}</div> }.into_any()
}

/// Several people, those chosen as chips that can be taken away.
pub fn people(place: &Place) -> AnyView {
    let picker = Picker::new(place, true);
    let chips = {
        let picker = picker.clone();
        move || {
            let chip = |id: u64| {
                let (picker, name) = (picker.clone(), picker.name(id));
                let label = fill("去掉{}", &[&name]);
                view! { <li>{name}<button type="button" class="plain" aria-label=label on:click=move |_| picker.drop_one(id)>"×"</button></li> }
            };
            picker.chosen().into_iter().map(chip).collect_view()
        }
    };
    let count = {
        let picker = picker.clone();
        move || match picker.chosen().len() {
            0 => String::new(),
            count => fill("已选 {} 人", &[&count]),
        }
    };
    view! {
        <div class="picker"><ul class="chips">{chips}</ul>{picker.field()}<p class="soft small" role="status">{count}</p></div>
    }
    .into_any()
}
