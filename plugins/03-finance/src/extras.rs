//! What is declared beside forms and judgements: charts.

use crate::{
    budget::Budget,
    forms::{self, AdvanceReport, Claim},
};
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    let seen_by = forms::KEEPERS;
    extras
        .chart("reported", "各月事前报告金额", clause!("4a"), AdvanceReport::ID)
        .sum("amount")
        .series("kind")
        .seen_by(seen_by);
    extras.chart("claimed", "各月报销金额", clause!("4.1"), Claim::ID).sum("amount").series("kind").seen_by(seen_by);
    extras
        .chart("sections", "各部门报销金额", clause!("4.1"), Claim::ID)
        .sum("amount")
        .by_department()
        .seen_by(seen_by);
    extras
        .chart("budgets", "各类预算", clause!("3.2"), Budget::ID)
        .sum("amount")
        .by("kind")
        .series("year")
        .seen_by(seen_by);
    extras
        .chart("budgets-spent", "各类预算已支出", clause!("3.2"), Budget::ID)
        .sum("spent")
        .by("kind")
        .series("year")
        .seen_by(seen_by);
    extras.chart("taken", "报销办理天数", clause!("4.1"), Claim::ID).days_taken().seen_by(seen_by);
}
