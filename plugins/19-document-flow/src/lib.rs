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
        also: charts,
    }
}

mod forms;
mod incoming;
mod outgoing;
mod parameters;

use forms::{Incoming, Outgoing};
use incoming::Month;
use parameters::Numbers;

fn charts(more: &mut More<'_>) {
    more.chart("incoming", "各月收文", clause!("2.1"), Incoming::ID).split("urgency").seen_by(forms::READERS);
    more.chart("taken", "收文办理天数", clause!("2.4"), Incoming::ID)
        .days_taken()
        .split("urgency")
        .seen_by(forms::READERS);
}
