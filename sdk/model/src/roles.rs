//! Roles, the audiences that they make up, and the persons that a step or a notice names by them.

use crate::{PersonId, RoleId};
use guiju_macros::wit_mirror;

/// A role that the regulation names.
#[wit_mirror]
pub struct Role {
    /// The symbolic name.
    pub id: RoleId,
    /// What people call it.
    pub label: String,
    /// The departments for which a holder acts.
    pub reach: RoleScope,
    /// The role that decides instead where the holder is the applicant.
    pub above: Option<RoleId>,
}

/// The scope of a role: the departments for which its holder acts.
#[wit_mirror(wit = "reach")]
pub enum RoleScope {
    /// The department of the holder's own post.
    OwnDepartment,
    /// The departments that the holder's post supervises.
    Supervised,
    /// The whole office.
    Office,
    /// The whole office, while on duty by a roster that grants the role. Nobody holds it for good.
    OnDuty,
}

/// Who may do or see something.
#[wit_mirror]
pub enum Audience {
    /// Nobody at all.
    Nobody,
    /// Everybody with an account in the office.
    Anyone,
    /// Holders of any of these roles.
    HoldersOf(Vec<RoleId>),
}

/// The deciders of a step, or those who are notified.
#[wit_mirror]
pub enum Who {
    /// The holders of these roles.
    Roles(Vec<RoleId>),
    /// These persons.
    People(Vec<PersonId>),
}
