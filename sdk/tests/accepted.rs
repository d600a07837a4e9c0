//! Whatever the host takes as the value of a parameter or of a field, the regulation can read.

use guiju_sdk::{
    Choice as _, FieldType, LongText, ParameterLimits, ParameterType, Resource,
    model::{Bounds, Cycle, Field, FieldKind, ValueKind, shape},
    prelude::*,
};
use serde_json::{Value, json};

macro_rules! clause {
    ($id:literal) => {
        guiju_sdk::Clause::of_text($id)
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
enum Weight {
    #[choice("轻")]
    Light,
    #[choice("重")]
    Heavy,
}

/// What a reference points to.
#[derive(Debug, Form)]
#[form(title = "物品", clause = "1", summary = "物品")]
struct Thing {
    #[field(label = "数量")]
    #[allow(dead_code, reason = "the form is pointed to")]
    count: u32,
}

/// Whole numbers on both sides of every bound that a Rust type or the host has.
fn numbers() -> Vec<i64> {
    let edges = [0, 255, 1 << 15, 65_535, 1 << 31, 4_294_967_295, 1_000_000_000_000, 10_000_000_000_000];
    let around = edges.into_iter().flat_map(|edge| [edge - 1, edge, edge + 1, -edge - 1, -edge, -edge + 1]);
    let mut all = around.chain([i64::MIN, i64::MAX]).collect::<Vec<_>>();
    all.sort_unstable();
    all.dedup();
    all
}

/// Values that a host might be given, of every kind.
fn given() -> Vec<Value> {
    let tiers = |(from, value): (i64, i64)| json!([{ "from": from, "value": value }]);
    let numbers = numbers();
    let pairs = numbers.iter().flat_map(|from| numbers.iter().map(|value| (*from, *value)));
    let mut all = pairs.map(tiers).collect::<Vec<_>>();
    all.extend(numbers.iter().map(|number| json!(number)));
    all.extend(numbers.iter().map(|number| json!([number])));
    all.extend([json!(u64::MAX), json!([u64::MAX]), json!(1.5), json!(true), json!({}), json!([{}]), json!(["通知"])]);
    let texts = [
        "通知",
        "light",
        "month",
        "year",
        "12-31",
        "02-29",
        "08:30-12:00 14:00-24:00",
        "00:00-24:00",
        "24:00",
        "1900-01-01",
        "2199-12-31",
        "2199-12-31T23:59",
        "2026-03-02T09:00/2036-03-01T24:00",
        "2026-03-02 am/2026-03-02 pm",
        "0",
        "-0",
        "999999999999",
        "-999999999999",
        "1000000000000",
        "1.5",
        "1.0",
        "0.05",
        "999999999999.999999",
        "0.0000001",
        "1.",
        ".5",
        "000000000001.5",
        "\u{200b}",
    ];
    all.extend(texts.iter().map(|text| json!(text)));
    all.extend(texts.iter().map(|text| json!([text])));
    let digest = "a".repeat(64);
    let file = json!({ "name": "x.pdf", "digest": digest, "size": 1, "media_type": "application/pdf" });
    all.extend([json!([file.clone()]), file]);
    all
}

/// What the host takes of these values for a field or a parameter of this kind, as it stands in the content that it hands over.
fn taken(kind: &ValueKind) -> Vec<Value> {
    let field = Field {
        name: "x".to_owned(),
        label: "x".to_owned(),
        help: None,
        clause: None,
        required: true,
        shown_when: Vec::new(),
        kind: FieldKind::Single(kind.clone()),
        initial: None,
        sensitive: false,
        was: Vec::new(),
    };
    let check = |value: &Value| shape::check([&field], &"1".to_owned(), &json!({ "x": value }));
    let all = given().into_iter().filter(|value| check(value).findings.is_empty()).collect::<Vec<_>>();
    assert!(!all.is_empty(), "nothing is taken as {kind:?}");
    all
}

/// The values that the host takes for a parameter of this type and the type cannot read, whatever bounds the author says.
fn unread_parameter<T: ParameterType>() -> Vec<String> {
    let bounds = [(None, None), (Some(-5), None), (None, Some(1 << 40)), (Some(i64::MIN), Some(i64::MAX))];
    let kinds = bounds.map(|(least, most)| {
        T::kind(&ParameterLimits { label: "x", bounds: Bounds { least, most }, ..ParameterLimits::default() })
    });
    let unread = |kind: &ValueKind| {
        let taken = taken(kind).into_iter().filter(|value| T::read(value).is_none());
        taken.map(|value| format!("{value} of {kind:?}")).next()
    };
    kinds.iter().filter_map(unread).collect()
}

/// The same for a field, alone and as a column.
fn unread_field<T: FieldType>() -> Vec<String> {
    let bounds = [(None, None), (Some(-5), None), (None, Some(1 << 40)), (Some(i64::MIN), Some(i64::MAX))];
    let kinds = bounds.map(|(least, most)| T::kind(&guiju_sdk::Limits { long: false, least, most }));
    let unread = |kind: &ValueKind| {
        let taken = taken(kind).into_iter().filter(|value| T::read(value).is_err());
        taken.map(|value| format!("{value} of {kind:?}")).next()
    };
    kinds.iter().filter_map(unread).collect()
}

macro_rules! all_read {
    ($unread:ident: $($ty:ty),* $(,)?) => {
        [$((stringify!($ty), $unread::<$ty>())),*].into_iter().filter(|(_, unread)| !unread.is_empty()).collect::<Vec<_>>()
    };
}

#[test]
fn every_value_of_a_parameter_that_the_host_takes_is_read() {
    let unread = all_read!(unread_parameter: u8, u16, u32, i64, Money, bool, String, Cycle, DayOfYear, WorkingSessions, Words,
        Decimal<0>, Decimal<1>, Decimal<6>, Tiers<u8, u8>, Tiers<u16, u32>, Tiers<u32, u16>, Tiers<i64, Money>, Tiers<Money, i64>);
    assert_eq!(unread, []);
}

#[test]
fn every_value_of_a_field_that_the_host_takes_is_read() {
    let unread = all_read!(unread_field: u32, i64, Money, bool, String, LongText, Date, Moment, Period, HalfDays, u64, Vec<u64>,
        Department, Attachment, Vec<Attachment>, Weight, Vec<Weight>, Reference<Thing>, Resource<Thing>, Option<u32>, Decimal<0>,
        Decimal<1>, Decimal<6>);
    assert_eq!(unread, []);
    assert_eq!(Weight::CHOICES.len(), 2);
}

#[test]
fn the_bounds_of_a_number_are_those_of_its_type_at_most() {
    let of = |least, most| ParameterLimits { bounds: Bounds { least, most }, ..ParameterLimits::default() };
    let kind = |least, most| ValueKind::Integer(Bounds { least, most });
    assert_eq!(<u8 as ParameterType>::kind(&of(None, None)), kind(Some(0), Some(255)));
    assert_eq!(<u8 as ParameterType>::kind(&of(Some(-3), Some(300))), kind(Some(0), Some(255)));
    assert_eq!(<u8 as ParameterType>::kind(&of(Some(3), Some(30))), kind(Some(3), Some(30)));
    assert_eq!(<i64 as ParameterType>::kind(&of(Some(-3), None)), kind(Some(-3), None), "the host has its own bound");
    let field = guiju_sdk::Limits { long: false, least: None, most: None };
    assert_eq!(<u32 as FieldType>::kind(&field), kind(Some(0), Some(4_294_967_295)));
    assert_eq!(<i64 as FieldType>::kind(&field), kind(None, None));
}
