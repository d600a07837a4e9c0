//! What the keepers of an office must see to.

use super::Event;
use crate::alarm::AlarmKind;
use serde::Serialize;

/// Something was noticed that keepers must see to.
#[derive(Clone, Debug, Serialize)]
pub struct AlarmRaised {
    /// What kind of thing.
    pub alarm: AlarmKind,
    /// What it is about, such as the name of a file.
    pub subject: String,
}

impl Event for AlarmRaised {
    fn kind(&self) -> &'static str {
        "alarm-raised"
    }
}

/// It is mended.
#[derive(Clone, Debug, Serialize)]
pub struct AlarmEnded {
    /// What kind of thing.
    pub alarm: AlarmKind,
    /// What it was about.
    pub subject: String,
}

impl Event for AlarmEnded {
    fn kind(&self) -> &'static str {
        "alarm-ended"
    }
}
