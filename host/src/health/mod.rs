//! Whether this server can do its work, in words, for whoever watches over it.
//!
//! A server that would judge by anything but what is in force is not ready. What does not hinder its work but must be seen to
//! is a warning. Nothing here names a person or says what is in a matter.

mod condition;

use crate::{accounts::second_factor, app::App, evidence, keepers, store, words};
use guiju_model::Moment;
use serde::Serialize;

pub use condition::{Reason, Warning};

/// State of the server, as `/healthz` tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// Whether the server is ready: the same as the answer's status.
    pub ready: bool,
    /// Why it is not.
    pub reasons: Vec<String>,
    /// What must be seen to.
    pub warnings: Vec<String>,
}

/// Checks whether this server can do its work, and what must be seen to.
pub async fn check(app: &App) -> Health {
    let reasons = reasons(app).await;
    Health {
        ready: reasons.is_empty(),
        reasons: reasons.iter().map(|reason| words::answer(&reason.message())).collect(),
        warnings: warned(app).await,
    }
}

/// What must be seen to, in the reader's words.
pub async fn warned(app: &App) -> Vec<String> {
    warnings(app).await.iter().map(|warning| words::answer(&warning.message())).collect()
}

async fn reasons(app: &App) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Err(error) = store::ping(&app.pool).await {
        tracing::error!(%error, "the database cannot be used");
        reasons.push(Reason::Database);
    }
    for (office, behind) in app.policy.behind() {
        let policy = app.policy(office);
        let title =
            policy.map_or_else(|_| behind.regulation.clone(), |policy| policy.title(&behind.regulation).to_owned());
        reasons.push(Reason::Behind { office, title, version: behind.version, why: behind.why });
    }
    reasons.extend(app.policy.stuck().into_iter().map(|office| Reason::Stuck { office }));
    reasons
}

async fn warnings(app: &App) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let faulty = app.blobs.faults().len();
    if faulty > 0 {
        warnings.push(Warning::Blobs(faulty));
    }
    if let Ok(behind) = evidence::clocks_behind(app).await {
        warnings.extend(behind.into_iter().map(|(office, minutes)| Warning::Clock { office, minutes }));
    }
    if let Ok(offices) = keepers::second_roles_stand(app).await {
        warnings.extend(offices.into_iter().map(|office| Warning::TwoRoles { office }));
    }
    if let Ok(true) = second_factor::unreadable(app).await {
        warnings.push(Warning::SecretsKey);
    }
    warnings.extend(old_copies(app));
    warnings.extend(app.anchors.faults_of_copies().into_iter().map(Warning::AnchorCopy));
    if app.anchors.key_is_new() {
        warnings.push(Warning::AnchorKey);
    }
    warnings.extend(app.chains.faults().into_iter().map(|(office, seq)| Warning::Chain { office, seq }));
    if let Ok(offices) = store::verify_runs::failed(&app.pool).await {
        warnings.extend(offices.into_iter().map(|office| Warning::Comparison { office }));
    }
    if app.config.is_https() && app.config.trusted_proxies.is_empty() {
        warnings.push(Warning::Proxy);
    }
    if app.config.public_address.is_none() {
        warnings.push(Warning::Address(app.public_address()));
    }
    warnings
}

/// For so many days a copy from before an upgrade stands in the data folder without a warning.
const COPIES_DAYS: i64 = 30;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// Copies from before an upgrade that nobody has removed although the new version has long served.
fn old_copies(app: &App) -> Option<Warning> {
    let before = Moment(app.clock.utc() - COPIES_DAYS * DAY).date();
    let copies = store::upgrade_copies(&app.config.data).unwrap_or_default();
    let old = copies.into_iter().map(|copy| copy.day).filter(|day| *day < before).collect::<Vec<_>>();
    let day = old.iter().min().copied()?;
    Some(Warning::UpgradeCopies { count: old.len(), day })
}
