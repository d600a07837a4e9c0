//! What others may rely on, from a regulation's manifest.

use guiju_export::{Assessment, Choice, Export, Field, Form, Kind};
use guiju_model::{self as model, FieldKind, Manifest, PlainKind};

/// What a manifest lets others rely on.
#[must_use]
pub fn export(manifest: &Manifest) -> Export {
    let mut forms = manifest.forms.iter().map(|form| of_form(manifest, form)).collect::<Vec<_>>();
    forms.sort_by(|a, b| a.id.cmp(&b.id));
    let assessed = |assessed: &model::Assessed| Assessment {
        id: assessed.id.clone(),
        figures: assessed.figures.iter().map(|figure| figure.name.clone()).collect(),
    };
    let mut assessments = manifest.assesses.iter().map(assessed).collect::<Vec<_>>();
    assessments.sort_by(|a, b| a.id.cmp(&b.id));
    Export { regulation: manifest.id.clone(), forms, assessments }
}

fn of_form(manifest: &Manifest, form: &model::Form) -> Form {
    let field = |field: &model::Field| Field {
        name: field.name.clone(),
        optional: !field.required || !field.shown_when.is_empty(),
        kind: match &field.kind {
            FieldKind::Single(value) => kind(manifest, value.plain()),
            FieldKind::Table(columns) => {
                Kind::Table(columns.iter().map(|column| of_column(manifest, column)).collect())
            }
        },
    };
    let fields = form.fields().map(field).collect();
    let computed = |computed: &model::Computed| Field {
        name: computed.name.clone(),
        optional: true,
        kind: kind(manifest, Some(computed.kind.clone())),
    };
    let computed = form.computed.iter().map(computed).collect();
    Form { id: form.id.clone(), fields, computed, steps: form.steps.iter().map(|step| step.id.clone()).collect() }
}

fn of_column(manifest: &Manifest, column: &model::Column) -> Field {
    Field { name: column.name.clone(), optional: !column.required, kind: kind(manifest, column.kind.plain()) }
}

/// A kind; kinds that parameters alone have are in no form.
fn kind(manifest: &Manifest, kind: Option<PlainKind>) -> Kind {
    match kind {
        Some(PlainKind::Text) => Kind::Text,
        Some(PlainKind::LongText) => Kind::LongText,
        Some(PlainKind::Integer) => Kind::Integer,
        Some(PlainKind::Decimal) => Kind::Decimal,
        Some(PlainKind::Money) => Kind::Money,
        Some(PlainKind::Date) => Kind::Date,
        Some(PlainKind::DayOfYear) => Kind::DayOfYear,
        Some(PlainKind::Time) => Kind::Time,
        Some(PlainKind::DateTime) => Kind::DateTime,
        Some(PlainKind::Period) => Kind::Period,
        Some(PlainKind::HalfDays) => Kind::HalfDays,
        Some(PlainKind::Sessions) => Kind::Sessions,
        Some(PlainKind::YesNo) => Kind::YesNo,
        Some(PlainKind::Person) => Kind::Person,
        Some(PlainKind::People) => Kind::People,
        Some(PlainKind::Department) => Kind::Department,
        Some(PlainKind::Attachment) => Kind::Attachment,
        Some(PlainKind::Attachments) => Kind::Attachments,
        Some(PlainKind::Choice(choices)) => Kind::Choice(of_choices(choices)),
        Some(PlainKind::Choices(choices)) => Kind::Choices(of_choices(choices)),
        Some(PlainKind::Reference(form)) => Kind::Reference(manifest.qualified(&form)),
        Some(PlainKind::Resource(form)) => Kind::Resource(manifest.qualified(&form)),
        None => Kind::Unknown("parameter".to_owned()),
    }
}

fn of_choices(choices: Vec<model::Choice>) -> Vec<Choice> {
    choices.into_iter().map(|choice| Choice { value: choice.value, label: choice.label }).collect()
}

/// Compares what the source of a regulation lets others rely on, as JSON, with what its manifest does, and fails the test with
/// everything that differs. Types that cannot be told from the source are left out.
///
/// # Panics
/// They differ.
#[allow(clippy::panic, reason = "this is how a test fails")]
pub fn assert_export<R: guiju_sdk::Regulation>(source: &str) {
    let source = Export::read(source).unwrap_or_else(|why| panic!("{why}"));
    let wrong = differences(&source, &export(&guiju_sdk::describe::<R>()));
    assert!(wrong.is_empty(), "the source exports other than the manifest:\n{}", wrong.join("\n"));
}

/// What the source and the manifest export differently.
fn differences(source: &Export, manifest: &Export) -> Vec<String> {
    let mut wrong = Vec::new();
    let ids = |export: &Export| export.forms.iter().map(|form| form.id.clone()).collect::<Vec<_>>();
    if ids(source) != ids(manifest) {
        wrong.push(format!("forms {:?} and {:?}", ids(source), ids(manifest)));
    }
    for form in &source.forms {
        let Some(other) = manifest.form(&form.id) else { continue };
        compare(&form.id, &form.fields, &other.fields, &mut wrong);
        compare(&form.id, &form.computed, &other.computed, &mut wrong);
        if form.steps != other.steps {
            wrong.push(format!("{}: steps {:?} and {:?}", form.id, form.steps, other.steps));
        }
    }
    if source.assessments != manifest.assessments {
        wrong.push(format!("assessments {:?} and {:?}", source.assessments, manifest.assessments));
    }
    wrong
}

fn compare(form: &str, source: &[Field], manifest: &[Field], wrong: &mut Vec<String>) {
    let names = |fields: &[Field]| fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
    if names(source) != names(manifest) {
        wrong.push(format!("{form}: fields {:?} and {:?}", names(source), names(manifest)));
    }
    for (field, other) in source.iter().zip(manifest) {
        if field != other && !matches!(field.kind, Kind::Unknown(_)) {
            wrong.push(format!("{form}: {field:?} and {other:?}"));
        }
    }
}
