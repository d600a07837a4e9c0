//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "迟到的上限", clause = "1.1a", unit = "分钟", default = 30, most = 240)]
    pub late_limit: i64,
    #[parameter(label = "早退的上限", clause = "1.1b", unit = "分钟", default = 30, most = 240)]
    pub early_limit: i64,
    #[parameter(label = "迟到早退折算旷工一天的次数", clause = "1.1c", unit = "次", default = 3, least = 1)]
    pub counts_for_a_day: u32,
    #[parameter(label = "脱岗的上限", clause = "1.2", unit = "分钟", default = 30, most = 240)]
    pub off_post_limit: i64,
    #[parameter(label = "脱岗折算旷工一天的次数", clause = "1.2", unit = "次", default = 3, least = 1)]
    pub off_post_for_a_day: u32,
    #[parameter(
        label = "每天打卡次数（2 为早晚，4 为每个时段）",
        clause = "1.3",
        unit = "次",
        default = 2,
        least = 2,
        most = 4
    )]
    pub punches_per_day: u32,
    #[parameter(label = "相隔不到多少分钟的两次打卡算一次", clause = "1.3", unit = "分钟", default = 10, most = 60)]
    pub double_punch: i64,
    #[parameter(
        label = "外出结束后多少分钟内打卡不算迟到早退",
        clause = "1.1a",
        unit = "分钟",
        default = 5,
        most = 60
    )]
    pub outing_grace: i64,
    #[parameter(label = "未打卡的几个工作日内说明", clause = "1.3", unit = "个工作日", default = 3, most = 5)]
    pub explain_within: u32,
    #[parameter(label = "检查记录里写了什么就算不服从分配", clause = "1.3", default = "不服从分配")]
    pub refusal: String,
    #[parameter(label = "旷工半天扣当月绩效奖", clause = "1.5a", unit = "%", default = 50, most = 100)]
    pub half_day_share: u8,
    #[parameter(label = "旷工一天及以上扣当月绩效奖", clause = "1.5a", unit = "%", default = 100, most = 100)]
    pub full_day_share: u8,
    #[parameter(label = "部门负责人可批的天数", clause = "2.2.1.1c", unit = "半天", default = 1, least = 1)]
    pub section_head_half_days: u32,
    #[parameter(label = "分管领导可批的天数", clause = "2.2.1.1c", unit = "半天", default = 2, least = 1)]
    pub supervising_half_days: u32,
    #[parameter(label = "事假超过几天须报上级", clause = "2.2.1.1c", unit = "天", default = 5)]
    pub personal_days_to_report: u32,
    #[parameter(label = "病假超过几天须报上级", clause = "2.2.1.1c", unit = "天", default = 15)]
    pub sick_days_to_report: u32,
    #[parameter(label = "产假", clause = "2.2.1.2a", unit = "天", default = 98)]
    pub maternity_days: u32,
    #[parameter(label = "产假另加", clause = "2.2.1.2a", unit = "个月", default = 3)]
    pub maternity_months: u32,
    #[parameter(label = "护理假", clause = "2.2.1.2a", unit = "个月", default = 1)]
    pub care_months: u32,
    #[parameter(label = "国家规定的婚假", clause = "2.2.1.2b", unit = "天", default = 3)]
    pub marriage_days: u32,
    #[parameter(label = "增加的婚假", clause = "2.2.1.2b", unit = "天", default = 18)]
    pub marriage_extra: u32,
    #[parameter(label = "婚前医学检查增加的婚假", clause = "2.2.1.2b", unit = "天", default = 7)]
    pub marriage_examined: u32,
    #[parameter(label = "丧假", clause = "2.2.1.2c", unit = "天", default = 5)]
    pub bereavement_days: u32,
    #[parameter(label = "探望配偶", clause = "2.2.1.2d", unit = "天", default = 30)]
    pub visit_spouse_days: u32,
    #[parameter(label = "探望父母", clause = "2.2.1.2d", unit = "天", default = 20)]
    pub visit_parents_days: u32,
    #[parameter(label = "已婚探望父母的间隔", clause = "2.2.1.2d", unit = "年", default = 4, least = 1)]
    pub visit_parents_every: u32,
    #[parameter(label = "销假的宽限", clause = "2.2.2a", unit = "个工作日", default = 1)]
    pub return_grace: u32,
    #[parameter(label = "每周公示次数", clause = "3.5", unit = "次", default = 1)]
    pub publications_a_week: u32,
}
