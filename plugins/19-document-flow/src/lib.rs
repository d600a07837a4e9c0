//! 机关文件收发管理制度: papers out and papers in, each step recorded, the way in growing by the leaders' naming.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
    DocumentFlow {
        id: "document-flow",
        title: "机关文件收发管理制度",
        version: "1.0.0",
        area: "公文",
        parameters: Numbers,
        roles: [SECTION_HEAD, SUPERVISING_LEADER, PRINCIPAL_LEADER, SECRETARY, DIRECTOR, OFFICE_DIRECTOR, OFFICE_CLERK, ARCHIVIST],
        forms: [Outgoing, Incoming],
        judges: [Month],
        extras: paper_and_charts,
    }
}

mod forms;
mod incoming;
mod outgoing;
mod parameters;

use forms::{Incoming, Outgoing};
use incoming::Month;
use parameters::Numbers;

fn paper_and_charts(extras: &mut Extras<'_>) {
    extras
        .document_template::<Outgoing>("paper", "公文版式", clause!("1.2"), "{office}{kind}")
        .says("title", "body")
        .to("to")
        .enclosing("enclosed")
        .copied_to("copied")
        .sealed_after("signing")
        .names_signer_when("direction", &["upward"]);
    extras
        .chart("on-time", "各部门收文按期办结率", clause!("2.4"), Incoming::ID)
        .on_time()
        .by_department()
        .seen_by(forms::READERS);
    extras.chart("incoming", "各月收文", clause!("2.1"), Incoming::ID).series("urgency").seen_by(forms::READERS);
    extras
        .chart("taken", "收文办理天数", clause!("2.4"), Incoming::ID)
        .days_taken()
        .series("urgency")
        .seen_by(forms::READERS);
}
