//! Content as people read it, on screen and on paper.

use crate::words::text;
use guiju_api::SheetLine;
use guiju_model::{
    Field, FieldKind, Money, ValueKind, shape,
    summary::{self, Names},
};
use serde_json::{Map, Value};

/// How many characters stand beside another field on paper.
const HALF_WIDTH: usize = 16;

/// The lines of a form that are shown with this content, in the form's order.
pub fn sheet<'a>(
    fields: impl Iterator<Item = &'a Field>,
    content: &Map<String, Value>,
    names: &impl Names,
) -> Vec<SheetLine> {
    let shown = fields.filter(|field| shape::is_shown(&field.shown_when, content));
    shown.filter_map(|field| Some(line(field, content.get(&field.name)?, names))).collect()
}

/// What a decider filled in, each with its label.
pub fn filled(fields: &[Field], content: Option<&Value>, names: &impl Names) -> Vec<(String, String)> {
    let Some(Value::Object(content)) = content else { return Vec::new() };
    sheet(fields.iter(), content, names).into_iter().map(|line| (line.label, line.text)).collect()
}

fn line(field: &Field, value: &Value, names: &impl Names) -> SheetLine {
    let label = field.label.clone();
    if let (Value::String(text), FieldKind::Table(_) | FieldKind::Single(ValueKind::Money(_))) = (value, &field.kind) {
        // What is masked is a text, whatever the field holds.
        return SheetLine { label, text: text.clone(), ..SheetLine::default() };
    }
    match &field.kind {
        FieldKind::Single(kind) => {
            let text = match (kind, value.as_i64()) {
                (ValueKind::Money(_), Some(fen)) => {
                    let yuan = summary::shown(Some(kind), value, names);
                    text!("matter-money", yuan, capitals = Money(fen).in_capitals())
                }
                _ => summary::shown(Some(kind), value, names),
            };
            let wide = matches!(kind, ValueKind::LongText { .. }) || text.chars().count() > HALF_WIDTH;
            SheetLine { label, text, wide, ..SheetLine::default() }
        }
        FieldKind::Table(columns) => {
            let rows = value.as_array().into_iter().flatten().map(|row| {
                let cells = columns.iter().map(|column| {
                    row.get(&column.name)
                        .map(|cell| summary::shown(Some(&column.kind), cell, names))
                        .unwrap_or_default()
                });
                cells.collect::<Vec<_>>()
            });
            let rows = rows.collect::<Vec<_>>();
            let head = columns.iter().map(|column| column.label.clone()).collect();
            let text = rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("；");
            SheetLine { label, text, wide: true, head, rows }
        }
    }
}
