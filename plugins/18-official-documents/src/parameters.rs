//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "标题一般不超过", clause = "5", unit = "字", default = 40, least = 1)]
    pub title_length: u32,
    #[parameter(label = "每月督办报告", clause = "6", unit = "次", default = 1, least = 1)]
    pub reports: u32,
}
