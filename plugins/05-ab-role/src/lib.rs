//! 机关AB角工作制度: who stands in for whom, and what a leave or an outing hands over.

use guiju_sdk::prelude::*;

/// The regulation.
#[derive(Debug)]
pub struct AbRole;

regulation!(AbRole);

mod absence;
mod forms;
mod pairs;
mod parameters;

use forms::{Arrangement, Complaint, HandOver, Leave, Outing, Pair};
use parameters::Numbers;

impl Regulation for AbRole {
    type Parameters = Numbers;
    const ID: &'static str = "ab-role";
    const TITLE: &'static str = "机关AB角工作制度";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "办公";
    const ROLES: &'static [RoleName] = &[
        SECTION_HEAD,
        SUPERVISING_LEADER,
        PRINCIPAL_LEADER,
        OFFICE_DIRECTOR,
        DISCIPLINE_GROUP,
        DISCIPLINE_SECRETARY,
        SECRETARY,
        DIRECTOR,
    ];

    fn declare(declaration: &mut impl Declaration<Self>) {
        declaration.form::<Pair>(Vec::new);
        declaration.form::<HandOver>(|| vec![subject::<Pair>(Window::Always)]);
        declaration.form::<Arrangement>(Vec::new);
        declaration.form::<Complaint>(Vec::new);
        let around = || {
            vec![
                office::<Pair>(Window::Always),
                office::<Leave>(Window::ThisMonth),
                office::<Outing>(Window::ThisMonth),
                subject::<Arrangement>(Window::ThisMonth),
            ]
        };
        declaration.oversees::<Leave>(around);
        declaration.oversees::<Outing>(around);
        declaration.view(|| {
            let columns = ["department", "post", "a", "b"];
            register::<Pair>("pairs", "岗位AB角登记簿", clause!("3"), &columns, Audience::Anyone)
        });
        declaration.view(|| {
            let columns = ["person", "department", "over", "deputy", "work", "status"];
            register::<HandOver>(
                "hand-overs",
                "工作移交登记簿",
                clause!("4"),
                &columns,
                audience(&[SECTION_HEAD, OFFICE_DIRECTOR]),
            )
        });
        declaration.assesses(
            "month",
            || {
                let reads = vec![subject::<Complaint>(Window::ThisMonth)];
                assessed("month", "AB角责任", clause!("7"), SubjectKind::Person, Cycle::Month, reads)
                    .seen_by(audience(&[DISCIPLINE_GROUP, DISCIPLINE_SECRETARY]))
            },
            pairs::responsibility,
        );
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cases() {
        guiju_testkit::assert_cases::<super::AbRole>(env!("CARGO_MANIFEST_DIR"));
    }
}
