//! The way of a matter: which station is open, who is asked there, when the way is done.

use super::{
    check::{Docket, Judged, Laid},
    effects, joint,
    keeping::Keeping,
    notices, numbering,
    places::Station,
    stored::{Stored, Task},
    turns,
};
use crate::{
    error::Result,
    law::OfficeLaw,
    recordings,
    staff::Staff,
    store::{Columns, Event, UnitOfWork},
};
use guiju_model::{Mode, Moment, Route, Step, Who};
use serde_json::json;
use std::collections::HashMap;

/// Lays the way out anew after what was decided, opens the next station, or ends the matter.
///
/// # Errors
/// If a role is vacant, a regulation faults or the database cannot be used; then nothing of the change lasts.
pub async fn advance(change: &mut UnitOfWork, law: &OfficeLaw, staff: &Staff, stored: &mut Stored) -> Result<()> {
    let (office, now) = (change.office, change.now);
    let tasks = Task::of_matter(change, office, stored.id).await?;
    let tasks = tasks.into_iter().filter(|task| task.round == stored.round).collect::<Vec<_>>();
    let decisions = tasks.iter().filter_map(Task::decision).collect();
    let docket = stored.docket(office, law, decisions)?;
    let judged = docket.judge(change, law, staff, now).await?;
    let routes = judged.routes()?;
    recordings::keep_matter(change, stored, &judged, &routes).await?;
    let Laid { route, at_once, effects } = judged.lay(law, routes, now);
    let mut waiting = false;
    for step in &route.steps {
        // What was called off asked nobody in the end: a station that comes back to the way opens like a new one.
        let stands = |task: &Task| step.mode == Mode::Inform || task.pending() || task.state == "done";
        let mine = tasks.iter().filter(|task| task.step == step.id && stands(task));
        let mine = mine.collect::<Vec<_>>();
        let waits = mine.iter().any(|task| task.pending());
        match &step.mode {
            mode if waiting => {
                if *mode != Mode::Inform {
                    turns::put_off(change, &mine).await?;
                }
            }
            _ if mine.is_empty() => {
                open(change, law, staff, stored, &docket, &judged, &route, step, &tasks).await?;
                waiting = step.mode != Mode::Inform;
            }
            Mode::Inform => {}
            _ => {
                if waits {
                    turns::resume(change, law, step, &mine).await?;
                } else {
                    numbering::passed(change, stored, docket.form()?, &judged.content, step).await?;
                }
                waiting = waits;
            }
        }
    }
    // Stations that the way no longer has ask nobody.
    for task in tasks.iter().filter(|t| t.pending() && t.decides() && !route.steps.iter().any(|step| step.id == t.step))
    {
        Task { state: "cancelled".to_owned(), ..task.clone() }.update(change, office).await?;
    }
    stored.route = route;
    // A matter that was never saved is just being filed.
    if stored.version == 0 {
        effects::run(change, law, staff, stored, &at_once).await?;
    }
    if !waiting {
        stored.status = "completed".to_owned();
        finish(change, stored).await?;
        change.event(Event { matter: Some(stored.id), kind: "completed", by: None, body: json!({}) }).await?;
        let content = serde_json::Value::Object(judged.content.clone()).to_string();
        sqlx::query("UPDATE records SET status = 'completed', content = $3, summary = $4 WHERE office_id = $1 AND matter_id = $2")
            .bind(office.number())
            .bind(stored.id)
            .bind(content)
            .bind(stored.summary.kept())
            .execute(&mut **change)
            .await?;
        effects::run(change, law, staff, stored, &effects).await?;
        if !stored.route.steps.is_empty() {
            notices::tell(change, stored.applicant, &format!("已办结：{}", stored.told(law, staff)), Some(stored.id))
                .await?;
        }
    }
    Ok(())
}

/// Tasks for which a matter waits; whoever is only told of it is not waited for.
pub fn holders<'a>(stored: &'a Stored, tasks: &'a [Task]) -> impl Iterator<Item = &'a Task> {
    tasks.iter().filter(|task| task.state == "open" && task.round == stored.round && !stored.only_tells(task))
}

/// Whether a matter can still be withdrawn: nobody has acted on it, or it lies with the applicant.
#[must_use]
pub fn may_withdraw(stored: &Stored, tasks: &[Task]) -> bool {
    let acted = tasks.iter().any(|task| task.done_at.is_some() && task.kind != "correct" && !stored.only_tells(task));
    // Whoever was named and has left can be replaced by nobody but whoever named him.
    let named = |task: &Task| {
        let step = stored.route.steps.iter().find(|step| step.id == task.step);
        step.is_some_and(|step| matches!(step.who, Who::People(_)))
    };
    let stranded = tasks.iter().any(|task| task.state == "vacant" && task.round == stored.round && named(task));
    stored.status == "returned" || stored.status == "open" && (!acted || stranded)
}

