//! 机关干部工作纪律: the office's hours, what it adds to leave, roll calls, violations, annual leave, spot checks.

use guiju_sdk::prelude::*;

/// The regulation.
#[derive(Debug)]
pub struct WorkDiscipline;

regulation!(WorkDiscipline);

mod annual;
mod conduct;
mod forms;
mod judgement;
mod leave;
mod parameters;

use forms::{AnnualPlan, Computer, Inquiry, Leave, Outing, RollCall, SpotCheck, Suspension, Violation};
use parameters::Numbers;

impl Regulation for WorkDiscipline {
    type Parameters = Numbers;
    const ID: &'static str = "work-discipline";
    const TITLE: &'static str = "机关干部工作纪律";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "考勤";
    const ROLES: &'static [RoleName] = &[
        SECTION_HEAD,
        SUPERVISING_LEADER,
        PRINCIPAL_LEADER,
        OFFICE_DIRECTOR,
        OFFICE_CLERK,
        PARTY_GROUP,
        SECRETARY,
        DIRECTOR,
        DISCIPLINE_SECRETARY,
        DISCIPLINE_GROUP,
    ];

    fn attributes() -> Vec<guiju_sdk::model::Attribute> {
        vec![attribute("working_since", "参加工作日期", ValueKind::Date, clause!("6a"))]
    }

    fn working_hours() -> Option<guiju_sdk::model::WorkingHours> {
        Some(guiju_sdk::model::WorkingHours {
            clause: clause!("1").id(),
            summer_from: "summer_from".to_owned(),
            summer_to: "summer_to".to_owned(),
            summer: "summer_hours".to_owned(),
            winter: "winter_hours".to_owned(),
        })
    }

    fn declare(declaration: &mut impl Declaration<Self>) {
        declaration.oversees::<Leave>(|| {
            vec![
                subject::<Leave>(Window::ThisYear),
                subject::<AnnualPlan>(Window::ThisYear),
                office::<Suspension>(Window::Always),
            ]
        });
        declaration.form::<RollCall>(Vec::new);
        declaration.form::<Computer>(Vec::new);
        declaration.form::<Violation>(Vec::new);
        declaration.form::<AnnualPlan>(Vec::new);
        declaration.form::<Suspension>(Vec::new);
        declaration.form::<SpotCheck>(|| vec![subject::<Outing>(Window::ThisDay)]);
        declaration.form::<Inquiry>(Vec::new);
        let group = || audience(&[DISCIPLINE_GROUP, DISCIPLINE_SECRETARY, OFFICE_DIRECTOR]);
        declaration.view(|| {
            let columns = ["occasion", "on", "absent", "excused"];
            register::<RollCall>("roll-calls", "学习会议签到簿", clause!("4a"), &columns, Audience::Anyone)
        });
        declaration.view(|| {
            let columns = ["asset", "room", "responsible"];
            register::<Computer>("computers", "办公电脑责任人", clause!("5.1"), &columns, Audience::Anyone)
        });
        declaration.view(|| {
            register::<Violation>(
                "violations",
                "违纪登记簿",
                clause!("5.3a"),
                &["person", "on", "kind", "what", "status"],
                group(),
            )
        });
        declaration.view(|| {
            register::<AnnualPlan>(
                "plans",
                "年休假计划",
                clause!("6b"),
                &["person", "department", "first", "second"],
                group(),
            )
        });
        declaration.view(|| {
            register::<SpotCheck>(
                "spot-checks",
                "外出抽查登记簿",
                clause!("9"),
                &["person", "on", "truthful", "finding"],
                group(),
            )
        });
        declaration.view(|| {
            register::<Inquiry>(
                "answers",
                "纪律解释",
                clause!("10"),
                &["question", "answer", "filed"],
                Audience::Anyone,
            )
        });
        declaration.assesses(
            "month",
            || {
                let reads = vec![
                    subject::<judgement::AttendanceMonth>(Window::ThisMonth),
                    office::<RollCall>(Window::ThisQuarter),
                    subject::<Violation>(Window::ThisMonth),
                    subject::<SpotCheck>(Window::ThisMonth),
                ];
                assessed("month", "月度纪律", clause!("7a"), SubjectKind::Person, Cycle::Month, reads).seen_by(group())
            },
            judgement::month,
        );
        declaration.assesses(
            "year",
            || {
                let reads = vec![subject::<Leave>(Window::ThisYear)];
                assessed("year", "年度请假累计", clause!("7b"), SubjectKind::Person, Cycle::Year, reads)
                    .seen_by(group())
            },
            judgement::year,
        );
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cases() {
        guiju_testkit::assert_cases::<super::WorkDiscipline>(env!("CARGO_MANIFEST_DIR"));
    }
}
