//! What is declared beside forms and judgements: charts.

use crate::forms::{Extension, Inquiry, Instruction};
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("instructions", "批示件办理天数", clause!("5"), Instruction::ID).days_taken().by_department();
    extras.chart("inquiries", "来访来电事项办理天数", clause!("3"), Inquiry::ID).days_taken().by_department();
    extras.chart("on-time", "各部门批示件按期办结率", clause!("5"), Instruction::ID).on_time().by_department();
    extras.chart("extensions", "各月延期", clause!("6"), Extension::ID).series_by_department();
}
