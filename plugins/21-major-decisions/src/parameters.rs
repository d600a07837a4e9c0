//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "到会人数：分子", clause = "1", default = 2, least = 1)]
    pub quorum_numerator: u32,
    #[parameter(label = "到会人数：分母", clause = "1", default = 3, least = 1)]
    pub quorum_denominator: u32,
    #[parameter(label = "赞成票须超过应到人数：分子", clause = "3", default = 1, least = 1)]
    pub passes_numerator: u32,
    #[parameter(label = "赞成票须超过应到人数：分母", clause = "3", default = 2, least = 1)]
    pub passes_denominator: u32,
    #[parameter(label = "较大金额的起点（超过）", clause = "2", unit = "分", default = Money::yuan(2000))]
    pub large_amount: Money,
    #[parameter(label = "提前通知", clause = "4", unit = "天", default = 1)]
    pub notice_days: u32,
    #[parameter(label = "会后录入签到", clause = "4", unit = "个工作日", default = 3)]
    pub sign_in_within: u32,
}
