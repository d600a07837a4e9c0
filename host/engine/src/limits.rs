//! The limits of calls and components.

use serde::{Deserialize, Serialize};

/// Limits of a call and of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Longest call in milliseconds.
    pub call_milliseconds: u64,
    /// Largest memory of an instance in bytes.
    pub memory_bytes: usize,
    /// Largest answer in bytes.
    pub output_bytes: usize,
    /// Largest component in bytes.
    pub component_bytes: usize,
    /// Most functions of a component: each is compiled.
    pub component_functions: u64,
    /// Calls that may run at the same time.
    pub concurrent_calls: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            call_milliseconds: 200,
            memory_bytes: 16 << 20,
            output_bytes: 4 << 20,
            component_bytes: 8 << 20,
            component_functions: 30_000,
            concurrent_calls: 16,
        }
    }
}
