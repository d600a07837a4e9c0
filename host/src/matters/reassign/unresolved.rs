//! Matters whose deciders could not be looked for again: they are noted, and tried again until they are resolved.

use super::{Because, each};
use crate::{
    app::App,
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::OfficeId;

/// So many are tried in one unit of work.
const AT_ONCE: i64 = 200;

/// Notes a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn note(change: &mut UnitOfWork, matter: i64, because: Because) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    sqlx::query(
        "INSERT INTO unresolved (office_id, matter_id, because, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, matter_id) DO NOTHING",
    )
    .bind(office.number())
    .bind(matter)
    .bind(because.name())
    .bind(now)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// A matter is about to be resolved.
///
/// # Errors
/// If the database cannot be used.
async fn forget(change: &mut UnitOfWork, matter: i64) -> Result<()> {
    sqlx::query("DELETE FROM unresolved WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office.number())
        .bind(matter)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// Tries again what was noted, as far as this server has the packages by which it is judged.
///
/// # Errors
/// If the database cannot be used.
pub async fn retry(app: &App, office: OfficeId) -> Result<()> {
    let mut after = 0;
    loop {
        let rows = sqlx::query(
            "SELECT u.matter_id AS matter, u.because AS because, m.digest AS digest FROM unresolved u
             JOIN matters m ON m.office_id = u.office_id AND m.id = u.matter_id
             WHERE u.office_id = $1 AND u.matter_id > $2 ORDER BY u.matter_id LIMIT $3",
        )
        .bind(office.number())
        .bind(after)
        .bind(AT_ONCE)
        .fetch_all(&app.pool)
        .await?;
        let law = app.law(office)?;
        let mut ready = Vec::new();
        for row in &rows {
            after = row.int("matter")?;
            if law.package(&row.text("digest")?).is_some() {
                ready.push((Because::named(&row.text("because")?), after));
            }
        }
        if !ready.is_empty() {
            let mut change = app.change(office).await?;
            // Whatever cannot be resolved now either is noted anew.
            for (_, matter) in &ready {
                forget(&mut change, *matter).await?;
            }
            for because in Because::ALL {
                let matters = ready.iter().filter(|(of, _)| *of == because).map(|(_, matter)| *matter);
                each(app, &mut change, because, &matters.collect::<Vec<_>>()).await?;
            }
            change.commit().await?;
        }
        if (rows.len() as i64) < AT_ONCE {
            return Ok(());
        }
    }
}
