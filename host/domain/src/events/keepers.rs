//! Roles of the system, logins, passwords set by somebody else, and the requests by which two keepers change them.
//!
//! A password is never part of an event, nor is what is kept of it.

use super::{Event, Subject, Thing};
use crate::{PersonId, RequestId, SystemRole, keepers::Request};
use serde::Serialize;

/// By what a change of an account or a role came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Through {
    /// One administrator, where no second person is needed.
    Administrator,
    /// A request that another keeper confirmed.
    Request(RequestId),
    /// The server's own command line.
    Server,
    /// The person leaves the office.
    Leaving,
}

/// A role of the system was granted.
#[derive(Clone, Debug, Serialize)]
pub struct RoleGranted {
    /// To whom.
    pub person: PersonId,
    /// The role that is held from now on.
    pub role: SystemRole,
    /// The role that was given up for it.
    pub before: Option<SystemRole>,
    /// By what.
    pub through: Through,
}

impl Event for RoleGranted {
    fn kind(&self) -> &'static str {
        "role-granted"
    }
}

/// A role of the system was taken away.
#[derive(Clone, Debug, Serialize)]
pub struct RoleRevoked {
    /// From whom.
    pub person: PersonId,
    /// The role that is no longer held.
    pub role: SystemRole,
    /// By what.
    pub through: Through,
}

impl Event for RoleRevoked {
    fn kind(&self) -> &'static str {
        "role-revoked"
    }
}

/// A keeper was appointed on the server's own command line: nobody of the office did it.
#[derive(Clone, Debug, Serialize)]
pub struct KeeperAppointed {
    /// The person who was appointed.
    pub person: PersonId,
    /// The role that was given.
    pub role: SystemRole,
    /// The role that was given up for it.
    pub before: Option<SystemRole>,
    /// The login of the account.
    pub login: String,
    /// Where it was done.
    pub through: Through,
}

impl Event for KeeperAppointed {
    fn kind(&self) -> &'static str {
        "keeper-appointed"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Account, &self.login)]
    }
}

/// A login was given, changed or removed.
#[derive(Clone, Debug, Serialize)]
pub struct LoginSet {
    /// The person whose account it is.
    pub person: PersonId,
    /// The login before; nothing where there was no account.
    pub before: Option<String>,
    /// The login; nothing where the account was closed.
    pub after: Option<String>,
    /// By what.
    pub through: Through,
    /// Why, in the words of whoever did it; empty if nothing was said.
    pub reason: String,
}

impl Event for LoginSet {
    fn kind(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "login-set",
            (Some(_), Some(_)) => "login-changed",
            (Some(_), None) => "login-removed",
        }
    }

    fn about(&self) -> Vec<Subject> {
        self.before.iter().chain(&self.after).map(|login| Subject::of(Thing::Account, login)).collect()
    }
}

/// A password was set by somebody else than the person.
#[derive(Clone, Debug, Serialize)]
pub struct PasswordSetByOther {
    /// The person whose account it is.
    pub person: PersonId,
    /// The login of the account.
    pub login: String,
    /// By what.
    pub through: Through,
    /// Why, in the words of whoever did it; empty if nothing was said.
    pub reason: String,
}

impl Event for PasswordSetByOther {
    fn kind(&self) -> &'static str {
        "password-set"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Account, &self.login)]
    }
}

/// The office has two keepers' roles on one person from an earlier version; one of them was taken away at the start of the server,
/// because one person holds one role.
#[derive(Clone, Debug, Serialize)]
pub struct SecondRoleRemoved {
    /// From whom.
    pub person: PersonId,
    /// The login of the account that held it.
    pub login: String,
    /// The role that was taken away.
    pub role: SystemRole,
    /// The role that stays.
    pub stays: SystemRole,
}

impl Event for SecondRoleRemoved {
    fn kind(&self) -> &'static str {
        "second-role-removed"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Account, &self.login)]
    }
}

/// A password set by somebody else was not used in time: it opens nothing any more.
#[derive(Clone, Debug, Serialize)]
pub struct FirstPasswordExpired {
    /// The person whose account it is.
    pub person: PersonId,
    /// The login of the account.
    pub login: String,
    /// For how many days it was good.
    pub days: i64,
}

