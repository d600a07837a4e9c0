//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "急件的办理时限", clause = "2.4", unit = "工作分钟", default = 30, least = 1)]
    pub urgent_within: u32,
    #[parameter(label = "落实的时限", clause = "2.6", unit = "工作日", default = 5, least = 1)]
    pub carried_out_within: u32,
}
