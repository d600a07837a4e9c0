//! Penalty proposals: shown to the person concerned and to whoever decides; objected to, confirmed or dismissed.

use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    citation,
    error::{Error, Result},
    policy::OfficePolicy,
    store::{
        self, Connection, UnitOfWork, notices,
        proposals::{self, Proposal},
        suspensions::{self, NewSuspension, SuspendedBy},
    },
    words::text,
};
use guiju_api::{ProposalDecision, ProposalShown};
use guiju_domain::{
    ProposalId, RecordId,
    assessments::{Involved, ProposalAction, ProposalState},
    events::{assessments::ProposalDecided, effects::SuspensionChanged},
    message,
    rejection::{Decision, Proposal as ProposalRejection, Unknown},
};
use guiju_model::{Criticism, Cycle, Date, Manifest, Money, PrivilegeSuspension, Sanction};

/// A sanction in words; `label` is what people call a privilege of the regulation that proposes it.
#[must_use]
pub fn said(measure: &Sanction, label: impl Fn(&str) -> Option<String>) -> String {
    match measure {
        Sanction::PerformanceBonus(share) => text!("proposal-bonus", share = *share),
        Sanction::CivilityBonus(Cycle::Year) => text!("proposal-civility-year"),
        Sanction::CivilityBonus(_) => text!("proposal-civility-period"),
        Sanction::Criticism(kind) => {
            let kind = match kind {
                Criticism::Education => "education",
                Criticism::WrittenSelfCriticism => "written",
                Criticism::PublicSelfCriticism => "public",
                Criticism::Circular => "circular",
            };
            text!("proposal-criticism", kind)
        }
        Sanction::NoHonoursThisYear => text!("proposal-no-honours"),
        Sanction::AppraisalGrade(grade) => text!("proposal-grade", grade),
        Sanction::Suspension => text!("proposal-suspension"),
        Sanction::Compensation(fen) => text!("proposal-compensation", yuan = Money(*fen).to_string()),
        Sanction::Referral(body) => text!("proposal-referral", body),
        Sanction::ToBeDecided(what) => text!("proposal-to-be-decided", what),
        Sanction::PrivilegeSuspended(PrivilegeSuspension { privilege, days }) => {
            let privilege = label(privilege).unwrap_or_else(|| privilege.clone());
            text!("proposal-privilege-suspended", privilege, days = *days)
        }
    }
}

/// What people call a privilege.
#[must_use]
pub fn label(manifest: &Manifest, privilege: &str) -> Option<String> {
    manifest.privilege(privilege).map(|privilege| privilege.label.clone())
}

/// The regulation that proposes a penalty by these clauses, as it is on a day.
#[must_use]
pub fn proposer<'p>(policy: &'p OfficePolicy, clauses: &'p [String], day: Date) -> Option<&'p Manifest> {
    let (regulation, _) = clauses.first()?.split_once('#')?;
    let loaded = policy.regulation(regulation, day).or_else(|| policy.packages_of(regulation).next());
    loaded.map(|loaded| loaded.manifest())
}

/// Proposals: one's own, and those one decides.
///
/// # Errors
/// If the database cannot be used.
pub async fn proposals(app: &App, caller: &Caller) -> Result<Vec<ProposalShown>> {
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    let roles = access.staff.roles_of(caller.person);
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
        person: staff.name(proposal.person),
        department: staff.department_of(proposal.person),
        starts: proposal.starts.to_string(),
        ends: proposal.ends.to_string(),
        measure: said(&proposal.measure, |id| {
            label(proposer(policy, &proposal.clauses, proposal.ends.min(today))?, id)
        }),
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
async fn evidence(access: &Access, connection: &mut Connection, ids: &[RecordId]) -> Result<Vec<String>> {
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
    if !staff.is_active(caller.person) {
        return Err(Error::Rejected(Decision::HasLeft.into()));
    }
    const NOT_THERE: Unknown = Unknown::Proposal;
    let proposal = proposals::find(&mut *change, caller.office, id).await?.ok_or(NOT_THERE)?;
    let holds_role = staff.holds_any(caller.person, std::slice::from_ref(&proposal.decided_by));
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
    let suspension = match (action, &proposal.measure) {
        (ProposalAction::Confirm, Sanction::PrivilegeSuspended(of)) => {
            // Whoever sees that it is suspended need not see the records behind it.
            let anybody = Access::with(&app.policy(caller.office)?, &staff, caller.office, None, change.now.date());
            let reason = anybody.said_of(&mut change, &proposal.evidence, &proposal.explanation).await?;
            Some(suspend(&mut change, &proposal, of, &reason).await?)
        }
        _ => None,
    };
    let event = ProposalDecided {
        proposal: id,
        person: proposal.person,
        clauses: proposal.clauses.clone(),
        sanction: proposal.measure.clone(),
        before: proposal.state,
        state,
        reason: reason.to_owned(),
        suspension,
    };
    change.record(Some(by), &event)?;
    let explanation = &proposal.explanation;
    let decided = match action {
        ProposalAction::Object => None,
        ProposalAction::Confirm => Some(message!("proposal-confirmed", explanation)),
        ProposalAction::Dismiss => Some(message!("proposal-dismissed", explanation)),
    };
    if let Some(told) = decided {
        notices::tell(&mut change, proposal.person, told, None).await?;
    }
    Ok(change.commit().await?)
}

/// The privilege that a confirmed penalty suspends is suspended from now on, to the end of so many whole days behind this one.
async fn suspend(
    change: &mut UnitOfWork,
    proposal: &Proposal,
    of: &PrivilegeSuspension,
    reason: &str,
) -> Result<SuspensionChanged> {
    let cited = proposal.clauses.first().and_then(|clause| clause.split_once('#'));
    let Some((regulation, clause)) = cited else {
        return Err(Error::internal(format!("proposal {} cites no clause", proposal.id)));
    };
    let (starts, person) = (change.now, proposal.person);
    let days = i32::try_from(of.days).unwrap_or(i32::MAX / 2);
    let ends = starts.date().plus(days.saturating_add(1)).at(0);
    let new = NewSuspension {
        regulation,
        privilege: &of.privilege,
        clause,
        person,
        starts,
        ends: Some(ends),
        reason,
        by: SuspendedBy::Proposal(proposal.id),
    };
    let suspension = suspensions::insert(change, &new).await?;
    let (privilege, before, after) = (of.privilege.clone(), None, Some(ends));
    Ok(SuspensionChanged { suspension, person, privilege, starts, before, after })
}
