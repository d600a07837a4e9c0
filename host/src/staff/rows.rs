//! Rows of the store as the parts of [`super::Staff`].

use super::{FormerBadge, Member, Post, Turn};
use crate::store::{former_badges, people, posts, shifts};
use guiju_domain::{DepartmentId, PersonId};

/// A department's number as regulations and [`super::Staff`] have it. No office has so many that one would not fit.
pub(super) fn number(department: DepartmentId) -> u32 {
    u32::try_from(department.number()).unwrap_or(u32::MAX)
}

impl Member {
    pub(super) fn of(row: people::Person) -> Self {
        Self {
            id: row.id.number(),
            name: row.name,
            department: number(row.department),
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
            id: row.id.number(),
            title: row.title,
            department: number(row.department),
            holder: row.holder.map(PersonId::number),
            since: row.holder_since,
            deputy: row.deputy.map(PersonId::number),
            roles: row.roles,
            supervises: row.supervises.into_iter().map(number).collect(),
        }
    }
}

impl Turn {
    pub(super) fn of(row: shifts::ShiftRole) -> Self {
        Self { gives: row.role, person: row.person.number(), starts: row.starts, ends: row.ends }
    }
}

impl FormerBadge {
    pub(super) fn of(row: former_badges::FormerBadge) -> Self {
        Self { badge: row.badge, until: row.until, person: row.person.number() }
    }
}
