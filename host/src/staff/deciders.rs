//! Who decides in a role for a department.

use super::everybody::Staff;
use guiju_domain::rejection::Vacancy;
use guiju_model::{Manifest, RoleScope};

/// Who decides at a step, and what was to be said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deciders {
    /// Persons; one of them is enough.
    pub people: Vec<u64>,
    /// Why somebody else than expected.
    pub note: String,
}

impl Staff {
    fn holders(&self, role: &str, reach: RoleScope, department: u32) -> Vec<u64> {
        let active = |id: &u64| self.is_active(*id);
        if reach == RoleScope::OnDuty {
            return self.on_duty(role).filter(active).collect();
        }
        let acting = self.posts.iter().filter(|post| post.acts(role, reach, department));
        let mut people = acting.filter_map(|post| post.holder).filter(active).collect::<Vec<_>>();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Who decides in a role for a department. Nobody decides on a matter of their own: then it goes to the role above, and
    /// says so. A role that nobody holds is an error that names it, never a station passed over.
    ///
    /// # Errors
    /// The vacancy.
    pub fn deciders(
        &self,
        manifest: &Manifest,
        role: &str,
        department: u32,
        apart: &[u64],
    ) -> Result<Deciders, Vacancy> {
        let mut deciders = Deciders::default();
        let mut wanted = role.to_owned();
        // As many steps up as there are roles: a ring of roles above each other ends there.
        for _ in 0..=manifest.roles.len() {
            let declared = manifest.role(&wanted).ok_or_else(|| Vacancy::Undeclared { role: wanted.clone() })?;
            let holders = self.holders(&wanted, declared.reach, department);
            let role = declared.label.clone();
            if holders.is_empty() {
                return Err(match declared.reach {
                    RoleScope::OnDuty => Vacancy::NobodyOnDuty { role },
                    RoleScope::Office => Vacancy::Unheld { role },
                    RoleScope::OwnDepartment | RoleScope::Supervised => {
                        let department = self.departments.get(&department).cloned().unwrap_or_default();
                        Vacancy::UnheldFor { department, role }
                    }
                });
            }
            deciders.people = holders.iter().copied().filter(|id| !apart.contains(id)).collect();
            if !deciders.people.is_empty() {
                return Ok(deciders);
            }
            let above = declared.above.clone().filter(|above| manifest.role(above).is_some());
            let Some(above) = above else { return Err(Vacancy::OnlyConcerned { role }) };
            let superior = manifest.role(&above).map_or(above.as_str(), |role| &role.label);
            deciders.note = format!("{role}是当事人或须回避，转由上一级{superior}决定");
            wanted = above;
        }
        Err(Vacancy::Circular)
    }
}
