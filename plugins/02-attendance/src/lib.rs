//! 机关考勤制度: punches become sessions worked, late, early or absent; leave is asked for and routed; a month is judged.

use guiju_sdk::prelude::*;

/// The regulation.
#[derive(Debug)]
pub struct Attendance;

regulation!(Attendance);

mod day;
mod forms;
mod leave;
mod month;
mod parameters;
mod supervision;

use forms::{Inspection, Leave, LeaveReturn, Misconduct, OffPost, Outing, Punch, Statement, WeeklySummary};
use parameters::Numbers;

impl Regulation for Attendance {
    type Parameters = Numbers;
    const ID: &'static str = "attendance";
    const TITLE: &'static str = "机关考勤制度";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "考勤";
    const ROLES: &'static [RoleName] = &[
        SECTION_HEAD,
        SUPERVISING_LEADER,
        PRINCIPAL_LEADER,
        OFFICE_DIRECTOR,
        OFFICE_CLERK,
        DISCIPLINE_SECRETARY,
        DISCIPLINE_GROUP,
    ];

    fn attributes() -> Vec<guiju_sdk::model::Attribute> {
        let years = ValueKind::Date;
        vec![
            attribute("working_since", "参加工作日期", years, clause!("2.2.1.2d")),
            attribute("married", "已婚", ValueKind::YesNo, clause!("2.2.1.2d")),
            attribute("female", "女性", ValueKind::YesNo, clause!("2.2.1.2a")),
            attribute("managed_by_party", "由组织部管理", ValueKind::YesNo, clause!("2.2.1.1c")),
            attribute("attends_elsewhere", "借调外出或派驻社区", ValueKind::YesNo, clause!("3.1")),
        ]
    }

    fn declare(declaration: &mut impl Declaration<Self>) {
        declaration.form::<Punch>(Vec::new);
        declaration.form::<Statement>(Vec::new);
        declaration.form::<OffPost>(Vec::new);
        declaration.form::<Misconduct>(Vec::new);
        declaration.form::<Leave>(|| {
            // Home visits of married staff count over four years.
            vec![subject::<Leave>(Window::Always)]
        });
        declaration.form::<LeaveReturn>(|| vec![referenced::<Leave>()]);
        declaration.form::<Inspection>(Vec::new);
        declaration.form::<WeeklySummary>(Vec::new);

        let keepers =
            || audience(&[OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY, PRINCIPAL_LEADER]);
        declaration.view(|| {
            let columns = ["person", "department", "kind", "span", "days", "status", "number"];
            register::<Leave>("leaves", "请假登记簿", clause!("2.2.2a"), &columns, keepers())
        });
        declaration.view(|| {
            register::<Punch>("punches", "打卡记录", clause!("3.5"), &["person", "department", "at"], keepers())
        });
        declaration.view(|| {
            register::<Misconduct>(
                "misconduct",
                "违纪登记簿",
                clause!("1.4"),
                &["person", "what", "source", "status"],
                keepers(),
            )
        });
        declaration.view(|| {
            let columns = ["person", "department", "on", "finding"];
            register::<Inspection>("inspections", "查岗登记簿", clause!("3.4"), &columns, keepers())
        });
        declaration.view(|| {
            let columns = ["week", "text", "filed"];
            register::<WeeklySummary>("weeks", "每周考勤公示", clause!("3.5"), &columns, Audience::Anyone)
        });

        declaration.assesses(
            "month",
            || {
                let reads = vec![
                    subject::<Punch>(Window::ThisMonth),
                    subject::<Leave>(Window::ThisMonth),
                    subject::<LeaveReturn>(Window::ThisMonth),
                    subject::<Outing>(Window::ThisMonth),
                    subject::<Statement>(Window::ThisMonth),
                    subject::<OffPost>(Window::ThisMonth),
                    subject::<Misconduct>(Window::ThisMonth),
                    subject::<Inspection>(Window::ThisMonth),
                ];
                assessed("month", "月度考勤", clause!("1.3"), SubjectKind::Person, Cycle::Month, reads)
                    .seen_by(keepers())
            },
            month::judge,
        );
        declaration.assesses(
            "week",
            || {
                let reads = vec![office::<WeeklySummary>(Window::ThisWeek)];
                assessed("week", "每周公示", clause!("3.5"), SubjectKind::Office, Cycle::Week, reads)
                    .seen_by(Audience::Anyone)
            },
            supervision::weekly_duty,
        );
        declaration.assesses(
            "year",
            || {
                let reads = vec![results("month", Window::ThisYear), subject::<Leave>(Window::ThisYear)];
                assessed("year", "年度考勤汇总", clause!("3.6"), SubjectKind::Person, Cycle::Year, reads)
                    .seen_by(keepers())
            },
            supervision::year,
        );
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cases() {
        guiju_testkit::assert_cases::<super::Attendance>(env!("CARGO_MANIFEST_DIR"));
    }
}
