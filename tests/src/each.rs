//! A story on each database.

use crate::Office;
use anyhow::Result;

/// Runs one story on each database, and compares the rows that it leaves with the chain ([`crate::proven`]). Without a PostgreSQL server its half is skipped, which the test command says.
#[macro_export]
macro_rules! on_each_database {
    ($($(#[$doc:meta])* $name:ident($office:ident, $at:literal) $story:block)*) => {$(
        mod $name {
            use super::*;
            async fn story($office: $crate::Office) -> anyhow::Result<()> { $story }

            $(#[$doc])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() -> anyhow::Result<()> {
                $crate::proven($crate::Office::open($crate::Database::Sqlite, $at).await?, story).await
            }

            $(#[$doc])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() -> anyhow::Result<()> {
                if $crate::postgres().is_none() {
                    return $crate::skipped("no PostgreSQL server");
                }
                $crate::proven($crate::Office::open($crate::Database::Postgres, $at).await?, story).await
            }
        }
    )*};
}

/// Runs a story and compares the rows that it leaves with the chain.
///
/// # Errors
/// If the story fails, or rows are not what the chain says.
pub async fn proven<F: Future<Output = Result<()>>>(office: Office, story: impl FnOnce(Office) -> F) -> Result<()> {
    let evidence = office.evidence();
    story(office).await?;
    evidence.holds().await
}
