//! 机关干部工作日去向公示制度: outings on a board, visitors received by a deputy, failures counted over the year.

use guiju_sdk::prelude::*;

/// The regulation.
#[derive(Debug)]
pub struct Whereabouts;

regulation!(Whereabouts);

mod forms;
mod parameters;
mod rules;

use forms::{Check, Outing, Visitor};
use parameters::Numbers;

impl Regulation for Whereabouts {
    type Parameters = Numbers;
    const ID: &'static str = "whereabouts";
    const TITLE: &'static str = "机关干部工作日去向公示制度";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "考勤";
    const ROLES: &'static [RoleName] = &[
        OFFICE_DIRECTOR,
        OFFICE_CLERK,
        DISCIPLINE_GROUP,
        DISCIPLINE_SECRETARY,
        SECRETARY,
        DIRECTOR,
        SUPERVISING_LEADER,
        PRINCIPAL_LEADER,
    ];

    fn declare(declaration: &mut impl Declaration<Self>) {
        declaration.form::<Outing>(|| vec![subject::<Outing>(Window::ThisDay)]);
        declaration.form::<Visitor>(Vec::new);
        declaration.form::<Check>(Vec::new);
        declaration
            .view(|| board("board", "去向公示板", clause!("3"), &[Outing::ID, "attendance/leave"], Audience::Anyone));
        declaration.view(|| {
            let columns = ["person", "department", "kind", "over", "place", "reason", "filed"];
            register::<Outing>("outings", "外出登记簿", clause!("3"), &columns, Audience::Anyone)
        });
        declaration.view(|| {
            let columns = ["person", "on", "kind", "finding", "status"];
            register::<Check>(
                "checks",
                "去向检查登记簿",
                clause!("6"),
                &columns,
                audience(&[DISCIPLINE_GROUP, OFFICE_DIRECTOR]),
            )
        });
        declaration.assesses(
            "year",
            || {
                let reads = vec![subject::<Check>(Window::ThisYear)];
                assessed("year", "去向登记年度累计", clause!("7"), SubjectKind::Person, Cycle::Year, reads)
                    .seen_by(audience(&[DISCIPLINE_GROUP, DISCIPLINE_SECRETARY, OFFICE_DIRECTOR]))
            },
            rules::year,
        );
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cases() {
        guiju_testkit::assert_cases::<super::Whereabouts>(env!("CARGO_MANIFEST_DIR"));
    }
}
