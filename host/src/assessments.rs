//! Periods judged: figures and sheets, and penalties as proposals that people decide.
//!
//! Two regulations that punish one act with one measure make one proposal that cites both. Nothing is deducted here.

use crate::{
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    law::OfficeLaw,
    matters::{check::called, facts, notices},
    staff::Staff,
    store::{Change, Columns, Event},
};
use guiju_api::{AssessmentOffered, AssessmentShown, ProposalDecision, ProposalShown, SubjectShown};
use guiju_engine::Loaded;
use guiju_model::{
    Assessed, Assessment, Criticism, Cycle, Date, Ledger, Measure, Money, Penalty, Subject, SubjectKind,
};
use serde_json::{Value, json};
use std::sync::Arc;

/// The assessments that regulations in force declare, those that read others' results after them.
fn declared(law: &OfficeLaw, on: Date) -> Vec<(Arc<Loaded>, Assessed)> {
    let mut all = Vec::new();
    for loaded in law.on(on).into_values() {
        all.extend(loaded.manifest().assesses.iter().map(|assessed| (loaded.clone(), assessed.clone())));
    }
    let name = |loaded: &Loaded, id: &str| loaded.manifest().qualified(id);
    let mut ordered: Vec<(Arc<Loaded>, Assessed)> = Vec::new();
    while !all.is_empty() {
        let names = all.iter().map(|(loaded, assessed)| name(loaded, &assessed.id)).collect::<Vec<_>>();
        let ready = |(loaded, assessed): &(Arc<Loaded>, Assessed)| {
            let own = name(loaded, &assessed.id);
            !assessed.reads.iter().any(|read| names.iter().any(|n| *n == name(loaded, &read.source) && *n != own))
        };
        // A ring of readings is broken by taking the first.
        let next = all.iter().position(ready).unwrap_or(0);
        ordered.push(all.remove(next));
    }
    ordered
}

/// The assessments that can be opened.
///
/// # Errors
/// If the office is unknown.
pub fn offered(app: &App, office: i64) -> Result<Vec<AssessmentOffered>> {
    let law = app.law(office)?;
    let offered = declared(&law, app.now().date()).into_iter().map(|(loaded, assessed)| AssessmentOffered {
        regulation: loaded.manifest().id.clone(),
        regulation_title: loaded.manifest().title.clone(),
        assessed: assessed.id.clone(),
        title: assessed.title,
        period: assessed.period.name().to_owned(),
    });
    Ok(offered.collect())
}

/// Judges every subject over the periods of this length around a day, and proposes what follows.
///
/// # Errors
/// If a regulation faults or the database cannot be used.
pub async fn run(app: &App, office: i64, cycle: Cycle, day: Date, by: Option<u64>) -> Result<u64> {
    let (law, staff, now) = (app.law(office)?, app.staff(office).await?, app.now());
    let (starts, ends) = day.around(cycle);
    let mut proposed: Vec<(Arc<Loaded>, Penalty)> = Vec::new();
    let mut judged = 0;
    let mut change = app.change(office).await?;
    // The facts of a period are judged by the law in force when they happened.
    let in_force = declared(&law, ends.min(now.date()));
    for (loaded, assessed) in in_force.into_iter().filter(|(_, assessed)| assessed.period == cycle) {
        for subject in subjects(&staff, &loaded, assessed.per)? {
            let (assessment, key, person) =
                judge(&mut change, &law, &loaded, &assessed, subject, (starts, ends)).await?;
            keep(&mut change, &loaded, &assessed, &key, person, (starts, ends), &assessment).await?;
            proposed.extend(assessment.penalties.into_iter().map(|penalty| (loaded.clone(), penalty)));
            judged += 1;
        }
    }
    propose(&mut change, merge(proposed), (starts, ends)).await?;
    let body = json!({ "period": cycle, "starts": starts, "ends": ends, "subjects": judged });
    change.event(Event { matter: None, kind: "assessed", by: by.map(|id| id as i64), body }).await?;
    change.commit().await?;
    Ok(judged)
}

fn subjects(staff: &Staff, loaded: &Loaded, per: SubjectKind) -> Result<Vec<Subject>> {
    Ok(match per {
        SubjectKind::Person => {
            let people = staff.people.values().filter(|member| member.active);
            people
                .map(|member| Ok(Subject::Person(staff.person(member.id, loaded.manifest())?)))
                .collect::<Result<_>>()?
        }
        SubjectKind::Department => staff.departments.keys().map(|id| Subject::Department(*id)).collect(),
        SubjectKind::Office => vec![Subject::Office],
    })
}

