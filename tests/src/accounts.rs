//! Logging in as somebody would who is new, has a second factor, or guesses.

use crate::{PASSWORD, Person, client};
use anyhow::{Context, Result, ensure};
use guiju::{app::App, settings};
use guiju_api::Me;
use guiju_domain::OfficeId;
use guiju_domain::settings::{SESSION_DAYS, Value as Setting};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

/// What came of a log-in.
#[derive(Debug)]
pub struct Answered {
    /// Status.
    pub status: StatusCode,
    /// The problem, if it is one.
    pub problem: Value,
    /// Seconds after which to come again, if that was said.
    pub retry_after: Option<i64>,
}

impl Answered {
    /// The stable code of the problem.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.problem["code"].as_str().unwrap_or_default()
    }
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
pub async fn attempt(browser: &Client, base: &str, credentials: &Value) -> Result<Answered> {
    let response = browser.post(format!("{base}/api/session")).body(credentials.to_string()).send().await?;
    let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let status = response.status();
    let problem = serde_json::from_str(&response.text().await?).unwrap_or_default();
    Ok(Answered { status, problem, retry_after })
}

impl Person {
    /// Whoever has logged in from a browser.
    ///
    /// # Errors
    /// If nobody has.
    pub async fn of(browser: Client, base: &str) -> Result<Self> {
        let answer = browser.get(format!("{base}/api/session")).send().await?;
        ensure!(answer.status().is_success(), "nobody is logged in");
        let me: Me = serde_json::from_str(&answer.text().await?)?;
        Ok(Self { client: browser, base: base.to_owned(), csrf: me.csrf, id: me.person })
    }

    /// Logs in with this password from a new browser.
    ///
    /// # Errors
    /// If that fails.
    pub async fn log_in_with(base: &str, login: &str, password: &str) -> Result<Self> {
        let browser = browser()?;
        let answered = attempt(&browser, base, &json!({ "login": login, "password": password })).await?;
        ensure!(answered.status.is_success(), "{login} cannot log in: {answered:?}");
        Self::of(browser, base).await
    }

    /// Logs in with the password that an administrator set, and changes it to everybody's.
    ///
    /// # Errors
    /// If either fails.
    pub async fn first_log_in(base: &str, login: &str, first: &str) -> Result<Self> {
        let person = Self::log_in_with(base, login, first).await?;
        let wanted = json!({ "current": first, "new": PASSWORD });
        let (status, answer) = person.send(Method::POST, "/api/account/password", &wanted, None).await?;
        ensure!(status == StatusCode::NO_CONTENT, "{login}: {status} {answer}");
        Ok(person)
    }
}

impl Person {
    /// Confirms what waits: the second half of a password, where one was set.
    ///
    /// # Errors
    /// If nothing waits, or it cannot be confirmed.
    pub async fn confirms(&self, outcome: &Value) -> Result<Option<String>> {
        let request = outcome["request"].as_u64().with_context(|| format!("nothing waits: {outcome}"))?;
        let confirm = json!({ "action": "confirm", "words": "已核对" });
        let (status, answer) = self.post(&format!("/api/requests/{request}"), &confirm).await?;
        ensure!(status.is_success(), "{status} {answer}");
        Ok(answer["code"].as_str().map(str::to_owned))
    }
}

/// Stories set the clock ahead by weeks; whoever is logged in stays so.
pub(crate) async fn sessions_last(app: &App, office: OfficeId) -> Result<()> {
    let days = settings::allowed(&SESSION_DAYS, Setting::Number(400))?;
    let mut change = app.change(office).await.context("the office")?;
    settings::set(&mut change, app.clock.utc(), None, &SESSION_DAYS, days).await?;
    change.commit().await?;
    Ok(settings::refresh(app, office).await?)
}
