//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "离开多久须书面移交", clause = "4", unit = "半天", default = 2, least = 1)]
    pub written_from: u32,
    #[parameter(label = "代行的办理时限", clause = "5", unit = "工作分钟", default = 60, least = 1)]
    pub act_within: u32,
}
