//! What is declared beside forms and judgements: the official document, charts.

use crate::forms::{self, Incoming, Outgoing};
use guiju_sdk::prelude::*;

pub fn paper_and_charts(extras: &mut Extras<'_>) {
    extras
        .document_template::<Outgoing>("paper", "公文版式", clause!("1.2"), "{office}{kind}")
        .says("title", "body")
        .to("to")
        .enclosing("enclosed")
        .copied_to("copied")
        .sealed_after("signing")
        .names_signer_when("direction", &["upward"]);
    extras
        .chart("on-time", "各部门收文按期办结率", clause!("2.4"), Incoming::ID)
        .on_time()
        .by_department()
        .seen_by(forms::READERS);
    extras.chart("incoming", "各月收文", clause!("2.1"), Incoming::ID).series("urgency").seen_by(forms::READERS);
    extras
        .chart("taken", "收文办理天数", clause!("2.4"), Incoming::ID)
        .days_taken()
        .series("urgency")
        .seen_by(forms::READERS);
}