impl Event for FirstPasswordExpired {
    fn kind(&self) -> &'static str {
        "first-password-expired"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Account, &self.login)]
    }
}

/// A change was asked for that waits for a second keeper.
#[derive(Clone, Debug, Serialize)]
pub struct RequestAsked {
    /// The request that was asked or answered.
    request: RequestId,
    /// What is asked for, from what to what.
    asks: Request,
    /// Why, in the asker's words.
    reason: String,
}

impl RequestAsked {
    /// The event of a request; what is kept of a password stays out of it.
    #[must_use]
    pub fn of(request: RequestId, asks: &Request, reason: &str) -> Self {
        Self { request, asks: asks.without_secret(), reason: reason.to_owned() }
    }
}

impl Event for RequestAsked {
    fn kind(&self) -> &'static str {
        "request-asked"
    }

    fn about(&self) -> Vec<Subject> {
        named_in(&self.asks)
    }
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It took effect.
    Confirmed,
    /// A second keeper declined it.
    Declined,
    /// Whoever asked took it back.
    Withdrawn,
    /// Nobody answered it in time.
    Expired,
    /// What it was asked about has changed meanwhile.
    Outdated,
}

/// A request was confirmed, declined or withdrawn.
#[derive(Clone, Debug, Serialize)]
pub struct RequestAnswered {
    /// The request that was asked or answered.
    request: RequestId,
    /// What was asked for, from what to what.
    asks: Request,
    /// Who asked for it.
    asked_by: PersonId,
    /// How it ended.
    answer: Answer,
    /// What was said about it.
    words: String,
}

impl RequestAnswered {
    /// The event of an answer to what somebody asked for; what is kept of a password stays out of it.
    #[must_use]
    pub fn of((request, asked_by): (RequestId, PersonId), asks: &Request, answer: Answer, words: &str) -> Self {
        Self { request, asks: asks.without_secret(), asked_by, answer, words: words.to_owned() }
    }
}

/// The logins, settings and regulations that a request names.
fn named_in(request: &Request) -> Vec<Subject> {
    match request {
        Request::SetLogin { from, login, .. } => {
            from.iter().chain([login]).map(|login| Subject::of(Thing::Account, login)).collect()
        }
        Request::WeakenSettings { changes } => {
            changes.iter().map(|change| Subject::of(Thing::Setting, &change.name)).collect()
        }
        Request::EraseMatters { own, .. } => own.keys().map(|id| Subject::of(Thing::Regulation, id)).collect(),
        _ => Vec::new(),
    }
}

impl Event for RequestAnswered {
    fn kind(&self) -> &'static str {
        match self.answer {
            Answer::Confirmed => "request-confirmed",
            Answer::Declined => "request-declined",
            Answer::Withdrawn => "request-withdrawn",
            Answer::Expired => "request-expired",
            Answer::Outdated => "request-outdated",
        }
    }

    fn about(&self) -> Vec<Subject> {
        named_in(&self.asks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keepers::Verifier;

    #[test]
    fn kinds_say_what_happened() {
        let login = |before: Option<&str>, after: Option<&str>| LoginSet {
            person: PersonId::new(1),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            through: Through::Administrator,
            reason: String::new(),
        };
        assert_eq!(login(None, Some("a")).kind(), "login-set");
        assert_eq!(login(Some("a"), Some("b")).kind(), "login-changed");
        assert_eq!(login(Some("a"), None).kind(), "login-removed");
    }

    #[test]
    fn what_is_kept_of_a_password_stays_out_of_the_chain() -> Result<(), serde_json::Error> {
        let verifier = Some(Verifier::new("$argon2id$hash".to_owned()));
        let asks = Request::SetPassword { person: PersonId::new(1), verifier };
        let event = RequestAsked::of(RequestId::new(1), &asks, "忘记密码");
        assert!(!serde_json::to_string(&event)?.contains("argon2"));
        Ok(())
    }
}
