//! Posts from a table.

use super::{
    heads::{DEPARTMENT, DEPUTIES, DEPUTY, HOLDER, HOLDERS, POST, POSTS, ROLE_NAMES, ROLES, SUPERVISED, SUPERVISES},
    lines::Lines,
    roles::{posts, roles},
};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    imports::{self, Column, DEPARTMENTS, Row, Whom},
    keepers,
    language::Language,
    staff::Staff,
    words::{self, text},
};
use guiju_api::{ImportReport, Post, RoleShown};
use guiju_domain::{PersonId, Rejection, characters::alike};
use std::collections::{HashMap, HashSet};

/// So many lines are entered in one unit of work.
const AT_ONCE: usize = 200;

/// Enters the posts of a table, or says what it would come to. A post that is there by its title and department is changed;
/// what the table does not tell of it stays. Lines that cannot be taken are told by number and reason.
///
/// # Errors
/// If the file cannot be read, or has no heads that are known.
pub async fn import_posts(app: &App, caller: &Caller, bytes: Vec<u8>, preview: bool) -> Result<ImportReport> {
    let columns = columns();
    let reading = move || imports::headed(&bytes, &columns);
    let language = Language::current();
    let read = tokio::task::spawn_blocking(move || language.within(reading)).await.map_err(Error::internal)?;
    let table = read.map_err(|why| Error::from(Rejection::from(why)))?;
    let (staff, known) = (app.staff(caller.office).await?, posts(app, caller.office).await?);
    let roles = roles(app, caller.office).await?;
    let of_table = table.column(DEPARTMENT).map(str::to_owned);
    let made = of_table.map(|name| alike(&name)).collect();
    let lists = Lists { whom: Whom::of(&staff), roles, staff: &staff, made };
    let mut lines = Lines::new(preview, &staff);
    lines.notes(table.notes.clone());
    let (mut told, mut taken) = (HashMap::new(), Vec::new());
    for row in &table.rows {
        let number = &row.number;
        let read = lists.post(&table.heads, row, &known).and_then(|post| {
            let first = *told.entry((alike(&post.title), alike(&post.department))).or_insert(*number);
            if first == *number {
                return Ok(post);
            }
            Err(words::said("line-post-twice", vec![("line", first.into())]))
        });
        let Some(post) = lines.read(*number, read) else { continue };
        let before = known.iter().any(|known| known.id == post.id && post.id.is_some());
        taken.push(((*number, before), post));
    }
    for batch in taken.chunks(AT_ONCE) {
        let posts = batch.iter().map(|(_, post)| post.clone()).collect::<Vec<_>>();
        let by = caller.person;
        // A preview is the import itself, undone.
        let entered = match preview {
            true => keepers::try_posts(app, caller.office, by, &posts).await?,
            false => keepers::enter_posts(app, caller.office, by, &posts).await?,
        };
        for ((line, post), outcome) in batch.iter().zip(entered) {
            let holder = post.holder.map_or_else(|| text!("organisation-vacant"), |id| staff.name(PersonId::new(id)));
            let shown = text!("organisation-post-line", post = &post.title, department = &post.department, holder);
            let departments = std::iter::once(&post.department).chain(&post.supervises).map(String::as_str);
            lines.entered(*line, (&shown, departments), outcome)?;
        }
    }
    Ok(lines.report())
}

/// What the columns are called.
fn columns() -> Vec<Column> {
    vec![
        Column::new(POST, POSTS).needed(1),
        Column::new(DEPARTMENT, DEPARTMENTS).needed(2),
        Column::new(HOLDER, HOLDERS),
        Column::new(DEPUTY, DEPUTIES),
        Column::new(ROLES, ROLE_NAMES),
        Column::new(SUPERVISES, SUPERVISED),
    ]
}

/// What a line may name.
struct Lists<'a> {
    whom: Whom<'a>,
    /// Roles that regulations name.
    roles: Vec<RoleShown>,
    staff: &'a Staff,
    /// Departments of the table's posts, by their names for comparison.
    made: HashSet<String>,
}

/// Several of a kind in one cell.
fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|one| !one.is_empty())
}

impl Lists<'_> {
    /// A line as a post.
    fn post(&self, heads: &[String], row: &Row, known: &[Post]) -> Result<Post, String> {
        imports::plain(heads, row)?;
        let row = &row.cells;
        let cell =
            |wanted: &str| heads.iter().zip(row).find(|(head, _)| *head == wanted).map_or("", |(_, cell)| cell.trim());
        let (title, department) = (cell(POST), cell(DEPARTMENT));
        for (label, value) in [(POST, title), (DEPARTMENT, department)] {
            if value.is_empty() {
                return Err(words::said("line-missing", vec![("column", label.into())]));
            }
        }
        let is = |post: &&Post| alike(&post.title) == alike(title) && alike(&post.department) == alike(department);
        let written_so = |post: &&Post| post.title == title && post.department == department;
        let mut post = known.iter().find(written_so).or_else(|| known.iter().find(is)).cloned().unwrap_or_default();
        if post.id.is_none() {
            title.clone_into(&mut post.title);
            department.clone_into(&mut post.department);
        }
        for (head, cell) in heads.iter().zip(row.iter().map(|cell| cell.trim())).filter(|(_, cell)| !cell.is_empty()) {
            match head.as_str() {
                // A column that is not used has no head here; it was told.
                POST | DEPARTMENT | "" => {}
                HOLDER => post.holder = Some(self.person(cell)?.number()),
                DEPUTY => post.deputy = Some(self.person(cell)?.number()),
                ROLES => post.roles = several(cell).map(|label| self.role(label)).collect::<Result<_, _>>()?,
                SUPERVISES => {
                    post.supervises = several(cell).map(|name| self.department(name)).collect::<Result<_, _>>()?;
                }
                other => return Err(words::said("line-no-such-column", vec![("column", other.to_owned().into())])),
            }
        }
        if post.holder.is_some() && post.holder == post.deputy {
            return Err(words::said("organisation-own-deputy", vec![]));
        }
        Ok(post)
    }

    fn person(&self, name: &str) -> Result<PersonId, String> {
        Ok(self.whom.by_name(name, "")?.id)
    }

    fn role(&self, label: &str) -> Result<String, String> {
        let role = self.roles.iter().find(|role| role.label == label || role.id == label);
        role.map(|role| role.id.clone())
            .ok_or_else(|| words::said("line-role-unknown", vec![("role", label.to_owned().into())]))
    }

    fn department(&self, name: &str) -> Result<String, String> {
        let made = || self.made.contains(&alike(name)).then_some(name);
        let called = self.staff.department_named(name).or_else(made);
        called
            .map(str::to_owned)
            .ok_or_else(|| words::said("line-department-unknown", vec![("department", name.to_owned().into())]))
    }
}
