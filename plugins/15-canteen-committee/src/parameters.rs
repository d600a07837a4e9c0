//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "每月通报账目", clause = "3", unit = "次", default = 1, least = 1)]
    pub accounts: u32,
    #[parameter(label = "每季评议", clause = "4", unit = "次", default = 1, least = 1)]
    pub reviews: u32,
    #[parameter(label = "建议几个工作日内答复", clause = "4", unit = "工作日", default = 5, least = 1)]
    pub answered_within: u32,
    #[parameter(label = "称重允许的误差", clause = "2", unit = "%", default = 2, most = 100)]
    pub tolerance: u8,
}
