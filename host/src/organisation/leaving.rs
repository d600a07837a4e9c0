//! Whoever leaves the office hands over first: neither a role of the system nor a post nor a task stays behind with nobody.

use super::posts::{departments_of, read_post};
use crate::{
    app::App,
    error::Result,
    keepers::logins,
    registers,
    store::{
        UnitOfWork, deputies, notices, people, posts,
        tasks::{self, AskedByName},
    },
};
use guiju_domain::{
    PersonId, PostId, Rejection,
    events::{
        keepers::Through,
        people::{DeputySet, PostEntered},
    },
    keepers::PostFacts,
    message,
    message::Message,
    rejection::{Keeper, Organisation},
};

/// Lets a person leave: stands in for nobody any more, and the account is closed.
///
/// # Errors
/// What is to be handed over first.
pub(super) async fn leaves(
    app: &App,
    change: &mut UnitOfWork,
    (by, reason): (Option<PersonId>, &str),
    person: PersonId,
) -> Result<()> {
    if logins::keeper(change, person).await?.role.is_some() {
        return Err(Rejection::from(Keeper::LeavesWithRole).into());
    }
    let first = left_behind(app, change, person).await?;
    if !first.is_empty() {
        return Err(Organisation::LeavesFirst { first }.into());
    }
    stands_in_no_more(change, (by, reason), person).await?;
    logins::close(change, by, person, (Through::Leaving, reason)).await
}

/// What a person has to do before leaving.
async fn left_behind(app: &App, change: &mut UnitOfWork, person: PersonId) -> Result<Vec<Message>> {
    let office = change.office;
    let posts = posts::titles_held(change, person).await?;
    let AskedByName { returned, signatures } = tasks::asked_by_name(&mut **change, office, person).await?;
    let held = registers::holdings(app, change, office, person).await?;
    let mut first = Vec::new();
    if !posts.is_empty() {
        first.push(Message::new("organisation-leaves-posts", vec![("posts", posts.into())]));
    }
    if returned > 0 {
        first.push(Message::new("organisation-leaves-returned", vec![("count", returned.into())]));
    }
    if signatures > 0 {
        first.push(Message::new("organisation-leaves-signatures", vec![("count", signatures.into())]));
    }
    if !held.is_empty() {
        let what = held.iter().map(|held| format!("{}“{}”", held.title, held.summary)).collect::<Vec<_>>();
        first.push(Message::new(
            "organisation-leaves-custody",
            vec![("count", held.len().into()), ("held", what.into())],
        ));
    }
    Ok(first)
}

/// Whoever leaves stands in for nobody any more: the posts have no deputy, and holders and keepers are told.
async fn stands_in_no_more(
    change: &mut UnitOfWork,
    (by, reason): (Option<PersonId>, &str),
    person: PersonId,
) -> Result<()> {
    let name = people::card(change, person).await?.map(|card| card.name).unwrap_or_default();
    for post in posts::with_deputy(change, person).await? {
        let Some(before) = read_post(change, post).await? else { continue };
        posts::clear_deputy(change, post).await?;
        without_deputy(change, (by, reason), (person, &name), (post, before)).await?;
    }
    for told in deputies::delete_deputy(change, person).await? {
        let (before, reason) = (Some(person), reason.to_owned());
        change.record(by, &DeputySet { person: told, before, after: None, matter: None, reason })?;
        let what = message!("organisation-deputy-left", name = &name);
        notices::tell(change, told, &what, None).await?;
    }
    Ok(())
}

/// Records that a post has no deputy any more, and tells its holder and the keepers.
async fn without_deputy(
    change: &mut UnitOfWork,
    (by, reason): (Option<PersonId>, &str),
    (person, name): (PersonId, &str),
    (post, before): (PostId, PostFacts),
) -> Result<()> {
    let what =
        message!("organisation-post-without-deputy", name, post = &before.title, department = &before.department);
    let holder = before.holder;
    let after = PostFacts { deputy: None, ..before.clone() };
    let departments = departments_of(change, [&after]).await?;
    let reason = reason.to_owned();
    change.record(by, &PostEntered { post, before: Some(before), after, request: None, departments, reason })?;
    let keepers = logins::all(change).await?.into_iter().map(|keeper| keeper.person);
    let mut people = keepers.chain(holder).filter(|told| Some(*told) != by && *told != person).collect::<Vec<_>>();
    people.sort_unstable();
    people.dedup();
    for told in people {
        notices::tell(change, told, &what, None).await?;
    }
    Ok(())
}
