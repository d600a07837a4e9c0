//! What happened to accounts. Never a password, a key or a code.

use super::Event;
use crate::PersonId;
use serde::Serialize;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident($kind:literal) { $($(#[$field_doc:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $name { $($(#[$field_doc])* pub $field: $ty,)* }

        impl Event for $name {
            fn kind(&self) -> &'static str {
                $kind
            }
        }
    )*};
}

events! {
    /// Somebody changed the password of their own account; all other sessions ended.
    PasswordChanged("password-changed") {
        /// Whose.
        person: PersonId,
        /// Whether somebody else had set the one before.
        first: bool,
        /// How many other sessions ended with it.
        ended: u64,
    }
    /// Somebody ended sessions of their own.
    SessionsEnded("sessions-ended") {
        /// Whose.
        person: PersonId,
        /// How many.
        ended: u64,
    }
    /// Somebody logged in for the first time, or for the first time with the age of the password counted.
    FirstLoggedIn("first-logged-in") {
        /// Who.
        person: PersonId,
        /// By which login.
        login: String,
    }
    /// A second factor was begun; it counts for nothing until a code proves it.
    SecondFactorBegun("second-factor-begun") {
        /// Whose.
        person: PersonId,
    }
    /// A second factor was set up and proved by a code.
    SecondFactorSet("second-factor-set") {
        /// Whose.
        person: PersonId,
    }
    /// Somebody took off their own second factor.
    SecondFactorRemoved("second-factor-removed") {
        /// Whose.
        person: PersonId,
    }
    /// Two keepers took off somebody's second factor; all sessions ended.
    SecondFactorReset("second-factor-reset") {
        /// Whose.
        person: PersonId,
    }
    /// New recovery codes were made; those before open nothing any more.
    RecoveryCodesMade("recovery-codes-made") {
        /// Whose.
        person: PersonId,
        /// How many.
        codes: u64,
    }
    /// A recovery code was used instead of the second factor.
    RecoveryCodeUsed("recovery-code-used") {
        /// Whose.
        person: PersonId,
        /// How many are left.
        left: u64,
    }
}
