//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "每周菜谱", clause = "3", unit = "份", default = 1, least = 1)]
    pub menus: u32,
    #[parameter(label = "健康证到期前几天起须更换（0 为不要求健康证）", clause = "5", unit = "天", default = 0)]
    pub certificate_lead: u32,
    #[parameter(label = "就餐时间（午餐几点结束由单位定）", clause = "6", default = "07:40-08:20 12:00-13:30")]
    pub meal_times: WorkingSessions,
    #[parameter(label = "每份采购金额上限（0 为不限）", clause = "1", unit = "分", default = Money(0))]
    pub per_head: Money,
}
