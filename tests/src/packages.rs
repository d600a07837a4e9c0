//! Packages of regulations for the stories, and the publisher whom the office comes to trust.

use crate::{office::Office, person::Person, place::root};
use anyhow::{Context, Result, ensure};
use guiju_api::{Entered, PackageShown, PublisherEntry, RequestAnswer, RevisionWanted};
use guiju_package::{Key, Package};
use reqwest::StatusCode;
use std::fs;

/// A regulation of the office, as it is built.
///
/// # Errors
/// If it is not built.
pub fn stock(name: &str) -> Result<Vec<u8>> {
    Ok(fs::read(root().join(format!("target/regulations/{name}.wasm")))?)
}

/// Attendance 1.1.0, as an office revised it.
///
/// # Errors
/// If it is not built.
pub fn revised() -> Result<Vec<u8>> {
    Ok(fs::read(root().join("target/revised-attendance.wasm"))?)
}

/// A regulation with these cases inside instead of its own.
///
/// # Errors
/// If it is not built.
pub fn with_cases(name: &str, cases: &str) -> Result<Vec<u8>> {
    let module = root().join(format!("target/wasm32-unknown-unknown/plugin/regulation_{name}.wasm"));
    Ok(guiju_package::component(&fs::read(module)?, cases)?)
}

/// A case of the form of each regulation of the stories that leans on another or is leaned on.
const LEANING: &[(&str, &str)] = &[
    (
        "lender",
        "loan: { what: 投影仪, count: 1, state: whole }\n  expect: { route: [office-director, office-director] }",
    ),
    (
        "revised_lender",
        "loan: { what: 投影仪, pieces: 1, state: whole }\n  expect: { route: [office-director, office-director] }",
    ),
    ("leaner", "return: { what: 投影仪 }\n  expect: { route: [office-director] }"),
];

/// The lender, the leaner that relies on it, or the revised lender that breaks the leaner; signed by the publisher.
///
/// # Errors
/// If it is not built.
pub fn leaning(name: &str) -> Result<Vec<u8>> {
    let case =
        LEANING.iter().find(|(of, _)| *of == name).map(|(_, case)| *case).context("none of these regulations")?;
    let cases = format!("- case: 一次办理\n  on: 2026-03-02\n  {case}\n");
    Ok(Package::open(&with_cases(name, &cases)?).signed(&publisher()))
}

/// The publisher's key.
#[must_use]
pub fn publisher() -> Key {
    Key::from_seed(&[11; 32])
}

/// The security officer trusts the publisher.
///
/// # Errors
/// If that is refused.
pub async fn trusts(office: &Office) -> Result<()> {
    let entry =
        PublisherEntry { name: "市规矩软件中心".to_owned(), public_key: publisher().public().to_string() };
    let (status, answer) = office.person("wu").await?.post("/api/trust/publishers", &entry).await?;
    ensure!(status == StatusCode::NO_CONTENT, "{status} {answer}");
    Ok(())
}

/// A revision by which a package is in force from a day on.
#[must_use]
pub fn wanted(regulation: &str, digest: &str, from: &str) -> RevisionWanted {
    RevisionWanted {
        regulation: regulation.to_owned(),
        digest: Some(digest.to_owned()),
        from: from.to_owned(),
        reason: "试行".to_owned(),
        ..RevisionWanted::default()
    }
}

/// Asks for a revision: its id.
///
/// # Errors
/// If it is refused.
pub async fn asks(zhou: &Person, wanted: &RevisionWanted) -> Result<u64> {
    let (status, asked) = zhou.post("/api/revisions", wanted).await?;
    ensure!(status == StatusCode::CREATED, "{status} {asked}");
    Ok(asked.read::<Entered>()?.id)
}

/// Puts a package into force from a day on, by two persons.
///
/// # Errors
/// If that is refused.
pub async fn in_force(office: &Office, regulation: &str, digest: &str, from: &str) -> Result<()> {
    let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
    let asked = asks(&zhou, &wanted(regulation, digest, from)).await?;
    let yes = RequestAnswer { action: "confirm".to_owned(), words: String::new() };
    let (status, answer) = wu.post(&format!("/api/revisions/{asked}"), &yes).await?;
    ensure!(status.is_success(), "{status} {answer}");
    Ok(())
}

/// Installs the revised attendance: its digest.
///
/// # Errors
/// If it is refused.
pub async fn install(zhou: &Person) -> Result<String> {
    let file = Package::open(&revised()?).signed(&publisher());
    let (status, installed) = zhou.upload("/api/packages", file).await?;
    ensure!(status == StatusCode::CREATED, "{status} {installed}");
    Ok(installed.read::<PackageShown>()?.digest)
}
