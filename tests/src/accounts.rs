//! Logging in as somebody would who is new, has a second factor, or guesses.

use crate::{
    called::Call,
    client::{Answer, client},
};
use anyhow::Result;
use guiju_api::Credentials;
use reqwest::{Client, Method, StatusCode};

/// What came of a log-in.
#[derive(Debug)]
pub struct Answered {
    /// The status of the answer.
    pub status: StatusCode,
    /// The problem, if it is one.
    pub problem: guiju_api::Problem,
    /// Seconds after which to come again, if that was said.
    pub retry_after: Option<i64>,
}

impl Answered {
    /// The stable code of the problem.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.problem.code
    }
}

/// A name and a password.
#[must_use]
pub fn credentials(login: &str, password: &str) -> Credentials {
    Credentials { login: login.to_owned(), password: password.to_owned(), code: None }
}

/// A browser that keeps its cookies.
///
/// # Errors
/// If there can be none.
pub fn browser() -> Result<Client> {
    Ok(client().cookie_store(true).build()?)
}

/// Tries to log in from a browser.
///
/// # Errors
/// If the server does not answer.
pub async fn attempt(browser: &Client, base: &str, credentials: &Credentials) -> Result<Answered> {
    let body = serde_json::to_string(credentials)?;
    let call = Call::begin(base, &Method::POST, "/api/session").await?;
    let response = browser.post(format!("{base}/api/session")).body(body).send().await?;
    call.end(response.status()).await?;
    let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let (status, answer) = Answer::of(response).await?;
    Ok(Answered { status, problem: answer.problem(), retry_after })
}
