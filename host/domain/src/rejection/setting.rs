//! Why a setting of the office is not changed.

use crate::settings::Setting;
use thiserror::Error;

/// A fault of a change of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum SettingFault {
    /// There is no setting with this name.
    Unknown,
    /// The value is not of its kind or not within its bounds.
    Value(&'static Setting),
    /// Another keeper sets it.
    Keeper(&'static Setting),
}

impl SettingFault {
    /// The codes of all of them.
    pub const CODES: &[&'static str] = &["setting.unknown", "setting.value", "setting.keeper"];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "setting.unknown",
            Self::Value(_) => "setting.value",
            Self::Keeper(_) => "setting.keeper",
        }
    }
}
