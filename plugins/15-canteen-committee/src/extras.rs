//! What is declared beside forms and judgements: charts.

use crate::forms::{Accounts, Suggestion};
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("balance", "各月收支", clause!("3"), Accounts::ID).sum("spending");
    extras.chart("suggestions", "意见建议", clause!("4"), Suggestion::ID).series("kind");
}
