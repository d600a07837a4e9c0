//! Proposals: shown to whom they concern and who decides; objected to, confirmed or dismissed.

use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    matters::notices,
    store::{Columns, Event},
};
use guiju_api::{ProposalDecision, ProposalShown};
use guiju_domain::rejection::Decision;
use guiju_model::{Criticism, Cycle, Date, Measure, Money};
use serde_json::json;
use sqlx::AnyConnection;

/// A measure in words.
#[must_use]
pub fn said(measure: &Measure) -> String {
    match measure {
        Measure::PerformanceBonus(share) => format!("扣当月绩效奖 {share}%"),
        Measure::CivilityBonus(Cycle::Year) => "扣当年文明奖".to_owned(),
        Measure::CivilityBonus(_) => "扣当期文明奖".to_owned(),
        Measure::Criticism(kind) => match kind {
            Criticism::Education => "批评教育",
            Criticism::WrittenSelfCriticism => "书面检查",
            Criticism::PublicSelfCriticism => "通报检查",
            Criticism::Circular => "通报批评",
        }
        .to_owned(),
        Measure::NoHonoursThisYear => "取消当年评先评优资格".to_owned(),
        Measure::AppraisalGrade(grade) => format!("年度考核{grade}"),
        Measure::Suspension => "待岗".to_owned(),
        Measure::Compensation(fen) => format!("赔偿 {} 元", Money(*fen)),
        Measure::Referral(body) => format!("移交{body}"),
        Measure::ToBeDecided(what) => format!("由决定人研究：{what}"),
    }
}

/// Proposals: one's own, and those one decides.
///
/// # Errors
/// If the database cannot be used.
pub async fn proposals(app: &App, caller: &Caller) -> Result<Vec<ProposalShown>> {
    let access = Access::of(app, caller).await?;
    let (law, staff) = (&access.law, &access.staff);
    let mut connection = app.pool.acquire().await?;
    let roles = staff.roles_of(caller.person.number());
    let rows = sqlx::query(
        "SELECT * FROM proposals WHERE office_id = $1 AND state <> 'lapsed' ORDER BY starts DESC, id DESC LIMIT 500",
    )
    .bind(caller.office.number())
    .fetch_all(&mut *connection)
    .await?;
    let mut shown = Vec::new();
    for row in rows {
        let person = row.int("person_id")? as u64;
        let decided_by = row.text("decided_by")?;
        let (mine, decides) =
            (person == caller.person.number(), roles.contains(&decided_by) && person != caller.person.number());
        if !mine && !decides && !caller.audits() {
            continue;
        }
        let (starts, ends) = (Date(row.int("starts")? as i32), Date(row.int("ends")? as i32));
        let clauses: Vec<String> = row.json("clauses")?;
        let citations = clauses.iter().filter_map(|named| {
            let (regulation, _) = named.split_once('#')?;
            cite::named(
                law,
                law.regulation(regulation, ends.min(app.now(caller.office).date()))?.manifest(),
                named,
                ends,
            )
        });
        let records: Vec<u64> = row.json("evidence")?;
        let explanation = access.said_of(&mut connection, &records, &row.text("explanation")?).await?;
        let state = row.text("state")?;
        let pending = state == "proposed" || state == "objected";
        let mut actions = Vec::new();
        if mine && state == "proposed" {
            actions.push("object".to_owned());
        }
        if decides && pending {
            actions.extend(["confirm".to_owned(), "dismiss".to_owned()]);
        }
        let role = law
            .on(app.now(caller.office).date())
            .into_values()
            .find_map(|loaded| Some(loaded.manifest().role(&decided_by)?.label.clone()));
        shown.push(ProposalShown {
            id: row.int("id")? as u64,
            person: staff.name(person),
            department: staff.department_of(person),
            starts: starts.to_string(),
            ends: ends.to_string(),
            measure: said(&row.json("measure")?),
            explanation,
            citations: citations.collect(),
            evidence: evidence(&access, &mut connection, &records).await?,
            state,
            objection: row.maybe_text("objection")?,
            reason: row.maybe_text("reason")?,
            decided_by: role.unwrap_or(decided_by),
            actions,
        });
    }
    Ok(shown)
}

/// The records behind a proposal, one line each, as far as the reader sees them.
async fn evidence(access: &Access, connection: &mut AnyConnection, ids: &[u64]) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for id in ids {
        lines.extend(access.pointed_to(connection, *id, true).await?.map(|record| record.summary));
    }
    Ok(lines)
}

/// Objects to a proposal, confirms or dismisses it.
///
/// # Errors
/// If one may not, or it was decided already.
pub async fn decide(app: &App, caller: &Caller, id: i64, decision: &ProposalDecision) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let staff = app.staff_within(&mut change).await?;
    if !staff.is_active(caller.person.number()) {
        return Err(Error::Rejected(Decision::HasLeft.into()));
    }
    let row =
        sqlx::query("SELECT person_id, decided_by, state, explanation FROM proposals WHERE office_id = $1 AND id = $2")
            .bind(caller.office.number())
            .bind(id)
            .fetch_optional(&mut *change)
            .await?
            .ok_or(Error::NotFound("这项提议"))?;
    let person = row.int("person_id")? as u64;
    let mine = person == caller.person.number();
    let decides = staff.holds_any(caller.person.number(), &[row.text("decided_by")?]) && !mine;
    let state = row.text("state")?;
    let reason = decision.reason.trim().to_owned();
    let next = match (decision.action.as_str(), state.as_str()) {
        ("object", "proposed") if mine => "objected",
        ("confirm", "proposed" | "objected") if decides => "confirmed",
        ("dismiss", "proposed" | "objected") if decides => "dismissed",
        ("object" | "confirm" | "dismiss", _) if !mine && !decides => return Err(Error::NotFound("这项提议")),
        ("object" | "confirm" | "dismiss", _) => {
            return Err(Error::Conflict("这项提议已经处理过，或不由您处理".to_owned()));
        }
        (other, _) => return Err(Error::Invalid(format!("没有“{other}”这种处理"))),
    };
    if guiju_model::blank::is_blank(&reason) && (next != "confirmed" || state == "objected") {
        return Err(Error::Invalid("请写明理由".to_owned()));
    }
    let column =
        if next == "objected" { "objection = $3, reason = reason" } else { "reason = $3, objection = objection" };
    let now = change.now.0;
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE proposals SET state = $4, {column}, decided_at = $5, decider_id = $6 WHERE office_id = $1 AND id = $2"
    )))
    .bind(caller.office.number())
    .bind(id)
    .bind(&reason)
    .bind(next)
    .bind(now)
    .bind(caller.person.number() as i64)
    .execute(&mut *change)
    .await?;
    let body = json!({ "proposal": id, "state": next, "reason": reason });
    change.event(Event { matter: None, kind: "proposal", by: Some(caller.person.number() as i64), body }).await?;
    if next != "objected" {
        let what = if next == "confirmed" { "已确认" } else { "不予处理" };
        let message = format!("考核提议{what}：{}", row.text("explanation")?);
        notices::tell(&mut change, person, &message, None).await?;
    }
    Ok(change.commit().await?)
}
