//! The latest record per person: everybody by department with what a register says of them last; of whom it says nothing is a
//! gap.

use super::{
    columns::column,
    filler::Filler,
    opened::{Opened, open},
};
use crate::{
    accounts::Caller,
    app::App,
    citation,
    error::Result,
    organisation::as_records::POSTS,
    staff::{Post, Staff},
    store::record_queries,
    words::text,
};
use guiju_api::{StandingLine, StandingShown};
use guiju_domain::PersonId;
use guiju_model::{Heading, Layout};
use std::collections::BTreeMap;

/// Everybody by department, with the last record about them.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub async fn latest_per_person(app: &App, caller: &Caller, regulation: &str, view: &str) -> Result<StandingShown> {
    let Opened { access, title, over, columns, clause } =
        open(app, caller, regulation, view, Layout::Board, true).await?;
    let (policy, staff, today) = (&access.policy, &access.staff, access.today);
    let posts = over.iter().any(|(owner, form, _)| (owner.as_str(), form.as_str()) == POSTS);
    let (owner, form, _) =
        over.iter().find(|(owner, form, _)| (owner.as_str(), form.as_str()) != POSTS).cloned().unwrap_or_default();
    let declared = policy.regulation(&owner, today).and_then(|loaded| loaded.manifest().form(&form).cloned());
    let rows = record_queries::completed(&app.pool, &access.records_of(&owner, &form)).await?;
    // What is closed to the reader tells nobody's place.
    let mut last = BTreeMap::new();
    for row in &rows {
        let record = access.record(row, &owner, &form)?;
        last.extend(record.person.filter(|_| record.seen.at_all()).map(|person| (person, record)));
    }
    let headings = columns.iter().map(|written| Heading::of(written)).collect::<Vec<_>>();
    let mut filler = Filler::new(&app.pool, &access, declared.as_ref());
    let mut lines = Vec::new();
    for member in staff.in_order() {
        let mut cells = Vec::new();
        if let Some(held) = posts.then(|| of_posts(staff, member.id, &headings)).flatten() {
            cells = held;
        } else if let Some(record) = last.get(&member.id) {
            for heading in &headings {
                cells.push(filler.fill(heading.name, record).await?);
            }
        }
        let department = staff.departments.get(&member.department).cloned().unwrap_or_default();
        lines.push(StandingLine { name: member.name.clone(), department, cells });
    }
    let columns = headings.into_iter().map(|heading| column(declared.as_ref(), heading)).collect();
    let citation = policy
        .regulation(regulation, today)
        .and_then(|loaded| citation::of_clause(policy, loaded.manifest(), &clause, today));
    Ok(StandingShown { title, columns, lines, citation })
}

/// What the organisation says of a person's posts, where one of them has a B: the posts' titles, departments, A or B, those of
/// several posts one after the other. A post without B says so. It comes before what a register says, which is read where no
/// post of the person has one.
fn of_posts(staff: &Staff, person: PersonId, headings: &[Heading<'_>]) -> Option<Vec<String>> {
    let held = staff.posts.iter().filter(|post| post.holder == Some(person)).collect::<Vec<_>>();
    let deputy = |post: &Post| post.deputy.filter(|deputy| staff.is_active(*deputy));
    if !held.iter().any(|post| deputy(post).is_some()) {
        return None;
    }
    let say = |post: &Post, name: &str| match name {
        "post" => post.title.clone(),
        "department" => staff.departments.get(&post.department).cloned().unwrap_or_default(),
        "a" => staff.name(person),
        "b" => deputy(post).map_or_else(|| text!("register-no-deputy"), |deputy| staff.name(deputy)),
        _ => String::new(),
    };
    let cell = |heading: &Heading<'_>| held.iter().map(|post| say(post, heading.name)).collect::<Vec<_>>().join("；");
    Some(headings.iter().map(cell).collect())
}
