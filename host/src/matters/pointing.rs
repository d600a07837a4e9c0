//! What content points to: people, departments, records and files must exist, and be for whoever points to them.

use crate::{
    access::Access,
    error::Result,
    staff::Staff,
    store::{Connection, mentions},
    words::text,
};
use guiju_domain::{DepartmentId, OfficeId, PersonId, RecordId};
use guiju_model::{
    AttachmentLimits, Finding, Manifest, Severity,
    shape::{CheckedContent, Mentioned},
};

/// Adds a finding for each thing that does not exist, or that is not offered to `access`: the two are never told apart. What
/// is refused is gone from the content and from what it mentions, so that nothing of it reaches a regulation.
///
/// # Errors
/// If the database cannot be used.
pub async fn check(
    connection: &mut Connection,
    (office, manifest): (OfficeId, &Manifest),
    staff: &Staff,
    access: Option<&Access>,
    shaped: &mut CheckedContent,
    clause: &str,
) -> Result<()> {
    for mention in shaped.mentions.clone() {
        let wrong = match unknown(&mention.what, staff, access.is_some()) {
            None => missing(connection, (office, manifest), access, &mention.what).await?,
            unknown => unknown,
        };
        if let Some(message) = wrong {
            let top = mention.path.split('/').next().unwrap_or_default().to_owned();
            shaped.content.remove(&top);
            shaped.mentions.retain(|other| *other != mention);
            let (clause, field) = (clause.to_owned(), Some(mention.path));
            shaped.findings.push(Finding { clause, severity: Severity::Error, field, message });
        }
    }
    Ok(())
}

/// What is wrong with a person or a department that is pointed to. With `anew` somebody fills it in now, and whoever has left is
/// not offered any more.
#[must_use]
pub fn unknown(what: &Mentioned, staff: &Staff, anew: bool) -> Option<String> {
    match what {
        Mentioned::Person(id) => person(PersonId::new(*id), staff, anew),
        Mentioned::Department(id) if !staff.departments.contains_key(&DepartmentId::from(*id)) => {
            Some(text!("matter-department-unknown"))
        }
        _ => None,
    }
}

/// What is wrong with a person who is pointed to.
fn person(id: PersonId, staff: &Staff, anew: bool) -> Option<String> {
    if !staff.people.contains_key(&id) {
        return Some(text!("matter-person-unknown"));
    }
    (anew && !staff.is_active(id)).then(|| text!("matter-person-left"))
}

/// What is wrong with a record or a file that is pointed to.
///
/// # Errors
/// If the database cannot be used.
pub async fn missing(
    connection: &mut Connection,
    (office, manifest): (OfficeId, &Manifest),
    access: Option<&Access>,
    what: &Mentioned,
) -> Result<Option<String>> {
    match what {
        Mentioned::Record(form, id) | Mentioned::Resource(form, id) => {
            let takes = record(connection, (office, manifest), access, form, RecordId::new(*id)).await?;
            Ok((!takes).then(|| text!("matter-record-unknown")))
        }
        Mentioned::File(digest, limits) => file(connection, office, access, digest, limits).await,
        Mentioned::Person(_) | Mentioned::Department(_) => Ok(None),
    }
}

/// Whether a record of the form may be pointed to.
async fn record(
    connection: &mut Connection,
    (office, manifest): (OfficeId, &Manifest),
    access: Option<&Access>,
    form: &str,
    id: RecordId,
) -> Result<bool> {
    if i64::try_from(id.number()).is_err() {
        return Ok(false);
    }
    let qualified = manifest.qualified(form);
    let (regulation, form) = qualified.split_once('/').unwrap_or_default();
    if let Some(access) = access {
        let Some((_, declared)) = access.form(None, regulation, form) else { return Ok(false) };
        return access.offers(connection, regulation, declared, id).await;
    }
    Ok(mentions::record_exists(connection, office, id, (regulation, form)).await?)
}

/// What is wrong with a file: it was not uploaded, it is not for whoever points to it, or it is not of the kind asked for.
async fn file(
    connection: &mut Connection,
    office: OfficeId,
    access: Option<&Access>,
    digest: &str,
    limits: &AttachmentLimits,
) -> Result<Option<String>> {
    let stored = mentions::attachment(&mut *connection, office, digest).await?;
    let theirs = match access {
        Some(access) => access.opens_file(connection, digest).await?,
        None => true,
    };
    let Some((media_type, size)) = stored.filter(|_| theirs) else {
        return Ok(Some(text!("matter-file-missing")));
    };
    Ok(if !limits.media_types.contains(&media_type) {
        Some(text!("matter-file-kind"))
    } else if size > limits.max_bytes {
        Some(text!("matter-file-large", most = limits.max_bytes >> 20))
    } else {
        None
    })
}
