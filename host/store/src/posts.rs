//! Posts of an office: who holds them, who stands in, which roles they give.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, Statement, sql, written},
};
use guiju_domain::{DepartmentId, OfficeId, PersonId, PostId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// A post.
#[derive(Debug, Row)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// What the office calls the post; once in a department.
    pub title: String,
    /// Its department.
    #[column("department_id")]
    pub department: DepartmentId,
    /// Who holds it.
    #[column("holder_id")]
    pub holder: Option<PersonId>,
    /// Since when the holder has its roles; 0 if that was before it was noted.
    pub holder_since: Moment,
    /// Who stands in for the holder.
    #[column("deputy_id")]
    pub deputy: Option<PersonId>,
    /// Roles that it gives.
    #[column(json)]
    pub roles: Vec<String>,
    /// Departments that it supervises.
    #[column(json)]
    pub supervises: Vec<DepartmentId>,
}

/// What an entry says of a post.
#[derive(Debug, Row)]
pub struct PostCard {
    /// What the office calls the post; once in a department.
    pub title: String,
    /// Its department by name.
    pub department: String,
    /// Who holds it.
    #[column("holder_id")]
    pub holder: Option<PersonId>,
    /// Who stands in for the holder.
    #[column("deputy_id")]
    pub deputy: Option<PersonId>,
    /// Roles that it gives.
    #[column(json)]
    pub roles: Vec<String>,
    /// Departments that it supervises.
    #[column(json)]
    pub supervises: Vec<DepartmentId>,
}

/// What is written of a post.
#[derive(Debug)]
pub struct WrittenPost<'a> {
    /// Its id.
    pub id: PostId,
    /// What the office calls the post; once in a department.
    pub title: &'a str,
    /// Its department.
    pub department: DepartmentId,
    /// Who holds it.
    pub holder: Option<PersonId>,
    /// Who stands in for the holder.
    pub deputy: Option<PersonId>,
    /// Roles that it gives.
    pub roles: &'a [String],
    /// Departments that it supervises.
    pub supervises: &'a [DepartmentId],
    /// Since when the holder has its roles; nothing if that stays as it is.
    pub holder_since: Option<Moment>,
}

impl WrittenPost<'_> {
    /// Binds everything in the order in which both statements have it.
    fn bound<'q>(&self, office: OfficeId, statement: Statement<'q>) -> Statement<'q> {
        statement
            .bind(office)
            .bind(self.id)
            .bind(self.title)
            .bind(self.department)
            .bind(self.holder)
            .bind(self.deputy)
            .bind(Json(self.roles))
            .bind(Json(self.supervises))
            .bind(self.holder_since)
    }
}

/// The posts of an office, in the order in which they were entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<Vec<Post>> {
    sql!(
        "SELECT id, title, department_id, holder_id, holder_since, deputy_id, roles, supervises FROM posts
         WHERE office_id = $1 ORDER BY id"
    )
    .bind(office)
    .all(db)
    .await
}

/// What is known of a post now, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn card(change: &mut UnitOfWork, post: PostId) -> Result<Option<PostCard>> {
    sql!(
        "SELECT p.title AS title, d.name AS department, p.holder_id AS holder_id, p.deputy_id AS deputy_id,
         p.roles AS roles, p.supervises AS supervises
         FROM posts p JOIN departments d ON d.office_id = p.office_id AND d.id = p.department_id
         WHERE p.office_id = $1 AND p.id = $2"
    )
    .bind(change.office)
    .bind(post)
    .first(&mut **change)
    .await
}

/// The posts of the department with this name, by id and title.
///
/// # Errors
/// If the database cannot be used.
pub async fn titles_in(change: &mut UnitOfWork, department: &str) -> Result<Vec<(PostId, String)>> {
    sql!(
        "SELECT p.id AS id, p.title AS title
         FROM posts p JOIN departments d ON d.office_id = p.office_id AND d.id = p.department_id
         WHERE p.office_id = $1 AND d.name = $2"
    )
    .bind(change.office)
    .bind(department)
    .all(&mut **change)
    .await
}

/// The titles of the posts that a person holds, in the order in which they were entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn titles_held(change: &mut UnitOfWork, holder: PersonId) -> Result<Vec<String>> {
    sql!("SELECT title FROM posts WHERE office_id = $1 AND holder_id = $2 ORDER BY id")
        .bind(change.office)
        .bind(holder)
        .values(&mut **change)
        .await
}

/// The posts in which a person stands in, in the order in which they were entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn with_deputy(change: &mut UnitOfWork, deputy: PersonId) -> Result<Vec<PostId>> {
    sql!("SELECT id FROM posts WHERE office_id = $1 AND deputy_id = $2 ORDER BY id")
        .bind(change.office)
        .bind(deputy)
        .values(&mut **change)
        .await
}

/// Leaves a post without anybody who stands in.
///
/// # Errors
/// If the database cannot be used.
pub async fn clear_deputy(change: &mut UnitOfWork, post: PostId) -> Result<()> {
    written!("UPDATE posts SET deputy_id = NULL WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(post)
        .write(change)
        .await?;
    Ok(())
}

/// Enters a new post.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, post: &WrittenPost<'_>) -> Result<()> {
    let statement = written!(
        "INSERT INTO posts (office_id, id, title, department_id, holder_id, deputy_id, roles, supervises, holder_since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, COALESCE($9, 0))"
    );
    post.bound(change.office, statement).write(change).await?;
    Ok(())
}

/// Writes a post anew.
///
/// # Errors
/// If the database cannot be used.
pub async fn update(change: &mut UnitOfWork, post: &WrittenPost<'_>) -> Result<()> {
    let statement = written!(
        "UPDATE posts SET title = $3, department_id = $4, holder_id = $5, deputy_id = $6, roles = $7, supervises = $8,
         holder_since = COALESCE($9, holder_since) WHERE office_id = $1 AND id = $2"
    );
    post.bound(change.office, statement).write(change).await?;
    Ok(())
}

/// The roles, by id, of each post that a person holds or deputises, or stands in for whoever holds it.
///
/// # Errors
/// If the database cannot be used.
pub async fn roles_reached(change: &mut UnitOfWork, person: PersonId) -> Result<Vec<Vec<String>>> {
    let posts = sql!(
        "SELECT roles FROM posts WHERE office_id = $1 AND (holder_id = $2 OR deputy_id = $2
         OR holder_id IN (SELECT person_id FROM deputies WHERE office_id = $1 AND deputy_id = $2)
         OR holder_id IN (SELECT person_id FROM delegations WHERE office_id = $1 AND deputy_id = $2 AND state <> 'over'))"
    )
    .bind(change.office)
    .bind(person)
    .values::<Json<Vec<String>>>(&mut **change)
    .await?;
    Ok(posts.into_iter().map(|Json(roles)| roles).collect())
}
