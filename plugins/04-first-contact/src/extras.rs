//! What is declared beside forms and judgements: charts.

use crate::forms::Inquiry;
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("scope", "来电来访的办理", clause!("1"), Inquiry::ID).series("scope");
    extras.chart("handled", "当场办结与限时办理", clause!("4"), Inquiry::ID).by("handled");
    extras.chart("again", "重复来访", clause!("3"), Inquiry::ID).sum("earlier").by_department();
    extras.chart("taken", "办结天数", clause!("4"), Inquiry::ID).days_taken().by_department();
    extras.chart("on-time", "各部门按期办结率", clause!("4"), Inquiry::ID).on_time().by_department();
}
