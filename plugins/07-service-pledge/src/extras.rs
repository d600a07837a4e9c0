//! What is declared beside forms and judgements: charts.

use crate::forms::{self, Questionnaire, RoomCheck, SupervisionCall};
use guiju_sdk::prelude::*;

pub fn charts(extras: &mut Extras<'_>) {
    extras.chart("scores", "各部门服务评分", clause!("3"), Questionnaire::ID).mean("score").by("about");
    extras.chart("calls", "监督电话", clause!("3"), SupervisionCall::ID).series("kind").seen_by(forms::READERS);
    extras.chart("rooms", "环境检查", clause!("2.1"), RoomCheck::ID).by_department().series("tidy");
}
