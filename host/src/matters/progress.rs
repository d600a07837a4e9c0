//! The way of a matter: which station is open, who is asked there, when the way is done.

use super::{
    check::{Docket, Judged, Laid},
    effects, notices,
    stored::{Stored, Task},
};
use crate::{
    error::{Error, Result},
    law::OfficeLaw,
    recordings,
    staff::{Deciders, Staff},
    store::{Columns, Event, UnitOfWork},
};
use guiju_model::{Mode, Moment, Step, Who};
use serde_json::json;

/// Who is asked at a station: deciders in one slot stand for each other.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name, unique within the station.
    pub name: String,
    /// Who.
    pub deciders: Deciders,
}

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
        let mine = tasks.iter().filter(|task| task.step == step.id).collect::<Vec<_>>();
        if mine.is_empty() {
            open(change, law, staff, stored, &docket, &judged, step, &tasks).await?;
            if step.mode != Mode::Inform {
                waiting = true;
                break;
            }
        } else if step.mode != Mode::Inform && mine.iter().any(|task| task.pending()) {
            waiting = true;
            break;
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
            .bind(office)
            .bind(stored.id)
            .bind(content)
            .bind(&stored.summary)
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
    stored.status == "returned" || stored.status == "open" && !acted
}

/// Ends what is still asked of anybody.
///
/// # Errors
/// If the database cannot be used.
pub async fn finish(change: &mut UnitOfWork, stored: &Stored) -> Result<()> {
    sqlx::query(
        "UPDATE tasks SET state = 'cancelled' WHERE office_id = $1 AND matter_id = $2 AND kind <> 'read'
         AND state IN ('open', 'waiting', 'later')",
    )
    .bind(change.office)
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
         summary = $10, reminded_at = $11, remark = $12 WHERE office_id = $1 AND id = $2",
    )
    .bind(change.office)
    .bind(stored.id)
    .bind(&stored.status)
    .bind(stored.round)
    .bind(stored.version)
    .bind(serde_json::to_string(&stored.route)?)
    .bind(stored.content.to_string())
    .bind(stored.derived.to_string())
    .bind(stored.findings.to_string())
    .bind(&stored.summary)
    .bind(stored.reminded_at.0)
    .bind(&stored.remark)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Who would be asked at a station.
///
/// # Errors
/// The vacancy.
pub fn slots(docket: &Docket, subject: u64, staff: &Staff, step: &Step, tasks: &[Task]) -> Result<Vec<Slot>> {
    let manifest = docket.owner.manifest();
    let department = super::facts::department(staff, subject);
    let mut apart = Vec::new();
    // Nobody judges a matter of their own. Doing what was decided is open to everybody but those the step keeps apart.
    if step.allows.refuse || step.separate_from.iter().any(|step| step == "applicant") {
        apart.extend([docket.applicant, subject]);
    }
    apart.extend(tasks.iter().filter(|task| step.separate_from.contains(&task.step)).filter_map(|task| task.done_by));
    let several = !matches!(step.mode, Mode::One | Mode::File(_));
    let mut slots: Vec<Slot> = Vec::new();
    match &step.who {
        Who::Roles(roles) => {
            let mut vacancy = None;
            for role in roles {
                match staff.deciders(manifest, role, department, &apart) {
                    // One person who holds two of the roles is asked once.
                    Ok(deciders) if several => {
                        match slots.iter_mut().find(|slot| slot.deciders.people == deciders.people) {
                            Some(slot) => slot.name = format!("{} {role}", slot.name),
                            None => slots.push(Slot { name: role.clone(), deciders }),
                        }
                    }
                    Ok(deciders) => match slots.first_mut() {
                        Some(slot) => slot.deciders.people.extend(deciders.people),
                        None => slots.push(Slot { name: "*".to_owned(), deciders }),
                    },
                    Err(error) if several => return Err(error),
                    Err(error) => vacancy = Some(error),
                }
            }
            if let (true, Some(vacancy)) = (slots.is_empty(), vacancy) {
                return Err(vacancy);
            }
        }
        Who::People(people) => {
            let of = |people: Vec<u64>| Deciders { people, note: String::new() };
            let mut people = people.clone();
            people.dedup();
            if several {
                slots.extend(people.into_iter().map(|id| Slot { name: id.to_string(), deciders: of(vec![id]) }));
            } else {
                people.retain(|id| !apart.contains(id));
                if people.is_empty() {
                    return Err(Error::Vacancy(format!("“{}”只能由当事人以外的人办理", step.title)));
                }
                slots.push(Slot { name: "*".to_owned(), deciders: of(people) });
            }
        }
    }
    for slot in &mut slots {
        slot.deciders.people.sort_unstable();
        slot.deciders.people.dedup();
    }
    Ok(slots)
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
    step: &Step,
    tasks: &[Task],
) -> Result<()> {
    let due = due(law, step, change.now);
    for (index, slot) in slots(docket, judged.subject, staff, step, tasks)?.into_iter().enumerate() {
        let state = if step.mode == Mode::InTurn && index > 0 { "later" } else { "open" };
        for person in slot.deciders.people {
            // A vote is personal, and nobody judges a matter of their own, not as a deputy either.
            let stand_in = match step.mode {
                Mode::Vote(_) => None,
                _ => stand_in(change, person).await?,
            };
            let stand_in = stand_in.filter(|deputy| ![docket.applicant, judged.subject].contains(deputy));
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
                state: state.to_owned(),
                parent: None,
                asked_by: None,
                note: slot.deciders.note.clone(),
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

/// When a station that opens now is due.
#[must_use]
pub fn due(law: &OfficeLaw, step: &Step, now: Moment) -> Option<Moment> {
    let due = step.due.as_ref()?;
    let days = law.days(now.date(), now.date().plus(400));
    Some(days.calendar().due(now, due.within))
}

/// Who stands in for a person now.
///
/// # Errors
/// If the database cannot be used.
pub async fn stand_in(change: &mut UnitOfWork, person: u64) -> Result<Option<u64>> {
    let (office, now) = (change.office, change.now.0);
    let row = sqlx::query(
        "SELECT deputy_id FROM delegations WHERE office_id = $1 AND person_id = $2 AND starts <= $3 AND ends >= $3
         AND state <> 'over' ORDER BY id DESC LIMIT 1",
    )
    .bind(office)
    .bind(person as i64)
    .bind(now)
    .fetch_optional(&mut **change)
    .await?;
    row.map(|row| Ok(row.int("deputy_id")? as u64)).transpose()
}
