//! Departments by the names that people write.

use super::everybody::Staff;
use guiju_domain::characters;

impl Staff {
    /// What the office calls a department, however a name is spaced and whatever the width of its letters; nothing, if there is
    /// none that is called so.
    #[must_use]
    pub fn department_named(&self, name: &str) -> Option<&str> {
        let all = self.departments.values().map(|called| ((), called.as_str()));
        characters::meant(all, name.trim()).map(|((), called)| called)
    }
}
