//! Counts the statements that the database's client is asked to run in this process.

use anyhow::{Result, ensure};
use guiju_tests::{Answer, Person};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use std::{
    fmt,
    sync::{Mutex, PoisonError},
};
use tracing::{
    Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

/// The texts of the statements that any database was asked in this process.
static STATEMENTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Notes what the database's client reports: one event for each statement.
pub struct Count;

/// The text of a statement; a long one stands in a field of its own.
#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if matches!(field.name(), "summary" | "db.statement") && !value.trim().is_empty() {
            self.0 = value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Count {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut text = Text::default();
            event.record(&mut text);
            // One client reports the ends of transactions, too.
            if ["BEGIN", "COMMIT", "ROLLBACK", guiju_tests::called::EVENTS].contains(&text.0.as_str()) {
                return;
            }
            STATEMENTS.lock().unwrap_or_else(PoisonError::into_inner).push(text.0);
        }
    }
}

/// The statements since the last call.
pub fn run() -> Vec<String> {
    std::mem::take(&mut *STATEMENTS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Sends what is counted; the answer, and the statements that it took.
pub async fn counted(who: &Person, path: &str, body: &impl Serialize) -> Result<(Answer, Vec<String>)> {
    // What a session notes once in a while, such as its last use, is noted before.
    drop(who.text("/api/rosters").await?);
    // As the portal sends it: with a key under which it is done once.
    let key = fastrand::u64(..).to_string();
    run();
    let (status, answer) = who.send(Method::POST, path, body, Some(&key)).await?;
    let statements = run();
    ensure!(
        matches!(status, StatusCode::CREATED | StatusCode::OK | StatusCode::NO_CONTENT),
        "{path}: {status} {answer}"
    );
    Ok((answer, statements))
}
