//! The work calendar.

use super::{Event, Subject, Thing};
use guiju_model::Date;
use serde::Serialize;

/// A year's notice was published, for the first time or again.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarPublished {
    /// Calendar year that was published.
    pub year: i32,
    /// The notice as a file.
    pub text: String,
    /// What stood there before, if it was published already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Days that are counted otherwise now.
    pub changed: Vec<Date>,
}

impl Event for CalendarPublished {
    fn kind(&self) -> &'static str {
        "calendar"
    }

    fn about(&self) -> Vec<Subject> {
        vec![Subject::of(Thing::Year, self.year)]
    }
}
