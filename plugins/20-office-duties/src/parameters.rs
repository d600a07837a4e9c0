//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "档案一次最多借", clause = "3", unit = "天", default = 15, least = 1)]
    pub loan_days: u32,
    #[parameter(label = "待班人员多久到岗", clause = "4b", unit = "分钟", default = 30, least = 1)]
    pub arrive_within: i64,
    #[parameter(label = "办完几个工作日内归档", clause = "1.3", unit = "工作日", default = 1, least = 1)]
    pub archived_within: u32,
}
