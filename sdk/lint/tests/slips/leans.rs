//! What another regulation is relied on for, and each change of it that whoever relies on it would not survive.

use crate::regulation::{careful, choice, field, number, other, plain, text};
use guiju_lint::leans;
use guiju_model::*;

fn leaned(name: &str, kind: &ValueKind, required: bool) -> LeanedField {
    LeanedField { name: name.to_owned(), kind: plain(kind), required }
}

fn lean(on: &str, fields: Vec<LeanedField>, steps: &[&str], figures: &[&str]) -> Lean {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    Lean { on: on.to_owned(), fields, steps: owned(steps), figures: owned(figures) }
}

fn choices(values: &[&str]) -> ValueKind {
    match choice(values) {
        ValueKind::Choice(values) => ValueKind::Choices(values),
        other => other,
    }
}

/// A regulation that relies on everything of another that can be relied on.
fn leaner() -> Manifest {
    let fields = vec![
        leaned("kind", &choice(&["b"]), false),
        leaned("kinds", &choices(&["b"]), false),
        leaned("count", &number(), true),
        leaned("what", &text(), false),
        leaned("of", &ValueKind::Reference("other/thing".to_owned()), false),
        leaned("rows/count", &number(), true),
        leaned("rows/kind", &choice(&["b"]), false),
        leaned("tier", &text(), false),
    ];
    let leans = vec![lean("other/paper", fields, &["head"], &[]), lean("other/month", Vec::new(), &[], &["late"])];
    Manifest { leans, ..careful() }
}

/// The other regulation, on which it may rely.
fn relied_on() -> Manifest {
    let mut on = other();
    let column = |name: &str, kind, required| Column { name: name.to_owned(), label: name.to_owned(), kind, required };
    let rows = vec![column("count", number(), true), column("kind", choice(&["a", "b"]), false)];
    let fields = &mut on.forms[0].sections[0].fields;
    fields[1].required = true;
    fields.push(field("kinds", choices(&["a", "b"])));
    fields.push(Field { kind: FieldKind::Table(rows), ..field("rows", number()) });
    on
}

/// A field of the form that is relied on.
fn of<'m>(on: &'m mut Manifest, name: &str) -> &'m mut Field {
    let mut fields = on.forms[0].sections.iter_mut().flat_map(|section| &mut section.fields);
    let Some(field) = fields.find(|field| field.name == name) else { unreachable!("there is no field {name}") };
    field
}

/// The columns of its rows.
fn rows(on: &mut Manifest) -> &mut Vec<Column> {
    match &mut of(on, "rows").kind {
        FieldKind::Table(columns) => columns,
        FieldKind::Single(_) => unreachable!("rows are a table"),
    }
}

/// Another kind of a field.
fn becomes(on: &mut Manifest, name: &str, kind: ValueKind) {
    of(on, name).kind = FieldKind::Single(kind);
}

type Change = fn(&mut Manifest);

/// Each change of the other regulation with what is found.
const CHANGES: &[(&[&str], Change)] = &[
    (&["lean-gone"], |on| of(on, "kind").name = "sort".to_owned()),
    (&["lean-gone"], |on| rows(on)[0].name = "pieces".to_owned()),
    (&["lean-gone", "lean-gone"], |on| becomes(on, "rows", number())),
    (&["lean-gone"], |on| on.forms[0].computed.clear()),
    (&["lean-gone"], |on| on.forms[0].steps.clear()),
    (&["lean-gone"], |on| on.forms[0].steps[0].id = "chief".to_owned()),
    (&["lean-gone"], |on| on.assesses[0].figures.clear()),
    (&["lean-changed"], |on| becomes(on, "kind", ValueKind::YesNo)),
    (&["lean-changed"], |on| becomes(on, "kind", choices(&["a", "b"]))),
    (&["lean-changed"], |on| becomes(on, "kinds", choice(&["a", "b"]))),
    (&["lean-changed"], |on| becomes(on, "kind", text())),
    (&["lean-changed"], |on| becomes(on, "count", ValueKind::Money(Bounds::default()))),
    (&["lean-changed"], |on| becomes(on, "what", ValueKind::Date)),
    (&["lean-changed"], |on| becomes(on, "of", ValueKind::Person)),
    (&["lean-changed"], |on| becomes(on, "of", ValueKind::Reference("paper".to_owned()))),
    (&["lean-changed"], |on| becomes(on, "of", ValueKind::Resource("third/thing".to_owned()))),
    (&["lean-changed"], |on| rows(on)[0].kind = text()),
    (&["lean-changed"], |on| on.forms[0].computed[0].kind = PlainKind::Integer),
    (&["lean-changed"], |on| of(on, "what").kind = FieldKind::Table(rows(on).clone())),
    (&["lean-choice-gone"], |on| becomes(on, "kind", choice(&["a"]))),
    (&["lean-choice-gone"], |on| becomes(on, "kinds", choices(&["a"]))),
    (&["lean-choice-gone"], |on| rows(on)[1].kind = choice(&["a"])),
    (&["lean-optional"], |on| of(on, "count").required = false),
    (&["lean-optional"], |on| {
        let shown = Condition { field: "kind".to_owned(), is_one_of: vec!["\"a\"".to_owned()] };
        of(on, "count").shown_when = vec![shown];
    }),
    (&["lean-optional"], |on| rows(on)[0].required = false),
    (&["unknown-source"], |on| {
        on.forms.remove(0);
    }),
    (&["unknown-source"], |on| {
        on.assesses.remove(0);
    }),
    // What was a judgement is a form, and the other way round: nothing of it is left but the name.
    (&["lean-gone"], |on| {
        on.assesses.remove(0);
        on.forms[1].id = "month".to_owned();
    }),
    (&["lean-gone"; 9], |on| {
        on.forms.remove(0);
        on.assesses[1].id = "paper".to_owned();
    }),
];

#[test]
fn each_change_of_what_is_relied_on_is_named() {
    let leaner = leaner();
    let codes = |on: &Manifest| leans(&leaner, on).iter().map(|slipped| slipped.slip.code()).collect::<Vec<_>>();
    assert_eq!(codes(&relied_on()), Vec::<&str>::new());
    assert_eq!(codes(&careful()), Vec::<&str>::new(), "another regulation is not meant");
    for (at, (expected, change)) in CHANGES.iter().enumerate() {
        let mut on = relied_on();
        change(&mut on);
        assert_eq!(codes(&on), *expected, "change {at}");
    }
}

/// What is read in the same way is no change.
#[test]
fn a_change_that_nobody_notices_is_none() {
    let leaner = leaner();
    let unnoticed: &[Change] = &[
        |on| becomes(on, "kind", choice(&["b", "c"])),
        |on| becomes(on, "count", ValueKind::Integer(Bounds { least: Some(-9), most: None })),
        |on| becomes(on, "what", ValueKind::LongText(TextLimits { max_chars: 2000 })),
        |on| becomes(on, "of", ValueKind::Resource("thing".to_owned())),
        |on| of(on, "kind").required = true,
        |on| on.forms[0].sections[0].fields.push(field("more", text())),
    ];
    for (at, change) in unnoticed.iter().enumerate() {
        let mut on = relied_on();
        change(&mut on);
        // A field that was required stays so.
        of(&mut on, "count").required = true;
        assert_eq!(leans(&leaner, &on), [], "change {at}");
    }
}
