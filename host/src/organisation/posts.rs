//! Posts: entered and changed, within a change of the office.

use super::departments::{called, department};
use crate::{
    error::Result,
    keepers::logins,
    store::{
        UnitOfWork, departments,
        posts::{self as store, WrittenPost},
    },
};
use guiju_api::Post;
use guiju_domain::{
    DepartmentId, PersonId, PostId, Rejection, RequestId, characters,
    events::people::PostEntered,
    keepers::PostFacts,
    rejection::{Keeper, Organisation, TextKind, Unknown},
};
use std::collections::{BTreeSet, HashMap};

/// A post as it is now, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn read_post(change: &mut UnitOfWork, post: PostId) -> Result<Option<PostFacts>> {
    let Some(card) = store::card(change, post).await? else { return Ok(None) };
    let office = change.office;
    let departments = departments::of_office(&mut **change, office).await?;
    let names = departments.into_iter().map(|one| (one.id, one.name)).collect::<HashMap<_, _>>();
    Ok(Some(PostFacts {
        title: card.title,
        department: card.department,
        holder: card.holder,
        deputy: card.deputy,
        roles: card.roles,
        supervises: card.supervises.iter().filter_map(|id| names.get(id).cloned()).collect(),
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
        return Err(Organisation::PostIncomplete.into());
    }
    characters::bounded(TextKind::Post, &post.title)?;
    for department in std::iter::once(&post.department).chain(&post.supervises) {
        characters::bounded(TextKind::Department, department)?;
    }
    if post.holder.is_some() && post.holder == post.deputy {
        return Err(Organisation::OwnDeputy.into());
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
    let titles = store::titles_in(change, &post.department).await?;
    let wanted = characters::alike(&post.title);
    let taken = titles.iter().any(|(id, title)| Some(*id) != known && characters::alike(title) == wanted);
    if taken { Err(Rejection::from(Keeper::PostExists).into()) } else { Ok(()) }
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
    (after, reason): (&PostFacts, &str),
) -> Result<PostId> {
    let before = match known {
        Some(id) => Some(read_post(change, id).await?.ok_or(Rejection::from(Unknown::Post))?),
        None => None,
    };
    check_post(change, declared, known, after).await?;
    let own_department = department(change, by, &after.department).await?;
    let mut supervises = Vec::new();
    for name in &after.supervises {
        supervises.push(department(change, by, name).await?);
    }
    let post = known.unwrap_or_else(|| change.id::<PostId>());
    let gains = |before: &PostFacts| after.roles.iter().any(|role| !before.roles.contains(role));
    let anew = before.as_ref().is_none_or(|before| before.holder != after.holder || gains(before));
    let written = WrittenPost {
        id: post,
        title: &after.title,
        department: own_department,
        holder: after.holder,
        deputy: after.deputy,
        roles: &after.roles,
        supervises: &supervises,
        holder_since: anew.then_some(change.now),
    };
    match &before {
        Some(before) if before == after => return Ok(post),
        Some(_) => store::update(change, &written).await?,
        None => store::insert(change, &written).await?,
    }
    let departments = departments_of(change, before.iter().chain([after])).await?;
    let (after, reason) = (after.clone(), reason.to_owned());
    change.record(by, &PostEntered { post, before, after, request, departments, reason })?;
    Ok(post)
}

/// The departments that some posts belong to and supervise.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn departments_of(
    change: &mut UnitOfWork,
    posts: impl IntoIterator<Item = &PostFacts>,
) -> Result<Vec<DepartmentId>> {
    let office = change.office;
    let all = departments::of_office(&mut **change, office).await?;
    let named = posts.into_iter().flat_map(|post| std::iter::once(&post.department).chain(&post.supervises));
    let named = named.collect::<BTreeSet<_>>();
    Ok(all.into_iter().filter(|department| named.contains(&department.name)).map(|department| department.id).collect())
}
