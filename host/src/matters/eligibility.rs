//! Whom a form or a list is for, and for which department a person files.

use crate::staff::Staff;
use guiju_domain::{DepartmentId, PersonId, access::includes};
use guiju_model::Audience;

/// Whether a person belongs to an audience.
#[must_use]
pub fn belongs(staff: &Staff, person: PersonId, audience: &Audience) -> bool {
    match audience {
        // The office is full of forms that everybody may file: nobody's roles are gathered for those.
        Audience::HoldersOf(roles) => staff.holds_any(person, roles),
        other => includes(other, &[]),
    }
}

/// No department has this id: it stands for that of somebody whom the office does not know.
const NOWHERE: DepartmentId = DepartmentId::new(0);

/// The department for which a person files.
#[must_use]
pub fn department(staff: &Staff, person: PersonId) -> DepartmentId {
    staff.people.get(&person).map_or(NOWHERE, |member| member.department)
}
