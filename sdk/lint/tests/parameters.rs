//! What the linter says of kinds of parameters, and of windows that follow them.

use guiju_lint::lint;
use guiju_model::*;

fn tiers(bounds: Bounds) -> ValueKind {
    let side = |bounds| TierSide { label: "side".to_owned(), unit: None, kind: TierKind::Integer(bounds) };
    ValueKind::Tiers(TiersLimits { from: side(Bounds::default()), value: side(bounds), most: 5 })
}

fn parameter(kind: ValueKind, default: &str) -> Parameter {
    Parameter {
        name: "number".to_owned(),
        label: "number".to_owned(),
        clause: "1".to_owned(),
        unit: None,
        kind,
        default: default.to_owned(),
    }
}

fn attribute(kind: ValueKind) -> Attribute {
    Attribute { name: "of".to_owned(), label: "of".to_owned(), kind, clause: "1".to_owned() }
}

/// What is found in a regulation that declares these alone.
fn found(manifest: &Manifest) -> Vec<&'static str> {
    lint(manifest, &[], None).into_iter().map(|slipped| slipped.slip.code()).collect()
}

fn of_parameter(kind: ValueKind, default: &str) -> Vec<&'static str> {
    found(&Manifest { parameters: vec![parameter(kind, default)], ..Manifest::default() })
}

#[test]
fn parameters_fit_their_kinds() {
    let words = || ValueKind::Words(WordsLimits { most: 2, max_chars: 5 });
    assert_eq!(of_parameter(words(), r#"["a","b"]"#), Vec::<&str>::new());
    assert_eq!(of_parameter(words(), r#"["a","a"]"#), ["bad-value"]);
    assert_eq!(of_parameter(words(), r#"["a","b","c"]"#), ["bad-value"]);
    assert_eq!(of_parameter(tiers(Bounds::default()), r#"[{"from":1,"value":2}]"#), Vec::<&str>::new());
    assert_eq!(of_parameter(tiers(Bounds::default()), r#"[{"from":1,"value":2},{"from":1,"value":3}]"#), ["bad-value"]);
    let none = Bounds { least: Some(2), most: Some(1) };
    assert!(of_parameter(tiers(none.clone()), r#"[{"from":1,"value":2}]"#).contains(&"empty-bounds"));
    let decimal = |bounds| ValueKind::DecimalWithin(DecimalLimits { digits: 1, bounds });
    assert_eq!(of_parameter(decimal(Bounds { least: Some(5), most: Some(20) }), "\"2.1\""), ["bad-value"]);
    assert!(of_parameter(decimal(none), "\"0.2\"").contains(&"empty-bounds"));
}

#[test]
fn attributes_have_no_kinds_of_parameters() {
    let of = |kind| found(&Manifest { attributes: vec![attribute(kind)], ..Manifest::default() });
    assert_eq!(of(tiers(Bounds::default())), ["parameter-kind"]);
    assert_eq!(
        of(ValueKind::DecimalWithin(DecimalLimits { digits: 1, bounds: Bounds::default() })),
        Vec::<&str>::new()
    );
}

#[test]
fn a_window_follows_a_whole_number() {
    let of = |kind, default| {
        let read = Read { most: 5, ..Read::new("other/thing", Scope::Office, Window::PastDaysOf("number".to_owned())) };
        let parameters = vec![parameter(kind, default)];
        found(&Manifest { parameters, reads: vec![("other/form".to_owned(), vec![read])], ..Manifest::default() })
    };
    let from = |least| of(ValueKind::Integer(Bounds { least, most: None }), "9");
    assert_eq!(from(Some(0)), Vec::<&str>::new());
    assert_eq!([from(Some(-1)), from(None)], [["negative-days"], ["negative-days"]]);
    assert_eq!(of(ValueKind::Text(TextLimits { max_chars: 5 }), "\"x\""), ["other-kind"]);
    let read = Read { most: 5, ..Read::new("other/thing", Scope::Office, Window::PastDaysOf("gone".to_owned())) };
    let manifest = Manifest { reads: vec![("other/form".to_owned(), vec![read])], ..Manifest::default() };
    assert_eq!(found(&manifest), ["unknown-parameter"]);
}