/// Ends what is still asked of anybody.
///
/// # Errors
/// If the database cannot be used.
pub async fn finish(change: &mut UnitOfWork, stored: &Stored) -> Result<()> {
    sqlx::query(
        "UPDATE tasks SET state = 'cancelled' WHERE office_id = $1 AND matter_id = $2 AND kind NOT IN ('read', 'consent')
         AND state IN ('open', 'waiting', 'later', 'vacant')",
    )
    .bind(change.office.number())
    .bind(stored.id)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Writes the matter's row with its new version.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, stored: &mut Stored) -> Result<()> {
    stored.version += 1;
    sqlx::query(
        "UPDATE matters SET status = $3, round = $4, version = $5, route = $6, content = $7, derived = $8, findings = $9,
         summary = $10, reminded_at = $11, remark = $12, sought = NULL WHERE office_id = $1 AND id = $2",
    )
    .bind(change.office.number())
    .bind(stored.id)
    .bind(&stored.status)
    .bind(stored.round)
    .bind(stored.version)
    .bind(serde_json::to_string(&stored.route)?)
    .bind(stored.content.to_string())
    .bind(stored.derived.to_string())
    .bind(stored.findings.to_string())
    .bind(stored.summary.kept())
    .bind(stored.reminded_at.0)
    .bind(&stored.remark)
    .execute(&mut **change)
    .await?;
    Ok(())
}

const fn kind(mode: &Mode) -> &'static str {
    match mode {
        Mode::One | Mode::Every | Mode::InTurn => "decide",
        Mode::Circulate | Mode::Inform => "read",
        Mode::File(_) => "file",
        Mode::Vote(_) => "vote",
    }
}

#[allow(clippy::too_many_arguments, reason = "opening a station needs all of the matter")]
async fn open(
    change: &mut UnitOfWork,
    law: &OfficeLaw,
    staff: &Staff,
    stored: &Stored,
    docket: &Docket,
    judged: &Judged,
    route: &Route,
    step: &Step,
    tasks: &[Task],
) -> Result<()> {
    let due = due(law, step, change.now);
    let keeping = Keeping::of(docket, route, tasks);
    let station = Station { docket, subject: judged.subject, staff, step, tasks, keeping: &keeping };
    let (stand_ins, apart) = (StandIns::read(change).await?, station.apart());
    let own = [docket.applicant, judged.subject];
    // A vote is personal, and nobody judges a matter of their own, not as a deputy either.
    let deputy = |person: u64| match step.mode {
        Mode::Vote(_) => None,
        _ => stand_ins.of(person, staff).filter(|deputy| !own.contains(deputy) && !apart.contains(deputy)),
    };
    let slots = station.opening()?;
    let standing_in = joint::StandingIn { claims: joint::claims(&slots), tasks: Vec::new(), deputy: &deputy };
    for (index, slot) in slots.iter().enumerate() {
        let state = if step.mode == Mode::InTurn && index > 0 { "later" } else { "open" };
        for person in slot.deciders.people.iter().copied() {
            let (stand_in, stays) = lies_with(&station, &standing_in, person);
            let notes = [Some(slot.deciders.note.clone()), stays].into_iter().flatten();
            let note = notes.filter(|note| !note.is_empty()).collect::<Vec<_>>().join("；");
            let assignee = stand_in.unwrap_or(person);
            let task = Task {
                id: change.id(),
                matter: stored.id,
                round: stored.round,
                step: step.id.clone(),
                title: step.title.clone(),
                kind: kind(&step.mode).to_owned(),
                slot: slot.name.clone(),
                assignee,
                instead_of: stand_in.map(|_| person),
                decider: None,
                state: state.to_owned(),
                parent: None,
                asked_by: None,
                note,
                verdict: None,
                opinion: None,
                content: None,
                arrived: change.now,
                due,
                done_at: None,
                done_by: None,
            };
            let office = change.office;
            task.insert(change, office).await?;
        }
    }
    Ok(())
}

/// Whoever stands in for a decider as a station opens; where the deputy may not, why the task stays with its decider.
fn lies_with(station: &Station<'_>, standing_in: &joint::StandingIn<'_>, person: u64) -> (Option<u64>, Option<String>) {
    let Some(deputy) = (standing_in.deputy)(person) else { return (None, None) };
    let staff = station.staff;
    // Nobody stands in for what is confidential who may not hold it himself.
    if !station.keeping.may_stand_in(&station.at(), deputy) {
        let (deputy, person) = (staff.name(deputy), staff.name(person));
        return (None, Some(format!("本事项内容保密，不移交代行的{deputy}，仍由{person}办理")));
    }
    if joint::is_joint(station.step) && standing_in.of(person).is_none() {
        return (None, Some(joint::stays_with(staff, deputy, person)));
    }
    (Some(deputy), None)
}

/// When a station that opens now is due.
#[must_use]
pub fn due(law: &OfficeLaw, step: &Step, now: Moment) -> Option<Moment> {
    let due = step.due.as_ref()?;
    let days = law.days(now.date(), now.date().plus(400));
    Some(days.calendar().due(now, due.within))
}

/// Who stands in for whom now.
#[derive(Debug, Default)]
pub struct StandIns(HashMap<u64, u64>);

impl StandIns {
    /// Reads the delegations that run now; of several of one person the latest counts.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn read(change: &mut UnitOfWork) -> Result<Self> {
        let (office, now) = (change.office, change.now.0);
        let rows = sqlx::query(
            "SELECT person_id, deputy_id FROM delegations WHERE office_id = $1 AND starts <= $2 AND ends >= $2
             AND state <> 'over' ORDER BY id",
        )
        .bind(office.number())
        .bind(now)
        .fetch_all(&mut **change)
        .await?;
        let mut deputies = HashMap::new();
        for row in rows {
            deputies.insert(row.int("person_id")? as u64, row.int("deputy_id")? as u64);
        }
        Ok(Self(deputies))
    }

    /// Who stands in for a person, unless that one has left.
    #[must_use]
    pub fn of(&self, person: u64, staff: &Staff) -> Option<u64> {
        self.0.get(&person).copied().filter(|deputy| staff.is_active(*deputy))
    }
}
