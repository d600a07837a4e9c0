//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "答复至少多少字才算有内容", clause = "7", unit = "字", default = 4, least = 1)]
    pub shortest_answer: u32,
    #[parameter(
        label = "推诿的话",
        clause = "7",
        default = Words::of(&["不知道", "办不了", "不清楚", "不归我管", "没法办", "不能办", "无法办理", "不了解"])
    )]
    pub shrugs: Words,
    #[parameter(label = "多久内再来算同一个人", clause = "3", unit = "天", default = 90, least = 1, most = 1100)]
    pub again_days: u32,
}
