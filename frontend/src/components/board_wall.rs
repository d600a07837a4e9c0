//! The board that shows where everybody is, by department.

use crate::i18n::{fill, t, text};
use guiju_api::BoardDepartment;
use leptos::prelude::*;

/// The people of each department, with what they are away for and until when.
#[component]
pub fn BoardWall(
    /// Departments with their people.
    departments: Vec<BoardDepartment>,
) -> impl IntoView {
    view! {
        <div class="wall">{departments.into_iter().map(|department| view! {
            <section class="sheet"><h2>{department.name}</h2><ul>
                {department.people.into_iter().map(|person| {
                    let out = !person.at.is_empty();
                    let until = person.until.get(5..16).unwrap_or_default().to_owned();
                    view! {
                        <li>
                            <span class="name">{person.name}</span>
                            <span class=if out { "warn" } else { "good" }>{if out { fill(text::board_wall::UNTIL, &[&person.at, &until]) } else { t(text::board_wall::AT_WORK).to_owned() }}</span>
                        </li>
                    }
                }).collect_view()}
            </ul></section>
        }).collect_view()}</div>
    }
}
