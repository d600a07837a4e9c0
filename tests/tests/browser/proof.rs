//! A printed sheet is checked by its code: the page asks for a comparison and does not make one.

use crate::walks;
use anyhow::{Context, Result, ensure};
use guiju_api::Proof;
use guiju_tests::{Office, browser::Reader};
use serde_json::json;

walks!("2026-03-02T09:00", proof);

async fn proof(office: &Office, reader: &Reader) -> Result<()> {
    let (li, claim) = (office.person("li").await?, crate::claim::filed(office).await?);
    let shown = li.get::<Proof>(&format!("/api/matters/{claim}/proof")).await?;
    let mut parts = shown.address.rsplit('/');
    let (code, matter) = (parts.next().context("a code")?, parts.next().context("a matter")?);
    let of = parts.next().context("an office")?;
    reader.go(&format!("/proof/{of}/{matter}/{code}")).await?;
    reader.reads("核验码有效。请将手中的单据与下面的记录逐项核对，有一项不同即不可信。").await?;
    reader.reads("下社区交通费").await?;
    // A row of a table stands under its heads, as on the sheet.
    let heads = "return [...document.querySelectorAll('table.inner td')].some(cell => cell.dataset.label === '金额')";
    ensure!(
        reader.waits(heads, json!([])).await?,
        "no cell of the row stands under its head: {}",
        reader.text("body").await?
    );
    reader.settles().await?;
    ensure!(
        reader.client.find(fantoccini::Locator::Css(".message.good")).await.is_err(),
        "nothing was compared, so nothing is green"
    );
    reader.accessible("a proof").await
}
