//! People: entered, changed, left. Their accounts are the keepers'.

use super::{attributes, badges, departments::department, posts::read_post};
use crate::{
    app::App,
    error::{Error, Result},
    keepers::logins,
    letters,
    matters::{notices, reassign},
    registers, search,
    staff::Staff,
    store::{Columns, UnitOfWork},
};
use guiju_api::{PersonEntry, PersonShown};
use guiju_domain::{
    OfficeId, PersonId, PostId, Rejection, characters,
    events::{
        keepers::Through,
        people::{PersonEntered, PersonFacts, PostEntered},
    },
    keepers::PostFacts,
    rejection::{Keeper, Kept, Unknown},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

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
    let id = known.map_or_else(|| change.id(), |id| id.number() as i64);
    let department = department(change, by, &entry.department).await?;
    let had = before.as_ref().and_then(|before| before.badge.clone());
    let badge = badges::changed(change, by, id, (had.as_ref(), entry.badge.as_ref())).await?;
    if entry.left {
        leaves(app, change, by, id).await?;
    }
    let told = before.as_ref().map(kept);
    let attributes = attributes::typed(&attributes::declared(app, change.office)?, told.as_ref(), &entry.attributes)?;
    // The day that was the last one, as long as the person does not come back.
    let left_on = entry.left.then(|| i64::from(change.now.date().0));
    let written = if before.is_some() {
        "UPDATE people SET name = $3, place = CASE WHEN department_id = $4 THEN place ELSE 0 END, department_id = $4, badge = $5, phone = $6, attributes = $7, active = $8,
         left_on = CASE WHEN $8 = 1 THEN NULL WHEN active = 0 THEN left_on ELSE $9 END,
         badge_since = CASE WHEN $10 = 1 THEN $11 ELSE badge_since END
         WHERE office_id = $1 AND id = $2"
    } else {
        "INSERT INTO people (office_id, id, name, department_id, badge, phone, attributes, active, left_on, badge_since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $10 = 1 THEN $11 ELSE NULL END)"
    };
    sqlx::query(written)
        .bind(change.office.number())
        .bind(id)
        .bind(&name)
        .bind(department)
        .bind(&badge)
        .bind(&phone)
        .bind(Value::Object(attributes).to_string())
        .bind(i64::from(!entry.left))
        .bind(left_on)
        .bind(i64::from(badge != had))
        .bind(i64::from(change.now.date().0))
        .execute(&mut **change)
        .await?;
    let person = PersonId::new(id as u64);
    let after = facts(change, person).await?.ok_or(Rejection::from(Unknown::Person))?;
    if before.as_ref().is_some_and(|before| before.name != after.name) {
        search::index::forget(change).await?;
    }
    if before.as_ref() != Some(&after) {
        change.record(by, &PersonEntered { person, before, after }).await?;
        reassign::person(app, change, person.number()).await?;
    }
    Ok(person)
}

/// Texts of a person as they are kept.
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
        return Err(Error::Invalid("请填写姓名".to_owned()));
    }
    let phone = match before {
        Some(before) if before.phone == entry.phone => entry.phone.clone(),
        _ => entry.phone.as_deref().map(|phone| characters::bounded(Kept::Phone, phone)).transpose()?,
    };
    characters::within(Kept::Reason, &entry.reason)?;
    Ok(Texts { name, phone })
}

/// Attributes as they were kept.
fn kept(before: &PersonFacts) -> Map<String, Value> {
    let read = |(name, text): (&String, &String)| Some((name.clone(), serde_json::from_str(text).ok()?));
    before.attributes.iter().filter_map(read).collect()
}

/// The office as whoever wrote an entry saw it: an entry made of it holds only as long as it is so.
pub struct Seen {
    /// Everybody of the entry's name, whether still here or not.
    pub namesakes: BTreeSet<u64>,
    /// What was known of the person, if the entry is of somebody known.
    pub facts: Option<PersonFacts>,
}

