//! Where the facts of a read stand, and by which conditions they are taken from there.

use super::call::{About, Asking};
use crate::{
    error::{Error, Result},
    organisation::as_records::POSTS,
    store::{
        facts::{Grouping as StoredGrouping, LatestOf, Match, RecordsRead, RelatedTo, TotalsRead, Wanted},
        record_keys::{Lookup, saved},
    },
};
use guiju_domain::{DepartmentId, PersonId, RecordId, RecordStatus};
use guiju_model::{
    Alike, Date, Form, Gives, Grouping, Known, Latest, MOST_READ, Manifest, Matching, Moment, Operand, Period, Read,
    Scope, Status, Totals, Window, lookups::Asker,
};

/// Where the facts of a read stand.
pub(super) enum Source {
    /// The office's posts.
    Posts,
    /// The results of an assessment.
    Results(Wanted),
    /// The shifts of a roster, of somebody or of all.
    Roster(Wanted),
    /// Records of a form.
    Records(RecordsRead),
    /// Totals over records of a form.
    Totals(TotalsRead),
}

impl Source {
    /// Where the facts of a read stand.
    ///
    /// # Errors
    /// If the read names no form.
    pub fn of(asking: &Asking<'_>, read: &Read, (about, known): (&About<'_>, &[Known])) -> Result<Self> {
        let qualified = asking.regulation.manifest().qualified(&read.source);
        let (regulation, form) = named(&qualified)?;
        if (regulation, form) == POSTS {
            return Ok(Self::Posts);
        }
        let Period { from, to } = asking.window(read).around(about.days);
        let manifest = manifest(asking, regulation, about);
        let wanted = Wanted {
            office: about.office,
            regulation: regulation.to_owned(),
            source: form.to_owned(),
            span: (from, to),
            person: if read.scope == Scope::Subject { about.person } else { None },
            most: i64::from(fetched(read)) + 1,
        };
        Ok(match manifest {
            Some(manifest) if manifest.assesses.iter().any(|assessed| assessed.id == form) => Self::Results(wanted),
            Some(manifest) if manifest.rosters.iter().any(|roster| roster.id == form) => Self::Roster(wanted),
            _ => {
                let records = records(asking, (regulation, form), read, (about, known));
                match &read.gives {
                    Gives::Totals(totals) if read.scope != Scope::Referenced => {
                        let name = |field: &str| saved_as(asking, &qualified, (field, Alike::Same), about);
                        Self::Totals(of_totals(records, totals, name))
                    }
                    _ => Self::Records(records),
                }
            }
        })
    }
}

/// So many records the database brings at most for a read. Totals over records that are not counted by the database have a bound of groups.
pub(super) const fn fetched(read: &Read) -> u32 {
    if matches!(read.gives, Gives::Totals(_)) { MOST_READ } else { read.bound() }
}

/// Regulation and form of a qualified name.
///
/// # Errors
/// If it is none.
pub(super) fn named(qualified: &str) -> Result<(&str, &str)> {
    qualified.split_once('/').ok_or_else(|| Error::internal(format!("{qualified} names no form")))
}

/// A form as its regulation declares it on the day that the call tells of.
pub(super) fn form<'p>(asking: &Asking<'p>, qualified: &str, about: &About<'_>) -> Option<&'p Form> {
    let (regulation, form) = qualified.split_once('/')?;
    manifest(asking, regulation, about)?.form(form)
}

/// The name under which the values of a field are saved, as the form is declared on the day that the call tells of.
fn saved_as(asking: &Asking<'_>, qualified: &str, (field, alike): (&str, Alike), about: &About<'_>) -> String {
    Lookup::new(form(asking, qualified, about), field, alike).name()
}

/// What a regulation declares: the one that is asked itself, another by its package on the day that the call tells of.
fn manifest<'p>(asking: &Asking<'p>, regulation: &str, about: &About<'_>) -> Option<&'p Manifest> {
    let own = asking.regulation.manifest();
    if own.id == regulation {
        return Some(own);
    }
    asking.policy.regulation(regulation, about.days.1).map(|loaded| loaded.manifest())
}

/// What the conditions of a read may name of the call.
pub(super) fn asker<'a>(about: &About<'a>, known: &'a [Known]) -> Asker<'a> {
    Asker {
        content: about.content,
        subject: about.person.map(PersonId::number),
        applicant: about.applicant.map(PersonId::number),
        department: about.department.map(DepartmentId::in_model),
        day: about.days.0,
        known,
    }
}

