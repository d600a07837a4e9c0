//! Why nobody can decide in a role, or as the person who was named.

use crate::error::Error;

/// Why nobody can decide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vacancy {
    /// The regulation names a role that it does not declare.
    Undeclared(String),
    /// Nobody is on duty in the role of this name.
    NobodyOnDuty(String),
    /// Nobody in the office holds the role of this name.
    Unheld(String),
    /// Nobody holds the role for this department: the department's name and the role's.
    UnheldFor(String, String),
    /// Whoever holds the role of this name is concerned, and there is no role above it.
    OnlyConcerned(String),
    /// The roles above each other lead in a circle.
    Circular,
    /// The person who was named, by name, has left.
    Left(String),
    /// At the station of this title, everybody who was named is concerned or must not decide again.
    NobodyElse(String),
}

impl Vacancy {
    /// The vacancy as it stands.
    #[must_use]
    pub fn standing(&self) -> String {
        match self {
            Self::Undeclared(role) => format!("制度没有说明“{role}”是什么职务"),
            Self::NobodyOnDuty(label) => format!("现在没有排“{label}”的班"),
            Self::Unheld(label) => format!("“{label}”现在无人担任"),
            Self::UnheldFor(department, label) => format!("{department}的“{label}”现在无人担任"),
            Self::OnlyConcerned(label) => format!("“{label}”是本事项的当事人，又没有可以代为审批的上级"),
            Self::Circular => "找不到可以审批的人".to_owned(),
            Self::Left(name) => format!("指定的办理人{name}已离开"),
            Self::NobodyElse(title) => format!("“{title}”只能由当事人以外的人办理"),
        }
    }

    /// Why something cannot be sent on, and what to do.
    #[must_use]
    pub fn refusal(&self) -> String {
        let standing = self.standing();
        match self {
            Self::NobodyOnDuty(_) => format!("{standing}，不能送审；请排班人先在“值班”中排好"),
            Self::Unheld(_) | Self::UnheldFor(..) => format!("{standing}，不能送审；请联系管理员在“管理”中补上"),
            Self::Left(_) => format!("{standing}，不能送审；请另选一人，已经提交的请退回修改"),
            _ => standing,
        }
    }

    /// What a matter waits for that has come to a vacancy.
    #[must_use]
    pub fn waits(&self) -> String {
        let standing = self.standing();
        match self {
            Self::NobodyOnDuty(_) => format!("{standing}，排好后由值班的人办理"),
            Self::Unheld(_) | Self::UnheldFor(..) => format!("{standing}，补上后由新任办理"),
            Self::Left(_) => format!("{standing}，没有其他人可以办理；提交人可以撤回后另行指定"),
            _ => standing,
        }
    }
}

impl From<Vacancy> for Error {
    fn from(vacancy: Vacancy) -> Self {
        Self::Vacancy(vacancy.refusal())
    }
}
