//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "外出后多久内登记算及时", clause = "4", unit = "分钟", default = 30)]
    pub entered_within: i64,
    #[parameter(label = "来人信息多久内转告", clause = "5", unit = "工作分钟", default = 30, least = 1)]
    pub told_within: u32,
    #[parameter(label = "取消优秀的次数", clause = "7", unit = "次", default = 5, least = 1)]
    pub no_excellent_from: u32,
    #[parameter(label = "考核不合格的次数", clause = "7", unit = "次", default = 10, least = 1)]
    pub failed_from: u32,
}
