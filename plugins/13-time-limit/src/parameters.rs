//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "没有另定期限的事项", clause = "3", unit = "工作日", default = 5, least = 1)]
    pub usual_days: u32,
    #[parameter(label = "最多延长", clause = "6", unit = "天", default = 30, least = 1)]
    pub longest_extension: u32,
}
