//! What a keeper may ask for that another has to confirm.

use crate::{DueTerm, PersonId, PostId, SystemRole, access::Place, names::named, settings};
use guiju_model::Moment;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// What is kept of a password: its argon2 hash. It stands in a waiting request, never in an event, and is not printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Verifier(String);

impl Verifier {
    /// The hash that was made of a password.
    #[must_use]
    pub const fn new(hash: String) -> Self {
        Self(hash)
    }

    /// The hash, for the store.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(…)")
    }
}

/// What a post is, as people entered it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostFacts {
    /// Title of the post, such as 办公室主任.
    pub title: String,
    /// Department, by name.
    pub department: String,
    /// The holder; none while the post is vacant.
    pub holder: Option<PersonId>,
    /// Who stands in for the holder, if anybody does.
    pub deputy: Option<PersonId>,
    /// Roles, by id.
    pub roles: Vec<String>,
    /// Departments supervised, by name.
    pub supervises: Vec<String>,
}

impl PostFacts {
    /// What it gives to whom.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place {
            holder: self.holder,
            deputy: self.deputy,
            roles: &self.roles,
            department: &self.department,
            supervises: &self.supervises,
        }
    }
}

/// A change that waits for a second person. What it changes from stands beside what it changes to, so that a change in between
/// is noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Request {
    /// A role of the system for a person, instead of the one held before, if any.
    GrantRole {
        /// Who gets it.
        person: PersonId,
        /// Which.
        role: SystemRole,
        /// Which one is given up for it.
        from: Option<SystemRole>,
    },
    /// A role of the system taken from a person.
    RevokeRole {
        /// Who loses it.
        person: PersonId,
        /// Which.
        role: SystemRole,
    },
    /// A login for a person, with a first password, or another login for the account there is.
    SetLogin {
        /// Whose.
        person: PersonId,
        /// The login before; none where there was no account.
        from: Option<String>,
        /// The login that the account is to have from now on.
        login: String,
        /// The password, where one is set as well.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verifier: Option<Verifier>,
    },
    /// A password set by somebody else.
    SetPassword {
        /// Whose.
        person: PersonId,
        /// The password; gone once the request is answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verifier: Option<Verifier>,
    },
    /// A post that opens confidential content: entered, or changed so that it opens more.
    EnterPost {
        /// The post; none if it is new.
        post: Option<PostId>,
        /// As it was when asked.
        before: Option<PostFacts>,
        /// As it is to be.
        after: PostFacts,
    },
    /// The second factor of a person taken off, so that a new one can be set up.
    ResetSecondFactor {
        /// Whose.
        person: PersonId,
    },
    /// Settings of the office that would protect it less than before.
    WeakenSettings {
        /// Each setting.
        changes: Vec<SettingChange>,
    },
    /// Matters erased that the office need not keep any longer.
    EraseMatters {
        /// For how many years the office keeps matters.
        years: i64,
        /// Regulations whose matters it keeps for other years; 0 is for ever.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        own: BTreeMap<String, i64>,
        /// What is due of each regulation.
        #[serde(default)]
        terms: Vec<DueTerm>,
        /// The latest moment before which matters are due by one of the terms.
        before: Moment,
        /// How many could be erased when it was asked.
        matters: u64,
        /// How many were due and stay for a reason.
        held: u64,
        /// How many results of assessments and decided proposals could be erased.
        #[serde(default)]
        results: u64,
        /// For how many years something is kept of people who left.
        #[serde(default)]
        people_years: i64,
        /// Of how many of them something could be erased.
        #[serde(default)]
        people: u64,
    },
}

/// One setting as it is and as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChange {
    /// Its name.
    pub name: String,
    /// As it was when asked.
    pub before: settings::Value,
    /// As it is to be.
    pub after: settings::Value,
}

