//! Records that become void, and what follows from it.

use super::{
    own_records,
    record_effects::RecordChanges,
    telling::{self, Telling},
    work::MatterWork,
};
use crate::{
    error::{Error, Result},
    resources,
    store::{UnitOfWork, delegations, matters, notices, records, tasks},
};
use guiju_domain::{
    MatterId, RecordId,
    events::{
        effects::{DelegationShortened, RecordVoided},
        matters::Voided,
    },
    message,
    rejection::Unknown,
    workflow::Command,
};
use guiju_engine::Loaded;
use guiju_model::Voiding;
use serde_json::Value;

/// A record becomes void. What its matter booked is free, whoever stands in because of it stands in no longer, and whoever was still to agree
/// to that is not asked any more; the matter's history has it, and whom the record is about is told. What comes back beside the changes is
/// still to be carried out: where the record is of the `work` that makes it void.
///
/// # Errors
/// If it is void already or under way, if it is not the regulation's own, or the database cannot be used.
pub(super) async fn void(
    change: &mut UnitOfWork,
    work: &MatterWork<'_>,
    telling: &Telling<'_>,
    regulation: &Loaded,
    voiding: &Voiding,
) -> Result<(RecordChanges, Option<Command<Value>>)> {
    let id = RecordId::new(voiding.record);
    let (office, context) = (change.office, work.context);
    let mut asks = None;
    let record = own_records::state(change, office, regulation, voiding.record).await?;
    if let Some(why) = own_records::obstacle(&record) {
        return Err(why.into());
    }
    // Whoever reads the register need not read the matter from which the reason comes.
    let reason = telling.to_all(&voiding.reason);
    records::void_one(change, id, &reason).await?;
    let after = change.now;
    let shortened = delegations::shorten(change, id, after).await?.into_iter().map(|was| DelegationShortened {
        person: was.person,
        deputy: was.deputy,
        before: was.ends,
        after,
    });
    let shortened = shortened.collect();
    if let Some(matter) = record.matter {
        let freed = resources::free(change, matter).await?;
        let (by, regulation) = (telling.matter.id, regulation.manifest().id.clone());
        let clause = voiding.clause.clone();
        let event = Voided { matter, record: id, by, regulation, clause, reason: reason.clone(), freed };
        change.record(None, &event)?;
        match matter == work.row.id {
            true => asks = Some(Command::DropConsents),
            false => drop_consents(change, work, matter).await?,
        }
    }
    if record.person != telling.matter.applicant {
        let line = match record.matter {
            Some(matter) => matters::find(&mut **change, office, matter).await?,
            None => None,
        };
        let line = line.map(|row| telling::told(&row, context.policy, context.staff)).unwrap_or_default();
        let reason = telling.to(record.person, &voiding.reason);
        let told = message!("matter-record-voided", line, reason);
        notices::tell(change, record.person, told, record.matter).await?;
    }
    let summary = record.summary.whole_line().to_owned();
    let voided = vec![RecordVoided { record: id, form: record.form, summary }];
    Ok((RecordChanges { shortened, voided, ..RecordChanges::default() }, asks))
}

/// Nobody is asked any more, by another matter, whether somebody stands in because of it.
async fn drop_consents(change: &mut UnitOfWork, work: &MatterWork<'_>, matter: MatterId) -> Result<()> {
    let office = change.office;
    let row = matters::find(&mut **change, office, matter).await?.ok_or(Error::from(Unknown::Matter))?;
    let tasks = tasks::of_matter(&mut **change, office, matter).await?;
    let mut other = MatterWork::with(work.context, work.stand_ins.clone(), row, tasks);
    other.follow(change, Command::DropConsents).await?;
    Ok(())
}
