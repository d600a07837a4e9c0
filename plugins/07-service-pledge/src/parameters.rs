//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "每半年考评", clause = "3", unit = "次", default = 1, least = 1)]
    pub appraisals: u32,
    #[parameter(label = "考评至少要有问卷", clause = "3", unit = "份", default = 10, least = 1)]
    pub questionnaires: u32,
    #[parameter(label = "监督电话几个工作日内核实", clause = "3", unit = "工作日", default = 3, least = 1)]
    pub verified_within: u32,
}
