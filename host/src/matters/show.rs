//! A matter as people see it: sheet, line of stations, history, and exactly what one may do.

use super::{
    changes::changes,
    check::Docket,
    facts, filing, letters, operations,
    paper::{filled, sheet},
    progress::{self, Slot},
    stored::{Stored, Task},
};
use crate::{
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    law::OfficeLaw,
    names::Known,
    staff::Staff,
    store::Columns,
};
use guiju_api::{Act, ActionOffered, Citation, Happened, MatterShown, Station};
use guiju_model::{Ballot, Form, Mode, Moment, Route, Step, Verdict, shape};
use serde_json::Value;

fn mode(mode: &Mode) -> String {
    match mode {
        Mode::One => "一人办理".to_owned(),
        Mode::Every => "会签，全部同意".to_owned(),
        Mode::InTurn => "依次办理".to_owned(),
        Mode::Circulate => "传阅".to_owned(),
        Mode::Inform => "抄送".to_owned(),
        Mode::File(bodies) => format!("报{}", bodies.join("、")),
        Mode::Vote(ballot) => format!("表决：应到 {} 人，赞成须达 {} 票", ballot.due, ballot.ayes_needed()),
    }
}

fn citations(law: &OfficeLaw, docket: &Docket, step: &Step) -> Vec<Citation> {
    let due = step.due.iter().map(|due| &due.clause);
    let mut clauses = step.clauses.iter().chain(due).collect::<Vec<_>>();
    clauses.dedup();
    clauses
        .into_iter()
        .filter_map(|clause| cite::named(law, docket.owner.manifest(), clause, docket.filed.date()))
        .collect()
}

fn station(law: &OfficeLaw, staff: &Staff, docket: &Docket, subject: u64, step: &Step, tasks: &[Task]) -> Station {
    let (people, note) = match progress::slots(docket, subject, staff, step, tasks) {
        Ok(slots) => {
            let notes =
                slots.iter().map(|slot| slot.deciders.note.clone()).filter(|note| !note.is_empty()).collect::<Vec<_>>();
            let either = |Slot { deciders, .. }: &Slot| {
                deciders.people.iter().map(|id| staff.name(*id)).collect::<Vec<_>>().join(" 或 ")
            };
            (slots.iter().map(either).collect(), notes.join("；"))
        }
        Err(vacancy) => (Vec::new(), vacancy.to_string()),
    };
    Station {
        step: step.id.clone(),
        title: step.title.clone(),
        state: "coming".to_owned(),
        mode: mode(&step.mode),
        people,
        acts: Vec::new(),
        due: None,
        because: step.because.clone(),
        note,
        citations: citations(law, docket, step),
    }
}

/// The stations before anything is filed.
#[must_use]
pub fn coming(
    law: &OfficeLaw,
    staff: &Staff,
    docket: &Docket,
    subject: u64,
    route: &Route,
    now: Moment,
) -> Vec<Station> {
    let mut first = true;
    let stations = route.steps.iter().map(|step| {
        let mut station = station(law, staff, docket, subject, step, &[]);
        // Only the first station's clock starts at filing.
        if first && step.mode != Mode::Inform {
            station.due = progress::due(law, step, now).map(|due| due.to_string());
            first = false;
        }
        station
    });
    stations.collect()
}

fn verdict(task: &Task) -> &'static str {
    match (task.kind.as_str(), task.verdict) {
        ("advise", Some(_)) => "已提意见",
        ("correct", _) if task.state == "done" => "已修改",
        ("vote", Some(Verdict::Approved)) => "赞成",
        ("vote", Some(Verdict::Refused)) => "反对",
        (_, Some(Verdict::Abstained)) => "弃权",
        ("read", Some(_)) => "已阅",
        ("file", Some(Verdict::Noted)) => "已报送",
        (_, Some(Verdict::Approved)) => "同意",
        (_, Some(Verdict::Refused)) => "不同意",
        (_, Some(Verdict::Noted)) => "已办",
        (kind, None) => match (kind, task.state.as_str()) {
            ("read", "open") => "待阅",
            ("correct", "open") => "待修改",
            ("advise", "open") => "待提意见",
            (_, "open") => "待办",
            (_, "waiting") => "等待意见",
            (_, "later") => "稍后",
            (_, "returned") => "退回修改",
            (_, "transferred") => "已转办",
            _ => "",
        },
    }
}

