//! A matter as people see it: sheet, line of stations, history, and exactly what one may do.

use super::{
    check::Docket,
    covering,
    history::history,
    letters, operations,
    paper::sheet,
    progress, standing_in, stations,
    stored::{Stored, Task},
};
use crate::{
    access::{self, Access, MASKED, Reading, Summary, files},
    accounts::Caller,
    app::App,
    cite,
    error::Result,
    names::Known,
};
use guiju_api::{ActionOffered, FindingShown, MatterShown, SheetLine};
use guiju_domain::PersonId;
use guiju_model::Allows;
use serde_json::{Map, Value};

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
    let (history, revised) = history(connection, access.office, &reading, &mut names).await?;
    let whole = reading.seen.whole();
    let Reading { stored, tasks, form, .. } = &reading;
    let content = reading.content();
    let mut shown = MatterShown {
        summary: stored.summary.kept().to_owned(),
        sheet: sheet(form.fields(), &content, &names),
        files: if whole { files(&reading) } else { Vec::new() },
        content: stored.content.clone(),
        derived: serde_json::from_value(stored.derived.clone())?,
        findings: told(stored, access)?,
        remark: stored.remark.clone(),
        applicant: access.staff.name(stored.applicant),
        department: access.staff.department_of(stored.subject),
        subject: access.staff.name(stored.subject),
        stations: stations::line(&access.law, &names, &docket, stored, tasks),
        history,
        revised,
        actions: access.reader.person.map(|person| actions(stored, tasks, person.number())).unwrap_or_default(),
        letters: if whole { letters::offered(docket.owner.manifest(), &reading, &names) } else { Vec::new() },
        ..outline(&docket, &reading)
    };
    if !whole {
        covering::cover(&mut shown, &secrets);
    }
    Ok(shown)
}

/// What was found at filing. It was said to whom the matter concerns; anybody else reads of whom it speaks.
fn told(stored: &Stored, access: &Access) -> Result<Vec<FindingShown>> {
    let mut findings: Vec<FindingShown> = serde_json::from_value(stored.findings.clone())?;
    if access.reader.person != Some(PersonId::new(stored.subject)) {
        let name = access.staff.name(stored.subject);
        for finding in &mut findings {
            finding.message = finding.message.replace('您', &name);
        }
    }
    Ok(findings)
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
    let (history, _) = history(connection, access.office, reading, &mut names).await?;
    let hidden = || MASKED.to_owned();
    let mut stations = stations::line(&access.law, &names, docket, &reading.stored, &reading.tasks);
    let clause = cite::named(&access.law, docket.owner.manifest(), &reading.form.clause, access.today);
    covering::veil(&mut stations, clause.as_ref());
    let lines = reading.form.fields().map(|field| SheetLine {
        label: field.label.clone(),
        text: hidden(),
        ..SheetLine::default()
    });
    Ok(MatterShown {
        summary: access::line(&reading.form, &Summary::default(), &Map::new(), reading.seen, &names),
        content: Value::Object(Map::new()),
        sheet: lines.collect(),
        applicant: hidden(),
        department: hidden(),
        subject: hidden(),
        stations,
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
    reading.stored.summary = Summary::new(access::line(form, &reading.stored.summary, &raw, seen, names));
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

fn actions(stored: &Stored, tasks: &[Task], person: u64) -> Vec<ActionOffered> {
    let mut actions = Vec::new();
    let live = |task: &&Task| task.round == stored.round || task.kind == "read";
    for task in tasks.iter().filter(|t| t.assignee == person && t.state == "open").filter(live) {
        let step = stored.route.steps.iter().find(|step| step.id == task.step);
        if step.is_none() && task.kind != standing_in::CONSENT {
            continue;
        }
        let allows = step
            .map_or(Allows { return_back: false, refuse: false, delegate: false, add_signer: false }, |step| {
                step.allows
            });
        actions.extend(operations::of(&task.kind, allows).into_iter().map(|operation| ActionOffered {
            action: operation.action.to_owned(),
            task: Some(task.id as u64),
            label: operation.label.to_owned(),
            fields: step.filter(|_| operation.fills).map_or_else(Vec::new, |step| step.fields.clone()),
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
