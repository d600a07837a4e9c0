//! Whether this server can do its work, in words, for whoever watches over it.
//!
//! A server that would judge by anything but what is in force is not ready. What does not hinder its work but must be seen to
//! is a warning. Nothing here names a person or says what is in a matter.

use crate::{accounts::second_factor, app::App, evidence, keepers, language::Language, law::Lack, store, words};
use guiju_domain::OfficeId;
use serde::Serialize;

/// Why a server is not ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The database cannot be used.
    Database,
    /// It does not have a package that binds an office.
    Behind {
        /// The office's number.
        office: OfficeId,
        /// What people call the regulation.
        title: String,
        /// The package's version.
        version: String,
        /// Why.
        why: Lack,
    },
    /// What binds an office could not be read anew.
    Stuck {
        /// The office's number.
        office: OfficeId,
    },
}

/// What must be seen to although the server works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Attachments or packages are damaged or missing: how many are known.
    Blobs(usize),
    /// The machine's clock is behind the last event of an office: by so many minutes.
    Clock {
        /// The office's number.
        office: OfficeId,
        /// How far behind.
        minutes: i64,
    },
    /// Anchors could not be copied to a second place: which, and why.
    AnchorCopy(String),
    /// A new key signs anchors although there are anchors of another one.
    AnchorKey,
    /// The chain of an office is broken, or does not agree with what is anchored, at an event.
    Chain {
        /// The office's number.
        office: OfficeId,
        /// The event.
        seq: i64,
    },
    /// Somebody is an office's only administrator and its only security officer.
    TwoRoles {
        /// The office's number.
        office: OfficeId,
    },
    /// Second factors stand, and the key that reads them is lost or another one.
    SecretsKey,
    /// People reach the server over TLS, so through a proxy, and none is trusted: all log-ins seem to come from it.
    Proxy,
    /// No address is configured under which people reach the server: this one is printed instead.
    Address(String),
}

/// The answer to whoever watches.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// Whether the server is ready: the same as the answer's status.
    pub ready: bool,
    /// Why it is not.
    pub reasons: Vec<String>,
    /// What must be seen to.
    pub warnings: Vec<String>,
}

/// How this server is.
pub async fn check(app: &App) -> Health {
    let language = Language::current();
    let reasons = reasons(app).await;
    Health {
        ready: reasons.is_empty(),
        reasons: reasons.iter().map(|reason| words::reason(reason, language)).collect(),
        warnings: warned(app).await,
    }
}

/// What must be seen to, in the reader's words.
pub async fn warned(app: &App) -> Vec<String> {
    let language = Language::current();
    warnings(app).await.iter().map(|warning| words::warning(warning, language)).collect()
}

async fn reasons(app: &App) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Err(error) = store::ping(&app.pool).await {
        tracing::error!(%error, "the database cannot be used");
        reasons.push(Reason::Database);
    }
    for (office, behind) in app.law.behind() {
        let law = app.law(office);
        let title = law.map_or_else(|_| behind.regulation.clone(), |law| law.title(&behind.regulation).to_owned());
        reasons.push(Reason::Behind { office, title, version: behind.version, why: behind.why });
    }
    reasons.extend(app.law.stuck().into_iter().map(|office| Reason::Stuck { office }));
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
    warnings.extend(app.anchors.faults_of_copies().into_iter().map(Warning::AnchorCopy));
    if app.anchors.key_is_new() {
        warnings.push(Warning::AnchorKey);
    }
    warnings.extend(app.chains.faults().into_iter().map(|(office, seq)| Warning::Chain { office, seq }));
    if app.config.is_https() && app.config.trusted_proxies.is_empty() {
        warnings.push(Warning::Proxy);
    }
    if app.config.public_address.is_none() {
        warnings.push(Warning::Address(app.public_address()));
    }
    warnings
}
