//! What content points to: people, departments, records and files must exist, and be for whoever points to them.

use super::check::Docket;
use crate::{access::Access, error::Result, staff::Staff, store::Columns};
use guiju_model::{
    AttachmentLimits, Finding, Severity,
    shape::{Mentioned, Shaped},
};
use sqlx::AnyConnection;

/// Adds a finding for each thing that does not exist, or that is not offered to `access`: the two are never told apart. What
/// is refused is gone from the content and from what it mentions, so that nothing of it reaches a regulation.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn check(
    connection: &mut AnyConnection,
    docket: &Docket,
    staff: &Staff,
    access: Option<&Access>,
    shaped: &mut Shaped,
    clause: &str,
) -> Result<()> {
    for mention in shaped.mentions.clone() {
        let wrong = match &mention.what {
            Mentioned::Person(id) => {
                (!staff.people.contains_key(id)).then(|| "所选的人不在本单位名单中，请重新选择".to_owned())
            }
            Mentioned::Department(id) => {
                (!staff.departments.contains_key(id)).then(|| "没有这个部门，请重新选择".to_owned())
            }
            Mentioned::Record(form, id) | Mentioned::Resource(form, id) => {
                let takes = record(connection, docket, access, form, *id).await?;
                (!takes).then(|| "没有找到所引用的记录，请重新选择".to_owned())
            }
            Mentioned::File(digest, limits) => file(connection, docket.office, access, digest, limits).await?,
        };
        if let Some(message) = wrong {
            let top = mention.path.split('/').next().unwrap_or_default().to_owned();
            shaped.sound.remove(&top);
            shaped.mentions.retain(|other| *other != mention);
            let (clause, field) = (clause.to_owned(), Some(mention.path));
            shaped.findings.push(Finding { clause, severity: Severity::Error, field, message });
        }
    }
    Ok(())
}

/// Whether a record of the form may be pointed to.
async fn record(
    connection: &mut AnyConnection,
    docket: &Docket,
    access: Option<&Access>,
    form: &str,
    id: u64,
) -> Result<bool> {
    let Ok(number) = i64::try_from(id) else { return Ok(false) };
    let qualified = docket.owner.manifest().qualified(form);
    let (regulation, form) = qualified.split_once('/').unwrap_or_default();
    if let Some(access) = access {
        let Some((_, declared)) = access.form(None, regulation, form) else { return Ok(false) };
        return access.offers(connection, regulation, declared, id).await;
    }
    let found =
        sqlx::query("SELECT id FROM records WHERE office_id = $1 AND id = $2 AND regulation = $3 AND form = $4")
            .bind(docket.office)
            .bind(number)
            .bind(regulation)
            .bind(form)
            .fetch_optional(&mut *connection)
            .await?;
    Ok(found.is_some())
}

/// What is wrong with a file: it was not uploaded, it is not for whoever points to it, or it is not of the kind asked for.
async fn file(
    connection: &mut AnyConnection,
    office: i64,
    access: Option<&Access>,
    digest: &str,
    limits: &AttachmentLimits,
) -> Result<Option<String>> {
    let row = sqlx::query("SELECT media_type, size FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(office)
        .bind(digest)
        .fetch_optional(&mut *connection)
        .await?;
    let theirs = match access {
        Some(access) => access.opens_file(connection, digest).await?,
        None => true,
    };
    let Some(row) = row.filter(|_| theirs) else {
        return Ok(Some("附件没有上传成功，请重新上传".to_owned()));
    };
    let (media_type, size) = (row.text("media_type")?, row.int("size")? as u64);
    Ok(if !limits.media_types.contains(&media_type) {
        Some("附件只接受 PDF 或图片（JPEG、PNG）".to_owned())
    } else if size > limits.max_bytes {
        Some(format!("附件最大 {} MB", limits.max_bytes >> 20))
    } else {
        None
    })
}
