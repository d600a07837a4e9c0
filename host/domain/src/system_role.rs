//! The roles of the system, apart from those of the office. One person holds at most one of them.

use crate::{
    message,
    message::{Argument, Message},
    names::named,
};

named! {
    /// A keeper's role: who runs the office's data, who says whom the office trusts, who watches over both.
    pub enum SystemRole {
        /// Enters people, posts, calendars, packages; asks for changes.
        Administrator = "administrator",
        /// Grants system roles, trusts publishers, confirms what an administrator asks for.
        Security = "security",
        /// Reads everything, confidential content masked; changes nothing.
        Auditor = "auditor",
    }
}

impl SystemRole {
    /// What people call it.
    #[must_use]
    pub fn message(self) -> Message {
        message!("keeper-role", role = self)
    }
}

/// By its name, by which words may select.
impl From<SystemRole> for Argument {
    fn from(role: SystemRole) -> Self {
        Self::from(role.name())
    }
}
