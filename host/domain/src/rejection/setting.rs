//! Why a setting of the office is not changed.

use super::declare::rejections;
use crate::{
    SystemRole,
    message::{Bilingual, Message},
};

rejections! {
    /// A fault of a change of settings.
    pub enum SettingFault: "setting" {
        /// There is no setting with this name.
        Unknown = "unknown", NotFound;
        /// The value is not of its kind or not within its bounds.
        Value {
            /// What people call the setting.
            setting: Bilingual,
            /// What it takes.
            takes: Message,
        } = "value", Invalid;
        /// Another keeper sets it.
        Keeper {
            /// What people call the setting.
            setting: Bilingual,
            /// Who sets it.
            keeper: SystemRole,
        } = "keeper", Forbidden;
    }
}
