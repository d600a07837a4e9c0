//! The roles that offices of this kind have. A regulation names those it needs; an office gives them to posts.

use guiju_model::{Reach, Role};

/// A role by name, with how far it reaches and who stands above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleName {
    /// Symbolic name.
    pub id: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// For which departments a holder acts.
    pub reach: Reach,
    /// Who decides instead when the holder is the applicant.
    pub above: Option<&'static str>,
}

impl RoleName {
    /// As the contract has it.
    #[must_use]
    pub fn declare(&self) -> Role {
        Role {
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            reach: self.reach,
            above: self.above.map(str::to_owned),
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $label:literal, $reach:ident $(, above $above:literal)?;)*) => {$(
        $(#[$doc])*
        pub const $name: RoleName = RoleName {
            id: $id, label: $label, reach: Reach::$reach, above: roles!(@above $($above)?),
        };
    )*};
    (@above) => { None };
    (@above $above:literal) => { Some($above) };
}

roles! {
    /// Head of the applicant's department.
    SECTION_HEAD = "section-head", "部门负责人", OwnDepartment, above "supervising-leader";
    /// Leader in charge of the applicant's department.
    SUPERVISING_LEADER = "supervising-leader", "分管领导", Supervised, above "principal-leader";
    /// Leader in charge of finance.
    FINANCE_LEADER = "finance-leader", "财务分管领导", Office, above "principal-leader";
    /// Leader in charge of personnel.
    PERSONNEL_LEADER = "personnel-leader", "人事分管领导", Office, above "principal-leader";
    /// Secretary and director; one is enough.
    PRINCIPAL_LEADER = "principal-leader", "主要领导", Office;
    /// Secretary of the party group.
    SECRETARY = "secretary", "书记", Office, above "director";
    /// Administrative head.
    DIRECTOR = "director", "主任", Office, above "secretary";
    /// Head of the general office.
    OFFICE_DIRECTOR = "office-director", "办公室主任", Office, above "supervising-leader";
    /// Receives and sends papers, keeps attendance.
    OFFICE_CLERK = "office-clerk", "办公室经办人员", Office, above "office-director";
    /// Keeps the archive.
    ARCHIVIST = "archivist", "档案管理人员", Office, above "office-director";
    /// Books.
    ACCOUNTANT = "accountant", "会计", Office, above "finance-leader";
    /// Pays.
    CASHIER = "cashier", "出纳", Office, above "finance-leader";
    /// Head of the discipline committee.
    DISCIPLINE_SECRETARY = "discipline-secretary", "纪工委书记", Office, above "secretary";
    /// Members of the group that inspects work discipline.
    DISCIPLINE_GROUP = "discipline-group", "工作纪律检查领导小组", Office, above "discipline-secretary";
    /// Members of the party group.
    PARTY_GROUP = "party-group", "党组成员", Office;
    /// Members of the leadership.
    LEADERSHIP_TEAM = "leadership-team", "班子成员", Office;
}
