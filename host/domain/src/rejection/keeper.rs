//! What the keepers of an office may not do, or not alone.

use super::declare::rejections;

rejections! {
    /// Why a change of roles, accounts or posts is not carried out.
    pub enum Keeper: "keeper" {
        /// It is another keeper's to ask for or to answer.
        NotYours = "not-yours", Forbidden;
        /// Nobody confirms what he asked for himself.
        OwnRequest = "own-request", Forbidden;
        /// Nobody grants to himself or confirms about himself.
        AboutOneself = "about-oneself", Forbidden;
        /// What an administrator asks for is confirmed by a security officer.
        NeedsSecurity = "needs-security-officer", Forbidden;
        /// It was answered already.
        Answered = "request-answered", Conflict;
        /// What it was asked about has changed meanwhile, or who asked may not any more.
        Stale = "request-stale", Conflict;
        /// A role of the system is granted by a request, not entered with a person.
        RoleNeedsRequest = "role-needs-request", Unprocessable;
        /// The person has no account to which a role could be given.
        NoAccount = "no-account", Unprocessable;
        /// The person holds the role already.
        HoldsAlready = "holds-already", Unprocessable;
        /// The person does not hold the role.
        HoldsNot = "holds-not", Unprocessable;
        /// The last administrator or security officer.
        LastOne = "last-one", Conflict;
        /// Somebody with a role of the system does not leave before it is taken away.
        LeavesWithRole = "leaves-with-role", Conflict;
        /// The login cannot be used.
        LoginTaken = "login-taken", Invalid;
        /// A login without a password, for somebody who has no account.
        PasswordMissing = "password-missing", Invalid;
        /// A password for somebody who has no account and is given no login.
        LoginMissing = "login-missing", Invalid;
        /// The person is not of the office any more.
        Left = "person-left", Unprocessable;
        /// A reason has to be given.
        ReasonMissing = "reason-missing", Invalid;
        /// Whoever declines says why.
        WordsMissing = "words-missing", Invalid;
        /// Another post of that title exists in that department.
        PostExists = "post-exists", Conflict;
        /// The account still opens by a password that somebody else has set.
        FirstPassword = "first-password", Unprocessable;
        /// What was entered was looked at in another state than it is in now.
        Meanwhile = "changed-meanwhile", Conflict;
        /// A post names a role that no regulation of the office declares.
        RoleUndeclared = "role-undeclared", Unprocessable;
        /// The caller holds no role of the system.
        OnlyKeepers = "only-keepers", Forbidden;
        /// The caller is no security officer.
        OnlySecurity = "only-security-officers", Forbidden;
        /// The caller is no administrator.
        OnlyAdministrators = "only-administrators", Forbidden;
        /// An auditor changes nothing.
        AuditorLooks = "auditor-looks", Forbidden;
        /// There is no such role of the system.
        UnknownRole {
            /// What was asked for.
            role: String,
            /// Which there are.
            known: Vec<&'static str>,
        } = "unknown-role", Invalid;
        /// There is no such state of a request.
        UnknownState {
            /// What was asked for.
            state: String,
            /// Which there are.
            known: Vec<&'static str>,
        } = "unknown-state", Invalid;
        /// A request is not answered in such a way.
        UnknownAnswer = "unknown-answer", Invalid;
        /// Nobody who works here has the login.
        UnknownLogin {
            /// The login.
            login: String,
        } = "unknown-login", Invalid;
        /// A login that is empty, too long, or has blanks.
        LoginUnusable {
            /// How many characters it may have.
            most: usize,
        } = "login-unusable", Invalid;
    }
}
