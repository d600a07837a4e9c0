//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "每月深入基层", clause = "2", unit = "次", default = 1, least = 1)]
    pub visits: u32,
    #[parameter(label = "班子成员每月调研", clause = "4a", unit = "天", default = 2)]
    pub leader_days: u32,
    #[parameter(label = "班子成员每月联系群众", clause = "4a", unit = "户", default = 20)]
    pub leader_households: u32,
    #[parameter(label = "其中重点户（班子成员）", clause = "4a", unit = "户", default = 5)]
    pub leader_key: u32,
    #[parameter(label = "部门人员每月下社区", clause = "4b", unit = "次", default = 4)]
    pub staff_visits: u32,
    #[parameter(label = "部门人员每月联系群众", clause = "4b", unit = "户", default = 5)]
    pub staff_households: u32,
    #[parameter(label = "其中重点户（部门人员）", clause = "4b", unit = "户", default = 2)]
    pub staff_key: u32,
    #[parameter(label = "每年好事实事", clause = "4c", unit = "件", default = 10)]
    pub good_deeds: u32,
    #[parameter(label = "每半年汇报", clause = "5", unit = "次", default = 1)]
    pub reports: u32,
}
