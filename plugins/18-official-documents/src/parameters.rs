//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "标题一般不超过", clause = "5", unit = "字", default = 40, least = 1)]
    pub title_length: u32,
    #[parameter(label = "每月督办报告", clause = "6", unit = "次", default = 1, least = 1)]
    pub reports: u32,
    #[parameter(label = "特急件送阅", clause = "2", unit = "工作分钟", default = 15, least = 1)]
    pub special_within: u32,
    #[parameter(label = "发文用印、分发", clause = "4.1", unit = "工作日", default = 1, least = 1)]
    pub sent_within: u32,
    #[parameter(
        label = "标题里的文种",
        clause = "5",
        default = Words::of(&["通知", "请示", "报告", "函", "意见", "决定", "通报", "方案", "纪要", "批复", "办法", "规定"])
    )]
    pub kinds: Words,
    #[parameter(
        label = "标题里不该有的叠字、叠标点",
        clause = "5",
        default = Words::of(&["，，", "。。", "、、", "的的", "了了"])
    )]
    pub slips: Words,
    #[parameter(
        label = "标题里的密级标志",
        clause = "7",
        default = Words::of(&[
            "（秘密）", "（机密）", "（绝密）", "(秘密)", "(机密)", "(绝密)", "【秘密】", "【机密】", "【绝密】", "秘密★", "机密★",
            "绝密★",
        ])
    )]
    pub marks: Words,
}
