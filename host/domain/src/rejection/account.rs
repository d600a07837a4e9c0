//! Why nobody is let in, or an account is not changed.

use super::declare::rejections;

rejections! {
    /// A fault of a log-in or of a change of one's own account.
    pub enum Account: "account" {
        /// Login or password are wrong; which of them is not said.
        WrongCredentials = "wrong-credentials", Invalid;
        /// Too many attempts: the next one is looked at after so many seconds.
        Throttled {
            /// How many seconds.
            seconds: u64,
        } = "throttled", Throttled;
        /// Too many passwords are being looked at.
        Busy = "busy", Throttled;
        /// The password is right, and a code is needed as well.
        SecondFactorNeeded = "second-factor-needed", Unauthenticated;
        /// The code is wrong, or has been used.
        WrongCode = "wrong-code", Invalid;
        /// The password until now is wrong.
        WrongPassword = "wrong-password", Invalid;
        /// A password that somebody else set, or that has expired, has to be changed first.
        PasswordMustChange = "password-must-change", Forbidden;
        /// The office wants a second factor of this person, and none is set up.
        SecondFactorMustBeSet = "second-factor-must-be-set", Forbidden;
        /// There is a second factor already.
        SecondFactorSet = "second-factor-set", Conflict;
        /// No second factor is set up, or none was begun.
        SecondFactorNotSet = "second-factor-not-set", Conflict;
        /// The key that reads second factors is lost or another one: no code of an app can be looked at.
        SecretsKeyLost = "secrets-key-lost", Conflict;
        /// A password that somebody else has set was not used in time.
        FirstPasswordExpired = "first-password-expired", Forbidden;
        /// There is no such session.
        UnknownSession = "unknown-session", NotFound;
    }
}

impl Account {
    /// After how many seconds trying again makes sense, where only time is needed.
    #[must_use]
    pub const fn wait(&self) -> Option<u64> {
        match self {
            Self::Throttled { seconds } => Some(*seconds),
            Self::Busy => Some(3),
            _ => None,
        }
    }
}
