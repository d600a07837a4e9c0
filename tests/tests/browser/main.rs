//! Chromium drives the real portal at desktop and phone width: leave, claim, vote and assessment, and every page — without an
//! error in the console, a page wider than the screen, or a serious finding of axe-core.

mod administration;
mod assessment;
mod claim;
mod erasure;
mod every;
mod focus;
mod keyboard;
mod leave;
mod lines;
mod navigation;
mod offline;
mod overtaken;
mod pages;
mod parameters;
mod proof;
mod revision;
mod unfit;
mod vote;
mod written;

use anyhow::Result;
use guiju_tests::{Database, Office, browser::Reader};

/// An office with a browser before it, at each of the two widths.
macro_rules! walks {
    ($at:literal, $walk:path) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn at_the_desk() -> anyhow::Result<()> {
            crate::walked($at, 1366, 768, async |office, reader| $walk(office, reader).await).await
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn on_the_phone() -> anyhow::Result<()> {
            crate::walked($at, 360, 780, async |office, reader| $walk(office, reader).await).await
        }
    };
}
pub(crate) use walks;

async fn walked(at: &str, width: u32, height: u32, walk: impl AsyncFn(&Office, &Reader) -> Result<()>) -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        return guiju_tests::skipped("no browser");
    }
    let office = Office::open(Database::Sqlite, at).await?;
    let reader = Reader::alone(&office.base, width, height).await?;
    walk(&office, &reader).await?;
    reader.ends().await
}