async fn judge(
    change: &mut Change,
    law: &OfficeLaw,
    loaded: &Loaded,
    assessed: &Assessed,
    subject: Subject,
    (starts, ends): (Date, Date),
) -> Result<(Assessment, String, Option<u64>)> {
    let (person, department) = match &subject {
        Subject::Person(person) => (Some(person.id), Some(person.department)),
        Subject::Department(id) => (None, Some(*id)),
        Subject::Office => (None, None),
    };
    let key = match &subject {
        Subject::Person(person) => format!("person {}", person.id),
        Subject::Department(id) => format!("department {id}"),
        Subject::Office => "office".to_owned(),
    };
    let (office, now) = (change.office, change.now);
    let about = facts::About { office, person, department, days: (starts, ends), references: &[], matter: None };
    let manifest = loaded.manifest();
    let parameters = Value::Object(law.parameters(manifest, ends.min(now.date())));
    let facts = facts::gather(change, law, loaded, &assessed.reads, parameters, now, &about).await?;
    let ledger = Ledger { assessed: assessed.id.clone(), subject, starts: starts.0, ends: ends.0, facts };
    let assessment = called(manifest, loaded.assess(&ledger))?;
    Ok((assessment, key, person))
}

async fn keep(
    change: &mut Change,
    loaded: &Loaded,
    assessed: &Assessed,
    subject: &str,
    person: Option<u64>,
    (starts, ends): (Date, Date),
    assessment: &Assessment,
) -> Result<()> {
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO assessments (office_id, id, regulation, assessed, subject, person_id, starts, ends, digest, assessed_at, result)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (office_id, regulation, assessed, subject, starts) DO UPDATE SET digest = excluded.digest,
         assessed_at = excluded.assessed_at, result = excluded.result, ends = excluded.ends",
    )
    .bind(office)
    .bind(id)
    .bind(&loaded.manifest().id)
    .bind(&assessed.id)
    .bind(subject)
    .bind(person.map(|id| id as i64))
    .bind(i64::from(starts.0))
    .bind(i64::from(ends.0))
    .bind(loaded.digest())
    .bind(now)
    .bind(serde_json::to_string(assessment)?)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// A proposal about to be made.
struct Proposed {
    person: u64,
    clauses: Vec<String>,
    measure: Measure,
    decided_by: String,
    decided_by_label: String,
    evidence: Vec<u64>,
    explanation: String,
}

/// One act, one proposal: penalties of one person that name each other's clauses become one; the heavier counts.
fn merge(penalties: Vec<(Arc<Loaded>, Penalty)>) -> Vec<Proposed> {
    let mut merged: Vec<Proposed> = Vec::new();
    for (loaded, penalty) in penalties {
        let manifest = loaded.manifest();
        let cited = penalty.clauses.iter().map(|clause| format!("{}#{clause}", manifest.id)).collect::<Vec<_>>();
        let same = merged.iter_mut().find(|earlier| {
            let names = |clause: &String| earlier.clauses.contains(clause);
            earlier.person == penalty.person
                && std::mem::discriminant(&earlier.measure) == std::mem::discriminant(&penalty.measure)
                && (penalty.same_as.iter().any(names))
        });
        match same {
            Some(earlier) => {
                earlier.clauses.extend(cited);
                if weight(&penalty.measure) > weight(&earlier.measure) {
                    earlier.measure = penalty.measure;
                    earlier.explanation = penalty.explanation;
                }
                let known = earlier.evidence.clone();
                // Results of an assessment stand for records that are named already.
                if known.is_empty() {
                    earlier.evidence.extend(penalty.evidence);
                }
            }
            None => merged.push(Proposed {
                person: penalty.person,
                clauses: cited,
                decided_by_label: manifest
                    .role(&penalty.decided_by)
                    .map_or_else(String::new, |role| role.label.clone()),
                measure: penalty.measure,
                decided_by: penalty.decided_by,
                evidence: penalty.evidence,
                explanation: penalty.explanation,
            }),
        }
    }
    merged
}

const fn weight(measure: &Measure) -> i64 {
    match measure {
        Measure::PerformanceBonus(share) => *share as i64,
        Measure::Compensation(fen) => *fen,
        Measure::CivilityBonus(cycle) => *cycle as i64,
        Measure::Criticism(kind) => *kind as i64,
        _ => 0,
    }
}

