//! A matter as people see it: sheet, line of stations, history, and exactly what one may do.

use super::{
    check::Docket,
    history::history,
    letters, operations,
    paper::{filled, sheet},
    places::{self, Slot},
    progress,
    stored::{Stored, Task},
};
use crate::{
    access::{self, Access, MASKED, Reading, files},
    accounts::Caller,
    app::App,
    cite,
    error::Result,
    law::OfficeLaw,
    names::Known,
    staff::Staff,
};
use guiju_api::{Act, ActionOffered, Citation, MatterShown, SheetLine, Station};
use guiju_model::{Ballot, Mode, Moment, Route, Step, Verdict};
use serde_json::{Map, Value};

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
    let (people, note) = match (places::Station { docket, subject, staff, step, tasks }).opening() {
        Ok(slots) => {
            let notes =
                slots.iter().map(|slot| slot.deciders.note.clone()).filter(|note| !note.is_empty()).collect::<Vec<_>>();
            let either = |Slot { deciders, .. }: &Slot| {
                deciders.people.iter().map(|id| staff.name(*id)).collect::<Vec<_>>().join(" 或 ")
            };
            (slots.iter().map(either).collect(), notes.join("；"))
        }
        Err(vacancy) => (Vec::new(), vacancy.refusal()),
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
            (_, "reassigned") => "已改由他人办理",
            (_, "vacant") => "岗位空缺",
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

/// A matter with everything one may see and do.
///
/// # Errors
/// If there is no such matter, or it is none of one's business.
pub async fn matter(app: &App, caller: &Caller, id: i64) -> Result<MatterShown> {
    let access = Access::of(app, caller).await?;
    let mut connection = app.pool.acquire().await?;
    shown(&access, &mut connection, id).await
}

/// The same for whoever has this access.
///
/// # Errors
/// If there is no such matter, or it is none of one's business.
pub async fn shown(access: &Access, connection: &mut sqlx::AnyConnection, id: i64) -> Result<MatterShown> {
    let reading = access.read(connection, id).await?;
    of_reading(access, connection, reading).await
}

/// A matter as far as its reader sees it.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_reading(
    access: &Access,
    connection: &mut sqlx::AnyConnection,
    reading: Reading,
) -> Result<MatterShown> {
    let docket = reading.stored.docket(access.office, &access.law, Vec::new())?;
    if reading.seen.hides_all() {
        return veiled(access, connection, &docket, &reading).await;
    }
    let mut names = names(access, connection, &reading).await?;
    let secrets = reading.secrets(&names);
    let reading = masked(reading, &names);
    let history = history(connection, access.office, &reading, &mut names).await?;
    let whole = reading.seen.whole();
    let Reading { stored, tasks, form, .. } = &reading;
    let content = reading.content();
    let shown = MatterShown {
        summary: stored.summary.clone(),
        sheet: sheet(form.fields(), &content, &names),
        files: if whole { files(&reading) } else { Vec::new() },
        content: stored.content.clone(),
        derived: serde_json::from_value(stored.derived.clone())?,
        findings: serde_json::from_value(stored.findings.clone())?,
        remark: stored.remark.clone(),
        applicant: access.staff.name(stored.applicant),
        department: access.staff.department_of(stored.subject),
        subject: access.staff.name(stored.subject),
        stations: line(&access.law, &names, &docket, stored, tasks),
        history,
        actions: access.reader.person.map(|person| actions(stored, tasks, person)).unwrap_or_default(),
        letters: if whole { letters::offered(docket.owner.manifest(), &reading, &names) } else { Vec::new() },
        ..outline(&docket, &reading)
    };
    Ok(if whole { shown } else { access::scrubbed(&shown, &secrets)? })
}

/// What is told of every matter that is seen at all: which it is, by which text, when.
fn outline(docket: &Docket, reading: &Reading) -> MatterShown {
    let (manifest, stored) = (docket.owner.manifest(), &reading.stored);
    MatterShown {
        id: stored.id as u64,
        number: stored.number.clone(),
        version: stored.version,
        status: stored.status.clone(),
        regulation: manifest.id.clone(),
        regulation_title: manifest.title.clone(),
        regulation_version: manifest.version.clone(),
        form: Some(reading.form.clone()),
        filed: stored.filed.to_string(),
        masked: !reading.seen.whole(),
        ..MatterShown::default()
    }
}