fn acts(names: &Known<'_>, step: &Step, tasks: &[&Task]) -> Vec<Act> {
    let shown =
        tasks.iter().filter(|task| task.state != "cancelled" && task.state != "later" || task.done_at.is_some());
    shown
        .map(|task| Act {
            person: names.staff.name(task.done_by.unwrap_or(task.assignee)),
            instead_of: task.instead_of.map(|id| names.staff.name(id)),
            state: task.state.clone(),
            verdict: verdict(task).to_owned(),
            opinion: task.opinion.clone(),
            filled: filled(&step.fields, task.content.as_ref(), names),
            arrived: task.arrived.to_string(),
            done: task.done_at.map(|at| at.to_string()),
        })
        .collect()
}

/// Whether a person may read a matter: who takes part, whom it concerns, and those the form names.
fn may_read(
    staff: &Staff,
    docket: &Docket,
    stored: &Stored,
    tasks: &[Task],
    person: u64,
    auditor: bool,
) -> Result<bool> {
    let takes_part = [stored.applicant, stored.subject, stored.filed_by].contains(&person)
        || tasks
            .iter()
            .any(|task| task.assignee == person || task.instead_of == Some(person) || task.done_by == Some(person));
    let form = docket.form()?;
    let content = stored.content.as_object().cloned().unwrap_or_default();
    let closed = !form.closed_when.is_empty() && shape::is_shown(&form.closed_when, &content);
    Ok(takes_part || !closed && (auditor || filing::belongs(staff, person, &form.seen_by)))
}

/// A matter with its tasks, if the caller may read it.
///
/// # Errors
/// If there is no such matter, or the database cannot be used.
pub async fn read(
    app: &App,
    connection: &mut sqlx::AnyConnection,
    caller: &Caller,
    id: i64,
) -> Result<Option<(Stored, Vec<Task>)>> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let stored = Stored::read(connection, caller.office, id).await?;
    let tasks = Task::of_matter(connection, caller.office, id).await?;
    let docket = stored.docket(caller.office, &law, Vec::new())?;
    let reads = may_read(&staff, &docket, &stored, &tasks, caller.person, caller.audits())?;
    Ok(reads.then_some((stored, tasks)))
}

/// Whether a person may read a matter.
///
/// # Errors
/// If there is no such matter, or the database cannot be used.
pub async fn readable(app: &App, caller: &Caller, id: i64) -> Result<bool> {
    let mut connection = app.pool.acquire().await?;
    Ok(read(app, &mut connection, caller, id).await?.is_some())
}

/// A matter with everything one may see and do.
///
/// # Errors
/// If there is no such matter, or it is none of one's business.
pub async fn matter(app: &App, office: i64, person: u64, auditor: bool, id: i64) -> Result<MatterShown> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let mut connection = app.pool.acquire().await?;
    let stored = Stored::read(&mut connection, office, id).await?;
    let tasks = Task::of_matter(&mut connection, office, id).await?;
    let docket = stored.docket(office, &law, Vec::new())?;
    if !may_read(&staff, &docket, &stored, &tasks, person, auditor)? {
        return Err(Error::NotFound("这件事项"));
    }
    let manifest = docket.owner.manifest();
    let form = docket.form()?;
    let content = stored.content.as_object().cloned().unwrap_or_default();
    let mut names = names(&mut connection, office, &staff, form, &stored, &tasks).await?;
    let history = history(&mut connection, office, id, form, &mut names).await?;
    Ok(MatterShown {
        id: stored.id as u64,
        number: stored.number.clone(),
        version: stored.version,
        status: stored.status.clone(),
        summary: stored.summary.clone(),
        regulation: manifest.id.clone(),
        regulation_title: manifest.title.clone(),
        regulation_version: manifest.version.clone(),
        form: Some(form.clone()),
        sheet: sheet(form.fields(), &content, &names),
        files: files(&stored, &tasks),
        content: stored.content.clone(),
        derived: serde_json::from_value(stored.derived.clone())?,
        findings: serde_json::from_value(stored.findings.clone())?,
        remark: stored.remark.clone(),
        applicant: staff.name(stored.applicant),
        department: staff.departments.get(&facts::department(&staff, stored.subject)).cloned().unwrap_or_default(),
        subject: staff.name(stored.subject),
        filed: stored.filed.to_string(),
        stations: line(&law, &names, &docket, &stored, &tasks),
        history,
        actions: actions(&stored, &tasks, person),
        letters: letters::offered(manifest, &stored, &tasks, &names),
    })
}

