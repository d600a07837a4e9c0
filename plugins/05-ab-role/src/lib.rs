//! 机关AB角工作制度: who stands in for whom, and what a leave or an outing hands over.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    AbRole {
        id: "ab-role",
        title: "机关AB角工作制度",
        version: "1.0.0",
        area: "办公",
        parameters: Numbers,
        roles: [SECTION_HEAD, OFFICE_DIRECTOR, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY],
        forms: [Pair, HandOver, Arrangement, Complaint],
        oversees: [Leave, Outing],
        judges: [Month],
        extras: absences,
    }
}

mod absence;
mod forms;
mod pairs;
mod parameters;

use forms::{Arrangement, Complaint, HandOver, Leave, Outing, Pair};
use pairs::Month;
use parameters::Numbers;

/// 3 to 6: which posts have both, who hands over to whom and when, and when both were away.
fn absences(extras: &mut Extras<'_>) {
    let over = [HandOver::ID, Arrangement::ID, Leave::ID];
    extras.latest_per_person_and_post::<Pair>("matrix", "AB角对照表", clause!("3"), &["post", "b"]);
    extras.month("absences", "离岗与移交日历", clause!("6"), &over, audience(&[SECTION_HEAD, OFFICE_DIRECTOR]));
    extras.chart("taken-over", "各B角接手的移交", clause!("5"), HandOver::ID).by("deputy");
    extras.chart("handed-over", "各月移交", clause!("4"), HandOver::ID).series_by_department();
    extras.chart("both-away", "A角B角同时外出", clause!("6"), Arrangement::ID).series_by_department();
}
