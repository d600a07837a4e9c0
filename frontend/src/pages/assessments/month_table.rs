//! The table of an assessment sheet: a row for each subject, a cell for each day with its halves. The arrow keys move between days;
//! the Tab key stops only at days that are not ordinary.

use super::legend::{Classes, is_ordinary, sign_text};
use crate::{
    components::scroll_area::ScrollArea,
    i18n::{Text, fill, t, text},
    pages::assessments::day::OpenedDay,
};
use guiju_api::{PersonShown, SubjectShown};
use guiju_model::{Date, DayMark, Half, summary::counted};
use leptos::{ev::KeyboardEvent, prelude::*};
use std::collections::{BTreeSet, HashMap};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The table with its headings and rows by department.
#[component]
pub fn MonthTable(
    /// The subjects, sorted by department.
    subjects: Vec<SubjectShown>,
    /// The people of the office, for their departments.
    people: Vec<PersonShown>,
    /// CSS class of each sign.
    classes: Classes,
    /// The opened day, which the table sets.
    opened: OpenedDay,
) -> impl IntoView {
    let days = subjects.iter().flat_map(|subject| subject.marks.iter().map(|mark| mark.date)).collect::<BTreeSet<_>>();
    let days = days.into_iter().collect::<Vec<_>>();
    let departments = people.into_iter().map(|one| (one.id, one.department_name)).collect::<HashMap<_, _>>();
    let columns = (days.len() + 2).to_string();
    let weekdays = [
        t(text::common::MON),
        t(text::common::TUE),
        t(text::common::WED),
        t(text::common::THU),
        t(text::common::FRI),
        t(text::common::SAT),
        t(text::common::SUN),
    ];
    let head = |(index, day): (usize, &i32)| {
        let weekday = weekdays[(Date(*day).weekday() as usize + 6) % 7];
        view! { <th scope="col" class:wk=begins_week(&days, index)><b>{Date(*day).parts().2}</b>{weekday}</th> }
            .into_any()
    };
    let heads = days.iter().enumerate().map(head).collect::<Vec<_>>();
    let row = move |subject: &SubjectShown| subject_row(subject, &days, &classes, opened);
    let (mut rows, mut within) = (Vec::new(), None::<String>);
    for subject in subjects {
        let department = subject.person.and_then(|person| departments.get(&person)).cloned();
        if let Some(named) = department.clone().filter(|_| department != within) {
            let columns = columns.clone();
            rows.push(view! { <tr class="group"><th colspan=columns scope="rowgroup">{named}</th></tr> }.into_any());
        }
        within = department;
        rows.push(row(&subject));
    }
    view! {
        <ScrollArea label=t(text::common::SHEET)>
            <table class="month" on:keydown=move |event| handle_arrow(&event)>
                <thead><tr><th scope="col">{t(text::common::PERSON_NAME)}</th>{heads}<th scope="col" class="total">{t(text::common::SUM)}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </ScrollArea>
    }
}

/// Whether a new week begins at this index of the days.
fn begins_week(days: &[i32], index: usize) -> bool {
    let monday = |index: usize| days.get(index).map(|day| Date(*day).plus(1 - Date(*day).weekday() as i32));
    index.checked_sub(1).is_some_and(|before| monday(before) != monday(index))
}

/// The row of a person or department: a cell for each day and its metrics.
fn subject_row(subject: &SubjectShown, days: &[i32], classes: &Classes, opened: OpenedDay) -> AnyView {
    let figures = subject.figures.iter().filter(|figure| figure.value != 0);
    let figures = figures.map(|figure| format!("{} {}", figure.label, counted(figure.value, &figure.unit)));
    let duties = subject.duties.iter().map(|(what, done, needed)| format!("{what} {done}/{needed}"));
    let total = figures.chain(duties).collect::<Vec<_>>().join("，");
    let total = if total.is_empty() { "—".to_owned() } else { total };
    let cells = days.iter().enumerate().map(|(index, day)| {
        let of = |half| subject.marks.iter().find(|mark| mark.date == *day && mark.half == half);
        let cell = DayCell { day: *day, halves: [of(Half::Am), of(Half::Pm)], first: index == 0 };
        view! { <td class:wk=begins_week(days, index) class:ex=cell.is_special(classes)>{cell.view(subject, classes, opened)}</td> }.into_any()
    });
    let cells = cells.collect::<Vec<_>>();
    view! { <tr><th scope="row">{subject.name.clone()}</th>{cells}<td class="total">{total}</td></tr> }.into_any()
}

