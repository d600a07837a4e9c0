//! A record of a register in a dialog at the side. Its id is a query parameter, so that going back closes it and keeps the list.

use crate::{
    components::dialog::ModalDialog,
    i18n::{fill, t, text},
    state::query::{QueryParam, query_param},
};
use guiju_api::{ColumnShown, RowShown};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::components::A;

/// The record of a list that is open.
#[derive(Clone, Copy)]
pub struct OpenRecord {
    rows: StoredValue<Vec<RowShown>>,
    address: QueryParam,
    /// Whether it was opened from the list; closing then goes back in the history.
    from_list: StoredValue<bool>,
}

impl OpenRecord {
    /// The open record of these rows.
    pub fn new(rows: Vec<RowShown>) -> Self {
        Self { rows: StoredValue::new(rows), address: query_param("record"), from_list: StoredValue::new(false) }
    }

    /// The row of the open record, if there is one. Tracks changes.
    pub fn row(self) -> Option<RowShown> {
        let record = self.address.get().parse::<u64>().ok()?;
        self.rows.with_value(|rows| rows.iter().find(|row| row.record == record).cloned())
    }

    fn open(self, record: u64) {
        self.from_list.set_value(true);
        self.address.set(record.to_string());
    }

    /// Closes the record.
    pub fn close(self) {
        let back = self.from_list.get_value().then(|| window().history().ok()).flatten();
        self.from_list.set_value(false);
        match back {
            Some(history) => drop(history.back()),
            None => self.address.set(String::new()),
        }
    }

    /// A control that opens a record: a link to its matter, if it has one, so that it can be opened in a new tab; else a button.
    pub fn link(self, row: &RowShown, cell: String) -> AnyView {
        let (record, label) = (row.record, fill(text::record::OPEN, &[&cell]));
        let Some(matter) = row.matter else {
            return view! { <button type="button" class="plain" aria-label=label on:click=move |_| self.open(record)>{cell}</button> }
                .into_any();
        };
        let open = move |event: MouseEvent| {
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                self.open(record);
            }
        };
        view! { <a href=format!("/matters/{matter}") rel="external" aria-label=label on:click=open>{cell}</a> }
            .into_any()
    }
}

/// A record in a dialog at the side, with a link to its matter.
#[component]
pub fn Record(row: RowShown, columns: Vec<ColumnShown>, close: Callback<()>) -> impl IntoView {
    let name = row.cells.first().cloned().unwrap_or_default();
    let matter = row.matter.map(|matter| format!("/matters/{matter}"));
    let action =
        matter.clone().map(|href| view! { <A href attr:class="button">{t(text::record::SEE_STATIONS)}</A> }.into_any());
    let head = match matter {
        Some(href) => view! { <A href>{name}</A> }.into_any(),
        None => name.into_any(),
    };
    let lines = columns
        .into_iter()
        .zip(row.cells)
        .skip(1)
        .map(|(column, cell)| view! { <tr><th scope="row">{column.label}</th><td>{cell}</td></tr> })
        .collect_view();
    let action = action.unwrap_or_else(|| ().into_any());
    view! {
        <ModalDialog label=t(text::record::RECORD) class="side" close action>
            <h2>{head}</h2>
            <table class="paper"><tbody>{lines}</tbody></table>
        </ModalDialog>
    }
}
