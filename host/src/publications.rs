//! What is published: on a board for the office, or in the public column for everybody, archived when it is withdrawn.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::{Columns, UnitOfWork},
};
use guiju_api::{PublicColumn, PublicationShown};
use guiju_domain::OfficeId;
use guiju_model::{Moment, Publication, Withdrawal};
use sqlx::any::AnyRow;

/// How many of the newest are shown.
const SHOWN: i64 = 500;

/// Publishes for a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn publish(change: &mut UnitOfWork, regulation: &str, matter: i64, publication: &Publication) -> Result<()> {
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO publications (office_id, id, regulation, clause, board, title, body, published_at, until_date, matter_id,
         class, public) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(office.number())
    .bind(id)
    .bind(regulation)
    .bind(&publication.clause)
    .bind(&publication.board)
    .bind(&publication.title)
    .bind(&publication.body)
    .bind(now)
    .bind(publication.until.map(i64::from))
    .bind(matter)
    .bind(&publication.class)
    .bind(i64::from(publication.public))
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Withdraws what a matter of the same regulation published; it stays in the archive with the reason.
///
/// # Errors
/// If nothing of it is published any more, or the database cannot be used.
pub async fn withdraw(change: &mut UnitOfWork, regulation: &str, withdrawal: &Withdrawal) -> Result<()> {
    let done = sqlx::query(
        "UPDATE publications SET withdrawn_at = $4, withdrawn_because = $5 WHERE office_id = $1 AND regulation = $2
         AND withdrawn_at IS NULL AND matter_id = (SELECT matter_id FROM records WHERE office_id = $1 AND id = $3)",
    )
    .bind(change.office.number())
    .bind(regulation)
    .bind(withdrawal.record as i64)
    .bind(change.now.0)
    .bind(&withdrawal.reason)
    .execute(&mut **change)
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict("这一项没有公开，或者已经撤下".to_owned()));
    }
    Ok(())
}

fn shown(row: &AnyRow) -> Result<PublicationShown> {
    let withdrawn = row.maybe_int("withdrawn_at")?;
    Ok(PublicationShown {
        id: row.int("id")? as u64,
        board: row.text("board")?,
        class: row.maybe_text("class")?,
        title: row.text("title")?,
        body: row.text("body")?,
        published: Moment(row.int("published_at")?).to_string(),
        public: row.int("public")? != 0,
        withdrawn: withdrawn.map(|at| Moment(at).to_string()),
        withdrawn_because: row.maybe_text("withdrawn_because")?,
        read: row.int("mine")? != 0,
        readers: row.int("readers")? as u64,
    })
}

/// Publications, each with how many in the office have read it and whether this one has.
const COLUMNS: &str =
    "SELECT id, board, class, title, body, published_at, public, withdrawn_at, withdrawn_because,
     (SELECT COUNT(*) FROM readers r WHERE r.office_id = p.office_id AND r.publication_id = p.id) AS readers,
     (SELECT COUNT(*) FROM readers r WHERE r.office_id = p.office_id AND r.publication_id = p.id AND r.person_id = $3) AS mine
     FROM publications p";

/// What is on the boards now; with `archive` everything that ever was, withdrawn or over.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(app: &App, caller: &Caller, archive: bool, newest: Option<i64>) -> Result<Vec<PublicationShown>> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{COLUMNS} WHERE office_id = $1 AND ($4 = 1 OR withdrawn_at IS NULL AND (until_date IS NULL OR until_date >= $2))
         ORDER BY id DESC LIMIT $5"
    )))
    .bind(caller.office.number())
    .bind(i64::from(app.now(caller.office).date().0))
    .bind(caller.person.number() as i64)
    .bind(i64::from(archive))
    .bind(newest.unwrap_or(SHOWN).clamp(0, SHOWN))
    .fetch_all(&app.pool)
    .await?;
    rows.iter().map(shown).collect()
}

/// What everybody may read, without an account: only what was published for the public and not withdrawn.
///
/// # Errors
/// If there is no such office, or the database cannot be used.
pub async fn public(app: &App, office: OfficeId) -> Result<PublicColumn> {
    let row = sqlx::query("SELECT name, policy_version FROM offices WHERE id = $1").bind(office.number());
    let row = row.fetch_optional(&app.pool).await?.ok_or(Error::NotFound("这个单位"))?;
    // As with a session: what another server changed is known before anything is shown.
    app.follow_to(office, row.int("policy_version")?).await?;
    let name = row.text("name")?;
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{COLUMNS} WHERE office_id = $1 AND public = 1 AND withdrawn_at IS NULL AND (until_date IS NULL OR until_date >= $2)
         ORDER BY id DESC LIMIT {SHOWN}"
    )))
    .bind(office.number())
    .bind(i64::from(app.now(office).date().0))
    .bind(0_i64)
    .fetch_all(&app.pool)
    .await?;
    // How many colleagues have read it is the office's own business.
    let alone = |row| shown(row).map(|one| PublicationShown { readers: 0, ..one });
    Ok(PublicColumn { office: name, publications: rows.iter().map(alone).collect::<Result<_>>()? })
}

/// Notes that somebody has read what was published; once is enough.
///
/// # Errors
/// If nothing like that was published, or the database cannot be used.
pub async fn read(change: &mut UnitOfWork, person: u64, publication: i64) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    let published = sqlx::query("SELECT id FROM publications WHERE office_id = $1 AND id = $2")
        .bind(office.number())
        .bind(publication)
        .fetch_optional(&mut **change)
        .await?;
    published.ok_or(Error::NotFound("这一项公示"))?;
    sqlx::query(
        "INSERT INTO readers (office_id, publication_id, person_id, read_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(office.number())
    .bind(publication)
    .bind(person as i64)
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(())
}