/// A closed matter for those who watch over all of them: that it exists, when, by which clauses; no name, text or amount.
async fn veiled(
    access: &Access,
    connection: &mut sqlx::AnyConnection,
    docket: &Docket,
    reading: &Reading,
) -> Result<MatterShown> {
    let mut names = Known::new(access, false);
    let history = history(connection, access.office, reading, &mut names).await?;
    let hidden = || MASKED.to_owned();
    let veil = |station: Station| Station {
        people: station.people.iter().map(|_| hidden()).collect(),
        acts: station
            .acts
            .into_iter()
            .map(|act| Act {
                person: hidden(),
                state: act.state,
                verdict: act.verdict,
                arrived: act.arrived,
                done: act.done,
                ..Act::default()
            })
            .collect(),
        because: String::new(),
        note: String::new(),
        ..station
    };
    let stations = line(&access.law, &names, docket, &reading.stored, &reading.tasks);
    let lines = reading.form.fields().map(|field| SheetLine {
        label: field.label.clone(),
        text: hidden(),
        ..SheetLine::default()
    });
    Ok(MatterShown {
        summary: access::line(&reading.form, "", &Map::new(), reading.seen, &names),
        content: Value::Object(Map::new()),
        sheet: lines.collect(),
        applicant: hidden(),
        department: hidden(),
        subject: hidden(),
        stations: stations.into_iter().map(veil).collect(),
        history,
        ..outline(docket, reading)
    })
}

/// The matter with what its reader does not see masked: in the content, in what deciders filled in, in the one line.
fn masked(mut reading: Reading, names: &Known<'_>) -> Reading {
    if reading.seen.whole() {
        return reading;
    }
    let (form, seen, raw) = (&reading.form, reading.seen, reading.content());
    reading.stored.summary = access::line(form, &reading.stored.summary, &raw, seen, names);
    reading.stored.content = Value::Object(access::content(form.fields(), &raw, seen, names));
    for task in &mut reading.tasks {
        let steps = reading.stored.route.steps.iter().filter(|step| step.id == task.step);
        if let Some(Value::Object(filled)) = &task.content {
            let fields = steps.flat_map(|step| &step.fields);
            task.content = Some(Value::Object(access::content(fields, filled, seen, names)));
        }
    }
    reading
}

/// The names of everything that the matter and its deciders point to.
pub(super) async fn names<'a>(
    access: &'a Access,
    connection: &mut sqlx::AnyConnection,
    reading: &Reading,
) -> Result<Known<'a>> {
    let mut names = Known::new(access, !reading.ties.party);
    names.learn(connection, reading.form.fields(), &reading.stored.content).await?;
    for (task, content) in reading.tasks.iter().filter_map(|task| Some((task, task.content.as_ref()?))) {
        let steps = reading.stored.route.steps.iter().filter(|step| step.id == task.step);
        names.learn(connection, steps.flat_map(|step| &step.fields), content).await?;
    }
    Ok(names)
}

/// The files in fields that hold files, by digest and name.
fn files(reading: &Reading) -> Vec<(String, String)> {
    let mut files = files::in_fields(reading.form.fields(), &reading.content());
    for task in &reading.tasks {
        let steps = reading.stored.route.steps.iter().filter(|step| step.id == task.step);
        if let Some(Value::Object(content)) = &task.content {
            files.extend(files::in_fields(steps.flat_map(|step| &step.fields), content));
        }
    }
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
        if let Some(noted) = round.iter().rev().find(|task| !task.note.is_empty() && task.decides()) {
            station.note = noted.note.clone();
        }
        if round.iter().any(|task| task.state == "vacant") {
            station.note = waits(docket, stored, names.staff, step, tasks);
        }
        station
    });
    stations.collect()
}

/// What a station waits for at which a place is vacant.
fn waits(docket: &Docket, stored: &Stored, staff: &Staff, step: &Step, tasks: &[Task]) -> String {
    let round = tasks.iter().filter(|task| task.round == stored.round).cloned().collect::<Vec<_>>();
    let station = places::Station { docket, subject: stored.subject, staff, step, tasks: &round };
    let vacancies = station.slots(|_| false).into_iter().filter_map(|slot| slot.vacancy);
    vacancies.map(|vacancy| vacancy.waits()).collect::<Vec<_>>().join("；")
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
