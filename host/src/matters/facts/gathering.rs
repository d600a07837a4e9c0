//! Gathers the facts that come with a call.

use super::{
    answers,
    call::{About, Asking},
    reader::FactReader,
    sources::Source,
    suspensions,
};
use crate::{
    error::Result,
    store::facts::{MOST_NAMED, RecordsRead},
};
use guiju_model::{Facts, Known, Read};
use serde_json::Value;

/// Everything beside the matter: the parameters, the calendar, and records as the call's reads declare. What the reader has brought of
/// [`of_records`] is not read again.
///
/// # Errors
/// If the database cannot be used.
pub async fn gather(reader: &mut FactReader<'_>, asking: &Asking<'_>, about: &About<'_>) -> Result<Facts> {
    let Asking { policy, parameters, reads, now, .. } = *asking;
    let (first, last) = (about.days.0.min(now.date()), about.days.1.max(now.date()));
    let days = policy.days(first.plus(-40), last.plus(70));
    let mut known = Vec::<Known>::with_capacity(reads.len());
    for (at, read) in reads.iter().enumerate() {
        // Those that wait for earlier ones share a statement, too, as far as what they wait for is here.
        if read.depends() && !reads[..at].iter().any(Read::depends) {
            let waiting = reads[at..].iter().filter(|one| one.depends());
            reader.bring(waiting.filter_map(|one| records(asking, one, (about, &known))).collect::<Vec<_>>()).await?;
        }
        let answer = answers::answer(reader, asking, read, (about, &known)).await?;
        known.push(answer);
    }
    let suspensions = suspensions::of_call(reader, asking, about).await?;
    Ok(Facts {
        now: now.0,
        parameters: Value::Object(parameters.clone()).to_string(),
        calendar: days.days,
        winter: days.hours.winter_sessions,
        summer: days.hours.summer_sessions,
        known,
        suspensions,
    })
}

/// The reads of records that a call makes, but for those that wait for what an earlier one brings.
pub fn of_records(asking: &Asking<'_>, about: &About<'_>) -> Vec<RecordsRead> {
    let first = asking.reads.iter().filter(|read| !read.depends());
    first.filter_map(|read| records(asking, read, (about, &[]))).collect()
}

/// The read of records that a read comes to, if it reads records at all and any may be among them.
fn records(asking: &Asking<'_>, read: &Read, call: (&About<'_>, &[Known])) -> Option<RecordsRead> {
    match Source::of(asking, read, call) {
        Ok(Source::Records(records)) if !records.is_empty() && records.named() <= MOST_NAMED => Some(records),
        _ => None,
    }
}
