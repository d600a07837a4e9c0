//! One's own account.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// One's own account.
    AccountShown {
        /// Login name, compared without regard to capitals.
        login: String,
        /// Name of the person.
        name: String,
        /// When the password was set.
        password_set: Option<String>,
        /// When it has to be changed at the latest.
        password_expires: Option<String>,
        /// The shortest password that the office takes, in characters.
        password_length: u64,
        /// Whether the password has to be changed before anything else.
        must_change_password: bool,
        /// Since when there is a second factor; none if there is none.
        second_factor: Option<String>,
        /// Whether the office wants one.
        second_factor_wanted: bool,
        /// Recovery codes that were not used yet.
        recovery_codes: u64,
    }
    /// A session of one's own.
    SessionShown {
        /// Id; it opens nothing.
        id: String,
        /// The browser in a few words; empty if it is none that is known.
        agent: String,
        /// Address from which it was opened.
        source: String,
        /// When it was opened.
        created: String,
        /// When it was last used, to a few minutes.
        used: String,
        /// When it ends at the latest.
        ends: String,
        /// Whether it is the one that asks.
        current: bool,
    }
    /// A second factor that was begun; told this once.
    SecondFactorBegun {
        /// The secret, for who types it into the app.
        secret: String,
        /// The same as an address that apps open.
        address: String,
        /// The address as a code, an SVG picture.
        qr: String,
    }
    /// Codes for who has lost the second factor, each good once; told this once.
    RecoveryCodes {
        /// Recovery codes, each good for one log-in; shown once.
        codes: Vec<String>,
    }
}

/// Another password for one's own account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password until now.
    pub current: String,
    /// The password from now on.
    pub new: String,
}

/// What proves that a session is in its owner's hands, where no second factor is needed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnPassword {
    /// Present password, as a proof that it is the owner who asks.
    pub password: String,
}

/// A code that the app shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Six digits that the authenticator shows.
    pub code: String,
}

/// What proves that a session is in its owner's hands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordAndCode {
    /// Present password, as a proof that it is the owner who asks.
    pub password: String,
    /// A code that the app shows, or a recovery code.
    pub code: String,
}
