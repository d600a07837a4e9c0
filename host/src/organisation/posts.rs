//! Posts, and the roles that they give.

use super::departments::{called, department};
use crate::{
    app::App,
    error::{Error, Result},
    keepers::logins,
    store::{Columns, UnitOfWork},
};
use guiju_api::{Post, RoleShown};
use guiju_domain::{
    OfficeId, PersonId, PostId, Rejection, RequestId, characters,
    events::people::PostEntered,
    keepers::PostFacts,
    rejection::{Keeper, Kept, Unknown},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A post as it is kept now, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn read_post(change: &mut UnitOfWork, post: PostId) -> Result<Option<PostFacts>> {
    let Ok(id) = i64::try_from(post.number()) else { return Ok(None) };
    let row = sqlx::query(
        "SELECT p.title AS title, d.name AS department, p.holder_id AS holder_id, p.deputy_id AS deputy_id, p.roles AS roles,
         p.supervises AS supervises FROM posts p JOIN departments d ON d.office_id = p.office_id AND d.id = p.department_id
         WHERE p.office_id = $1 AND p.id = $2",
    )
    .bind(change.office.number())
    .bind(id)
    .fetch_optional(&mut **change)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let rows = sqlx::query("SELECT id, name FROM departments WHERE office_id = $1")
        .bind(change.office.number())
        .fetch_all(&mut **change)
        .await?;
    let mut names = HashMap::new();
    for row in rows {
        names.insert(row.int("id")?, row.text("name")?);
    }
    let supervised: Vec<i64> = row.json("supervises")?;
    let person = |id: Option<i64>| id.map(|id| PersonId::new(id as u64));
    Ok(Some(PostFacts {
        title: row.text("title")?,
        department: row.text("department")?,
        holder: person(row.maybe_int("holder_id")?),
        deputy: person(row.maybe_int("deputy_id")?),
        roles: row.json("roles")?,
        supervises: supervised.iter().filter_map(|id| names.get(id).cloned()).collect(),
    }))
}

/// What somebody entered as a post: names without blanks around them, each role and department once, departments as the office
/// calls them.
///
/// # Errors
/// If the database cannot be used.
pub async fn post_facts(change: &mut UnitOfWork, post: &Post) -> Result<PostFacts> {
    let once = |all: &[String]| {
        let mut seen = Vec::<String>::new();
        for one in all.iter().map(|one| one.trim()).filter(|one| !one.is_empty()) {
            if !seen.iter().any(|known| known == one) {
                seen.push(one.to_owned());
            }
        }
        seen
    };
    let mut supervises = Vec::new();
    for name in &post.supervises {
        supervises.push(called(change, name).await?);
    }
    Ok(PostFacts {
        title: post.title.trim().to_owned(),
        department: called(change, &post.department).await?,
        holder: post.holder.map(PersonId::new),
        deputy: post.deputy.map(PersonId::new),
        roles: once(&post.roles),
        supervises: once(&supervises),
    })
}

/// Every role that a package of the office declares: in force, scheduled, installed, or of long ago.
///
/// # Errors
/// If there is no such office.
pub fn declared_roles(app: &App, office: OfficeId) -> Result<BTreeSet<String>> {
    let law = app.law(office)?;
    Ok(law.every().flat_map(|loaded| &loaded.manifest().roles).map(|role| role.id.clone()).collect())
}

/// Whether a post can be as entered: it has a title and a department, A and B are two, both work here, its roles are declared or
/// were its own before, and no other post of the department is called so.
///
/// # Errors
/// What is wrong with it.
pub async fn check_post(
    change: &mut UnitOfWork,
    declared: &BTreeSet<String>,
    known: Option<PostId>,
    post: &PostFacts,
) -> Result<()> {
    if post.title.is_empty() || post.department.is_empty() {
        return Err(Error::Invalid("请填写岗位名称和部门".to_owned()));
    }
    characters::bounded(Kept::Post, &post.title)?;
    for department in std::iter::once(&post.department).chain(&post.supervises) {
        characters::bounded(Kept::Department, department)?;
    }
    if post.holder.is_some() && post.holder == post.deputy {
        return Err(Error::Invalid("A角和B角不能是同一个人".to_owned()));
    }
    for person in [post.holder, post.deputy].into_iter().flatten() {
        logins::works_here(change, person).await?;
    }
    let before = match known {
        Some(id) => read_post(change, id).await?,
        None => None,
    };
    let had = before.as_ref().map(|before| before.roles.as_slice()).unwrap_or_default();
    // An office that has no regulation yet has no list of roles; it opens nothing confidential to anybody either.
    let known_role = |role: &String| declared.is_empty() || declared.contains(role) || had.contains(role);
    if !post.roles.iter().all(known_role) {
        return Err(Rejection::from(Keeper::RoleUndeclared).into());
    }
    let same = |before: &PostFacts| before.title == post.title && before.department == post.department;
    if before.as_ref().is_some_and(same) { Ok(()) } else { title_free(change, known, post).await }
}

/// Whether no other post of the department has this title.
async fn title_free(change: &mut UnitOfWork, known: Option<PostId>, post: &PostFacts) -> Result<()> {
    let rows = sqlx::query(
        "SELECT p.title AS title FROM posts p JOIN departments d ON d.office_id = p.office_id AND d.id = p.department_id
         WHERE p.office_id = $1 AND d.name = $2 AND p.id <> $3",
    )
    .bind(change.office.number())
    .bind(&post.department)
    .bind(known.map_or(-1, |id| id.number() as i64))
    .fetch_all(&mut **change)
    .await?;
    let wanted = characters::alike(&post.title);
    for row in &rows {
        if characters::alike(&row.text("title")?) == wanted {
            return Err(Rejection::from(Keeper::PostExists).into());
        }
    }
    Ok(())
}

/// Writes a post, new or changed, with the event that says what it was before.
///
/// # Errors
/// What is wrong with it, or that there is no such post.
pub async fn write_post(
    change: &mut UnitOfWork,
    declared: &BTreeSet<String>,
    by: Option<PersonId>,
    (known, request): (Option<PostId>, Option<RequestId>),
    after: &PostFacts,
) -> Result<PostId> {
    let before = match known {
        Some(id) => Some(read_post(change, id).await?.ok_or(Rejection::from(Unknown::Post))?),
        None => None,
    };
    check_post(change, declared, known, after).await?;
    let department_id = department(change, by, &after.department).await?;
    let mut supervises = Vec::new();
    for name in &after.supervises {
        supervises.push(department(change, by, name).await?);
    }
    let id = known.map_or_else(|| change.id(), |id| id.number() as i64);
    let written = if before.is_some() {
        "UPDATE posts SET title = $3, department_id = $4, holder_id = $5, deputy_id = $6, roles = $7, supervises = $8,
         holder_since = CASE WHEN $10 = 1 THEN $9 ELSE holder_since END WHERE office_id = $1 AND id = $2"
    } else {
        "INSERT INTO posts (office_id, id, title, department_id, holder_id, deputy_id, roles, supervises, holder_since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $10 = 1 THEN $9 ELSE 0 END)"
    };
    let gains = |before: &PostFacts| after.roles.iter().any(|role| !before.roles.contains(role));
    let anew = before.as_ref().is_none_or(|before| before.holder != after.holder || gains(before));
    let now = change.now.0;
    sqlx::query(written)
        .bind(change.office.number())
        .bind(id)
        .bind(&after.title)
        .bind(department_id)
        .bind(after.holder.map(|id| id.number() as i64))
        .bind(after.deputy.map(|id| id.number() as i64))
        .bind(serde_json::to_string(&after.roles)?)
        .bind(serde_json::to_string(&supervises)?)
        .bind(now)
        .bind(i64::from(anew))
        .execute(&mut **change)
        .await?;
    let post = PostId::new(id as u64);
    if before.as_ref() != Some(after) {
        let event = PostEntered { post, before, after: after.clone(), request };
        change.record(by, &event).await?;
    }
    Ok(post)
}

/// All posts.
///
/// # Errors
/// If the database cannot be used.
pub async fn posts(app: &App, office: OfficeId) -> Result<Vec<Post>> {
    let staff = app.staff(office).await?;
    let name = |id: &u32| staff.departments.get(id).cloned().unwrap_or_default();
    let shown = staff.posts.iter().map(|post| Post {
        id: Some(post.id),
        title: post.title.clone(),
        department: name(&post.department),
        holder: post.holder,
        deputy: post.deputy,
        roles: post.roles.clone(),
        supervises: post.supervises.iter().map(name).collect(),
        reason: String::new(),
    });
    Ok(shown.collect())
}

/// The roles that regulations in force name, with who holds them, by a post or for as long as they are on duty.
///
/// # Errors
/// If the database cannot be used.
pub async fn roles(app: &App, office: OfficeId) -> Result<Vec<RoleShown>> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let mut roles = BTreeMap::new();
    for loaded in law.on(app.now(office).date()).into_values() {
        for role in &loaded.manifest().roles {
            let held = staff.posts.iter().filter(|post| post.roles.contains(&role.id)).filter_map(|post| post.holder);
            let mut holders = held.chain(staff.on_duty(&role.id)).map(|id| staff.name(id)).collect::<Vec<_>>();
            holders.dedup();
            let shown = roles.entry(role.id.clone()).or_insert_with(|| RoleShown {
                id: role.id.clone(),
                label: role.label.clone(),
                holders,
                regulations: Vec::new(),
            });
            shown.regulations.push(loaded.manifest().title.clone());
        }
    }
    Ok(roles.into_values().collect())
}
