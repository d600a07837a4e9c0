//! What can be read of a matter, folded, so that the database finds the few that may say a text. Column `sought` of `matters`.

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::{MatterId, OfficeId};

/// The packages of an office with matters whose text is missing.
///
/// # Errors
/// If the database cannot be used.
pub async fn packages_missing(db: impl Db<'_>, office: OfficeId) -> Result<Vec<String>> {
    sql!("SELECT DISTINCT digest FROM matters WHERE office_id = $1 AND sought IS NULL").bind(office).values(db).await
}

/// The newest matters of a package whose text is missing.
///
/// # Errors
/// If the database cannot be used.
pub async fn missing(db: impl Db<'_>, office: OfficeId, package: &str, most: u64) -> Result<Vec<MatterId>> {
    sql!("SELECT id FROM matters WHERE office_id = $1 AND digest = $2 AND sought IS NULL ORDER BY id DESC LIMIT $3")
        .bind(office)
        .bind(package)
        .bind(most)
        .values(db)
        .await
}

/// Saves the text of a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, matter: MatterId, text: &str) -> Result<()> {
    sql!("UPDATE matters SET sought = $3 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(matter)
        .bind(text)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Empties the text of every matter of the office.
///
/// # Errors
/// If the database cannot be used.
pub async fn clear(change: &mut UnitOfWork) -> Result<()> {
    sql!("UPDATE matters SET sought = NULL WHERE office_id = $1").bind(change.office).run(&mut **change).await?;
    Ok(())
}

/// Most words that are looked for at once.
pub const MOST_WORDS: usize = 8;

/// The statement that finds matters by so many words.
#[derive(Clone, Copy, Debug)]
struct CandidateText {
    words: usize,
}

impl Built for CandidateText {
    fn combinations() -> Vec<Self> {
        (1..=MOST_WORDS).map(|words| Self { words }).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let says = (4..4 + self.words).map(|parameter| format!("sought LIKE ${parameter} ESCAPE '\\'"));
        let says = says.collect::<Vec<_>>().join(" AND ");
        format!(
            "SELECT id FROM matters WHERE office_id = $1 AND id < $2 AND (sought IS NULL OR ({says}))
             ORDER BY id DESC LIMIT $3"
        )
    }
}
built!(CandidateText);

/// Matters older than one that may say all of some words, [`MOST_WORDS`] at most, the newest first. Those whose text is missing
/// may say anything.
///
/// # Errors
/// If the database cannot be used.
pub async fn candidates(
    db: impl Db<'_>,
    dialect: Dialect,
    office: OfficeId,
    before: MatterId,
    words: &[String],
    most: u64,
) -> Result<Vec<MatterId>> {
    let statement = Statement::built(&CandidateText { words: words.len() }, dialect);
    let statement = statement.bind(office).bind(before).bind(most);
    statement.bind_all(words.iter().map(|word| like(word))).values(db).await
}

/// A pattern of LIKE for a text anywhere. What LIKE takes for a sign of its own stands for itself.
fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
