//! What is declared beside forms and judgements: official documents, the roster, charts.

use crate::forms::{self, Petition};
use guiju_sdk::prelude::*;

/// 2.1, 3a: what is sent with a petition, and to whom.
fn papers(extras: &mut Extras<'_>) {
    extras
        .document_template::<Petition>("hand-over", "信访转办单", clause!("3a"), "{office}信访转办单")
        .to("handler")
        .tells("content")
        .listing(&["channel", "topic", "people", "due_on"]);
    extras
        .document_template::<Petition>("referral", "信访告知书", clause!("2.1"), "{office}信访告知书")
        .to("petitioner")
        .tells("referred");
    extras
        .document_template::<Petition>("reply", "信访答复意见书", clause!("3a"), "{office}信访答复意见书")
        .to("petitioner")
        .tells("answer/answer")
        .settled_by("answer");
}

/// 5: leaders take turns at receiving.
pub fn roster(extras: &mut Extras<'_>) {
    papers(extras);
    extras
        .roster("reception", "领导接访安排", clause!("5"), RECEPTION_LEADER)
        .eligible(&[LEADERSHIP_TEAM])
        .shifts(Cycle::Week, RosterDays::Working)
        .maintained_by(&[PETITION_OFFICE, OFFICE_DIRECTOR]);
    extras.chart("topics", "信访事项分类", clause!("1"), Petition::ID).by("topic").seen_by(forms::READERS);
    extras.chart("months", "各月信访", clause!("1"), Petition::ID).series("channel").seen_by(forms::READERS);
    extras
        .chart("taken", "信访办结天数", clause!("4"), Petition::ID)
        .days_taken()
        .by_department()
        .seen_by(forms::READERS);
    extras
        .chart("on-time", "各部门信访按期办结率", clause!("4"), Petition::ID)
        .on_time()
        .by_department()
        .seen_by(forms::READERS);
    extras
        .chart("repeats", "重复信访", clause!("3b"), Petition::ID)
        .sum("earlier")
        .by_department()
        .seen_by(forms::READERS);
}
