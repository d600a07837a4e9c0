//! Shapes: faults on their fields, in words.

use super::*;
use crate::{Bounds, TextLimits};
use serde_json::json;

#[test]
fn what_is_empty_is_left_out_of_rows_too() {
    let text = || ValueKind::Text(TextLimits { max_chars: 10 });
    let column =
        |name: &str, required| Column { name: name.to_owned(), label: name.to_owned(), required, kind: text() };
    let table = Field {
        name: "rows".to_owned(),
        label: "rows".to_owned(),
        help: None,
        clause: None,
        required: false,
        shown_when: Vec::new(),
        kind: FieldKind::Table(vec![column("item", true), column("demand", false)]),
        initial: None,
        sensitive: false,
        was: Vec::new(),
    };
    let content = json!({ "rows": [{ "item": "x", "demand": [] }, { "item": "y", "demand": " " }] });
    let shaped = check([&table], &"1".to_owned(), &content);
    assert_eq!(shaped.findings, []);
    assert_eq!(Value::Object(shaped.content), json!({ "rows": [{ "item": "x" }, { "item": "y" }] }));
}

#[test]
fn days_lie_within_what_an_office_can_know_and_spans_do_not_last_for_ever() {
    let faults = |kind: ValueKind, text: &str| {
        let field = Field {
            name: "a".to_owned(),
            label: "时间".to_owned(),
            help: None,
            clause: None,
            required: true,
            shown_when: Vec::new(),
            kind: FieldKind::Single(kind),
            initial: None,
            sensitive: false,
            was: Vec::new(),
        };
        check([&field], &"1".to_owned(), &json!({ "a": text })).findings.len()
    };
    for (kind, text) in [
        (ValueKind::Date, "2199-12-31"),
        (ValueKind::Period, "2026-03-02T09:00/2036-03-01T09:00"),
        (ValueKind::HalfDays, "2026-03-02 am/2026-03-02 am"),
    ] {
        assert_eq!(faults(kind, text), 0, "{text}");
    }
    for (kind, text) in [
        (ValueKind::Date, "0001-01-01"),
        (ValueKind::DateTime, "9999-12-31T24:00"),
        (ValueKind::Period, "2026-12-01T09:00/9999-12-31T24:00"),
        (ValueKind::HalfDays, "2026-03-02 am/2062-03-02 am"),
        (ValueKind::LongText(TextLimits { max_chars: 9 }), "\u{200b}\u{3164}"),
        (ValueKind::Text(TextLimits { max_chars: 9 }), "一\u{2028}二"),
    ] {
        assert_eq!(faults(kind, text), 1, "{text}");
    }
}

/// Any value of JSON, a few levels deep.
fn json() -> impl proptest::strategy::Strategy<Value = Value> {
    use proptest::prelude::*;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[0-9-]{0,12}[T /]?(上午|\\PC{0,4})[0-9:]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-c]", inner), 0..4).prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

proptest::proptest! {
    /// Whatever comes as content is checked, field by field, without a panic.
    #[test]
    fn any_content_is_checked(given in json(), table in proptest::prelude::any::<bool>()) {
        let bounds = || Bounds { least: Some(-5), most: None };
        let kinds = [
            ValueKind::Date, ValueKind::DateTime, ValueKind::Period, ValueKind::HalfDays, ValueKind::DayOfYear, ValueKind::Time,
            ValueKind::Sessions, ValueKind::YesNo, ValueKind::Integer(bounds()), ValueKind::Money(bounds()), ValueKind::Decimal(2),
            ValueKind::Person, ValueKind::People, ValueKind::Department, ValueKind::Text(TextLimits { max_chars: 5 }),
            ValueKind::Choices(Vec::new()),
        ];
        for kind in kinds {
            let column = Column { name: "a".to_owned(), label: "a".to_owned(), required: true, kind: kind.clone() };
            let field = Field {
                name: "a".to_owned(),
                label: "a".to_owned(),
                help: None,
                clause: None,
                required: true,
                shown_when: Vec::new(),
                kind: if table { FieldKind::Table(vec![column]) } else { FieldKind::Single(kind) },
                initial: None,
                sensitive: false,
                was: Vec::new(),
            };
            for content in [given.clone(), serde_json::json!({ "a": given })] {
                let shaped = check([&field], &"1".to_owned(), &content);
                proptest::prop_assert!(!shaped.findings.is_empty() || shaped.content.contains_key("a"));
            }
        }
    }
}
