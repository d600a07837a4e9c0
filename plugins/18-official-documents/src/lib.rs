//! 机关公文处理规定: what it adds to papers in and out, the archive's completeness, matters under supervision, secrecy.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on official documents (机关公文处理规定).
    OfficialDocuments {
        id: "official-documents",
        title: "机关公文处理规定",
        version: "1.0.0",
        area: "公文",
        parameters: Numbers,
        roles: [SUPERVISING_LEADER, PRINCIPAL_LEADER, OFFICE_DIRECTOR, OFFICE_CLERK, ARCHIVIST],
        forms: [ArchiveSet, Supervised, SupervisionReport],
        oversees: [Incoming, Outgoing],
        judges: [Month],
        extras: extras::charts,
    }
}

mod extras;
mod forms;
mod papers;
mod parameters;
mod supervision;

use forms::{ArchiveSet, Incoming, Outgoing, Supervised, SupervisionReport};
use parameters::Numbers;
use supervision::Month;
