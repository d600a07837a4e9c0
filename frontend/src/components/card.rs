//! A table whose rows become cards on a narrow screen: each cell carries the heading of its column.

use leptos::prelude::*;

/// Renders a table with the given column headings and rows of cells.
///
/// `class` is added to the table's classes. With `headed`, the first cell of each row is its row heading.
pub fn card_table(class: &'static str, heads: Vec<&'static str>, headed: bool, rows: Vec<Vec<AnyView>>) -> AnyView {
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

/// Text as the content of a cell.
pub fn text_cell(text: impl Into<String>) -> AnyView {
    text.into().into_any()
}
