//! Settings of the office.

use crate::wire::wire;
use serde::{Deserialize, Serialize};
use serde_json::Value;

wire! {
    /// A setting of the office, as its keepers see it.
    SettingShown {
        /// Stable name of the setting, such as `session-days`.
        name: String,
        /// What people call it, in the language that was asked for.
        label: String,
        /// `number`, `names`, `terms` (a number for any of the options, by name) or `time-zone`.
        kind: String,
        /// Its value: a number, a list of names, numbers by name, or a text.
        value: Value,
        /// The value unless the office sets another.
        default: Value,
        /// The smallest number allowed.
        least: Option<i64>,
        /// The largest number allowed.
        most: Option<i64>,
        /// What a number counts, such as 天.
        unit: Option<String>,
        /// The names to choose from, each with its label.
        options: Vec<(String, String)>,
        /// The system role that sets it.
        keeper: String,
        /// Whether the caller may set it.
        may_set: bool,
    }
}
