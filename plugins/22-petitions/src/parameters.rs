//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "一般信访件办结", clause = "3a", unit = "天", default = 60, least = 1)]
    pub finish_days: u32,
    #[parameter(label = "多久内同一人再来算重复", clause = "3b", unit = "天", default = 365, least = 1, most = 1100)]
    pub repeat_days: u32,
    #[parameter(label = "第几次起算反复多次", clause = "3b", unit = "次", default = 3, least = 2)]
    pub repeat_times: u32,
    #[parameter(
        label = "不指明是谁的信访人称呼",
        clause = "3b",
        default = Words::of(&[
            "匿名", "不留名", "群众", "业主", "业主代表", "村民", "村民代表", "居民", "居民代表", "职工代表", "家长代表",
        ])
    )]
    pub nobodys_names: Words,
    #[parameter(label = "每半年排查防控会议", clause = "6", unit = "次", default = 1, least = 1)]
    pub meetings: u32,
    #[parameter(label = "每季度排查", clause = "6", unit = "次", default = 1, least = 1)]
    pub screenings: u32,
}
