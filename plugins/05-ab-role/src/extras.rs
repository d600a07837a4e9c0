//! What is declared beside forms and judgements: the board of posts, the calendar of absences, charts.

use crate::forms::{Arrangement, HandOver, Leave, Pair};
use guiju_sdk::prelude::*;

/// 3 to 6: which posts have both, who hands over to whom and when, and when both were away.
pub fn absences(extras: &mut Extras<'_>) {
    let over = [HandOver::ID, Arrangement::ID, Leave::ID];
    extras.latest_per_person_and_post::<Pair>("matrix", "AB角对照表", clause!("3"), &["post", "b"]);
    extras.month("absences", "离岗与移交日历", clause!("6"), &over, audience(&[SECTION_HEAD, OFFICE_DIRECTOR]));
    extras.chart("taken-over", "各B角接手的移交", clause!("5"), HandOver::ID).by("deputy");
    extras.chart("handed-over", "各月移交", clause!("4"), HandOver::ID).series_by_department();
    extras.chart("both-away", "A角B角同时外出", clause!("6"), Arrangement::ID).series_by_department();
}
