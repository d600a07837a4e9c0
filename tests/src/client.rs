//! The HTTP client of the tests, and what a server answered.

use anyhow::{Context, Result};
use guiju_api::{FindingShown, Problem};
use reqwest::{Client, Response, StatusCode};
use serde::de::DeserializeOwned;
use std::{fmt, ops::Deref};

/// A client; the server's own registry client brings TLS, for which somebody has to say who encrypts.
pub fn client() -> reqwest::ClientBuilder {
    // Whoever comes second finds it set.
    rustls::crypto::ring::default_provider().install_default().ok();
    // Nothing outside is asked, so that no certificate of the machine is read.
    Client::builder().tls_certs_only([])
}

/// Fetches an address without a session.
///
/// # Errors
/// If nobody answers.
pub async fn get(address: String) -> reqwest::Result<Response> {
    client().build()?.get(address).send().await
}

/// Reads an address without a session: what must be there, as a type of the API.
///
/// # Errors
/// If nobody answers, or something else.
pub async fn read<T: DeserializeOwned>(address: String) -> Result<T> {
    let (_, answer) = Answer::of(get(address).await?).await?;
    answer.read()
}

/// What a server answered: a text that is read as a type of the API. It is itself a text for whoever looks whether a word stands in
/// it anywhere, also in what no type knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "whether it was done is in its status"]
pub struct Answer(String);

impl Answer {
    /// The status and the text of a response.
    ///
    /// # Errors
    /// If it breaks off.
    pub async fn of(response: Response) -> Result<(StatusCode, Self)> {
        let status = response.status();
        Ok((status, Self(String::from_utf8_lossy(&response.bytes().await?).into_owned())))
    }

    /// The answer as this type.
    ///
    /// # Errors
    /// If it is something else.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.0).with_context(|| format!("not what was to come: {self}"))
    }

    /// The problem that was told; an empty one if it was none.
    #[must_use]
    pub fn problem(&self) -> Problem {
        serde_json::from_str(&self.0).unwrap_or_default()
    }

    /// The problem's stable code; empty if there is no problem.
    #[must_use]
    pub fn code(&self) -> String {
        self.problem().code
    }

    /// What the problem finds wrong; nothing if there is no problem.
    #[must_use]
    pub fn findings(&self) -> Vec<FindingShown> {
        self.problem().findings
    }

    /// What the problem says to people; empty if there is no problem.
    #[must_use]
    pub fn title(&self) -> String {
        self.problem().title
    }
}

impl Deref for Answer {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All that a typed answer says, as it would travel, to look for words in it.
pub fn said<T: serde::Serialize>(shown: &T) -> String {
    serde_json::to_string(shown).unwrap_or_default()
}
