//! 机关公文处理规定: what it adds to papers in and out, the archive's completeness, matters under supervision, secrecy.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation.
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
        extras: charts,
    }
}

mod forms;
mod papers;
mod parameters;
mod supervision;

use forms::{ArchiveSet, Incoming, Outgoing, Supervised, SupervisionReport};
use parameters::Numbers;
use supervision::Month;

fn charts(extras: &mut Extras<'_>) {
    extras.chart("supervised", "督办事项办理天数", clause!("6"), Supervised::ID).days_taken().by_department();
    extras.chart("on-time", "各部门督办事项按期办结率", clause!("6"), Supervised::ID).on_time().by_department();
    extras.chart("outgoing", "各月发文", clause!("4.1"), Outgoing::ID).series("kind");
}
