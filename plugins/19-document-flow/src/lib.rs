//! 机关文件收发管理制度: papers out and papers in, each step recorded, the way in growing by the leaders' naming.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on document flow (机关文件收发管理制度).
    DocumentFlow {
        id: "document-flow",
        title: "机关文件收发管理制度",
        version: "1.0.0",
        area: "公文",
        parameters: Numbers,
        roles: [SECTION_HEAD, SUPERVISING_LEADER, PRINCIPAL_LEADER, SECRETARY, DIRECTOR, OFFICE_DIRECTOR, OFFICE_CLERK, ARCHIVIST],
        forms: [Outgoing, Incoming],
        judges: [Month],
        extras: extras::paper_and_charts,
    }
}

mod extras;
mod forms;
mod incoming;
mod outgoing;
mod parameters;

use forms::{Incoming, Outgoing};
use incoming::Month;
use parameters::Numbers;
