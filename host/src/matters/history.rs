//! What happened to a matter, as people read it: from its events.

use super::{changes, reassign};
use crate::{
    access::{self, MASKED, Reading},
    error::Result,
    names::Known,
    staff::Staff,
    store::{
        Connection,
        matter_events::{self, MatterEvent},
    },
};
use guiju_api::{HistoryEntry, Revised};
use guiju_domain::{OfficeId, PersonId, SystemRole, matters::MatterEventKind};
use guiju_model::Verdict;
use serde_json::{Map, Value};

/// The history of a matter as its reader may read it, and what its last correction changed.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn history(
    connection: &mut Connection,
    office: OfficeId,
    reading: &Reading,
    names: &mut Known<'_>,
) -> Result<(Vec<HistoryEntry>, Vec<Revised>)> {
    let (form, staff) = (&reading.form, names.staff);
    let events = matter_events::all(&mut *connection, office, reading.stored.id).await?;
    let (mut entries, mut content, mut revised) = (Vec::new(), Value::Null, Vec::new());
    let audits = reading.ties.system_role == Some(SystemRole::Auditor);
    for MatterEvent { kind, at, by, body } in events {
        let Some(kind) = MatterEventKind::named(&kind) else { continue };
        // Who opened a closed matter, and why, is for whoever watches over it.
        let hidden = reading.seen.hides_all() && !(audits && kind == MatterEventKind::Opened);
        let Some(what) = what(kind, &body, &Named { staff, hidden }) else { continue };
        let mut changed = Vec::new();
        let files = matches!(kind, MatterEventKind::Filed | MatterEventKind::Resubmitted);
        if let Some(said) = body.get("content").filter(|_| !hidden && files) {
            names.learn(connection, form.fields(), said).await?;
            let none = Map::new();
            let given = said.as_object().unwrap_or(&none);
            let said = Value::Object(access::content(form.fields(), given, reading.seen, names));
            if kind == MatterEventKind::Resubmitted {
                revised = changes::revised(form, &content, &said, names);
                changed = changes::woven(&revised);
            }
            content = said;
        }
        let named = |id: PersonId| if hidden { MASKED.to_owned() } else { staff.name(id.number()) };
        let words = said(kind, &body).filter(|_| !hidden);
        entries.push(HistoryEntry { at: at.to_string(), by: by.map(named).unwrap_or_default(), what, words, changed });
    }
    Ok((entries, revised))
}

/// What somebody wrote at it.
fn said(kind: MatterEventKind, body: &Value) -> Option<String> {
    let name = if kind == MatterEventKind::Opened { "reason" } else { "opinion" };
    body.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// How an event calls people: by name, or not at all where a reader may not know them.
pub struct Named<'a> {
    /// The people.
    pub staff: &'a Staff,
    /// Whether they stay unnamed, and with them whatever a stored text says of posts and departments.
    pub hidden: bool,
}

impl Named<'_> {
    fn of(&self, body: &Value, name: &str) -> Option<String> {
        let id = body.get(name).and_then(Value::as_u64)?;
        Some(if self.hidden { MASKED.to_owned() } else { self.staff.name(id) })
    }
}

/// What an event did, as people read it, with the names of whom it led to; nothing for what is shown elsewhere.
#[must_use]
pub fn what(kind: MatterEventKind, body: &Value, named: &Named<'_>) -> Option<String> {
    use MatterEventKind as K;
    let to = named.of(body, "to").unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|_| !named.hidden);
    let words = match kind {
        K::Transferred => format!("转办给{to}"),
        K::Delegated => format!("委派{to}先提意见"),
        K::SignBefore => format!("请{to}先加签"),
        K::SignAfter => format!("请{to}后加签"),
        K::HandedOver => format!("待办交给{to}代理"),
        K::Numbered => format!("编号 {}", text("number").unwrap_or_default()),
        K::Vacated => text("vacancy").unwrap_or("现在无人办理").to_owned(),
        K::Reassigned => reassigned(body, named, &to),
        K::Filed => "提交".to_owned(),
        K::Decided => decided(body).to_owned(),
        K::Returned => "退回修改".to_owned(),
        K::Resubmitted => "修改后再次提交".to_owned(),
        K::Advised => "提出意见并交回".to_owned(),
        K::Withdrawn => "撤回".to_owned(),
        K::Reminded => "催办".to_owned(),
        K::Opened => "查阅了不公开的内容".to_owned(),
        K::Completed => "办结".to_owned(),
        K::NumberVoided => "编号作废".to_owned(),
        K::Refused => "结束（不同意）".to_owned(),
        K::HandedBack => "代理结束，待办交回".to_owned(),
        K::Escalated => "超时未办，已提醒分管领导督促".to_owned(),
        K::Recounted => "放假安排公布，重新计算".to_owned(),
        K::Consented | K::Effect => return None,
    };
    Some(words)
}

fn decided(body: &Value) -> &'static str {
    let verdict = body.get("verdict").and_then(Value::as_str);
    match verdict.and_then(|name| Verdict::ALL.iter().find(|verdict| verdict.name() == name)) {
        Some(Verdict::Approved) => "同意",
        Some(Verdict::Refused) => "不同意",
        Some(Verdict::Abstained) => "弃权",
        Some(Verdict::Noted) | None => "已阅或已办",
    }
}

fn reassigned(body: &Value, named: &Named<'_>, to: &str) -> String {
    let why = reassign::said(body.get("because").and_then(Value::as_str));
    if named.hidden {
        return why.to_owned();
    }
    reassign::instead(why, named.of(body, "from").as_deref(), Some(to).filter(|to| !to.is_empty()))
}
