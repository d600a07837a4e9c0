//! Names in an office that is made for trying, and what stands where nobody has chosen a name yet.

/// Name of the scratch office.
pub(super) const OFFICE: &str = "试用单位";
/// Its department.
pub(super) const DEPARTMENT: &str = "试用科";
/// Its administrator.
pub(super) const ADMINISTRATOR: &str = "试用管理员";
/// Its security officer.
pub(super) const SECURITY: &str = "试用安全员";
/// Somebody who files.
pub(super) const STAFF: &str = "试用干事";
/// Department of an office's first administrator.
pub(super) const FIRST_DEPARTMENT: &str = "办公室";
/// Title of a new regulation.
pub(super) const TITLE: &str = "新制度";

/// Somebody who holds a role of the regulation that is tried.
pub(super) fn holder(role: &str) -> String {
    format!("试用{role}")
}
