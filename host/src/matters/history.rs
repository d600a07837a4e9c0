//! What happened to a matter, as people read it: from its events.

use super::{changes, reassign};
use crate::{
    access::{self, MASKED, Reading},
    error::Result,
    names::Known,
    staff::Staff,
    store::Columns,
};
use guiju_api::{Happened, Revised};
use guiju_domain::{OfficeId, SystemRole};
use guiju_model::Moment;
use serde_json::{Map, Value};

/// The history of a matter as its reader may read it, and what its last correction changed.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn history(
    connection: &mut sqlx::AnyConnection,
    office: OfficeId,
    reading: &Reading,
    names: &mut Known<'_>,
) -> Result<(Vec<Happened>, Vec<Revised>)> {
    let form = &reading.form;
    let rows =
        sqlx::query("SELECT kind, at, by_id, body FROM events WHERE office_id = $1 AND matter_id = $2 ORDER BY seq")
            .bind(office.number())
            .bind(reading.stored.id)
            .fetch_all(&mut *connection)
            .await?;
    let (mut happened, mut content, staff) = (Vec::new(), Value::Null, names.staff);
    let mut revised = Vec::new();
    let audits = reading.ties.system_role == Some(SystemRole::Auditor);
    for row in &rows {
        let body: Value = row.json("body")?;
        let kind = row.text("kind")?;
        // Who opened a closed matter, and why, is for whoever watches over it.
        let hidden = reading.seen.hides_all() && !(audits && kind == "matter-opened");
        let Some(what) = what(&kind, &body, &Named { staff, hidden }) else { continue };
        let mut changed = Vec::new();
        if let Some(said) = body.get("content").filter(|_| !hidden && (kind == "filed" || kind == "resubmitted")) {
            names.learn(connection, form.fields(), said).await?;
            let none = Map::new();
            let given = said.as_object().unwrap_or(&none);
            let said = Value::Object(access::content(form.fields(), given, reading.seen, names));
            if kind == "resubmitted" {
                revised = changes::revised(form, &content, &said, names);
                changed = changes::woven(&revised);
            }
            content = said;
        }
        happened.push(Happened {
            at: Moment(row.int("at")?).to_string(),
            by: row
                .maybe_int("by_id")?
                .map(|id| if hidden { MASKED.to_owned() } else { staff.name(id as u64) })
                .unwrap_or_default(),
            what,
            words: said(&kind, &body).filter(|_| !hidden),
            changed,
        });
    }
    Ok((happened, revised))
}

/// What somebody wrote at it.
fn said(kind: &str, body: &Value) -> Option<String> {
    let name = if kind == "matter-opened" { "reason" } else { "opinion" };
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
pub fn what(kind: &str, body: &Value, named: &Named<'_>) -> Option<String> {
    let to = named.of(body, "to").unwrap_or_default();
    Some(match kind {
        "filed" => "提交".to_owned(),
        "decided" => match body.get("verdict").and_then(Value::as_str) {
            Some("approved") => "同意".to_owned(),
            Some("refused") => "不同意".to_owned(),
            Some("abstained") => "弃权".to_owned(),
            _ => "已阅或已办".to_owned(),
        },
        "returned" => "退回修改".to_owned(),
        "resubmitted" => "修改后再次提交".to_owned(),
        "transferred" => format!("转办给{to}"),
        "delegate" => format!("委派{to}先提意见"),
        "sign-before" => format!("请{to}先加签"),
        "sign-after" => format!("请{to}后加签"),
        "advised" => "提出意见并交回".to_owned(),
        "withdrawn" => "撤回".to_owned(),
        "reminded" => "催办".to_owned(),
        "matter-opened" => "查阅了不公开的内容".to_owned(),
        "completed" => "办结".to_owned(),
        "numbered" => {
            let number = body.get("number").and_then(Value::as_str).filter(|_| !named.hidden).unwrap_or_default();
            format!("编号 {number}")
        }
        "number-void" => "编号作废".to_owned(),
        "refused" => "结束（不同意）".to_owned(),
        "handed-over" => format!("待办交给{to}代理"),
        "handed-back" => "代理结束，待办交回".to_owned(),
        "reassigned" => {
            let why = reassign::said(body.get("because").and_then(Value::as_str));
            if named.hidden {
                return Some(why.to_owned());
            }
            reassign::instead(why, named.of(body, "from").as_deref(), Some(to.as_str()).filter(|to| !to.is_empty()))
        }
        "vacant" => {
            let text = body.get("vacancy").and_then(Value::as_str).filter(|_| !named.hidden);
            text.unwrap_or("现在无人办理").to_owned()
        }
        "escalated" => "超时未办，已提醒分管领导督促".to_owned(),
        "recounted" => "放假安排公布，重新计算".to_owned(),
        _ => return None,
    })
}