fn records(
    asking: &Asking<'_>,
    (regulation, form): (&str, &str),
    read: &Read,
    (about, known): (&About<'_>, &[Known]),
) -> RecordsRead {
    let (asker, window) = (asker(about, known), asking.window(read));
    let (people, department) = match read.scope {
        // What is judged of a department or the whole office has no person.
        Scope::Subject => (about.person.map(|person| vec![person]), None),
        Scope::Named => (Some(asker.people(&read.people).into_iter().map(PersonId::new).collect()), None),
        Scope::Department => (None, about.department),
        Scope::Office | Scope::Referenced => (None, None),
    };
    let is_referenced = read.scope == Scope::Referenced;
    let referred = about.references.iter().filter(|(to, _)| to.split_once('/') == Some((regulation, form)));
    // Of records that are known by their ids the content is compared once it is here.
    let own = format!("{regulation}/{form}");
    let name = |field: &str, alike| saved_as(asking, &own, (field, alike), about);
    let (matching, by_key) = if is_referenced { (Vec::new(), false) } else { conditions(read, &window, &asker, name) };
    let related = read.related.iter().filter_map(|one| {
        let qualified = asking.regulation.manifest().qualified(&one.form);
        let (regulation, form) = qualified.split_once('/')?;
        Some(RelatedTo {
            regulation: regulation.to_owned(),
            form: form.to_owned(),
            field: saved_as(asking, &qualified, (&one.field, Alike::Same), about),
            statuses: one.having.iter().copied().map(stored).collect(),
            there: one.there,
        })
    });
    RecordsRead {
        regulation: regulation.to_owned(),
        form: form.to_owned(),
        // What the content points to is read whenever it was filed.
        span: if is_referenced { None } else { span(&window, about.days) },
        by_key: by_key && people.is_none(),
        people,
        department,
        statuses: if read.having.is_empty() && window == Window::StillOpen {
            vec![RecordStatus::Open]
        } else {
            read.having.iter().copied().map(stored).collect()
        },
        ids: is_referenced.then(|| distinct(referred.map(|(_, id)| *id))),
        matching,
        related: related.collect(),
        latest: match &read.gives {
            // Of what is known by ids the last is taken once it is here.
            Gives::Latest(latest) if !is_referenced => Some(of_each(latest, |field| name(field, Alike::Same))),
            _ => None,
        },
        most: (if is_referenced { fetched(read) } else { read.bound() }).saturating_add(1),
    }
}

fn of_each(latest: &Latest, name: impl Fn(&str) -> String) -> LatestOf {
    latest.by.as_ref().map_or(LatestOf::Person, |field| LatestOf::Field(name(field)))
}

fn distinct(ids: impl Iterator<Item = RecordId>) -> Vec<RecordId> {
    ids.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn of_totals(records: RecordsRead, totals: &Totals, name: impl Fn(&str) -> String) -> TotalsRead {
    let by = totals.by.as_ref().map(|by| match by {
        Grouping::Month => StoredGrouping::Month,
        Grouping::Department => StoredGrouping::Department,
        Grouping::Person => StoredGrouping::Person,
        Grouping::Field(field) => StoredGrouping::Field(name(field)),
    });
    TotalsRead { records, of: totals.of.as_ref().map(|field| name(field)), by }
}

/// The status of a record as it is stored.
const fn stored(status: Status) -> RecordStatus {
    match status {
        Status::Open => RecordStatus::Open,
        Status::Completed => RecordStatus::Completed,
        Status::Void => RecordStatus::Void,
    }
}

/// The time of a window; nothing, for one that has no end.
fn span(window: &Window, days: (Date, Date)) -> Option<(Moment, Moment)> {
    let Period { from, to } = window.around(days);
    (!window.is_open()).then_some((from, to))
}

/// The fields on which records are compared, those first that few records share: a value of the content or a person tells more than a
/// choice.
fn conditions(
    read: &Read,
    window: &Window,
    asker: &Asker<'_>,
    name: impl Fn(&str, Alike) -> String,
) -> (Vec<Match>, bool) {
    let is_choice = |one: &&Matching| matches!(one.operand, Operand::Values(_) | Operand::Year);
    let (choices, others): (Vec<_>, Vec<_>) = read.matching.iter().partition(is_choice);
    let is_unbounded = window.is_open();
    let by_key = !others.is_empty() || is_unbounded && !choices.is_empty();
    let matched = |one: &Matching| Match {
        field: name(&one.field, one.alike),
        keys: asker.keys(&one.operand, one.alike).iter().map(|key| saved(key)).collect(),
    };
    (others.into_iter().chain(choices).map(matched).collect(), by_key)
}
