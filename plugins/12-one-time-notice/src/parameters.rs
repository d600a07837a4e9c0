//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "齐全的几个工作日内办理", clause = "7.1", unit = "工作日", default = 5, least = 1)]
    pub handled_within: u32,
    #[parameter(label = "办事指南几个月内核对一次", clause = "4", unit = "个月", default = 12, least = 1)]
    pub guide_months: u32,
}
