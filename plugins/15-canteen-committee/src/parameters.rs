//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "每月通报账目", clause = "3", unit = "次", default = 1, least = 1)]
    pub accounts: u32,
    #[parameter(label = "每季评议", clause = "4", unit = "次", default = 1, least = 1)]
    pub reviews: u32,
    #[parameter(label = "建议几个工作日内答复", clause = "4", unit = "工作日", default = 5, least = 1)]
    pub answered_within: u32,
    #[parameter(label = "称重允许的误差", clause = "2", unit = "%", default = 2, most = 100)]
    pub tolerance: u8,
    #[parameter(label = "参加表决的人数：分子", clause = "7", default = 1, least = 1, most = 100)]
    pub quorum_numerator: u32,
    #[parameter(label = "参加表决的人数：分母", clause = "7", default = 2, least = 1, most = 100)]
    pub quorum_denominator: u32,
    #[parameter(label = "赞成票须超过委员人数：分子", clause = "7", default = 1, most = 100)]
    pub passes_numerator: u32,
    #[parameter(label = "赞成票须超过委员人数：分母", clause = "7", default = 2, least = 1, most = 100)]
    pub passes_denominator: u32,
}
