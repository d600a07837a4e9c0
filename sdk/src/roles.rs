//! The roles of an office of this kind. A regulation names those that it needs; an office grants them to posts.

use guiju_model::{Role, RoleScope, Who};

/// A role by its symbolic name, with its scope and the role above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleName {
    /// The symbolic name, stable for ever.
    pub id: &'static str,
    /// What people call the role.
    pub label: &'static str,
    /// The departments for which a holder acts.
    pub scope: RoleScope,
    /// The role that decides instead where the holder is the applicant.
    pub above: Option<&'static str>,
}

impl RoleName {
    /// The role as the contract declares it.
    #[must_use]
    pub fn declare(&self) -> Role {
        Role {
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            reach: self.scope,
            above: self.above.map(str::to_owned),
        }
    }
}

/// Names roles where the contract asks who is meant.
pub trait WhoExt {
    /// Whoever holds the role.
    fn role(role: RoleName) -> Self;
    /// Whoever holds one of the roles.
    fn roles(roles: &[RoleName]) -> Self;
}

impl WhoExt for Who {
    fn role(role: RoleName) -> Self {
        Self::roles(&[role])
    }

    fn roles(roles: &[RoleName]) -> Self {
        Self::Roles(roles.iter().map(|role| role.id.to_owned()).collect())
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $label:literal, $scope:ident $(, above $above:literal)?;)*) => {$(
        $(#[$doc])*
        pub const $name: RoleName = RoleName {
            id: $id, label: $label, scope: RoleScope::$scope, above: roles!(@above $($above)?),
        };
    )*

        /// Every role.
        pub(crate) const ALL: &[RoleName] = &[$($name),*];
    };
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
    /// Keeps the books.
    ACCOUNTANT = "accountant", "会计", Office, above "finance-leader";
    /// Pays out money.
    CASHIER = "cashier", "出纳", Office, above "finance-leader";
    /// Head of the discipline committee.
    DISCIPLINE_SECRETARY = "discipline-secretary", "纪工委书记", Office, above "secretary";
    /// Members of the group that inspects work discipline.
    DISCIPLINE_GROUP = "discipline-group", "工作纪律检查领导小组", Office, above "discipline-secretary";
    /// Members of the party group.
    PARTY_GROUP = "party-group", "党组成员", Office;
    /// Members of the leadership.
    LEADERSHIP_TEAM = "leadership-team", "班子成员", Office;
    /// Everybody in the general office.
    OFFICE_STAFF = "office-staff", "办公室工作人员", Office, above "office-director";
    /// Whoever stands by on this rest day.
    STANDBY = "standby", "节假日待班人员", OnDuty, above "office-director";
    /// Chairs the local people's congress committee.
    CONGRESS_CHAIR = "congress-chair", "人大工委主任", Office, above "director";
    /// The leader who leads the duty this week.
    DUTY_LEADER = "duty-leader", "带班领导", OnDuty, above "principal-leader";
    /// Whoever is in the duty room today.
    DUTY_DESK = "duty-desk", "值班人员", OnDuty, above "office-director";
    /// The leader who receives petitioners today.
    RECEPTION_LEADER = "reception-leader", "接访领导", OnDuty, above "principal-leader";
    /// Dispatches the official vehicles.
    DISPATCHER = "dispatcher", "车辆调度专人", Office, above "office-director";
    /// Drives the official vehicles.
    DRIVER = "driver", "驾驶员", Office, above "dispatcher";
    /// Members of the committee that runs the canteen.
    CANTEEN_COMMITTEE = "canteen-committee", "公务灶管委会", Office, above "office-director";
    /// Checks the canteen's purchases.
    CANTEEN_SUPERVISOR = "canteen-supervisor", "公务灶监督委员", Office, above "canteen-committee";
    /// Cooks in the canteen.
    COOK = "cook", "公务灶工作人员", Office, above "canteen-committee";
    /// Receives petitions.
    PETITION_OFFICE = "petition-office", "综治办（信访）", Office, above "petition-group";
    /// Leads the work on petitions and public order.
    PETITION_GROUP = "petition-group", "社会治安领导小组", Office, above "principal-leader";
}
