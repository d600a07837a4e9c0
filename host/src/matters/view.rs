//! A matter as people see it: sheet, line of stations, history, and exactly what one may do.

use super::{
    covering, document_templates, history::history, known_names, operations, rendering::sheet, stations,
    submission::Submission, workflow,
};
use crate::{
    access::{self, Access, MASKED, Reading, files},
    accounts::Caller,
    app::App,
    citation,
    error::Result,
    names::Known,
    store::{self, Connection, matters::Matter, tasks::Task},
};
use guiju_api::{ActionOffered, FindingShown, MatterShown, SheetLine};
use guiju_domain::{
    PersonId,
    matters::{Action, MatterStatus, Summary, TaskKind},
};
use guiju_model::Allows;
use serde_json::{Map, Value};

/// A matter with everything one may see and do.
///
/// # Errors
/// If there is no such matter, or it is none of one's business.
pub async fn matter(app: &App, caller: &Caller, id: i64) -> Result<MatterShown> {
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    shown(&access, &mut connection, id).await
}

/// The same for whoever has this access.
///
/// # Errors
/// If there is no such matter, or it is none of one's business.
pub async fn shown(access: &Access, connection: &mut Connection, id: i64) -> Result<MatterShown> {
    let reading = access.read(connection, id).await?;
    of_reading(access, connection, reading).await
}

/// A matter as far as its reader sees it.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_reading(access: &Access, connection: &mut Connection, reading: Reading) -> Result<MatterShown> {
    let submission = Submission::of(&reading.stored, access.office, &access.policy, Vec::new())?;
    if reading.seen.hides_all() {
        return veiled(access, connection, &submission, &reading).await;
    }
    let mut names = known_names::of(access, connection, &reading).await?;
    let secrets = reading.secrets(&names);
    let reading = masked(reading, &names);
    let (history, revised) = history(connection, access.office, &reading, &mut names).await?;
    let whole = reading.seen.whole();
    let Reading { stored: matter, tasks, form, .. } = &reading;
    let content = reading.content();
    let staff = &access.staff;
    let person = access.reader.person;
    let manifest = submission.owner.manifest();
    let mut shown = MatterShown {
        summary: matter.summary.whole_line().to_owned(),
        sheet: sheet(form.fields(), &content, &names),
        files: if whole { files(&reading) } else { Vec::new() },
        content: matter.content.clone(),
        derived: serde_json::from_value(matter.derived.clone())?,
        findings: told(matter, access)?,
        remark: matter.remark.clone(),
        applicant: staff.name(matter.applicant.number()),
        department: staff.department_of(matter.subject.number()),
        subject: staff.name(matter.subject.number()),
        stations: stations::line(&access.policy, &names, &submission, matter, tasks),
        history,
        revised,
        actions: person.map(|person| actions(matter, tasks, person)).unwrap_or_default(),
        letters: if whole { document_templates::offered(manifest, &reading, &names) } else { Vec::new() },
        ..outline(&submission, &reading)
    };
    if !whole {
        covering::cover(&mut shown, &secrets);
    }
    Ok(shown)
}

/// What was found at filing. It was said to whom the matter concerns; anybody else reads of whom it speaks.
fn told(matter: &Matter, access: &Access) -> Result<Vec<FindingShown>> {
    let mut findings: Vec<FindingShown> = serde_json::from_value(matter.findings.clone())?;
    if access.reader.person != Some(matter.subject) {
        let name = access.staff.name(matter.subject.number());
        for finding in &mut findings {
            finding.message = finding.message.replace('您', &name);
        }
    }
    Ok(findings)
}

/// What is told of every matter that is seen at all: which it is, by which text, when.
fn outline(submission: &Submission, reading: &Reading) -> MatterShown {
    let (manifest, matter) = (submission.owner.manifest(), &reading.stored);
    MatterShown {
        id: matter.id.number().cast_unsigned(),
        number: matter.number.clone(),
        version: matter.version,
        status: matter.status.name().to_owned(),
        regulation: manifest.id.clone(),
        regulation_title: manifest.title.clone(),
        regulation_version: manifest.version.clone(),
        form: Some(reading.form.clone()),
        filed: matter.filed.to_string(),
        masked: !reading.seen.whole(),
        ..MatterShown::default()
    }
}

/// A closed matter for those who watch over all of them: that it exists, when, by which clauses; no name, text or amount.
async fn veiled(
    access: &Access,
    connection: &mut Connection,
    submission: &Submission,
    reading: &Reading,
) -> Result<MatterShown> {
    let mut names = Known::new(access, false);
    let (history, _) = history(connection, access.office, reading, &mut names).await?;
    let hidden = || MASKED.to_owned();
    let mut stations = stations::line(&access.policy, &names, submission, &reading.stored, &reading.tasks);
    let clause = citation::named(&access.policy, submission.owner.manifest(), &reading.form.clause, access.today);
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
        ..outline(submission, reading)
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

fn actions(matter: &Matter, tasks: &[Task], person: PersonId) -> Vec<ActionOffered> {
    const NOTHING: Allows = Allows { return_back: false, refuse: false, delegate: false, add_signer: false };
    let mut actions = Vec::new();
    let live = |task: &&Task| task.round == matter.round || task.is_reading();
    for task in tasks.iter().filter(|task| task.assignee == person && task.is_open()).filter(live) {
        let step = matter.step(&task.step);
        if step.is_none() && task.kind != TaskKind::Consent {
            continue;
        }
        let allows = step.map_or(NOTHING, |step| step.allows);
        actions.extend(operations::of(task.kind, allows).into_iter().map(|operation| ActionOffered {
            action: operation.action.name().to_owned(),
            task: Some(task.id.number().cast_unsigned()),
            label: operation.label.to_owned(),
            fields: step.filter(|_| operation.fills).map_or_else(Vec::new, |step| step.fields.clone()),
            needs_opinion: operation.worded,
            needs_person: operation.person,
        }));
    }
    if [matter.applicant, matter.filed_by].contains(&person) {
        let own = |action: Action, label: &str| ActionOffered {
            action: action.name().to_owned(),
            label: label.to_owned(),
            ..ActionOffered::default()
        };
        if workflow::may_withdraw(matter, tasks) {
            actions.push(own(Action::Withdraw, "撤回"));
        }
        if matter.status == MatterStatus::Open && workflow::holders(matter, tasks).next().is_some() {
            actions.push(own(Action::Remind, "催办"));
        }
    }
    actions
}
