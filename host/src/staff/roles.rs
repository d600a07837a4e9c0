//! The roles of a regulation, and who holds them for a department.

use super::everybody::Staff;
use guiju_domain::{PersonId, workflow::Roles};
use guiju_model::{Manifest, Role, RoleScope};

/// The roles of one regulation for one department of an office.
#[derive(Clone, Copy, Debug)]
pub struct RolesFor<'a> {
    /// Everybody in the office.
    pub staff: &'a Staff,
    /// The regulation.
    pub manifest: &'a Manifest,
    /// The department.
    pub department: u32,
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
        let active = |id: &u64| staff.is_active(*id);
        if role.reach == RoleScope::OnDuty {
            return staff.on_duty(&role.id).filter(active).map(PersonId::new).collect();
        }
        let acting = staff.posts.iter().filter(|post| post.acts(&role.id, role.reach, department));
        let mut people = acting.filter_map(|post| post.holder).filter(active).map(PersonId::new).collect::<Vec<_>>();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn department(&self) -> String {
        self.staff.departments.get(&self.department).cloned().unwrap_or_default()
    }
}
