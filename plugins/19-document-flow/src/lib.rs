//! 机关文件收发管理制度: papers out and papers in, each step recorded, the way in growing by the leaders' naming.

use guiju_sdk::prelude::*;

/// The regulation.
#[derive(Debug)]
pub struct DocumentFlow;

regulation!(DocumentFlow);

mod forms;
mod incoming;
mod outgoing;
mod parameters;

use forms::{Incoming, Outgoing};
use parameters::Numbers;

impl Regulation for DocumentFlow {
    type Parameters = Numbers;
    const ID: &'static str = "document-flow";
    const TITLE: &'static str = "机关文件收发管理制度";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "公文";
    const ROLES: &'static [RoleName] = &[
        SECTION_HEAD,
        SUPERVISING_LEADER,
        PRINCIPAL_LEADER,
        SECRETARY,
        DIRECTOR,
        OFFICE_DIRECTOR,
        OFFICE_CLERK,
        ARCHIVIST,
    ];

    fn declare(declaration: &mut impl Declaration<Self>) {
        declaration.form::<Outgoing>(Vec::new);
        declaration.form::<Incoming>(|| vec![office::<Incoming>(Window::ThisYear)]);
        let readers = || audience(&[OFFICE_CLERK, OFFICE_DIRECTOR, ARCHIVIST, PRINCIPAL_LEADER]);
        declaration.view(|| {
            let columns = ["number", "received_at", "from", "title", "their_number", "urgency", "status"];
            register::<Incoming>("incoming", "收文登记簿", clause!("2.1"), &columns, readers())
        });
        declaration.view(|| {
            let columns = ["number", "title", "kind", "direction", "department", "status"];
            register::<Outgoing>("outgoing", "发文登记簿", clause!("1.2"), &columns, readers())
        });
        declaration.assesses(
            "month",
            || {
                let reads = vec![office::<Incoming>(Window::ThisMonth)];
                assessed("month", "批办意见的落实", clause!("2.6"), SubjectKind::Office, Cycle::Month, reads)
                    .seen_by(readers())
            },
            incoming::carried_out,
        );
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cases() {
        guiju_testkit::assert_cases::<super::DocumentFlow>(env!("CARGO_MANIFEST_DIR"));
    }
}
