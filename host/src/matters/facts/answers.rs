//! The answer to one read: what its source has, within its bound.

use super::{
    call::{About, Asking},
    reader::FactReader,
    sources::{self, Source},
};
use crate::{
    error::{Error, Result},
    matters::eligibility::department,
    organisation::as_records,
    rosters,
    staff::Staff,
    store::facts::{self as store, AssessmentFact, Group as StoredGroup, MOST_NAMED, RecordFact, RecordsRead},
};
use guiju_domain::{
    DepartmentId, PersonId, RecordId, RecordStatus,
    access::Whose,
    rejection::{Limit, Rejection},
};
use guiju_model::{
    Entry, FieldKind, Form, Gives, Group, Known, Read, Scope, Status, ValueKind,
    answering::{self, Referred, TooLarge},
    lookups,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// So many records are looked up by their ids in one statement.
const AT_ONCE: usize = 512;

/// What a read brings.
///
/// # Errors
/// If there is more than its bound, a package is missing, or the database cannot be used.
pub(super) async fn answer(
    reader: &mut FactReader<'_>,
    asking: &Asking<'_>,
    read: &Read,
    (about, known): (&About<'_>, &[Known]),
) -> Result<Known> {
    let qualified = asking.regulation.manifest().qualified(&read.source);
    let source = Source::of(asking, read, (about, known))?;
    if !matches!(source, Source::Posts) && read.scope != Scope::Referenced {
        asking.policy.can_read(sources::named(&qualified)?.0, about.days.1)?;
    }
    looked_up(asking, read, about, &source)?;
    if let Source::Totals(totals) = source {
        let groups = reader.totals(&totals).await?;
        bounded(asking, read, about, groups.len())?;
        let mut known = answering::of_records(read, None, Vec::new(), &BTreeMap::new());
        let groups = groups.into_iter().map(group).collect::<Result<_, _>>();
        known.groups = groups.map_err(|sum| too_large(asking, read, about, sum))?;
        // Databases sort texts, and what has none, each in its own way.
        known.groups.sort_by(|one, other| one.by.cmp(&other.by));
        return Ok(known);
    }
    let is_by_database = matches!(source, Source::Records(_)) && read.scope != Scope::Referenced;
    let is_cut_by_database = matches!(source, Source::Records(_) | Source::Results(_));
    let mut entries = entries(reader, asking.staff, source, (read, about, known)).await?;
    let form = sources::form(asking, &qualified, about);
    for entry in &mut entries {
        name_as_today(form, &mut entry.content);
    }
    if is_cut_by_database && entries.len() > sources::fetched(read) as usize {
        bounded(asking, read, about, entries.len())?;
    }
    if !is_by_database {
        let asker = sources::asker(about, known);
        let named = (read.scope == Scope::Named).then(|| asker.people(&read.people));
        let is_named = |entry: &Entry| {
            named.as_ref().is_none_or(|named| entry.person.is_some_and(|person| named.contains(&person)))
        };
        entries.retain(|entry| is_named(entry) && answering::matches(read, &asker, entry));
    }
    if let Gives::Totals(totals) = &read.gives {
        let department_of = |entry: &Entry| Some(department(asking.staff, PersonId::new(entry.person?)).in_model());
        let groups = answering::of_totals(totals, form, &entries, department_of);
        let groups = groups.map_err(|sum| too_large(asking, read, about, sum))?;
        bounded(asking, read, about, groups.len())?;
        return Ok(Known { groups, ..answering::of_records(read, form, Vec::new(), &BTreeMap::new()) });
    }
    bounded(asking, read, about, entries.len())?;
    let referred = referred(reader, asking, about, read, &entries).await?;
    Ok(answering::of_records(read, form, entries, &referred))
}

/// Refuses what is more than a read may bring: nothing is cut off.
fn bounded(asking: &Asking<'_>, read: &Read, about: &About<'_>, found: usize) -> Result<()> {
    let most = read.bound();
    if found <= most as usize {
        return Ok(());
    }
    let (regulation, source, read) = in_words(asking, read, about);
    tracing::warn!(regulation, read, most, "a read brings more than it may");
    Err(Rejection::from(Limit::Facts { regulation, source, read, most: most.into() }).into())
}

/// Refuses a read that is looked up by more values than one statement takes.
fn looked_up(asking: &Asking<'_>, read: &Read, about: &About<'_>, source: &Source) -> Result<()> {
    let named = match source {
        Source::Records(records) => records.named(),
        Source::Totals(totals) => totals.records.named(),
        Source::Posts | Source::Results(_) | Source::Roster(_) => 0,
    };
    if named <= MOST_NAMED {
        return Ok(());
    }
    let (regulation, source, read) = in_words(asking, read, about);
    tracing::warn!(regulation, read, named, "a read is looked up by more values than it may");
    let (named, most) = (named as u64, MOST_NAMED as u64);
    Err(Rejection::from(Limit::FactKeys { regulation, source, read, named, most }).into())
}

/// Why a read whose sum no number holds is refused.
fn too_large(asking: &Asking<'_>, read: &Read, about: &About<'_>, TooLarge { sum }: TooLarge) -> Error {
    let (regulation, source, read) = in_words(asking, read, about);
    tracing::warn!(regulation, read, sum, "a read sums up to more than a number holds");
    Limit::Sum { regulation, source, read }.into()
}

/// The titles of the regulation and of the form that it reads, and the name of the read.
fn in_words(asking: &Asking<'_>, read: &Read, about: &About<'_>) -> (String, String, String) {
    let manifest = asking.regulation.manifest();
    let title = sources::form(asking, &manifest.qualified(&read.source), about).map(|form| form.title.clone());
    let source = title.unwrap_or_else(|| read.source.clone());
    (manifest.title.clone(), source, read.answered_as().to_owned())
}

async fn entries(
    reader: &mut FactReader<'_>,
    staff: &Staff,
    source: Source,
    (read, about, known): (&Read, &About<'_>, &[Known]),
) -> Result<Vec<Entry>> {
    Ok(match source {
        Source::Posts => posts(staff, read, about, known),
        // The results of an assessment are read like records: its figures are the content.
        Source::Results(wanted) => {
            store::assessments(&mut *reader.connection, &wanted).await?.into_iter().map(result).collect()
        }
        Source::Roster(wanted) => {
            let whose = wanted.person.map_or(Whose::Everybody, Whose::Person);
            let roster = (wanted.regulation.as_str(), wanted.source.as_str());
            rosters::entries(reader.connection, about.office, roster, wanted.span, whose).await?
        }
        Source::Records(records) if records.is_empty() => Vec::new(),
        Source::Records(records) => reader.records(records).await?.into_iter().map(entry).collect(),
        Source::Totals(_) => Vec::new(),
    })
}

/// The office's posts as records about whoever holds them, whenever that began.
fn posts(staff: &Staff, read: &Read, about: &About<'_>, known: &[Known]) -> Vec<Entry> {
    let person = about.person.map(PersonId::number);
    let named = sources::asker(about, known).people(&read.people);
    let here = |(entry, department): &(Entry, DepartmentId)| match read.scope {
        Scope::Named => entry.person.is_some_and(|person| named.contains(&person)),
        Scope::Subject => person.is_none() || entry.person == person,
        Scope::Department => about.department == Some(*department),
        Scope::Office => true,
        Scope::Referenced => false,
    };
    as_records::posts(staff).filter(here).map(|(entry, _)| entry).collect()
}

/// The records to which the numbers of a read go through references.
async fn referred<'p>(
    reader: &mut FactReader<'_>,
    asking: &Asking<'p>,
    about: &About<'_>,
    read: &Read,
    entries: &[Entry],
) -> Result<BTreeMap<u64, Referred<'p>>> {
    let mut found = BTreeMap::new();
    let owner = asking.regulation.manifest().qualified(&read.source);
    let Some(form) = sources::form(asking, &owner, about) else { return Ok(found) };
    for path in answering::paths(read) {
        let kind = form.field(path).map(|field| &field.kind);
        let Some(FieldKind::Single(ValueKind::Reference(to) | ValueKind::Resource(to))) = kind else { continue };
        let to = if to.contains('/') { to.clone() } else { format!("{}/{to}", sources::named(&owner)?.0) };
        let points = |entry: &Entry| Some(RecordId::new(lookups::content(entry).get(path)?.as_u64()?));
        let ids = entries.iter().filter_map(points).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        for ids in ids.chunks(AT_ONCE) {
            let records = reader.records(by_ids(sources::named(&to)?, ids)).await?;
            found.extend(records.into_iter().map(|mut record| {
                let form = sources::form(asking, &to, about);
                name_as_today(form, &mut record.content);
                let content = serde_json::from_str(&record.content).unwrap_or_default();
                (record.id.number(), Referred { form, content, status: status(record.status) })
            }));
        }
    }
    Ok(found)
}

/// Brings the content of a record under the names that the fields of its form have today.
fn name_as_today(form: Option<&Form>, content: &mut String) {
    if let Some(named) = form.and_then(|form| lookups::named_as_today(form, content)) {
        *content = named;
    }
}

/// A read of these records, whatever became of them.
fn by_ids((regulation, form): (&str, &str), ids: &[RecordId]) -> RecordsRead {
    RecordsRead {
        regulation: regulation.to_owned(),
        form: form.to_owned(),
        span: None,
        people: None,
        department: None,
        statuses: RecordStatus::ALL.to_vec(),
        ids: Some(ids.to_vec()),
        matching: Vec::new(),
        by_key: false,
        related: Vec::new(),
        latest: None,
        most: u32::try_from(ids.len()).unwrap_or(u32::MAX),
    }
}

fn group(group: StoredGroup) -> Result<Group, TooLarge> {
    let StoredGroup { by, many, total, least, most } = group;
    let by = by.filter(|by| by != lookups::NOTHING);
    Ok(Group { by, count: many, sum: answering::sum(total)?, least, most })
}

const fn status(status: RecordStatus) -> Status {
    match status {
        RecordStatus::Open => Status::Open,
        RecordStatus::Completed => Status::Completed,
        RecordStatus::Void => Status::Void,
    }
}

fn entry(record: RecordFact) -> Entry {
    Entry {
        id: record.id.number(),
        person: record.person.map(PersonId::number),
        starts: record.starts.0,
        ends: record.ends.0,
        content: record.content,
        status: status(record.status),
        step: record.step,
    }
}

fn result(assessment: AssessmentFact) -> Entry {
    let figures = assessment.result.figures.into_iter().map(|figure| (figure.name, Value::from(figure.value)));
    Entry {
        id: assessment.id.number(),
        person: assessment.person.map(PersonId::number),
        starts: assessment.starts.at(0).0,
        ends: assessment.ends.at(0).0,
        content: Value::Object(figures.collect()).to_string(),
        status: Status::Completed,
        step: None,
    }
}
