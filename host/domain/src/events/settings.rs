//! Changes of the office's settings.

use super::{Event, Subject, Thing};
use crate::settings::Value;
use serde::Serialize;

/// A setting has another value from now on.
#[derive(Clone, Debug, Serialize)]
pub struct OfficeSetting {
    /// Name of the setting.
    pub name: &'static str,
    /// The value until now.
    pub before: Value,
    /// The value from now on.
    pub after: Value,
}

impl Event for OfficeSetting {
    fn kind(&self) -> &'static str {
        "office-setting"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Setting, self.name)]
    }
}
