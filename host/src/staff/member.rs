//! People, posts and shifts of an office as the server keeps them in memory.

use crate::store::{former_badges, people, posts, shifts};
use guiju_domain::{DepartmentId, PersonId, PostId};
use guiju_model::{Date, Moment, RoleScope};
use serde_json::{Map, Value};

/// A person of the office.
#[derive(Clone, Debug)]
pub struct Member {
    /// The person's id.
    pub id: PersonId,
    /// Family name and given name, as the office writes them.
    pub name: String,
    /// The department in which the person works.
    pub department: DepartmentId,
    /// Where the office names this person within the department, from 1; 0 if it set no place.
    pub place: u32,
    /// Number at the clock machine.
    pub badge: Option<String>,
    /// Telephone number, as it was entered.
    pub phone: Option<String>,
    /// Attributes that regulations read.
    pub attributes: Map<String, Value>,
    /// Whether the person still works here.
    pub active: bool,
    /// The last day here, of whoever has left and where it is known.
    pub left_on: Option<Date>,
}

/// A clock number that somebody had until a day.
#[derive(Clone, Debug)]
pub struct FormerBadge {
    /// The number.
    pub badge: String,
    /// The last day on which it was theirs.
    pub until: Date,
    /// Whose it was.
    pub person: PersonId,
}

/// A post as rules need it: who holds it, which roles it gives, for which departments.
#[derive(Clone, Debug)]
pub struct Post {
    /// The post's id.
    pub id: PostId,
    /// What the office calls it; once in a department.
    pub title: String,
    /// The department that has it.
    pub department: DepartmentId,
    /// Who holds it; nobody while it is vacant.
    pub holder: Option<PersonId>,
    /// Since when the holder has the post's roles; 0 if that was before it was noted.
    pub since: Moment,
    /// Who stands in for the holder.
    pub deputy: Option<PersonId>,
    /// Roles it gives.
    pub roles: Vec<String>,
    /// Departments it supervises.
    pub supervises: Vec<DepartmentId>,
}

impl Post {
    /// Whether it gives a role.
    pub(super) fn gives(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }

    /// Whether it gives a role for a department, or for the whole office.
    pub(super) fn acts(&self, role: &str, reach: RoleScope, department: Option<DepartmentId>) -> bool {
        self.gives(role)
            && match reach {
                RoleScope::OwnDepartment => Some(self.department) == department,
                RoleScope::Supervised => department.is_some_and(|department| self.supervises.contains(&department)),
                RoleScope::Office | RoleScope::OnDuty => true,
            }
    }
}

/// A shift that a roster gives to a person.
#[derive(Clone, Debug)]
pub struct Shift {
    /// The role held meanwhile.
    pub role: String,
    /// Who is on duty.
    pub person: PersonId,
    /// First moment.
    pub starts: Moment,
    /// Last moment.
    pub ends: Moment,
}

impl Member {
    pub(super) fn of(row: people::Person) -> Self {
        Self {
            id: row.id,
            name: row.name,
            department: row.department,
            place: row.place,
            badge: row.badge,
            phone: row.phone,
            attributes: row.attributes,
            active: row.active,
            left_on: row.left_on,
        }
    }
}

impl Post {
    pub(super) fn of(row: posts::Post) -> Self {
        Self {
            id: row.id,
            title: row.title,
            department: row.department,
            holder: row.holder,
            since: row.holder_since,
            deputy: row.deputy,
            roles: row.roles,
            supervises: row.supervises,
        }
    }
}

impl Shift {
    pub(super) fn of(row: shifts::ShiftRole) -> Self {
        Self { role: row.role, person: row.person, starts: row.starts, ends: row.ends }
    }
}

impl FormerBadge {
    pub(super) fn of(row: former_badges::FormerBadge) -> Self {
        Self { badge: row.badge, until: row.until, person: row.person }
    }
}
