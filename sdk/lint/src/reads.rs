//! Reads: their sources, conditions, what they bring, and their bounds.

use crate::{
    names::{self, Names, Source},
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{
    FieldKind, Form, Gives, Grouping, Operand, Parameter, PlainKind, Read, Related, Scope, Totals, ValueKind, Window,
};
use std::collections::BTreeSet;

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    for (form, reads) in &names.own.reads {
        let at = Place::of(PlaceKind::Read, form);
        match names.source(form) {
            Source::Form(forms) => all(names, &at, (reads, Content::Of(&forms)), found),
            Source::Elsewhere => all(names, &at, (reads, Content::Unknown), found),
            Source::Judgement | Source::Roster | Source::Missing => {
                found.push(Slipped { at, slip: Slip::UnknownForm { form: form.clone() } });
            }
        }
    }
    for assessed in &names.own.assesses {
        all(names, &Place::of(PlaceKind::Read, &assessed.id), (&assessed.reads, Content::None), found);
    }
}

/// The content with which fields can be compared.
#[derive(Clone, Copy)]
enum Content<'a> {
    /// A form's, which is known.
    Of(&'a [&'a Form]),
    /// A form's of a regulation that is not known.
    Unknown,
    /// There is none: a period is judged.
    None,
}

fn all(names: &Names<'_>, at: &Place, (reads, content): (&[Read], Content<'_>), found: &mut Vec<Slipped>) {
    let mut answered = BTreeSet::new();
    for (place, read) in reads.iter().enumerate() {
        let at = at.part(read.answered_as());
        if !answered.insert(read.answered_as()) {
            let slip = Slip::SameRead { name: read.answered_as().to_owned() };
            found.push(Slipped { at: at.clone(), slip });
        }
        if unbounded(read) {
            found.push(Slipped { at: at.clone(), slip: Slip::Unbounded { source: read.source.clone() } });
        }
        window(names, &at, read, found);
        operands(names, &at, (read, content), found);
        earlier(names, &at, (read, reads.get(..place).unwrap_or_default()), found);
        match names.source(&read.source) {
            Source::Form(forms) => of_form(names, &at, (read, &forms), found),
            Source::Judgement => of_judgement(names, &at, read, found),
            Source::Missing => {
                let slip = Slip::UnknownSource { source: read.source.clone() };
                found.push(Slipped { at: at.clone(), slip });
            }
            Source::Elsewhere => of_leaned(names, &at, read, found),
            Source::Roster => {}
        }
        for related in &read.related {
            pointing(names, &at, (read, related), found);
        }
    }
}

/// Whether nothing says how much a read brings at most, though it may bring more with every year or with every colleague. One total is
/// one group.
fn unbounded(read: &Read) -> bool {
    let one = matches!(&read.gives, Gives::Totals(Totals { by: None, .. }));
    let many = matches!(read.scope, Scope::Office | Scope::Department) || read.window == Window::Always;
    read.most == 0 && many && !one && read.scope != Scope::Referenced
}

/// A window that follows a parameter: it is declared, and a whole number.
fn window(names: &Names<'_>, at: &Place, read: &Read, found: &mut Vec<Slipped>) {
    let Window::PastDaysOf(name) = &read.window else { return };
    let slip = match names.own.parameters.iter().find(|parameter| parameter.name == *name) {
        Some(Parameter { kind: ValueKind::Integer(bounds), .. }) if bounds.least.is_some_and(|least| least >= 0) => {
            return;
        }
        Some(Parameter { kind: ValueKind::Integer(_), .. }) => Slip::NegativeDays { parameter: name.clone() },
        Some(_) => Slip::OtherKind { field: name.clone(), form: names.own.id.clone(), needed: "number".to_owned() },
        None => Slip::UnknownParameter { parameter: name.clone() },
    };
    found.push(Slipped { at: at.clone(), slip });
}

/// The fields of the content with which a read compares.
fn operands(names: &Names<'_>, at: &Place, (read, content): (&Read, Content<'_>), found: &mut Vec<Slipped>) {
    for operand in compared(read) {
        let Operand::Content(field) = operand else { continue };
        let slip = match content {
            Content::Of(forms) if forms.iter().any(|form| names.has_value(form, field)) => continue,
            Content::Of(forms) => {
                let form = forms.first().map(|form| form.id.clone()).unwrap_or_default();
                Slip::UnknownField { field: field.clone(), form }
            }
            Content::None => Slip::NoContent { field: field.clone() },
            Content::Unknown => continue,
        };
        found.push(Slipped { at: at.clone(), slip });
    }
}

/// The operands of a read: with what its fields are compared, and whose records it brings.
fn compared(read: &Read) -> impl Iterator<Item = &Operand> {
    read.matching.iter().map(|matching| &matching.operand).chain(&read.people)
}

