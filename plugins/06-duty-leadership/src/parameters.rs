//! The numbers of the text.

use guiju_sdk::prelude::*;

/// Numbers that an office can revise from a date on.
#[derive(Debug, Parameters)]
pub struct Numbers {
    #[parameter(label = "每周突击查岗", clause = "1", unit = "次", default = 3, least = 1)]
    pub surprise_checks: u32,
    #[parameter(label = "每周公示", clause = "4", unit = "次", default = 1, least = 1)]
    pub summaries: u32,
}