/// Proposals of the period are made anew as long as nobody has acted on them.
async fn propose(change: &mut Change, proposed: Vec<Proposed>, (starts, ends): (Date, Date)) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    let rows = sqlx::query("SELECT id, person_id, measure, clauses, state FROM proposals WHERE office_id = $1 AND starts = $2 AND ends = $3")
        .bind(office)
        .bind(i64::from(starts.0))
        .bind(i64::from(ends.0))
        .fetch_all(&mut **change)
        .await?;
    let mut stale = Vec::new();
    let mut acted = Vec::new();
    for row in rows {
        let key = (row.int("person_id")? as u64, row.text("measure")?, row.text("clauses")?);
        if row.text("state")? == "proposed" { stale.push((row.int("id")?, key)) } else { acted.push(key) }
    }
    for proposal in proposed {
        let (measure, clauses) = (serde_json::to_string(&proposal.measure)?, serde_json::to_string(&proposal.clauses)?);
        let key = (proposal.person, measure.clone(), clauses.clone());
        if acted.contains(&key) {
            continue;
        }
        if let Some(index) = stale.iter().position(|(_, known)| *known == key) {
            let (id, _) = stale.remove(index);
            sqlx::query("UPDATE proposals SET evidence = $3, explanation = $4 WHERE office_id = $1 AND id = $2")
                .bind(office)
                .bind(id)
                .bind(serde_json::to_string(&proposal.evidence)?)
                .bind(&proposal.explanation)
                .execute(&mut **change)
                .await?;
            continue;
        }
        let id = change.id();
        sqlx::query(
            "INSERT INTO proposals (office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence, explanation, state, proposed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', $11)",
        )
        .bind(office)
        .bind(id)
        .bind(proposal.person as i64)
        .bind(i64::from(starts.0))
        .bind(i64::from(ends.0))
        .bind(clauses)
        .bind(measure)
        .bind(&proposal.decided_by)
        .bind(serde_json::to_string(&proposal.evidence)?)
        .bind(&proposal.explanation)
        .bind(now)
        .execute(&mut **change)
        .await?;
        let message = format!(
            "考核提议：{}。如有异议，请在“考核”中提出，由{}决定",
            proposal.explanation, proposal.decided_by_label
        );
        notices::tell(change, proposal.person, &message, None).await?;
    }
    for (id, _) in stale {
        sqlx::query("UPDATE proposals SET state = 'lapsed' WHERE office_id = $1 AND id = $2")
            .bind(office)
            .bind(id)
            .execute(&mut **change)
            .await?;
    }
    Ok(())
}

/// The results of a period: everybody's for those who decide, one's own for the others.
///
/// # Errors
/// If there is no such assessment.
pub async fn shown(app: &App, caller: &Caller, regulation: &str, assessed: &str, day: Date) -> Result<AssessmentShown> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let loaded = law.regulation(regulation, app.now().date()).ok_or(Error::NotFound("这项制度"))?;
    let manifest = loaded.manifest();
    let declared = manifest.assesses.iter().find(|a| a.id == assessed).ok_or(Error::NotFound("这项考核"))?;
    let (starts, ends) = day.around(declared.period);
    let all = sees_all(caller, &staff);
    let rows = sqlx::query(
        "SELECT subject, person_id, result FROM assessments WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND starts = $4
         AND ($5 < 0 OR person_id = $5) ORDER BY person_id, subject",
    )
    .bind(caller.office)
    .bind(regulation)
    .bind(assessed)
    .bind(i64::from(starts.0))
    .bind(if all { -1 } else { caller.person as i64 })
    .fetch_all(&app.pool)
    .await?;
    let mut subjects = Vec::with_capacity(rows.len());
    for row in rows {
        let result: Assessment = row.json("result")?;
        let person = row.maybe_int("person_id")?.map(|id| id as u64);
        let subject = row.text("subject")?;
        let department = subject.strip_prefix("department ").and_then(|id| id.parse().ok());
        subjects.push(SubjectShown {
            person,
            name: person.map_or_else(
                || {
                    department
                        .and_then(|id: u32| staff.departments.get(&id).cloned())
                        .unwrap_or_else(|| "全单位".to_owned())
                },
                |id| staff.name(id),
            ),
            figures: result.figures,
            marks: result.marks,
            duties: result.duties.into_iter().map(|duty| (duty.what, duty.done, duty.needed)).collect(),
        });
    }
    Ok(AssessmentShown { title: declared.title.clone(), starts: starts.to_string(), ends: ends.to_string(), subjects })
}

