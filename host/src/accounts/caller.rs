//! Who makes a request, and what that person may do as a keeper.

use crate::error::Result;
use guiju_domain::{
    OfficeId, PersonId, SystemRole,
    rejection::{Account, Keeper},
};

/// The logged-in person who makes a request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The office of the account.
    pub office: OfficeId,
    /// The person whose account it is.
    pub person: PersonId,
    /// Login name.
    pub login: String,
    /// Role of the system, if the caller is a keeper.
    pub system_role: Option<SystemRole>,
    /// Token that every change must carry.
    pub csrf: String,
    /// What must be done first: until then only the session and one's own account answer.
    pub first: Option<Account>,
    /// Id of the session, as it is listed.
    pub session: String,
}

impl Caller {
    /// Whether the caller administers the office.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.system_role == Some(SystemRole::Administrator)
    }

    /// Whether the caller reads everything and changes nothing.
    #[must_use]
    pub fn audits(&self) -> bool {
        self.system_role == Some(SystemRole::Auditor)
    }

    /// Whether the caller is the office's security officer: says whom the office trusts, and confirms what an
    /// administrator wants to change.
    #[must_use]
    pub fn secures(&self) -> bool {
        self.system_role == Some(SystemRole::Security)
    }

    /// Only those who keep the office run or watch over it go on.
    ///
    /// # Errors
    /// If the caller is none of them.
    pub fn keeper(&self) -> Result<()> {
        let keeps = self.administers() || self.secures() || self.audits();
        if keeps { Ok(()) } else { Err(Keeper::OnlyKeepers.into()) }
    }

    /// Refuses everybody but security officers.
    ///
    /// # Errors
    /// If the caller is none.
    pub fn security_officer(&self) -> Result<()> {
        if self.secures() { Ok(()) } else { Err(Keeper::OnlySecurity.into()) }
    }

    /// Refuses everybody but administrators.
    ///
    /// # Errors
    /// If the caller is none.
    pub fn administrator(&self) -> Result<()> {
        if self.administers() { Ok(()) } else { Err(Keeper::OnlyAdministrators.into()) }
    }
}
