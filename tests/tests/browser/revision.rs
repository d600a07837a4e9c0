//! A regulation is swapped in the portal: trusted, installed, compared, rehearsed, scheduled, confirmed, rolled back.

use crate::walks;
use anyhow::{Result, ensure};
use guiju_package::Package;
use guiju_tests::{
    Office,
    browser::Reader,
    packages::{publisher, revised},
};

walks!("2026-03-02T09:00", revision);

/// 李敏 comes nine minutes late on one day of March, and the month is judged.
pub async fn march(office: &Office) -> Result<()> {
    let punches = "8\t2026-03-03 08:39:00\t1\t0\t1\t0\n8\t2026-03-03 18:05:00\t1\t0\t1\t0\n";
    let chen = office.person("chen").await?;
    office.at("2026-03-31T19:00").await?;
    let report = chen.import("/api/forms/attendance/punch/import", punches).await?;
    ensure!(report.new == 2, "{report:?}");
    let (status, said) = office.person("zhou").await?.post("/api/assessments/month?day=2026-03-15", &()).await?;
    ensure!(status.is_success(), "{status} {said}");
    Ok(())
}

async fn revision(office: &Office, reader: &Reader) -> Result<()> {
    march(office).await?;
    trusts_the_publisher(reader).await?;
    installs(reader).await?;
    compares_and_rehearses(reader).await?;

    // Scheduled; confirmed by a second person.
    schedules(reader, "1.1.0 版", "2026-04-01").await?;
    confirms(reader).await?;
    office.at("2026-04-01T09:00").await?;
    reader.go("/regulations/attendance").await?;
    reader.reads("1.1.0 版，自 2026-04-01 起施行").await?;

    // And back, the same way.
    reader.log_in("zhou").await?;
    schedules(reader, "1.0.0 版", "2026-05-01").await?;
    confirms(reader).await?;
    office.at("2026-05-01T09:00").await?;
    reader.go("/regulations/attendance").await?;
    reader.reads("1.0.0 版，自 2026-05-01 起施行").await
}

/// The security officer trusts the publisher.
async fn trusts_the_publisher(reader: &Reader) -> Result<()> {
    reader.log_in("wu").await?;
    reader.go("/administration/publishers").await?;
    reader.set("#publisher-name", "市规矩软件中心").await?;
    reader.set("#publisher-key", &publisher().public().to_string()).await?;
    reader.press("信任").await?;
    reader.reads("不再信任").await?;
    reader.accessible("trusted publishers").await
}

/// The administrator installs; what is not signed is refused with its reason.
async fn installs(reader: &Reader) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (signed, plain) = (folder.path().join("attendance-1.1.0.wasm"), folder.path().join("unsigned.wasm"));
    std::fs::write(&signed, Package::open(&revised()?).signed(&publisher()))?;
    std::fs::write(&plain, revised()?)?;
    reader.log_in("zhou").await?;
    reader.go("/regulations/attendance").await?;
    reader.reads("对照、演练与修订").await?;
    for (package, says) in [(plain, "没有签名"), (signed, "1.1.0 版已装入")] {
        reader.go("/regulations/attendance/versions").await?;
        reader.element("#package").await?.send_keys(&package.to_string_lossy()).await?;
        reader.press("核对并装入").await?;
        reader.reads(says).await?;
    }
    reader.accessible("versions of a regulation").await
}

/// Compared with the one in force, then rehearsed on the office's own past.
async fn compares_and_rehearses(reader: &Reader) -> Result<()> {
    let link = "const a = [...document.querySelectorAll('a')].filter(a => a.textContent === arguments[1])[0]; if (!a) return false; a.click(); return true;";
    reader.until(link, "", "与现行版对照").await?;
    reader.reads("现行 1.0.0 版 → 1.1.0 版").await?;
    reader.reads("10 分钟以内到岗不计").await?;
    reader.accessible("comparison").await?;
    reader.choose("#revise-version", "1.1.0 版").await?;
    reader.press("演练").await?;
    reader.reads("已完成").await?;
    reader.reads("李敏的“月度考勤").await?;
    reader.accessible("rehearsal").await?;
    reader.element("td button.plain").await?.click().await?;
    reader.reads("迟到").await?;
    reader.accessible("both answers").await?;
    reader.press("关闭").await
}

/// The security officer confirms what was scheduled.
async fn confirms(reader: &Reader) -> Result<()> {
    reader.log_in("wu").await?;
    reader.go("/regulations/attendance/versions").await?;
    reader.press("确认施行").await?;
    reader.reads("已确认").await?;
    reader.gone("确认施行").await
}

async fn schedules(reader: &Reader, version: &str, from: &str) -> Result<()> {
    reader.go("/regulations/attendance/versions").await?;
    reader.choose("#revise-version", version).await?;
    reader.set("#revise-from", from).await?;
    reader.set("#revise-reason", "本单位会议研究决定").await?;
    reader.press("提出修订").await?;
    reader.reads("已提出，等待另一位管理员或安全员确认").await
}
