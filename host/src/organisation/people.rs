//! People: entered, changed, left. Their accounts are the keepers'.

use super::{attributes, badges, departments::department, leaving::leaves};
use crate::{
    app::App,
    error::Result,
    matters::reassign,
    romanisation, search,
    staff::Staff,
    store::{
        UnitOfWork,
        people::{self as store, WrittenPerson},
    },
};
use guiju_api::{PersonEntry, PersonShown};
use guiju_domain::{
    OfficeId, PersonId, Rejection, characters,
    events::people::{PersonEntered, PersonFacts},
    rejection::{Organisation, TextKind, Unknown},
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Writes a person, new or changed, with the event; the account is not touched unless the person leaves.
///
/// # Errors
/// What is wrong with the entry, or that there is no such person.
pub async fn write_person(
    app: &App,
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    entry: &PersonEntry,
) -> Result<PersonId> {
    let known = entry.id.map(PersonId::new);
    let before = match known {
        Some(id) => Some(facts(change, id).await?.ok_or(Rejection::from(Unknown::Person))?),
        None => None,
    };
    let Texts { name, phone } = texts(before.as_ref(), entry)?;
    let person = known.unwrap_or_else(|| change.id::<PersonId>());
    let department = department(change, by, &entry.department).await?;
    let had = before.as_ref().and_then(|before| before.badge.clone());
    let badge = badges::changed(change, by, person, (had.as_ref(), entry.badge.as_ref())).await?;
    if entry.left {
        leaves(app, change, (by, entry.reason.trim()), person).await?;
    }
    let told = before.as_ref().map(attributes_of);
    let attributes = attributes::typed(&attributes::declared(app, change.office)?, told.as_ref(), &entry.attributes)?;
    let today = change.now.date();
    let written = WrittenPerson {
        id: person,
        name: &name,
        department,
        badge: badge.as_deref(),
        phone: phone.as_deref(),
        attributes: &attributes,
        active: !entry.left,
        // The day that was the last one, as long as the person does not come back.
        left_on: entry.left.then_some(today),
        badge_since: (badge != had).then_some(today),
    };
    match &before {
        // A row that stays as it is is not written, since no event would tell of it.
        Some(before)
            if same(before, &written) && self::department(change, by, &before.department).await? == department =>
        {
            return Ok(person);
        }
        Some(_) => store::update(change, &written).await?,
        None => store::insert(change, &written).await?,
    }
    written_now(app, change, (by, entry.reason.trim()), (person, before)).await?;
    Ok(person)
}

/// Whether a person is written as they are but perhaps for the department.
fn same(before: &PersonFacts, written: &WrittenPerson<'_>) -> bool {
    let attributes = written.attributes.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
    before.name == written.name
        && before.badge.as_deref() == written.badge
        && before.phone.as_deref() == written.phone
        && before.attributes == attributes
        && before.left != written.active
}

/// What follows once a person is written: the event, and that matters follow their deciders.
async fn written_now(
    app: &App,
    change: &mut UnitOfWork,
    (by, reason): (Option<PersonId>, &str),
    (person, before): (PersonId, Option<PersonFacts>),
) -> Result<()> {
    let after = facts(change, person).await?.ok_or(Rejection::from(Unknown::Person))?;
    if before.as_ref().is_some_and(|before| before.name != after.name) {
        search::index::forget(change).await?;
    }
    if before.as_ref() != Some(&after) {
        change.record(by, &PersonEntered { person, before, after, reason: reason.to_owned() })?;
        reassign::person(app, change, person).await?;
    }
    Ok(())
}

/// Texts of a person as they are saved.
struct Texts {
    name: String,
    phone: Option<String>,
}

/// The texts that somebody entered for a person; what an earlier version took stays as long as nobody touches it.
fn texts(before: Option<&PersonFacts>, entry: &PersonEntry) -> Result<Texts> {
    let name = match before {
        Some(before) if before.name == entry.name => entry.name.clone(),
        _ => characters::person(&entry.name)?,
    };
    if name.is_empty() {
        return Err(Organisation::NameMissing.into());
    }
    let phone = match before {
        Some(before) if before.phone == entry.phone => entry.phone.clone(),
        _ => entry.phone.as_deref().map(|phone| characters::bounded(TextKind::Phone, phone)).transpose()?,
    };
    characters::within(TextKind::Reason, &entry.reason)?;
    Ok(Texts { name, phone })
}

/// The attributes that were known of a person.
fn attributes_of(before: &PersonFacts) -> Map<String, Value> {
    let read = |(name, text): (&String, &String)| Some((name.clone(), serde_json::from_str(text).ok()?));
    before.attributes.iter().filter_map(read).collect()
}

/// The office as whoever wrote an entry saw it: an entry made of it holds only as long as it is so.
pub struct Seen {
    /// Everybody of the entry's name, whether still here or not.
    pub namesakes: BTreeSet<PersonId>,
    /// What was known of the person, if the entry is of somebody known.
    pub facts: Option<PersonFacts>,
}

impl Seen {
    /// What these people say of an entry.
    pub fn of(staff: &Staff, entry: &PersonEntry) -> Self {
        let same = staff.people.values().filter(|member| member.name == entry.name);
        let facts = entry.id.and_then(|id| staff.people.get(&PersonId::new(id))).map(|member| PersonFacts {
            name: member.name.clone(),
            department: staff.department_of(member.id),
            department_id: Some(member.department),
            badge: member.badge.clone(),
            phone: member.phone.clone(),
            attributes: member.attributes.iter().map(|(name, value)| (name.clone(), value.to_string())).collect(),
            left: !member.active,
        });
        Self { namesakes: same.map(|member| member.id).collect(), facts }
    }

    /// Looks within a change whether it is still so: a second file, or a colleague, may have been quicker.
    ///
    /// # Errors
    /// If somebody of the name came, or the person was changed.
    pub async fn still(&self, change: &mut UnitOfWork, entry: &PersonEntry) -> Result<()> {
        let namesakes = store::named(change, &entry.name).await?;
        let now = namesakes.into_iter().collect::<BTreeSet<_>>();
        let known = match entry.id {
            Some(id) => facts(change, PersonId::new(id)).await?,
            None => None,
        };
        if now == self.namesakes && known == self.facts {
            return Ok(());
        }
        Err(Organisation::Meanwhile { person: entry.name.clone() }.into())
    }
}

/// What is known of a person now, within a change.
async fn facts(change: &mut UnitOfWork, person: PersonId) -> Result<Option<PersonFacts>> {
    let card = store::card(change, person).await?;
    Ok(card.map(|card| PersonFacts {
        name: card.name,
        department: card.department,
        department_id: Some(card.department_id),
        badge: card.badge,
        phone: card.phone,
        attributes: card.attributes.into_iter().map(|(name, value)| (name, value.to_string())).collect(),
        left: !card.active,
    }))
}

/// Everybody, by department.
///
/// # Errors
/// If the database cannot be used.
pub async fn people(app: &App, office: OfficeId) -> Result<Vec<PersonShown>> {
    let staff = app.staff(office).await?;
    let standing = staff.standing();
    let mut members = staff.people.values().collect::<Vec<_>>();
    members.sort_by_key(|member| standing.of(member.id));
    let people = members
        .into_iter()
        .map(|member| PersonShown {
            id: member.id.number(),
            name: member.name.clone(),
            department: member.department.number(),
            department_name: staff.department_of(member.id),
            badge: member.badge.clone(),
            phone: member.phone.clone(),
            attributes: Value::Object(member.attributes.clone()),
            posts: staff
                .posts
                .iter()
                .filter(|post| post.holder == Some(member.id))
                .map(|post| post.title.clone())
                .collect(),
            active: member.active,
            account: None,
            letters: romanisation::of_name(&member.name),
        })
        .collect();
    Ok(people)
}
