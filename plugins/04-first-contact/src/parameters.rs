//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "答复至少多少字才算有内容", clause = "7", unit = "字", default = 4, least = 1)]
    pub shortest_answer: u32,
}