impl Request {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::GrantRole { .. } => Kind::GrantRole,
            Self::RevokeRole { .. } => Kind::RevokeRole,
            Self::SetLogin { .. } => Kind::SetLogin,
            Self::SetPassword { .. } => Kind::SetPassword,
            Self::EnterPost { .. } => Kind::EnterPost,
            Self::ResetSecondFactor { .. } => Kind::ResetSecondFactor,
            Self::WeakenSettings { .. } => Kind::WeakenSettings,
            Self::EraseMatters { .. } => Kind::EraseMatters,
        }
    }

    /// Whom it concerns: whose role, account or post it is.
    #[must_use]
    pub fn concerns(&self) -> Vec<PersonId> {
        match self {
            Self::GrantRole { person, .. }
            | Self::RevokeRole { person, .. }
            | Self::SetLogin { person, .. }
            | Self::SetPassword { person, .. }
            | Self::ResetSecondFactor { person } => vec![*person],
            Self::WeakenSettings { .. } | Self::EraseMatters { .. } => Vec::new(),
            Self::EnterPost { before, after, .. } => {
                let came = [after.holder, after.deputy].into_iter().flatten();
                let stood = before.iter().flat_map(|before| [before.holder, before.deputy]).flatten();
                let mut people = came.chain(stood).collect::<Vec<_>>();
                people.sort_unstable();
                people.dedup();
                people
            }
        }
    }

    /// To whom it gives something: these do not confirm it.
    #[must_use]
    pub fn gives_to(&self) -> Vec<PersonId> {
        match self {
            Self::EnterPost { after, .. } => [after.holder, after.deputy].into_iter().flatten().collect(),
            other => other.concerns(),
        }
    }

    /// The same without the password, as it is kept once it is answered and as it is compared.
    #[must_use]
    pub fn without_secret(&self) -> Self {
        match self.clone() {
            Self::SetLogin { person, from, login, .. } => Self::SetLogin { person, from, login, verifier: None },
            Self::SetPassword { person, .. } => Self::SetPassword { person, verifier: None },
            other => other,
        }
    }
}

named! {
    /// What kind of change is asked for.
    pub enum Kind {
        /// A role of the system given.
        GrantRole = "grant-role",
        /// A role of the system taken away.
        RevokeRole = "revoke-role",
        /// A login given or changed.
        SetLogin = "set-login",
        /// A password set by somebody else.
        SetPassword = "set-password",
        /// A post that opens confidential content.
        EnterPost = "enter-post",
        /// A second factor taken off.
        ResetSecondFactor = "reset-second-factor",
        /// Settings that protect the office less.
        WeakenSettings = "weaken-settings",
        /// Matters erased that need not be kept any longer.
        EraseMatters = "erase-matters",
    }
}

named! {
    /// How far a request has come.
    pub enum State {
        /// It waits for a second person.
        Waiting = "waiting",
        /// It took effect.
        Confirmed = "confirmed",
        /// A second person declined it.
        Declined = "declined",
        /// Whoever asked took it back.
        Withdrawn = "withdrawn",
        /// Nobody answered it in time.
        Expired = "expired",
        /// What it was asked about has changed meanwhile.
        Outdated = "outdated",
    }
}

named! {
    /// What a keeper does about a request that waits.
    pub enum Reply {
        /// Confirms it.
        Confirm = "confirm",
        /// Declines it.
        Decline = "decline",
        /// Takes back what was asked for.
        Withdraw = "withdraw",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_neither_printed_nor_kept_after_the_answer() -> Result<(), serde_json::Error> {
        let person = PersonId::new(7);
        let request = Request::SetPassword { person, verifier: Some(Verifier::new("$argon2id$secret".to_owned())) };
        assert!(!format!("{request:?}").contains("secret"));
        assert!(serde_json::to_string(&request)?.contains("secret"), "the store keeps the hash while it waits");
        assert!(!serde_json::to_string(&request.without_secret())?.contains("secret"));
        let read: Request = serde_json::from_str(&serde_json::to_string(&request)?)?;
        assert_eq!(read, request);
        Ok(())
    }
}