/// The names of everything that the matter and its deciders point to.
pub(super) async fn names<'a>(
    connection: &mut sqlx::AnyConnection,
    office: i64,
    staff: &'a Staff,
    form: &Form,
    stored: &Stored,
    tasks: &[Task],
) -> Result<Known<'a>> {
    let mut names = Known::new(office, staff);
    names.learn(connection, form.fields(), &stored.content).await?;
    for (task, content) in tasks.iter().filter_map(|task| Some((task, task.content.as_ref()?))) {
        let steps = stored.route.steps.iter().filter(|step| step.id == task.step);
        names.learn(connection, steps.flat_map(|step| &step.fields), content).await?;
    }
    Ok(names)
}

/// The files that content names, by digest and name.
fn files(stored: &Stored, tasks: &[Task]) -> Vec<(String, String)> {
    fn named(value: &Value, files: &mut Vec<(String, String)>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| named(value, files)),
            Value::Object(fields) => match (fields.get("digest"), fields.get("name")) {
                (Some(Value::String(digest)), Some(Value::String(name))) => files.push((digest.clone(), name.clone())),
                _ => fields.values().for_each(|value| named(value, files)),
            },
            _ => {}
        }
    }
    let mut files = Vec::new();
    named(&stored.content, &mut files);
    tasks.iter().filter_map(|task| task.content.as_ref()).for_each(|content| named(content, &mut files));
    files
}

/// How a ballot stands.
fn tally(ballot: &Ballot, tasks: &[&Task]) -> String {
    let count = |verdict| tasks.iter().filter(|task| task.verdict == Some(verdict)).count();
    let (ayes, nays, abstained) = (count(Verdict::Approved), count(Verdict::Refused), count(Verdict::Abstained));
    let open = tasks.iter().filter(|task| task.pending()).count();
    let present = tasks.len();
    let needed = ballot.ayes_needed() as usize;
    let outcome = if ayes >= needed {
        "已达到".to_owned()
    } else if ayes + open < needed {
        "已不可能达到".to_owned()
    } else {
        format!("还差 {} 票", needed - ayes)
    };
    format!(
        "应到 {} 人，到会 {present} 人；赞成 {ayes}、反对 {nays}、弃权 {abstained}、未投 {open}；须赞成 {needed} 票，{outcome}",
        ballot.due
    )
}

fn line(law: &OfficeLaw, names: &Known<'_>, docket: &Docket, stored: &Stored, tasks: &[Task]) -> Vec<Station> {
    let stations = stored.route.steps.iter().map(|step| {
        let all = tasks.iter().filter(|task| task.step == step.id).collect::<Vec<_>>();
        let round = all.iter().filter(|task| task.round == stored.round).copied().collect::<Vec<_>>();
        let mut station = station(law, names.staff, docket, stored.subject, step, tasks);
        // Returns stay visible: the acts of earlier rounds stand before those of this one.
        station.acts = acts(names, step, &all);
        if let (Mode::Vote(ballot), false) = (&step.mode, round.is_empty()) {
            station.mode = format!("表决：{}", tally(ballot, &round));
        }
        let open = round.iter().any(|task| task.pending());
        let refused = round.iter().any(|task| task.verdict == Some(Verdict::Refused) && task.kind != "vote");
        station.state = if refused {
            "refused"
        } else if open && step.mode != Mode::Inform {
            "current"
        } else if round.iter().any(|task| task.state == "done") || step.mode == Mode::Inform && !round.is_empty() {
            "done"
        } else if round.iter().any(|task| task.state == "returned") {
            "returned"
        } else {
            "coming"
        }
        .to_owned();
        station.due = round.iter().filter(|task| task.pending()).find_map(|task| task.due).map(|due| due.to_string());
        if let Some(noted) = round.iter().find(|task| !task.note.is_empty() && task.decides()) {
            station.note = noted.note.clone();
        }
        station
    });
    stations.collect()
}