/// What earlier reads of the same call brought.
fn earlier(names: &Names<'_>, at: &Place, (read, before): (&Read, &[Read]), found: &mut Vec<Slipped>) {
    for operand in compared(read) {
        let Operand::Brought(brought) = operand else { continue };
        let slip = match before.iter().find(|earlier| earlier.answered_as() == brought.read) {
            None => Slip::UnknownRead { read: brought.read.clone() },
            Some(earlier) => match names.source(&earlier.source) {
                Source::Form(forms)
                    if !brought.field.is_empty() && !forms.iter().any(|form| names.has_value(form, &brought.field)) =>
                {
                    Slip::UnknownField { field: brought.field.clone(), form: earlier.source.clone() }
                }
                _ if !brings(earlier, &brought.field) => {
                    Slip::NotBrought { read: brought.read.clone(), field: brought.field.clone() }
                }
                _ => continue,
            },
        };
        found.push(Slipped { at: at.clone(), slip });
    }
}

/// Whether a read brings records with this field, or records at all where none is named.
fn brings(read: &Read, field: &str) -> bool {
    let fields = match &read.gives {
        Gives::Records(fields) => fields,
        Gives::Latest(latest) => &latest.fields,
        Gives::Numbers(_) | Gives::Totals(_) => return false,
    };
    field.is_empty() || fields.is_empty() || fields.iter().any(|brought| brought == field)
}

fn of_form(names: &Names<'_>, at: &Place, (read, forms): (&Read, &[&Form]), found: &mut Vec<Slipped>) {
    let unknown = |field: &str| Slip::UnknownField { field: field.to_owned(), form: read.source.clone() };
    let has = |field: &str| forms.iter().any(|form| names.has_value(form, field));
    let plain = read.matching.iter().map(|matching| matching.field.as_str()).chain(brought(&read.gives));
    for field in plain.filter(|field| !has(field)) {
        found.push(Slipped { at: at.clone(), slip: unknown(field) });
    }
    single(at, (read, forms), found);
    for field in numbers(&read.gives) {
        let slip = match field.split_once('.') {
            None => number(names, (forms, &read.source), field),
            Some((reference, beyond)) => through(names, (forms, &read.source), (reference, beyond)),
        };
        found.extend(slip.map(|slip| Slipped { at: at.clone(), slip }));
    }
}

/// The most characters of a text by which records are grouped. A host compares 96 bytes as they stand and of more a digest, by which
/// nobody can read a group; a character takes four bytes at most, as rare Chinese ones do.
const LONGEST_GROUP: u32 = 24;

/// Fields of which one short value is needed: what is summed up or counted, of which the last is taken, by which is grouped.
fn single(at: &Place, (read, forms): (&Read, &[&Form]), found: &mut Vec<Slipped>) {
    let kinds = |field: &str| forms.iter().filter_map(|form| names::field(form, field).flatten()).collect::<Vec<_>>();
    let has_many = |field: &&str| field.contains('/') || kinds(field).iter().any(is_list);
    let last = match &read.gives {
        Gives::Latest(latest) => latest.by.as_deref(),
        _ => None,
    };
    let own = numbers(&read.gives).into_iter().filter(|field| !field.contains('.'));
    for field in own.chain(last).filter(has_many) {
        let slip = Slip::ManyValues { field: field.to_owned(), form: read.source.clone() };
        found.push(Slipped { at: at.clone(), slip });
    }
    let Gives::Totals(Totals { by: Some(Grouping::Field(field)), .. }) = &read.gives else { return };
    let is_long = |kind: &ValueKind| match kind {
        ValueKind::LongText(_) => true,
        ValueKind::Text(limits) => limits.max_chars > LONGEST_GROUP,
        _ => false,
    };
    let filled_in = forms.iter().filter_map(|form| match &form.field(field)?.kind {
        FieldKind::Single(kind) => Some(kind),
        FieldKind::Table(_) => None,
    });
    if filled_in.into_iter().any(is_long) {
        let slip = Slip::LongGroup { field: field.clone(), form: read.source.clone() };
        found.push(Slipped { at: at.clone(), slip });
    }
}

/// Whether a field of a kind has a list of values.
const fn is_list(kind: &PlainKind) -> bool {
    matches!(kind, PlainKind::Choices(_) | PlainKind::People | PlainKind::Attachments)
}

/// The fields that come as they are.
fn brought(gives: &Gives) -> Vec<&str> {
    match gives {
        Gives::Records(fields) => fields.iter().map(String::as_str).collect(),
        Gives::Latest(latest) => latest.by.iter().chain(&latest.fields).map(String::as_str).collect(),
        Gives::Totals(Totals { by: Some(Grouping::Field(field)), .. }) => vec![field],
        Gives::Numbers(_) | Gives::Totals(_) => Vec::new(),
    }
}

/// The fields that come as numbers.
fn numbers(gives: &Gives) -> Vec<&str> {
    match gives {
        Gives::Numbers(fields) => fields.iter().map(String::as_str).collect(),
        Gives::Totals(totals) => totals.of.iter().map(String::as_str).collect(),
        Gives::Records(_) | Gives::Latest(_) => Vec::new(),
    }
}

