//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "夏季作息自", clause = "1", default = "05-01")]
    pub summer_from: DayOfYear,
    #[parameter(label = "夏季作息至", clause = "1", default = "09-30")]
    pub summer_to: DayOfYear,
    #[parameter(label = "夏季作息", clause = "1", default = "08:30-12:00 15:00-18:30")]
    pub summer_hours: WorkingSessions,
    #[parameter(label = "冬季作息", clause = "1", default = "08:30-12:00 14:30-18:00")]
    pub winter_hours: WorkingSessions,
    #[parameter(label = "事假超过几天须报上级", clause = "2b", unit = "天", default = 5)]
    pub personal_days_to_report: u32,
    #[parameter(label = "病假超过几天须报上级", clause = "2b", unit = "天", default = 15)]
    pub sick_days_to_report: u32,
    #[parameter(label = "连续缺席超过几次", clause = "4b", unit = "次", default = 3, least = 1)]
    pub absences_in_a_row: u32,
    #[parameter(label = "请假的一次中断连续缺席（1 为是，0 为否）", clause = "4b", default = 1, most = 1)]
    pub excused_breaks_row: u32,
    #[parameter(
        label = "年休假",
        clause = "6a",
        unit = "天",
        from = "累计工作满",
        from_unit = "年",
        default = Tiers::of(&[(1, 5), (10, 10), (20, 15)]),
        most = 366
    )]
    pub annual_days: Tiers<u32, u32>,
    #[parameter(label = "年休假计划的截止日", clause = "6b", default = "01-31")]
    pub plan_until: DayOfYear,
    #[parameter(label = "年休假提前申请", clause = "6b", unit = "个月", default = 1)]
    pub months_ahead: u32,
    #[parameter(label = "一年分段次数", clause = "6d", unit = "次", default = 2, least = 1)]
    pub parts_a_year: u32,
    #[parameter(label = "每次最少", clause = "6d", unit = "天", default = 5)]
    pub shortest_part: u32,
    #[parameter(label = "事假抵扣的上限", clause = "6f", unit = "天", default = 20)]
    pub personal_offset: u32,
    #[parameter(label = "旷工半天扣绩效奖", clause = "7a", unit = "%", default = 50, most = 100)]
    pub half_day_share: u8,
    #[parameter(label = "旷工一天及以上扣绩效奖", clause = "7a", unit = "%", default = 100, most = 100)]
    pub full_day_share: u8,
    #[parameter(label = "全年事假超过", clause = "7b", unit = "天", default = 15)]
    pub personal_a_year: u32,
    #[parameter(label = "全年病假超过", clause = "7b", unit = "天", default = 30)]
    pub sick_a_year: u32,
}
