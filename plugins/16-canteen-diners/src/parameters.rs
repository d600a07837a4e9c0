//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "中餐标准", clause = "1", unit = "分", default = Money::yuan(3))]
    pub lunch_price: Money,
    #[parameter(label = "报饭截止（零点后分钟）", clause = "6", unit = "分钟", default = 540, least = 0, most = 1440)]
    pub booked_by: u16,
    #[parameter(label = "早餐开始（零点后分钟）", clause = "2", unit = "分钟", default = 460, most = 1440)]
    pub breakfast_from: u16,
    #[parameter(label = "早餐结束（零点后分钟）", clause = "2", unit = "分钟", default = 500, most = 1440)]
    pub breakfast_to: u16,
    #[parameter(label = "午餐开始（零点后分钟）", clause = "2", unit = "分钟", default = 720, most = 1440)]
    pub lunch_from: u16,
    #[parameter(label = "午餐结束（零点后分钟，由单位定）", clause = "2", unit = "分钟", default = 810, most = 1440)]
    pub lunch_to: u16,
}
