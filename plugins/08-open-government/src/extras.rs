//! What is declared beside forms and judgements: charts.

use crate::forms::Disclosure;
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("classes", "各月公开", clause!("2"), Disclosure::ID).series("class");
    extras.chart("departments", "各部门公开", clause!("3"), Disclosure::ID).by_department().series("class");
}
