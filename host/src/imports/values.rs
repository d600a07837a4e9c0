//! A cell, or a value of JSON, as a value of the kind that is declared.

use super::whom::Whom;
use crate::words::{self, text};
use guiju_domain::reading;
use guiju_model::{Bounds, Choice, Money, ValueKind, time::clock};
use serde_json::{Value, json};

/// A cell as a value of the kind; nothing if the cell is empty.
///
/// # Errors
/// What is wrong with it, naming the column.
pub fn value(kind: &ValueKind, label: &str, cell: &str, whom: Option<&Whom<'_>>) -> Result<Value, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(Value::Null);
    }
    let said = reading::quoted(cell);
    let wrong =
        |why: &dyn std::fmt::Display| text!("line-value-wrong", column = label, value = &said, why = why.to_string());
    Ok(match kind {
        ValueKind::Person => match whom {
            Some(whom) => {
                json!(whom.by_name(cell, "").map_err(|why| text!("line-column-wrong", column = label, why))?.id)
            }
            None => return Err(words::said("line-value-not-from-tables", vec![("column", label.to_owned().into())])),
        },
        ValueKind::Integer(bounds) => json!(within(reading::whole(cell).map_err(|why| wrong(&why))?, bounds, label)?),
        ValueKind::Money(_) => json!(cell.parse::<Money>().map_err(|why| wrong(&why))?.0),
        ValueKind::YesNo => json!(reading::yes_or_no(cell).map_err(|why| wrong(&why))?),
        ValueKind::Choice(choices) => json!(choice(choices, label, cell)?),
        ValueKind::Choices(choices) => {
            let parts = cell.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|one| !one.is_empty());
            json!(parts.map(|one| choice(choices, label, one)).collect::<Result<Vec<_>, _>>()?)
        }
        ValueKind::Date => json!(reading::date(cell).map_err(|why| wrong(&why))?.to_string()),
        ValueKind::DateTime => {
            let moment = whom.map_or_else(|| reading::moment(cell, false), |whom| whom.moment(cell));
            json!(moment.map_err(|why| wrong(&why))?.to_string())
        }
        ValueKind::Time => {
            let seconds = reading::time_of_day(cell).map_err(|why| wrong(&why))?;
            json!(clock((seconds / 60) as u16))
        }
        // A workbook keeps a day as a moment at midnight.
        ValueKind::Text(_) | ValueKind::LongText(_) => match cell.strip_suffix(" 00:00:00") {
            Some(day) if day.parse::<guiju_model::Date>().is_ok() => json!(day),
            _ => json!(cell),
        },
        _ => json!(cell),
    })
}

/// A value that came as JSON as one of the kind: what is of the kind already stays, what is text is read like a cell. Nothing
/// stands for what is empty.
///
/// # Errors
/// What is wrong with it, naming it by its label.
pub fn typed(kind: &ValueKind, label: &str, given: &Value) -> Result<Value, String> {
    let of_kind = || {
        words::said(
            "line-value-of-another-kind",
            vec![("column", label.to_owned().into()), ("value", reading::quoted(&given.to_string()).into())],
        )
    };
    match (kind, given) {
        (_, Value::Null) => Ok(Value::Null),
        (ValueKind::Text(limits) | ValueKind::LongText(limits), Value::String(text)) => {
            let count = text.chars().count();
            if count > limits.max_chars as usize {
                return Err(words::said(
                    "line-value-long",
                    vec![("column", label.to_owned().into()), ("most", limits.max_chars.into()), ("has", count.into())],
                ));
            }
            value(kind, label, text, None)
        }
        (_, Value::String(text)) => value(kind, label, text, None),
        (ValueKind::YesNo, Value::Bool(_)) => Ok(given.clone()),
        (ValueKind::YesNo, Value::Number(number)) => value(kind, label, &number.to_string(), None),
        (ValueKind::Text(_) | ValueKind::Date, Value::Number(number)) => value(kind, label, &number.to_string(), None),
        (ValueKind::Integer(bounds), Value::Number(number)) => {
            Ok(json!(within(number.as_i64().ok_or_else(of_kind)?, bounds, label)?))
        }
        (ValueKind::Money(bounds), Value::Number(number)) => {
            Ok(json!(within(number.as_i64().ok_or_else(of_kind)?, bounds, label)?))
        }
        (ValueKind::Choices(choices), Value::Array(all)) => {
            let one = |value: &Value| choice(choices, label, value.as_str().unwrap_or_default());
            Ok(json!(all.iter().map(one).collect::<Result<Vec<_>, _>>()?))
        }
        _ => Err(of_kind()),
    }
}

fn choice(choices: &[Choice], label: &str, cell: &str) -> Result<String, String> {
    let word = reading::half_width(cell);
    let found = choices.iter().find(|choice| [&choice.label, &choice.value].into_iter().any(|name| *name == word));
    match found {
        Some(choice) => Ok(choice.value.clone()),
        None => {
            let all = choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>();
            Err(words::said(
                "line-value-no-choice",
                vec![
                    ("column", label.to_owned().into()),
                    ("value", reading::quoted(cell).into()),
                    ("known", all.into()),
                ],
            ))
        }
    }
}

fn within(number: i64, bounds: &Bounds, label: &str) -> Result<i64, String> {
    match (bounds.least, bounds.most) {
        (Some(least), _) if number < least => {
            Err(words::said("line-value-small", vec![("column", label.to_owned().into()), ("least", least.into())]))
        }
        (_, Some(most)) if number > most => {
            Err(words::said("line-value-large", vec![("column", label.to_owned().into()), ("most", most.into())]))
        }
        _ => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_json_are_typed_alike() {
        for told in [json!("有"), json!("√"), json!("TRUE"), json!("Y"), json!(true), json!(1)] {
            assert_eq!(typed(&ValueKind::YesNo, "已婚", &told), Ok(json!(true)), "{told}");
        }
        for told in [json!("也许"), json!(2), json!([]), json!({ "a": 1 }), json!("已婚")] {
            assert!(typed(&ValueKind::YesNo, "已婚", &told).is_err(), "{told}");
        }
        for told in [json!("2019.7"), json!("2019年7月"), json!("2019-07-01 00:00:00"), json!("43647"), json!(43647)]
        {
            assert_eq!(typed(&ValueKind::Date, "参加工作日期", &told), Ok(json!("2019-07-01")), "{told}");
        }
        assert!(typed(&ValueKind::Date, "参加工作日期", &json!("3/2/2019")).unwrap_err().contains("分不清"));
        assert_eq!(typed(&ValueKind::Date, "参加工作日期", &json!("")), Ok(Value::Null));
        let midnight = value(&ValueKind::DateTime, "时间", "2026-03-02 00:00:00", None);
        assert_eq!(midnight, Ok(json!("2026-03-02T00:00")));
    }
}
