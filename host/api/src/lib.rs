//! What server and portal say to each other, as types; nothing here acts.
//!
//! Dates and moments are texts (`2026-03-02`, `2026-03-02T09:00`); ids are numbers within the office.

mod accounts;
mod administration;
mod audit;
mod capabilities;
mod citations;
mod document_templates;
mod erasure;
mod filing;
mod inbox;
mod jobs;
mod keepers;
mod matters;
mod registers;
mod revisions;
mod settings;
mod suspensions;
mod usage;
mod wire;

pub use accounts::*;
pub use administration::*;
pub use audit::*;
pub use capabilities::*;
pub use citations::*;
pub use document_templates::*;
pub use erasure::*;
pub use filing::*;
pub use inbox::*;
pub use jobs::*;
pub use keepers::*;
pub use matters::*;
pub use registers::*;
pub use revisions::*;
pub use settings::*;
pub use suspensions::*;
pub use usage::*;

use serde::{Deserialize, Serialize};

/// A problem as RFC 9457 has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Kind of problem, stable: `not-found`, `findings`, `conflict` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Code of what happened, stable, for programs: `limit.quota`, `unknown.person` …; the kind, where there is none of its own.
    #[serde(default)]
    pub code: String,
    /// What happened, for people.
    pub title: String,
    /// HTTP status code, the same as that of the answer.
    pub status: u16,
    /// What the caller can do about it, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// After how many seconds trying again makes sense, where only time is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<u64>,
    /// Everything that is wrong with a filing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingShown>,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// How many rows there are in all.
    pub total: u64,
}

/// Name and password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Login name, compared without regard to capitals.
    pub login: String,
    /// Password in clear text.
    pub password: String,
    /// A code that the app shows, or a recovery code, where a second factor is set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Who is logged in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Name of the office.
    pub office: String,
    /// Id of the person.
    pub person: u64,
    /// Name of the person.
    pub name: String,
    /// Name of the department.
    pub department: String,
    /// Roles of the office, by id.
    pub roles: Vec<String>,
    /// `administrator`, `security` or `auditor`.
    pub system_role: Option<String>,
    /// To be sent back in the header `x-csrf-token` with every change.
    pub csrf: String,
    /// The office's local time.
    pub now: String,
    /// Whether the password has to be changed before anything else.
    #[serde(default)]
    pub must_change_password: bool,
    /// Whether a second factor has to be set up before anything else.
    #[serde(default)]
    pub must_set_second_factor: bool,
}
