//! A table field on the sheet of a matter, with aligned amounts and their sum. On a narrow screen each row takes two lines.

use crate::{
    components::scroll_area::ScrollArea,
    i18n::{t, text},
};
use guiju_api::SheetLine;
use guiju_model::{FieldKind, Form, Money, ValueKind};
use leptos::prelude::*;

/// How the cells of a column are set, on screen, on paper and on a narrow screen.
#[derive(Clone, Copy, PartialEq)]
enum ColumnStyle {
    /// Text that may break.
    Text,
    /// A short code, number or date, which never breaks.
    Code,
    /// A number; on a narrow screen shown with its heading.
    Count,
    /// Yes or no; on a narrow screen shown with its heading.
    Answer,
    /// An amount of money.
    Amount,
}

impl ColumnStyle {
    /// The style for a kind of value; if the form is not known, it is guessed from the cells.
    fn of(kind: Option<&ValueKind>, cells: &[&str]) -> Self {
        let all = |fits: fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| fits(cell));
        match kind {
            Some(ValueKind::Money(_)) => Self::Amount,
            Some(ValueKind::Integer(_) | ValueKind::Decimal(_) | ValueKind::DecimalWithin(_)) => Self::Count,
            Some(ValueKind::Date | ValueKind::DateTime | ValueKind::Time | ValueKind::DayOfYear) => Self::Code,
            Some(ValueKind::YesNo) => Self::Answer,
            None if all(is_amount) => Self::Amount,
            Some(ValueKind::Text(_)) | None if all(is_code) => Self::Code,
            _ => Self::Text,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Code => "sign",
            Self::Count => "count",
            Self::Answer => "answer",
            Self::Amount => "amount",
        }
    }
}

/// Codes of more characters than these may break.
const MAX_UNBROKEN: usize = 20;

fn is_code(cell: &str) -> bool {
    cell.len() <= MAX_UNBROKEN && cell.chars().all(|c| c.is_ascii_graphic())
}

fn is_amount(cell: &str) -> bool {
    cell.contains('.') && cell.parse::<Money>().is_ok()
}

/// The kinds of the columns that the form declares for this table, empty if it declares no such table.
pub fn column_kinds(form: Option<&Form>, line: &SheetLine) -> Vec<ValueKind> {
    let mut fields = form.into_iter().flat_map(Form::fields).filter(|field| field.label == line.label);
    let columns = fields.find_map(|field| match &field.kind {
        FieldKind::Table(columns) if columns.len() == line.head.len() => Some(columns.clone()),
        _ => None,
    });
    columns.unwrap_or_default().into_iter().map(|column| column.kind).collect()
}

/// Renders a table field. With `titled`, its label is the caption.
pub fn table(line: SheetLine, kinds: &[ValueKind], titled: bool) -> AnyView {
    let SheetLine { label, head, rows, .. } = line;
    let style = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
        ColumnStyle::of(kinds.get(column), &cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>())
    };
    let styles = (0..head.len()).map(style).collect::<Vec<_>>();
    let heads = head
        .iter()
        .zip(&styles)
        .map(|(label, style)| view! { <th scope="col" class=style.class()>{label.clone()}</th> });
    let heads = heads.collect_view();
    let footer = sums(&head, &styles, &rows);
    let row = |row: Vec<String>| {
        let cells = row.into_iter().zip(head.iter().cloned()).zip(&styles);
        let cells = cells.map(|((cell, label), style)| {
            let class = match cell.as_str() {
                "" => "none",
                "是" if *style == ColumnStyle::Answer => "answer yes",
                _ => style.class(),
            };
            view! { <td data-label=label class=class>{cell}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = rows.into_iter().map(row).collect_view();
    let caption = titled.then(|| view! { <caption>{label.clone()}</caption> });
    view! { <ScrollArea label=label><table class="inner">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>{footer}</table></ScrollArea> }
        .into_any()
}

/// The footer with the sums of the amounts, if there are several rows.
fn sums(head: &[String], styles: &[ColumnStyle], rows: &[Vec<String>]) -> Option<AnyView> {
    let sum = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
        let total = cells.map(|cell| cell.parse::<Money>().ok()).try_fold(0i64, |sum, cell| sum.checked_add(cell?.0));
        total.map(|fen| Money(fen).to_string()).unwrap_or_default()
    };
    if rows.len() < 2 || !styles.contains(&ColumnStyle::Amount) {
        return None;
    }
    let cells = styles.iter().enumerate().map(|(column, style)| match (*style, column) {
        (ColumnStyle::Amount, _) => {
            view! { <td data-label=head[column].clone() class="amount">{sum(column)}</td> }.into_any()
        }
        (_, 0) => view! { <td>{t(text::common::SUM)}</td> }.into_any(),
        _ => view! { <td class="none"></td> }.into_any(),
    });
    Some(view! { <tfoot><tr>{cells.collect::<Vec<_>>()}</tr></tfoot> }.into_any())
}
