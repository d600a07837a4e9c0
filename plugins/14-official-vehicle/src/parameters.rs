//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "多近不派车（含）", clause = "3.3", unit = "公里", default = 3)]
    pub short_distance: i64,
    #[parameter(label = "月底以后几天内到期的须续期", clause = "5.1", unit = "天", default = 15)]
    pub remind_before: u32,
    #[parameter(label = "维修报主要领导的起点（超过）", clause = "4.2", unit = "分", default = Money::yuan(1_000))]
    pub repair_principal: Money,
    #[parameter(label = "百公里油耗超过多少提醒", clause = "5.2", unit = "升", default = 15, least = 1)]
    pub fuel_limit: i64,
    #[parameter(label = "钥匙最多提前多久取", clause = "3.2", unit = "分钟", default = 60, most = 1440)]
    pub key_before: i64,
}
