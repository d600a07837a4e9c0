//! What is declared beside forms and judgements: charts.

use crate::forms::{Purchase, Rating};
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("spent", "各月采购金额", clause!("1"), Purchase::ID).sum("total");
    extras.chart("ratings", "菜品评分", clause!("3"), Rating::ID).mean("score").lines();
}
