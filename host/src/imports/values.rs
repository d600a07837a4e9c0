//! A cell as a value: dates and times also as people and Excel write them.

use guiju_model::{Money, ValueKind};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A cell as a value of the kind; nothing if the cell is empty.
///
/// # Errors
/// What is wrong with it, naming the column.
pub fn value(kind: &ValueKind, label: &str, cell: &str, names: &HashMap<&str, u64>) -> Result<Value, String> {
    if cell.is_empty() {
        return Ok(Value::Null);
    }
    Ok(match kind {
        ValueKind::Person => json!(names.get(cell).ok_or_else(|| format!("“{label}”中的{cell}不在名单中"))?),
        ValueKind::Integer(_) => json!(cell.parse::<i64>().map_err(|_| format!("“{label}”应是整数"))?),
        ValueKind::Money(_) => json!(cell.parse::<Money>().map_err(|why| format!("“{label}”中的{why}"))?.0),
        ValueKind::YesNo => json!(matches!(cell, "是" | "true" | "1")),
        ValueKind::Choice(choices) => {
            let choice = choices.iter().find(|choice| choice.label == cell || choice.value == cell);
            json!(choice.ok_or_else(|| format!("“{label}”没有“{cell}”这一项"))?.value)
        }
        ValueKind::Date => json!(date(cell)),
        ValueKind::DateTime => json!(moment(cell)),
        ValueKind::Time => json!(time(cell)),
        _ => json!(cell),
    })
}

/// `2026/3/2`, `2026.3.2` and `2026年3月2日` as `2026-03-02`; what is no date stays as it is, for the check of shape to say.
fn date(text: &str) -> String {
    let parts = text.split(['-', '/', '.', '年', '月', '日']).map(str::trim).filter(|part| !part.is_empty());
    match *parts.collect::<Vec<_>>() {
        [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    }
}

/// `8:25` as `08:25`.
fn time(text: &str) -> String {
    text.split([':', '：']).map(|part| format!("{:0>2}", part.trim())).collect::<Vec<_>>().join(":")
}

/// A date and a time, parted by a blank or a T.
pub fn moment(text: &str) -> String {
    match text.split_once([' ', 'T']) {
        Some((day, hour)) => format!("{}T{}", date(day), time(hour)),
        None => date(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for text in ["2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日", "2026-3-2"] {
            assert_eq!(date(text), "2026-03-02", "{text}");
        }
        for text in ["2026-03-02 08:25", "2026/3/2 8:25", "2026-03-02T08:25", "2026年3月2日 8：25"] {
            assert_eq!(moment(text), "2026-03-02T08:25", "{text}");
        }
        assert_eq!(moment("2026/3/2 8:25:10"), "2026-03-02T08:25:10");
        assert_eq!(date("昨天"), "昨天");
    }
}
