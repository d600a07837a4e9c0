//! A table within a paper: as wide as the paper, numbers and dates unbroken, amounts one below the other with their sum. On a phone a
//! row is two lines: what and how much, then what else there is of it.

use crate::{components::scroll_area::ScrollArea, i18n::t};
use guiju_api::SheetLine;
use guiju_model::{FieldKind, Form, Money, ValueKind};
use leptos::prelude::*;

/// What stands in a column, as it is set.
#[derive(Clone, Copy, PartialEq)]
enum Set {
    Words,
    /// A number or a date, which never breaks.
    Sign,
    /// How many; on a phone it says of what.
    Count,
    /// Yes or no; on a phone it says to what.
    Answer,
    Amount,
}

impl Set {
    /// By what the form declares, or by what it looks like where the form is not known.
    fn of(kind: Option<&ValueKind>, cells: &[&str]) -> Self {
        let all = |fits: fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| fits(cell));
        match kind {
            Some(ValueKind::Money(_)) => Self::Amount,
            Some(ValueKind::Integer(_) | ValueKind::Decimal(_)) => Self::Count,
            Some(ValueKind::Date | ValueKind::DateTime | ValueKind::Time | ValueKind::DayOfYear) => Self::Sign,
            Some(ValueKind::YesNo) => Self::Answer,
            None if all(amount) => Self::Amount,
            Some(ValueKind::Text(_)) | None if all(sign) => Self::Sign,
            _ => Self::Words,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Words => "",
            Self::Sign => "sign",
            Self::Count => "count",
            Self::Answer => "answer",
            Self::Amount => "amount",
        }
    }
}

/// More characters than these may break.
const LONGEST: usize = 20;

fn sign(cell: &str) -> bool {
    cell.len() <= LONGEST && cell.chars().all(|c| c.is_ascii_graphic())
}

fn amount(cell: &str) -> bool {
    cell.contains('.') && cell.parse::<Money>().is_ok()
}

/// The columns that a form declares for a table of this label.
pub fn declared(form: Option<&Form>, line: &SheetLine) -> Vec<ValueKind> {
    let mut fields = form.into_iter().flat_map(Form::fields).filter(|field| field.label == line.label);
    let columns = fields.find_map(|field| match &field.kind {
        FieldKind::Table(columns) if columns.len() == line.head.len() => Some(columns.clone()),
        _ => None,
    });
    columns.unwrap_or_default().into_iter().map(|column| column.kind).collect()
}

/// The table; its label stands over it where nothing else says it.
pub fn table(line: SheetLine, kinds: &[ValueKind], titled: bool) -> AnyView {
    let SheetLine { label, head, rows, .. } = line;
    let set = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
        Set::of(kinds.get(column), &cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>())
    };
    let sets = (0..head.len()).map(set).collect::<Vec<_>>();
    let heads =
        head.iter().zip(&sets).map(|(label, set)| view! { <th scope="col" class=set.class()>{label.clone()}</th> });
    let heads = heads.collect_view();
    let foot = summed(&head, &sets, &rows);
    let row = |row: Vec<String>| {
        let cells = row.into_iter().zip(head.iter().cloned()).zip(&sets);
        let cells = cells.map(|((cell, label), set)| {
            let class = match cell.as_str() {
                "" => "none",
                "是" if *set == Set::Answer => "answer yes",
                _ => set.class(),
            };
            view! { <td data-label=label class=class>{cell}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = rows.into_iter().map(row).collect_view();
    let caption = titled.then(|| view! { <caption>{label.clone()}</caption> });
    view! { <ScrollArea label=label><table class="inner">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>{foot}</table></ScrollArea> }
        .into_any()
}

/// What the amounts come to, where there are several rows.
fn summed(head: &[String], sets: &[Set], rows: &[Vec<String>]) -> Option<AnyView> {
    let sum = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
        let total = cells.map(|cell| cell.parse::<Money>().ok()).try_fold(0i64, |sum, cell| sum.checked_add(cell?.0));
        total.map(|fen| Money(fen).to_string()).unwrap_or_default()
    };
    if rows.len() < 2 || !sets.contains(&Set::Amount) {
        return None;
    }
    let cells = sets.iter().enumerate().map(|(column, set)| match (*set, column) {
        (Set::Amount, _) => view! { <td data-label=head[column].clone() class="amount">{sum(column)}</td> }.into_any(),
        (_, 0) => view! { <td>{t("合计")}</td> }.into_any(),
        _ => view! { <td class="none"></td> }.into_any(),
    });
    Some(view! { <tfoot><tr>{cells.collect::<Vec<_>>()}</tr></tfoot> }.into_any())
}
