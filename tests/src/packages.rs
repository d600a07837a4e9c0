//! Packages of regulations for the stories, and the publisher whom the office comes to trust.

use crate::{office::Office, person::Person, place::root};
use anyhow::{Result, ensure};
use guiju_api::{PackageShown, PublisherEntry};
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
