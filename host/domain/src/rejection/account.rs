//! Why nobody is let in, or an account is not changed.

use thiserror::Error;

/// A fault of a log-in or of a change of one's own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Account {
    /// Login or password are wrong; which of them is not said.
    WrongCredentials,
    /// Too many attempts: the next one is looked at after so many seconds.
    Throttled(i64),
    /// Too many passwords are being looked at.
    Busy,
    /// The password is right, and a code is needed as well.
    SecondFactorNeeded,
    /// The code is wrong, or has been used.
    WrongCode,
    /// The password until now is wrong.
    WrongPassword,
    /// A password that somebody else set, or that has expired, has to be changed first.
    PasswordMustChange,
    /// The office wants a second factor of this person, and none is set up.
    SecondFactorMustBeSet,
    /// There is a second factor already.
    SecondFactorSet,
    /// No second factor is set up, or none was begun.
    SecondFactorNotSet,
    /// The key that reads second factors is lost or another one: no code of an app can be looked at.
    SecretsKeyLost,
    /// A password that somebody else has set was not used in time.
    FirstPasswordExpired,
    /// There is no such session.
    UnknownSession,
    /// The password is not taken.
    Password(PasswordFault),
}

/// The rule that a password breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum PasswordFault {
    /// Nothing but blanks.
    Blank,
    /// Shorter than so many characters.
    TooShort(usize),
    /// Longer than so many characters.
    TooLong(usize),
    /// The same as until now.
    Unchanged,
    /// One piece again and again.
    Repeated,
    /// A run of letters, digits or keys.
    Sequence,
    /// Hardly more than the login.
    Login,
    /// Hardly more than the person's name.
    Name,
    /// Hardly more than the office's name.
    Office,
    /// One of the passwords that are tried first.
    Common,
}

impl Account {
    /// The codes of all of them.
    pub const CODES: &[&'static str] = &[
        "account.wrong-credentials",
        "account.throttled",
        "account.busy",
        "account.second-factor-needed",
        "account.wrong-code",
        "account.wrong-password",
        "account.password-must-change",
        "account.second-factor-must-be-set",
        "account.second-factor-set",
        "account.second-factor-not-set",
        "account.secrets-key-lost",
        "account.first-password-expired",
        "account.unknown-session",
        "password.blank",
        "password.too-short",
        "password.too-long",
        "password.unchanged",
        "password.repeated",
        "password.sequence",
        "password.login",
        "password.name",
        "password.office",
        "password.common",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongCredentials => "account.wrong-credentials",
            Self::Throttled(_) => "account.throttled",
            Self::Busy => "account.busy",
            Self::SecondFactorNeeded => "account.second-factor-needed",
            Self::WrongCode => "account.wrong-code",
            Self::WrongPassword => "account.wrong-password",
            Self::PasswordMustChange => "account.password-must-change",
            Self::SecondFactorMustBeSet => "account.second-factor-must-be-set",
            Self::SecondFactorSet => "account.second-factor-set",
            Self::SecondFactorNotSet => "account.second-factor-not-set",
            Self::SecretsKeyLost => "account.secrets-key-lost",
            Self::FirstPasswordExpired => "account.first-password-expired",
            Self::UnknownSession => "account.unknown-session",
            Self::Password(why) => why.code(),
        }
    }
}

impl Account {
    /// After how many seconds trying again makes sense, where only time is needed.
    #[must_use]
    pub const fn wait(self) -> Option<u64> {
        match self {
            Self::Throttled(seconds) => Some(seconds.unsigned_abs()),
            Self::Busy => Some(3),
            _ => None,
        }
    }
}

impl PasswordFault {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "password.blank",
            Self::TooShort(_) => "password.too-short",
            Self::TooLong(_) => "password.too-long",
            Self::Unchanged => "password.unchanged",
            Self::Repeated => "password.repeated",
            Self::Sequence => "password.sequence",
            Self::Login => "password.login",
            Self::Name => "password.name",
            Self::Office => "password.office",
            Self::Common => "password.common",
        }
    }
}
