//! A table that becomes cards on a phone: every cell knows the head it stands under.

use leptos::prelude::*;

/// The table; the first cell of a row is its head where `headed`.
pub fn cards(class: &'static str, heads: Vec<&'static str>, headed: bool, rows: Vec<Vec<AnyView>>) -> AnyView {
    let row = |cells: Vec<AnyView>| {
        let cell = |(index, (cell, head)): (usize, (AnyView, &'static str))| {
            if headed && index == 0 {
                view! { <th scope="row">{cell}</th> }.into_any()
            } else {
                view! { <td data-label=head>{cell}</td> }.into_any()
            }
        };
        let cells = cells.into_iter().zip(heads.iter().copied()).enumerate().map(cell).collect::<Vec<_>>();
        view! { <tr>{cells}</tr> }.into_any()
    };
    let rows = rows.into_iter().map(row).collect::<Vec<_>>();
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }.into_any()).collect::<Vec<_>>();
    view! { <table class=format!("list cards {class}")><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table> }
        .into_any()
}

/// Words as a cell.
pub fn words(text: impl Into<String>) -> AnyView {
    text.into().into_any()
}
