//! What is declared beside forms and judgements: charts.

use crate::forms::{Outgoing, Supervised};
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("supervised", "督办事项办理天数", clause!("6"), Supervised::ID).days_taken().by_department();
    extras.chart("on-time", "各部门督办事项按期办结率", clause!("6"), Supervised::ID).on_time().by_department();
    extras.chart("outgoing", "各月发文", clause!("4.1"), Outgoing::ID).series("kind");
}
