//! What a keeper is told before anything is asked for: who relies on what a package lacks, and what a list wants that was emptied.

use crate::walks;
use anyhow::Result;
use guiju_api::PackageShown;
use guiju_tests::{
    Office,
    browser::Reader,
    packages::{in_force, leaning, trusts},
};

walks!("2026-03-02T09:00", unfit);

async fn unfit(office: &Office, reader: &Reader) -> Result<()> {
    trusts(office).await?;
    let zhou = office.person("zhou").await?;
    for (regulation, from) in [("lender", "2026-03-03"), ("leaner", "2026-03-04")] {
        let (_, installed) = zhou.upload("/api/packages", leaning(regulation)?).await?;
        in_force(office, regulation, &installed.read::<PackageShown>()?.digest, from).await?;
    }
    office.at("2026-03-05T09:00").await?;
    reader.log_in("zhou").await?;
    tells_who_leans(reader).await?;
    empties_a_list(reader).await
}

/// Who relies on what a package lacks is said as soon as it is installed.
async fn tells_who_leans(reader: &Reader) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let revised = folder.path().join("lender-2.0.0.wasm");
    std::fs::write(&revised, leaning("revised_lender")?)?;
    reader.go("/regulations/lender/versions").await?;
    reader.element("#package").await?.send_keys(&revised.to_string_lossy()).await?;
    reader.press("核对并装入").await?;
    reader.reads("《还物制度 1.0.0》依赖《借物制度 2.0.0》").await?;
    reader.accessible("what stands in the way of a package").await
}

/// A list of words that was emptied is sent so, and what is wanted stands at it.
async fn empties_a_list(reader: &Reader) -> Result<()> {
    reader.go("/regulations/official-documents/versions").await?;
    reader.element("details > summary").await?.click().await?;
    reader.set("#field-kinds", "").await?;
    reader.set("#revise-from", "2026-03-10").await?;
    reader.set("#revise-reason", "本单位会议研究决定").await?;
    reader.press("提出修订").await?;
    reader.reads("请填写“标题里的文种”").await
}
