//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "组织人事每季公开", clause = "3", unit = "次", default = 1)]
    pub personnel: u32,
    #[parameter(label = "财务收支每季公开", clause = "3", unit = "次", default = 1)]
    pub finance: u32,
    #[parameter(label = "重要事项每季公开", clause = "3", unit = "次", default = 1)]
    pub important: u32,
    #[parameter(label = "社会事务每季公开", clause = "3", unit = "次", default = 1)]
    pub social: u32,
    #[parameter(label = "紧急、热点事项审核", clause = "3", unit = "工作分钟", default = 120, least = 1)]
    pub urgent_within: u32,
}
