//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "每年承诺", clause = "0", unit = "次", default = 1, least = 1)]
    pub pledges: u32,
    #[parameter(label = "不能当面退的礼品几天内上交", clause = "6", unit = "天", default = 30, least = 1)]
    pub handed_in_within: u32,
    #[parameter(label = "喜庆事宜提前几天报告", clause = "7", unit = "天", default = 10)]
    pub reported_before: u32,
}
