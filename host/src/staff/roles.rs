//! The roles of a regulation, and who holds them for a department.

use super::everybody::Staff;
use guiju_domain::{DepartmentId, PersonId, workflow::Roles};
use guiju_model::{Manifest, Role, RoleScope};

/// The roles of one regulation for one department of an office.
#[derive(Clone, Copy, Debug)]
pub struct RolesFor<'a> {
    /// Everybody in the office.
    pub staff: &'a Staff,
    /// The regulation.
    pub manifest: &'a Manifest,
    /// The department; none where the roles are asked of the whole office.
    pub department: Option<DepartmentId>,
}

impl Roles for RolesFor<'_> {
    fn role(&self, id: &str) -> Option<&Role> {
        self.manifest.role(id)
    }

    fn count(&self) -> usize {
        self.manifest.roles.len()
    }

    fn holders(&self, role: &Role) -> Vec<PersonId> {
        let Self { staff, department, .. } = *self;
        let active = |id: &PersonId| staff.is_active(*id);
        if role.reach == RoleScope::OnDuty {
            return staff.on_duty(&role.id).filter(active).collect();
        }
        let acting = staff.posts.iter().filter(|post| post.acts(&role.id, role.reach, department));
        let mut people = acting.filter_map(|post| post.holder).filter(active).collect::<Vec<_>>();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn department(&self) -> String {
        let name = self.department.and_then(|department| self.staff.departments.get(&department));
        name.cloned().unwrap_or_default()
    }
}
