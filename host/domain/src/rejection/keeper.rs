//! What the keepers of an office may not do, or not alone.

use thiserror::Error;

/// Why a change of roles, accounts or posts is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Keeper {
    /// It is another keeper's to ask for or to answer.
    NotYours,
    /// Nobody confirms what he asked for himself.
    OwnRequest,
    /// Nobody grants to himself or confirms about himself.
    AboutOneself,
    /// What an administrator asks for is confirmed by a security officer.
    NeedsSecurity,
    /// It was answered already.
    Answered,
    /// What it was asked about has changed meanwhile, or who asked may not any more.
    Stale,
    /// A role of the system is granted by a request, not entered with a person.
    RoleNeedsRequest,
    /// The person has no account to which a role could be given.
    NoAccount,
    /// The person holds the role already.
    HoldsAlready,
    /// The person does not hold the role.
    HoldsNot,
    /// The last administrator or security officer.
    LastOne,
    /// Somebody with a role of the system does not leave before it is taken away.
    LeavesWithRole,
    /// The login cannot be used.
    LoginTaken,
    /// A login without a password, for somebody who has no account.
    PasswordMissing,
    /// A password for somebody who has no account and is given no login.
    LoginMissing,
    /// The person is not of the office any more.
    Left,
    /// A reason has to be given.
    ReasonMissing,
    /// Whoever declines says why.
    WordsMissing,
    /// Another post of that title exists in that department.
    PostExists,
    /// The account still opens by a password that somebody else has set.
    FirstPassword,
    /// What was entered was looked at in another state than it is in now.
    Meanwhile,
    /// A post names a role that no regulation of the office declares.
    RoleUndeclared,
}

impl Keeper {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::NotYours,
        Self::OwnRequest,
        Self::AboutOneself,
        Self::NeedsSecurity,
        Self::Answered,
        Self::Stale,
        Self::RoleNeedsRequest,
        Self::NoAccount,
        Self::HoldsAlready,
        Self::HoldsNot,
        Self::LastOne,
        Self::LeavesWithRole,
        Self::LoginTaken,
        Self::PasswordMissing,
        Self::LoginMissing,
        Self::Left,
        Self::ReasonMissing,
        Self::WordsMissing,
        Self::PostExists,
        Self::FirstPassword,
        Self::Meanwhile,
        Self::RoleUndeclared,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotYours => "keeper.not-yours",
            Self::OwnRequest => "keeper.own-request",
            Self::AboutOneself => "keeper.about-oneself",
            Self::NeedsSecurity => "keeper.needs-security-officer",
            Self::Answered => "keeper.request-answered",
            Self::Stale => "keeper.request-stale",
            Self::RoleNeedsRequest => "keeper.role-needs-request",
            Self::NoAccount => "keeper.no-account",
            Self::HoldsAlready => "keeper.holds-already",
            Self::HoldsNot => "keeper.holds-not",
            Self::LastOne => "keeper.last-one",
            Self::LeavesWithRole => "keeper.leaves-with-role",
            Self::LoginTaken => "keeper.login-taken",
            Self::PasswordMissing => "keeper.password-missing",
            Self::LoginMissing => "keeper.login-missing",
            Self::Left => "keeper.person-left",
            Self::ReasonMissing => "keeper.reason-missing",
            Self::WordsMissing => "keeper.words-missing",
            Self::PostExists => "keeper.post-exists",
            Self::FirstPassword => "keeper.first-password",
            Self::Meanwhile => "keeper.changed-meanwhile",
            Self::RoleUndeclared => "keeper.role-undeclared",
        }
    }
}
