//! 第二条: what needs a vote is not approved outside a meeting.

use crate::{forms::AdvanceReport, parameters::Numbers};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for AdvanceReport {
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let limit = context.parameters.large_amount;
        if self.amount > limit {
            findings
                .notice(clause!("2"))
                .on("amount")
                .say(format!("超过 {limit} 元属大额财物，须经会议表决，不能在会外批准"));
        }
    }
}
