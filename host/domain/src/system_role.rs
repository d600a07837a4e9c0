//! The roles of the system, apart from those of the office. One person holds at most one of them.

use serde::{Deserialize, Serialize};

/// A keeper's role: who runs the office's data, who says whom the office trusts, who watches over both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SystemRole {
    /// Enters people, posts, calendars, packages; asks for changes.
    Administrator,
    /// Grants system roles, trusts publishers, confirms what an administrator asks for.
    Security,
    /// Reads everything, confidential content masked; changes nothing.
    Auditor,
}

impl SystemRole {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Security, Self::Auditor];

    /// The name in the store and in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Security => "security",
            Self::Auditor => "auditor",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Administrator => "系统管理员",
            Self::Security => "安全员",
            Self::Auditor => "审计员",
        }
    }
}