/// Administrators, auditors and those whose post supervises others see everybody's results.
fn sees_all(caller: &Caller, staff: &Staff) -> bool {
    let supervises = |post: &crate::staff::Post| post.holder == Some(caller.person) && !post.supervises.is_empty();
    caller.audits() || caller.administers() || staff.posts.iter().any(supervises)
}

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
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let roles = staff.roles_of(caller.person);
    let rows = sqlx::query(
        "SELECT * FROM proposals WHERE office_id = $1 AND state <> 'lapsed' ORDER BY starts DESC, id DESC LIMIT 500",
    )
    .bind(caller.office)
    .fetch_all(&app.pool)
    .await?;
    let mut shown = Vec::new();
    for row in rows {
        let person = row.int("person_id")? as u64;
        let decided_by = row.text("decided_by")?;
        let (mine, decides) = (person == caller.person, roles.contains(&decided_by) && person != caller.person);
        if !mine && !decides && !caller.audits() {
            continue;
        }
        let (starts, ends) = (Date(row.int("starts")? as i32), Date(row.int("ends")? as i32));
        let clauses: Vec<String> = row.json("clauses")?;
        let citations = clauses.iter().filter_map(|named| {
            let (regulation, clause) = named.split_once('#')?;
            cite::citation(&law, law.regulation(regulation, ends.min(app.now().date()))?.manifest(), clause, ends)
        });
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
            .on(app.now().date())
            .into_values()
            .find_map(|loaded| Some(loaded.manifest().role(&decided_by)?.label.clone()));
        shown.push(ProposalShown {
            id: row.int("id")? as u64,
            person: staff.name(person),
            department: staff.department_of(person),
            starts: starts.to_string(),
            ends: ends.to_string(),
            measure: said(&row.json("measure")?),
            explanation: row.text("explanation")?,
            citations: citations.collect(),
            evidence: evidence(app, caller.office, &row.json::<Vec<u64>>("evidence")?).await?,
            state,
            objection: row.maybe_text("objection")?,
            reason: row.maybe_text("reason")?,
            decided_by: role.unwrap_or(decided_by),
            actions,
        });
    }
    Ok(shown)
}

async fn evidence(app: &App, office: i64, ids: &[u64]) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for id in ids {
        let row = sqlx::query("SELECT summary FROM records WHERE office_id = $1 AND id = $2")
            .bind(office)
            .bind(*id as i64)
            .fetch_optional(&app.pool)
            .await?;
        lines.extend(row.map(|row| row.text("summary")).transpose()?);
    }
    Ok(lines)
}

/// Objects to a proposal, confirms or dismisses it.
///
/// # Errors
/// If one may not, or it was decided already.
pub async fn decide(app: &App, caller: &Caller, id: i64, decision: &ProposalDecision) -> Result<()> {
    let staff = app.staff(caller.office).await?;
    let mut change = app.change(caller.office).await?;
    let row =
        sqlx::query("SELECT person_id, decided_by, state, explanation FROM proposals WHERE office_id = $1 AND id = $2")
            .bind(caller.office)
            .bind(id)
            .fetch_optional(&mut *change)
            .await?
            .ok_or(Error::NotFound("这项提议"))?;
    let person = row.int("person_id")? as u64;
    let mine = person == caller.person;
    let decides = staff.holds_any(caller.person, &[row.text("decided_by")?]) && !mine;
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
    if reason.is_empty() && (next != "confirmed" || state == "objected") {
        return Err(Error::Invalid("请写明理由".to_owned()));
    }
    let column =
        if next == "objected" { "objection = $3, reason = reason" } else { "reason = $3, objection = objection" };
    let now = change.now.0;
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE proposals SET state = $4, {column}, decided_at = $5, decider_id = $6 WHERE office_id = $1 AND id = $2"
    )))
    .bind(caller.office)
    .bind(id)
    .bind(&reason)
    .bind(next)
    .bind(now)
    .bind(caller.person as i64)
    .execute(&mut *change)
    .await?;
    let body = json!({ "proposal": id, "state": next, "reason": reason });
    change.event(Event { matter: None, kind: "proposal", by: Some(caller.person as i64), body }).await?;
    if next != "objected" {
        let what = if next == "confirmed" { "已确认" } else { "不予处理" };
        let message = format!("考核提议{what}：{}", row.text("explanation")?);
        notices::tell(&mut change, person, &message, None).await?;
    }
    change.commit().await
}
