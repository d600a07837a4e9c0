//! What happened to accounts. Never a password, a key or a code.

use super::{Event, Subject, Thing, events};
use crate::PersonId;
use serde::Serialize;

events! {
    /// Somebody changed the password of their own account; all other sessions ended.
    PasswordChanged("password-changed") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
        /// Whether somebody else had set the one before.
        first: bool,
        /// How many other sessions ended with it.
        ended: u64,
    }
    /// Somebody ended sessions of their own.
    SessionsEnded("sessions-ended") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
        /// How many.
        ended: u64,
    }
    /// Somebody logged in for the first time, or for the first time with the age of the password counted.
    FirstLoggedIn("first-logged-in") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Who.
        person: PersonId,
        /// The login of the account.
        login: String,
    }
    /// A second factor was begun; it counts for nothing until a code proves it.
    SecondFactorBegun("second-factor-begun") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
    }
    /// A second factor was set up and proved by a code.
    SecondFactorSet("second-factor-set") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
    }
    /// Somebody took off their own second factor.
    SecondFactorRemoved("second-factor-removed") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
    }
    /// Two keepers took off somebody's second factor; all sessions ended.
    SecondFactorReset("second-factor-reset") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
    }
    /// New recovery codes were made; those before open nothing any more.
    RecoveryCodesMade("recovery-codes-made") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
        /// How many.
        codes: u64,
    }
    /// A recovery code was used instead of the second factor.
    RecoveryCodeUsed("recovery-code-used") about |it| vec![Subject::of(Thing::Account, &it.login)] => {
        /// Whose.
        person: PersonId,
        /// The login of the account.
        login: String,
        /// How many are left.
        left: u64,
    }
}
