//! Penalty proposals: shown to the person concerned and to whoever decides; objected to, confirmed or dismissed.

use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    citation,
    error::{Error, Result},
    store::{
        self, Connection, notices,
        proposals::{self, Proposal},
    },
};
use guiju_api::{ProposalDecision, ProposalShown};
use guiju_domain::{
    ProposalId,
    assessments::{Involved, ProposalAction, ProposalState},
    rejection::{Decision, Proposal as ProposalRejection, Unknown},
};
use guiju_model::{Criticism, Cycle, Money, Sanction};
use serde_json::json;

/// A sanction in words.
#[must_use]
pub fn said(measure: &Sanction) -> String {
    match measure {
        Sanction::PerformanceBonus(share) => format!("扣当月绩效奖 {share}%"),
        Sanction::CivilityBonus(Cycle::Year) => "扣当年文明奖".to_owned(),
        Sanction::CivilityBonus(_) => "扣当期文明奖".to_owned(),
        Sanction::Criticism(kind) => match kind {
            Criticism::Education => "批评教育",
            Criticism::WrittenSelfCriticism => "书面检查",
            Criticism::PublicSelfCriticism => "通报检查",
            Criticism::Circular => "通报批评",
        }
        .to_owned(),
        Sanction::NoHonoursThisYear => "取消当年评先评优资格".to_owned(),
        Sanction::AppraisalGrade(grade) => format!("年度考核{grade}"),
        Sanction::Suspension => "待岗".to_owned(),
        Sanction::Compensation(fen) => format!("赔偿 {} 元", Money(*fen)),
        Sanction::Referral(body) => format!("移交{body}"),
        Sanction::ToBeDecided(what) => format!("由决定人研究：{what}"),
    }
}

/// Proposals: one's own, and those one decides.
///
/// # Errors
/// If the database cannot be used.
pub async fn proposals(app: &App, caller: &Caller) -> Result<Vec<ProposalShown>> {
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    let roles = access.staff.roles_of(caller.person.number());
    let proposals = proposals::newest(&mut *connection, caller.office).await?;
    let mut shown = Vec::new();
    for proposal in proposals {
        let me = Involved::new(proposal.person == caller.person, roles.contains(&proposal.decided_by));
        if me.any() || caller.audits() {
            shown.push(one_shown(app, &access, &mut connection, proposal, me).await?);
        }
    }
    Ok(shown)
}

/// A proposal as people read it, with what somebody involved in this way may do with it.
async fn one_shown(
    app: &App,
    access: &Access,
    connection: &mut Connection,
    proposal: Proposal,
    me: Involved,
) -> Result<ProposalShown> {
    let (policy, staff, today) = (&access.policy, &access.staff, app.now(access.office).date());
    let citations = proposal.clauses.iter().filter_map(|named| {
        let (regulation, _) = named.split_once('#')?;
        citation::named(
            policy,
            policy.regulation(regulation, proposal.ends.min(today))?.manifest(),
            named,
            proposal.ends,
        )
    });
    let role = policy
        .on(today)
        .into_values()
        .find_map(|loaded| Some(loaded.manifest().role(&proposal.decided_by)?.label.clone()));
    let actions = ProposalAction::ALL.into_iter().filter(|action| action.is_open_to(me, proposal.state));
    Ok(ProposalShown {
        id: proposal.id.number().unsigned_abs(),
        person: staff.name(proposal.person.number()),
        department: staff.department_of(proposal.person.number()),
        starts: proposal.starts.to_string(),
        ends: proposal.ends.to_string(),
        measure: said(&proposal.measure),
        explanation: access.said_of(connection, &proposal.evidence, &proposal.explanation).await?,
        citations: citations.collect(),
        evidence: evidence(access, connection, &proposal.evidence).await?,
        state: proposal.state.name().to_owned(),
        objection: proposal.objection,
        reason: proposal.reason,
        decided_by: role.unwrap_or(proposal.decided_by),
        actions: actions.map(|action| action.name().to_owned()).collect(),
    })
}

/// The records behind a proposal, one line each, as far as the reader sees them.
async fn evidence(access: &Access, connection: &mut Connection, ids: &[u64]) -> Result<Vec<String>> {
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
pub async fn decide(app: &App, caller: &Caller, id: ProposalId, decision: &ProposalDecision) -> Result<()> {
    let mut change = app.change(caller.office).await?;
    let staff = app.staff_within(&mut change).await?;
    if !staff.is_active(caller.person.number()) {
        return Err(Error::Rejected(Decision::HasLeft.into()));
    }
    const NOT_THERE: Unknown = Unknown::Proposal;
    let proposal = proposals::find(&mut *change, caller.office, id).await?.ok_or(NOT_THERE)?;
    let holds_role = staff.holds_any(caller.person.number(), std::slice::from_ref(&proposal.decided_by));
    let me = Involved::new(proposal.person == caller.person, holds_role);
    let reason = decision.reason.trim();
    let Some(action) = ProposalAction::named(&decision.action) else {
        return Err(ProposalRejection::UnknownAction { action: decision.action.clone() }.into());
    };
    if !me.any() {
        return Err(NOT_THERE.into());
    }
    if !action.is_open_to(me, proposal.state) {
        return Err(ProposalRejection::NotOpen.into());
    }
    let explained = action != ProposalAction::Confirm || proposal.state == ProposalState::Objected;
    if guiju_model::blank::is_blank(reason) && explained {
        return Err(ProposalRejection::ReasonMissing.into());
    }
    let by = caller.person;
    let state = action.next();
    proposals::decide(&mut change, &proposals::Decision { id, state, reason, by }).await?;
    let body = json!({ "proposal": id, "state": state, "reason": reason });
    change.office_event("proposal", Some(caller.person), body).await?;
    let decided = match action {
        ProposalAction::Object => None,
        ProposalAction::Confirm => Some("已确认"),
        ProposalAction::Dismiss => Some("不予处理"),
    };
    if let Some(what) = decided {
        let message = format!("考核提议{what}：{}", proposal.explanation);
        notices::tell(&mut change, proposal.person, &message, None).await?;
    }
    Ok(change.commit().await?)
}