async fn history(
    connection: &mut sqlx::AnyConnection,
    office: i64,
    matter: i64,
    form: &Form,
    names: &mut Known<'_>,
) -> Result<Vec<Happened>> {
    let rows =
        sqlx::query("SELECT kind, at, by_id, body FROM events WHERE office_id = $1 AND matter_id = $2 ORDER BY seq")
            .bind(office)
            .bind(matter)
            .fetch_all(&mut *connection)
            .await?;
    let (mut happened, mut content, staff) = (Vec::new(), Value::Null, names.staff);
    for row in &rows {
        let body: Value = row.json("body")?;
        let to = || body.get("to").and_then(Value::as_u64).map(|id| staff.name(id)).unwrap_or_default();
        let kind = row.text("kind")?;
        let what = match kind.as_str() {
            "filed" => "提交".to_owned(),
            "decided" => match body.get("verdict").and_then(Value::as_str) {
                Some("approved") => "同意".to_owned(),
                Some("refused") => "不同意".to_owned(),
                Some("abstained") => "弃权".to_owned(),
                _ => "已阅或已办".to_owned(),
            },
            "returned" => "退回修改".to_owned(),
            "resubmitted" => "修改后再次提交".to_owned(),
            "transferred" => format!("转办给{}", to()),
            "delegate" => format!("委派{}先提意见", to()),
            "sign-before" => format!("请{}先加签", to()),
            "sign-after" => format!("请{}后加签", to()),
            "advised" => "提出意见并交回".to_owned(),
            "withdrawn" => "撤回".to_owned(),
            "reminded" => "催办".to_owned(),
            "completed" => "办结".to_owned(),
            "refused" => "结束（不同意）".to_owned(),
            "handed-over" => format!("待办交给{}代理", to()),
            "handed-back" => "代理结束，待办交回".to_owned(),
            "escalated" => "超时未办，已提醒分管领导督促".to_owned(),
            "recounted" => "放假安排公布，重新计算".to_owned(),
            _ => continue,
        };
        let mut changed = Vec::new();
        if let Some(said) = body.get("content").filter(|_| kind == "filed" || kind == "resubmitted") {
            names.learn(connection, form.fields(), said).await?;
            if kind == "resubmitted" {
                changed = changes(form, &content, said, names);
            }
            content = said.clone();
        }
        happened.push(Happened {
            at: Moment(row.int("at")?).to_string(),
            by: row.maybe_int("by_id")?.map(|id| staff.name(id as u64)).unwrap_or_default(),
            what,
            words: body.get("opinion").and_then(Value::as_str).map(str::to_owned),
            changed,
        });
    }
    Ok(happened)
}

fn actions(stored: &Stored, tasks: &[Task], person: u64) -> Vec<ActionOffered> {
    let mut actions = Vec::new();
    let live = |task: &&Task| task.round == stored.round || task.kind == "read";
    for task in tasks.iter().filter(|t| t.assignee == person && t.state == "open").filter(live) {
        let Some(step) = stored.route.steps.iter().find(|step| step.id == task.step) else { continue };
        actions.extend(operations::of(&task.kind, step.allows).into_iter().map(|operation| ActionOffered {
            action: operation.action.to_owned(),
            task: Some(task.id as u64),
            label: operation.label.to_owned(),
            fields: if operation.fills { step.fields.clone() } else { Vec::new() },
            needs_opinion: operation.words.is_some(),
            needs_person: operation.person,
        }));
    }
    if [stored.applicant, stored.filed_by].contains(&person) {
        let own = |action: &str, label: &str| ActionOffered {
            action: action.to_owned(),
            label: label.to_owned(),
            ..ActionOffered::default()
        };
        if progress::may_withdraw(stored, tasks) {
            actions.push(own("withdraw", "撤回"));
        }
        if stored.status == "open" && progress::holders(stored, tasks).next().is_some() {
            actions.push(own("remind", "催办"));
        }
    }
    actions
}
