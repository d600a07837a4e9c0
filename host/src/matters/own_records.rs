//! The records that effects name: of the regulation's own forms, or of those that it oversees. One that is not is the regulation's fault.

use super::{calls::no_effect, context::Context};
use crate::{
    access,
    error::{Error, Result},
    store::{
        Connection,
        records::{self, OwnRecord, OwnRecordState, Source},
    },
    words::text,
};
use guiju_domain::{OfficeId, RecordId, RecordStatus, rejection::Record};
use guiju_engine::Loaded;
use guiju_model::{Deferral, Effect};

/// What became of a record that an effect names.
///
/// # Errors
/// If it is not the regulation's own, or the database cannot be used.
pub(super) async fn state(
    connection: &mut Connection,
    office: OfficeId,
    regulation: &Loaded,
    record: u64,
) -> Result<OwnRecordState> {
    let found = records::own_state(&mut *connection, office, &regulation.manifest().id, RecordId::new(record)).await?;
    found.ok_or_else(|| not_own(regulation, record))
}

/// A record that an effect changes.
///
/// # Errors
/// If it is not the regulation's own, or the database cannot be used.
pub(super) async fn content(
    connection: &mut Connection,
    office: OfficeId,
    regulation: &Loaded,
    record: u64,
) -> Result<OwnRecord> {
    let found = records::own(&mut *connection, office, &regulation.manifest().id, RecordId::new(record)).await?;
    found.ok_or_else(|| not_own(regulation, record))
}

/// The record whose matter is put off, if it is still there.
///
/// # Errors
/// If the regulation neither owns nor oversees its form, or the database cannot be used.
pub(super) async fn deferred(
    connection: &mut Connection,
    office: OfficeId,
    regulation: &Loaded,
    deferral: &Deferral,
) -> Result<Option<Source>> {
    let Some(found) = records::source(&mut *connection, office, RecordId::new(deferral.record)).await? else {
        return Ok(None);
    };
    let (manifest, Source { regulation: owner, form, .. }) = (regulation.manifest(), &found);
    if *owner != manifest.id && !manifest.oversees.contains(&format!("{owner}/{form}")) {
        return Err(no_effect(regulation, format!("a matter of {owner}/{form} would be put off")));
    }
    Ok(Some(found))
}

/// Why a record cannot become void.
pub(super) fn obstacle(record: &OwnRecordState) -> Option<Record> {
    let name = || record.summary.whole_line().to_owned();
    match record.status {
        RecordStatus::Open => Some(Record::UnderWay { record: name() }),
        RecordStatus::Void => Some(Record::AlreadyVoid { record: name() }),
        RecordStatus::Completed => None,
    }
}

/// What the record is called that an effect makes void: by the title of its form and its one line as everybody may read it. Nothing of
/// another effect, or if it is not there.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn called(
    connection: &mut Connection,
    context: Context<'_>,
    regulation: &Loaded,
    effect: &Effect,
) -> Result<Option<String>> {
    let Effect::Void(voiding) = effect else { return Ok(None) };
    let (manifest, record) = (regulation.manifest(), RecordId::new(voiding.record));
    let Some(own) = records::own(&mut *connection, context.office, &manifest.id, record).await? else {
        return Ok(None);
    };
    let named = manifest.form(&own.form).map(|form| {
        let line = access::told(form, &own.summary, &own.content, context.staff);
        text!("effect-record", form = &form.title, line)
    });
    Ok(named)
}

fn not_own(regulation: &Loaded, record: u64) -> Error {
    no_effect(regulation, format!("an effect names record {record}, which is in no register of its own"))
}