/// What is wrong with a field that has to be a number.
fn number(names: &Names<'_>, (forms, source): (&[&Form], &str), field: &str) -> Option<Slip> {
    let (field_name, form) = (field.to_owned(), source.to_owned());
    if !forms.iter().any(|form| names.has_value(form, field)) {
        return Some(Slip::UnknownField { field: field_name, form });
    }
    let kinds = forms.iter().filter_map(|form| names::field(form, field)).collect::<Vec<_>>();
    let counts = |kind: &PlainKind| counts(kind) && (names.is_own(source) || !is_place(kind));
    let fits = kinds.is_empty() || kinds.iter().flatten().any(counts);
    (!fits).then(|| Slip::OtherKind { field: field_name, form, needed: "number".to_owned() })
}

/// What is wrong with a number of the record to which a reference points.
fn through(names: &Names<'_>, (forms, source): (&[&Form], &str), (reference, beyond): (&str, &str)) -> Option<Slip> {
    let (field, form) = (reference.to_owned(), source.to_owned());
    let kinds = forms.iter().filter_map(|form| names::field(form, reference)).flatten().collect::<Vec<_>>();
    if kinds.is_empty() {
        return Some(Slip::UnknownField { field, form });
    }
    let Some(to) = kinds.iter().find_map(PlainKind::pointed) else {
        return Some(Slip::OtherKind { field, form, needed: "reference".to_owned() });
    };
    match names.source(to) {
        Source::Form(forms) if beyond != "status" => number(names, (&forms, to), beyond),
        _ => None,
    }
}

/// Whether values of a kind come as numbers, see [`guiju_model::lookups::number`].
const fn counts(kind: &PlainKind) -> bool {
    use PlainKind as Kind;
    matches!(
        kind,
        Kind::Integer
            | Kind::Money
            | Kind::Date
            | Kind::DateTime
            | Kind::Time
            | Kind::YesNo
            | Kind::Choice(_)
            | Kind::Person
            | Kind::Department
            | Kind::Reference(_)
            | Kind::Resource(_)
    )
}

/// Whether the number of a value is its place among the choices. Only their owner knows it: it moves when a choice is added.
const fn is_place(kind: &PlainKind) -> bool {
    matches!(kind, PlainKind::Choice(_))
}

/// Numbers of a form of a regulation that is not known: of what is relied on of it, the kinds are.
fn of_leaned(names: &Names<'_>, at: &Place, read: &Read, found: &mut Vec<Slipped>) {
    let leans = names.own.leans.iter().filter(|lean| lean.on == read.source);
    let known = leans.flat_map(|lean| &lean.fields).collect::<Vec<_>>();
    for name in numbers(&read.gives) {
        let mut fields = known.iter().filter(|field| field.name == name);
        if fields.any(|field| !counts(&field.kind) || is_place(&field.kind)) {
            let (field, form) = (name.to_owned(), read.source.clone());
            let slip = Slip::OtherKind { field, form, needed: "number".to_owned() };
            found.push(Slipped { at: at.clone(), slip });
        }
    }
}

/// Metrics are the fields of a judgement's results.
fn of_judgement(names: &Names<'_>, at: &Place, read: &Read, found: &mut Vec<Slipped>) {
    let id = names.local(&read.source);
    let Some(given) = names.observed.and_then(|observed| observed.metrics(id)) else { return };
    let named = brought(&read.gives).into_iter().chain(numbers(&read.gives));
    for metric in named.filter(|metric| !given.contains(metric)) {
        let slip = Slip::UnknownMetric { metric: metric.to_owned(), judgement: id.to_owned() };
        found.push(Slipped { at: at.clone(), slip });
    }
}

/// Records that point to those of a read, by a reference field of theirs.
fn pointing(names: &Names<'_>, at: &Place, (read, related): (&Read, &Related), found: &mut Vec<Slipped>) {
    let (field, form) = (related.field.clone(), related.form.clone());
    let slip = match names.source(&related.form) {
        Source::Elsewhere => return,
        Source::Judgement | Source::Roster | Source::Missing => Slip::UnknownForm { form },
        Source::Form(forms) => {
            let kinds = forms.iter().filter_map(|form| names::field(form, &related.field)).collect::<Vec<_>>();
            let to = |kind: &PlainKind| match kind.pointed() {
                Some(to) => {
                    let within = related.form.split_once('/').map(|(regulation, _)| regulation);
                    let qualified = |id: &str| match (id.contains('/'), within) {
                        (false, Some(regulation)) => format!("{regulation}/{id}"),
                        _ => names.own.qualified(id),
                    };
                    qualified(to) == names.own.qualified(&read.source)
                }
                None => false,
            };
            match kinds.is_empty() {
                true => Slip::UnknownField { field, form },
                false if kinds.iter().flatten().any(to) => return,
                false => Slip::OtherKind { field, form, needed: "reference".to_owned() },
            }
        }
    };
    found.push(Slipped { at: at.clone(), slip });
}
