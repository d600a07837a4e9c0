//! Whom a form or a list is for, and for which department a person files.

use crate::staff::Staff;
use guiju_domain::{PersonId, access::includes};
use guiju_model::Audience;

/// Whether a person belongs to an audience.
#[must_use]
pub fn belongs(staff: &Staff, person: u64, audience: &Audience) -> bool {
    match audience {
        // The office is full of forms that everybody may file: nobody's roles are gathered for those.
        Audience::HoldersOf(roles) => staff.holds_any(person, roles),
        other => includes(other, &[]),
    }
}

/// The department for which a person files; 0 if the person is unknown.
#[must_use]
pub fn department(staff: &Staff, person: PersonId) -> u32 {
    staff.people.get(&person.number()).map_or(0, |member| member.department)
}
