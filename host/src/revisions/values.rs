//! Values of parameters in words: a list entry by entry, and of a long list that changes what was added and what was removed.

use guiju_domain::{message, message::Argument};
use guiju_model::{
    Parameter, ValueKind,
    lists::{Tier, quoted, read_tiers, read_words},
    summary,
};
use serde_json::Value;

/// A list with more entries than these is told by what changed in it.
const FEW: usize = 5;

/// A value as it stands in JSON, for people.
pub(super) fn value(value: &Value) -> Argument {
    match value {
        Value::String(text) => text.into(),
        Value::Bool(true) => message!("yes").into(),
        Value::Bool(false) => message!("no").into(),
        other => other.to_string().into(),
    }
}

/// The entries of a list of words or a table of tiers, each in words; nothing of a value of another kind.
pub(super) fn entries(kind: &ValueKind, given: &Value) -> Option<Vec<Argument>> {
    match kind {
        ValueKind::Words(_) => Some(read_words(given)?.into_iter().map(Argument::from).collect()),
        ValueKind::Tiers(of) => {
            let tier = |tier: Tier| {
                let (from, value) = (of.from.shown(tier.from), of.value.shown(tier.value));
                Argument::from(message!("declared-tier", label = &of.from.label, from, value))
            };
            Some(read_tiers(given)?.into_iter().map(tier).collect())
        }
        _ => None,
    }
}

/// Entries side by side: words each in quotation marks, tiers as they are; nothing of a value of another kind.
fn listed(kind: &ValueKind, given: &Value) -> Option<Argument> {
    match kind {
        ValueKind::Words(_) => Some(quoted(&read_words(given)?).into()),
        _ => entries(kind, given).map(Argument::from),
    }
}

/// A value of a parameter in words, with its unit.
pub fn of_parameter(parameter: &Parameter, given: &Value) -> Argument {
    match given {
        Value::Bool(_) => value(given),
        Value::Array(entries) if entries.is_empty() => message!("nothing").into(),
        _ => listed(&parameter.kind, given).unwrap_or_else(|| summary::of_parameter(parameter, given).into()),
    }
}

/// A value of a parameter as it was and as it becomes, in words. Of a long list that stays the same for the most part it is told how
/// many entries it has and which of them were added and removed.
pub fn changed(parameter: &Parameter, before: &Value, after: &Value) -> (Argument, Argument) {
    difference(parameter, before, after)
        .unwrap_or_else(|| (of_parameter(parameter, before), of_parameter(parameter, after)))
}

/// A change of a long list; nothing of another value, or where the list itself is shorter than what changes in it.
fn difference(parameter: &Parameter, before: &Value, after: &Value) -> Option<(Argument, Argument)> {
    let (was, is) = (before.as_array()?, after.as_array()?);
    let lacking =
        |all: &[Value], other: &[Value]| all.iter().filter(|entry| !other.contains(entry)).cloned().collect::<Vec<_>>();
    let (added, removed) = (lacking(is, was), lacking(was, is));
    if is.len() <= FEW || added.len() + removed.len() >= is.len() || was == is {
        return None;
    }
    let (count, alone) = (is.len(), (added.is_empty(), removed.is_empty()));
    let in_words = |entries: Vec<Value>| listed(&parameter.kind, &Value::Array(entries));
    let (added, removed) = (in_words(added)?, in_words(removed)?);
    let after = match alone {
        (true, true) => message!("declared-list-moved", count),
        (false, true) => message!("declared-list-added", count, added),
        (true, false) => message!("declared-list-removed", count, removed),
        (false, false) => message!("declared-list-both", count, added, removed),
    };
    Some((message!("declared-list-count", count = was.len()).into(), after.into()))
}

#[cfg(test)]
mod tests {
    use super::{changed, of_parameter};
    use crate::words;
    use guiju_model::{Bounds, Parameter, ValueKind, WordsLimits};
    use serde_json::{Value, json};

    fn parameter(kind: ValueKind, unit: Option<&str>) -> Parameter {
        Parameter {
            name: "names".to_owned(),
            label: "名称".to_owned(),
            clause: "1".to_owned(),
            unit: unit.map(str::to_owned),
            kind,
            default: "null".to_owned(),
        }
    }

    fn names() -> Parameter {
        parameter(ValueKind::Words(WordsLimits { most: 50, max_chars: 20 }), None)
    }

    fn said(before: &Value, after: &Value) -> (String, String) {
        let (before, after) = changed(&names(), before, after);
        (words::argument(&before), words::argument(&after))
    }

    #[test]
    fn words_are_told_apart_and_amounts_are_yuan() {
        let of = |parameter: &Parameter, value: &Value| words::argument(&of_parameter(parameter, value));
        assert_eq!(of(&names(), &json!(["食品、日用品"])), "“食品、日用品”");
        assert_eq!(of(&names(), &json!(["食品", "日用品"])), "“食品”、“日用品”");
        assert_eq!(of(&names(), &json!([])), "无");
        let bounds = Bounds { least: None, most: None };
        assert_eq!(of(&parameter(ValueKind::Money(bounds.clone()), Some("分")), &json!(50_000)), "500.00 元");
        assert_eq!(of(&parameter(ValueKind::Integer(bounds), Some("天")), &json!(15)), "15 天");
    }

    #[test]
    fn of_a_long_list_only_the_change_is_told() {
        let before = json!(["一", "二", "三", "四", "五", "六"]);
        let to = |after: Value| said(&before, &after).1;
        assert_eq!(said(&before, &json!(["一", "二"])).1, "“一”、“二”", "a short list in full");
        assert_eq!(said(&before, &json!(["一", "二", "三", "四", "五", "七、八"])).0, "共 6 项");
        assert_eq!(to(json!(["一", "二", "三", "四", "五", "七、八"])), "共 6 项（增加“七、八”；删去“六”）");
        assert_eq!(to(json!(["一", "二", "三", "四", "五", "六", "七"])), "共 7 项（增加“七”）");
        assert_eq!(to(json!(["六", "五", "四", "三", "二", "一"])), "共 6 项（只有次序有变）");
        let longer = json!(["一", "二", "三", "四", "五", "六", "七"]);
        assert_eq!(said(&longer, &before).1, "共 6 项（删去“七”）");
    }
}
