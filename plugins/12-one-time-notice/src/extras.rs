//! What is declared beside forms and judgements: charts.

use crate::forms::Notice;
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("results", "告知结果", clause!("3"), Notice::ID).series("result");
    extras.chart("visits", "各事项来办次数", clause!("3"), Notice::ID).by("service");
    extras.chart("missing", "常缺的材料", clause!("7.2"), Notice::ID).by("missing_items");
}