impl Seen {
    /// What these people say of an entry.
    pub fn of(staff: &Staff, entry: &PersonEntry) -> Self {
        let same = staff.people.values().filter(|member| member.name == entry.name);
        let facts = entry.id.and_then(|id| staff.people.get(&id)).map(|member| PersonFacts {
            name: member.name.clone(),
            department: staff.department_of(member.id),
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
        let rows = sqlx::query("SELECT id FROM people WHERE office_id = $1 AND name = $2")
            .bind(change.office.number())
            .bind(&entry.name)
            .fetch_all(&mut **change)
            .await?;
        let now = rows.iter().map(|row| Ok(row.int("id")?.unsigned_abs())).collect::<Result<BTreeSet<_>>>()?;
        let known = match entry.id {
            Some(id) => facts(change, PersonId::new(id)).await?,
            None => None,
        };
        if now == self.namesakes && known == self.facts {
            return Ok(());
        }
        Err(Error::Conflict(format!("{}刚刚由别人录入或修改，这一行没有导入，请核对后再导入一次", entry.name)))
    }
}

/// What is kept of a person now, within a change.
async fn facts(change: &mut UnitOfWork, person: PersonId) -> Result<Option<PersonFacts>> {
    let row = sqlx::query(
        "SELECT p.name AS name, d.name AS department, p.badge AS badge, p.phone AS phone, p.attributes AS attributes,
         p.active AS active FROM people p JOIN departments d ON d.office_id = p.office_id AND d.id = p.department_id
         WHERE p.office_id = $1 AND p.id = $2",
    )
    .bind(change.office.number())
    .bind(logins::kept(person)?)
    .fetch_optional(&mut **change)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let attributes: Map<String, Value> = row.json("attributes")?;
    Ok(Some(PersonFacts {
        name: row.text("name")?,
        department: row.text("department")?,
        badge: row.maybe_text("badge")?,
        phone: row.maybe_text("phone")?,
        attributes: attributes
            .iter()
            .map(|(name, value)| (name.clone(), value.to_string()))
            .collect::<BTreeMap<_, _>>(),
        left: row.int("active")? == 0,
    }))
}

/// Whoever leaves the office hands over first: neither a role of the system nor a post nor a task stays behind with nobody.
async fn leaves(app: &App, change: &mut UnitOfWork, by: Option<PersonId>, person: i64) -> Result<()> {
    let office = change.office;
    let id = PersonId::new(person as u64);
    if logins::keeper(change, id).await?.role.is_some() {
        return Err(Rejection::from(Keeper::LeavesWithRole).into());
    }
    let posts = sqlx::query("SELECT title FROM posts WHERE office_id = $1 AND holder_id = $2 ORDER BY id")
        .bind(office.number())
        .bind(person)
        .fetch_all(&mut **change)
        .await?;
    let posts = posts.iter().map(|row| row.text("title")).collect::<std::result::Result<Vec<_>, _>>()?;
    let (returned, personal) = reassign::personal(change, person).await?;
    let held = registers::holdings(app, change, office, person as u64).await?;
    if !posts.is_empty() || returned > 0 || personal > 0 || !held.is_empty() {
        let mut first = Vec::new();
        if !posts.is_empty() {
            first.push(format!("先把岗位（{}）改由他人担任", posts.join("、")));
        }
        if returned > 0 {
            first.push(format!("先改好或撤回退回给本人的 {returned} 件事项"));
        }
        if personal > 0 {
            first.push(format!("先办完别人加签给本人的 {personal} 项待办"));
        }
        if !held.is_empty() {
            let what = held.iter().map(|held| format!("{}“{}”", held.title, held.summary)).collect::<Vec<_>>();
            first.push(format!("先移交名下 {} 件登记的物品（{}）", held.len(), what.join("、")));
        }
        return Err(Error::Conflict(format!("{}，再办理离开", first.join("，"))));
    }
    stands_in_no_more(change, by, id).await?;
    logins::close(change, by, id, Through::Leaving).await
}

/// Whoever leaves stands in for nobody any more: the posts have no deputy, and holders and keepers are told.
async fn stands_in_no_more(change: &mut UnitOfWork, by: Option<PersonId>, person: PersonId) -> Result<()> {
    let name = facts(change, person).await?.map(|facts| facts.name).unwrap_or_default();
    let rows = sqlx::query("SELECT id FROM posts WHERE office_id = $1 AND deputy_id = $2 ORDER BY id")
        .bind(change.office.number())
        .bind(logins::kept(person)?)
        .fetch_all(&mut **change)
        .await?;
    for row in rows {
        let post = PostId::new(row.int("id")?.unsigned_abs());
        let Some(before) = read_post(change, post).await? else { continue };
        sqlx::query("UPDATE posts SET deputy_id = NULL WHERE office_id = $1 AND id = $2")
            .bind(change.office.number())
            .bind(row.int("id")?)
            .execute(&mut **change)
            .await?;
        let after = PostFacts { deputy: None, ..before.clone() };
        let what = format!("{name}离开本单位，岗位“{}”（{}）现在没有B角，请另行安排", before.title, before.department);
        let holder = before.holder;
        change.record(by, &PostEntered { post, before: Some(before), after, request: None }).await?;
        let keepers = logins::all(change).await?.into_iter().map(|keeper| keeper.person);
        let mut people = keepers.chain(holder).filter(|told| Some(*told) != by && *told != person).collect::<Vec<_>>();
        people.sort_unstable();
        people.dedup();
        for told in people {
            notices::tell(change, told.number(), &what, None).await?;
        }
    }
    let stood = sqlx::query("DELETE FROM deputies WHERE office_id = $1 AND deputy_id = $2 RETURNING person_id")
        .bind(change.office.number())
        .bind(logins::kept(person)?)
        .fetch_all(&mut **change)
        .await?;
    for row in stood {
        let what = format!("{name}离开本单位，不再是您的B角，请另行安排");
        notices::tell(change, row.int("person_id")?.unsigned_abs(), &what, None).await?;
    }
    Ok(())
}

/// Everybody, by department.
///
/// # Errors
/// If the database cannot be used.
pub async fn people(app: &App, office: OfficeId) -> Result<Vec<PersonShown>> {
    let staff = app.staff(office).await?;
    let mut people = staff
        .people
        .values()
        .map(|member| PersonShown {
            id: member.id,
            name: member.name.clone(),
            department: u64::from(member.department),
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
            letters: letters::of_name(&member.name),
        })
        .collect::<Vec<_>>();
    let standing = staff.standing();
    people.sort_by_key(|person| standing.of(person.id));
    Ok(people)
}
