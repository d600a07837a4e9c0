//! 机关干部工作纪律: the office's hours, what it adds to leave, roll calls, violations, annual leave, spot checks.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    WorkDiscipline {
        id: "work-discipline",
        title: "机关干部工作纪律",
        version: "1.0.0",
        area: "考勤",
        parameters: Numbers,
        roles: [
            SECTION_HEAD, SUPERVISING_LEADER, PRINCIPAL_LEADER, OFFICE_DIRECTOR, OFFICE_CLERK, PARTY_GROUP, SECRETARY,
            DISCIPLINE_SECRETARY, DISCIPLINE_GROUP,
        ],
        forms: [RollCall, Violation, AnnualPlan, Suspension, SpotCheck, Inquiry],
        records: [Computer],
        oversees: [Leave],
        judges: [Month, Year],
        extras: hours_and_charts,
    }
}

mod annual;
mod conduct;
mod forms;
mod judgement;
mod leave;
mod parameters;

use forms::{AnnualPlan, Computer, Inquiry, Leave, RollCall, SpotCheck, Suspension, Violation};
use judgement::{Month, Year};
use parameters::Numbers;

fn hours_and_charts(extras: &mut Extras<'_>) {
    extras.working_hours(clause!("1"), "summer_from", "summer_to", "summer_hours", "winter_hours");
    extras.attribute("working_since", "参加工作日期", ValueKind::Date, clause!("6a"));
    extras
        .document_template::<Violation>("circular", "通报", clause!("5.3a"), "{office}通报")
        .tells("what")
        .listing(&["who", "on", "kind"])
        .settled_by(DISCIPLINE_SECRETARY.id);
    extras.chart("violations", "违纪情况", clause!("5.3a"), Violation::ID).series("kind").seen_by(forms::GROUP);
    extras
        .chart("year", "全年事假、病假（半天）", clause!("7b"), "year")
        .sum("personal")
        .by_department()
        .seen_by(forms::GROUP);
}