/// A day of a subject.
struct DayCell<'s> {
    day: i32,
    /// Morning and afternoon.
    halves: [Option<&'s DayMark>; 2],
    /// Whether it is the first day of the row.
    first: bool,
}

impl DayCell<'_> {
    fn marks(&self) -> impl Iterator<Item = &DayMark> {
        self.halves.iter().copied().flatten()
    }

    /// Whether a half of the day is not ordinary.
    fn is_special(&self, classes: &Classes) -> bool {
        self.marks().any(|mark| !is_ordinary(mark, classes))
    }

    /// The signs of both halves. A narrow screen shows those that are not ordinary with the day, once if both are the same.
    fn signs(&self, classes: &Classes) -> AnyView {
        let [morning, afternoon] = self.halves;
        let whole = morning.zip(afternoon).is_some_and(|(morning, afternoon)| morning.sign == afternoon.sign);
        let number = Date(self.day).parts().2;
        let sign = |(mark, part, again): (Option<&DayMark>, Text, bool)| {
            let Some(mark) = mark else { return view! { <span class="m"></span> }.into_any() };
            let class = classes.get(&mark.sign).copied().unwrap_or("m");
            let words = fill(if whole { text::assessment::WHOLE_DAY } else { part }, &[&number]);
            let note = (!is_ordinary(mark, classes)).then_some(words);
            view! { <span class="half" class:again=again data-said=note><span class=class>{sign_text(&mark.sign, class)}</span></span> }
                .into_any()
        };
        [(morning, text::assessment::MORNING, false), (afternoon, text::assessment::AFTERNOON, whole)]
            .map(sign)
            .into_any()
    }

    /// The signs, as a button that opens the records of the day.
    fn view(&self, subject: &SubjectShown, classes: &Classes, opened: OpenedDay) -> AnyView {
        let signs = self.signs(classes);
        let title = self.marks().map(|mark| mark.label.clone()).collect::<Vec<_>>().join("；");
        let Some(person) = subject.person.filter(|_| !title.is_empty()) else {
            return view! { <span class="day">{signs}</span> }.into_any();
        };
        let (name, day) = (subject.name.clone(), self.day);
        let label = format!("{name} {}：{title}", Date(day));
        let stop = if self.first || self.is_special(classes) { "0" } else { "-1" };
        view! { <button type="button" class="day" tabindex=stop title=title aria-label=label on:click=move |_| opened.set(Some((person, name.clone(), day)))>{signs}</button> }.into_any()
    }
}

/// Moves the focus to the neighbouring day of an arrow key.
fn handle_arrow(event: &KeyboardEvent) {
    let (across, down) = match event.key().as_str() {
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        _ => return,
    };
    let here = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(cell) = here.and_then(|here| here.closest("td").ok().flatten()) else { return };
    let beside = if across == 0 { cell_below(&cell, down) } else { sibling(&cell, across) };
    let button = beside.and_then(|cell| cell.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = button.focus();
    }
}

/// The sibling before or after an element.
fn sibling(element: &Element, by: i32) -> Option<Element> {
    if by < 0 { element.previous_element_sibling() } else { element.next_element_sibling() }
}

/// The cell in the same column of the next row that belongs to a subject.
fn cell_below(cell: &Element, by: i32) -> Option<Element> {
    let (mut column, mut before) = (1, cell.previous_element_sibling());
    while let Some(one) = before {
        column += 1;
        before = one.previous_element_sibling();
    }
    let mut row = sibling(&cell.parent_element()?, by)?;
    while row.matches(".group").ok()? {
        row = sibling(&row, by)?;
    }
    row.query_selector(&format!("td:nth-child({column})")).ok()?
}
