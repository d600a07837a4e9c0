//! A matter as people see it: sheet, line of steps, history, and exactly what one may do.

use super::{
    context::Context,
    covering, document_templates, effects,
    history::{History, TookBack, history},
    known_names,
    office::aggregate,
    own_records,
    rendering::sheet,
    steps_shown,
    submission::Submission,
};
use crate::{
    access::{self, Access, MASKED, Reading, files},
    accounts::Caller,
    app::App,
    citation,
    error::Result,
    names::Known,
    store::{self, Connection, matters::Matter, records, tasks::Task},
    words,
};
use guiju_api::{ActionOffered, Citation, EffectShown, FindingShown, MatterShown, SheetLine};
use guiju_domain::{
    MatterId, PersonId, RecordId,
    matters::{Action, Summary, TaskKind},
    message, workflow,
};
use guiju_model::{Date, Effect};
use serde_json::{Map, Value};

/// A matter with everything one may see and do.
///
/// # Errors
/// If there is no such matter, or it is none of one's business.
pub async fn matter(app: &App, caller: &Caller, id: MatterId) -> Result<MatterShown> {
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    shown(&access, &mut connection, id).await
}

/// The same for whoever has this access.
///
/// # Errors
/// If there is no such matter, or it is none of one's business.
pub async fn shown(access: &Access, connection: &mut Connection, id: MatterId) -> Result<MatterShown> {
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
    let History { entries: history, revised, void, took_back } =
        history(connection, access.office, &reading, &mut names).await?;
    let taken_back = taken_back(access, connection, took_back).await?;
    let whole = reading.seen.whole();
    let Reading { stored: matter, tasks, form, .. } = &reading;
    let workflow = aggregate(matter, tasks.clone());
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
        applicant: staff.name(matter.applicant),
        department: staff.department_of(matter.applicant),
        subject: staff.name(matter.subject),
        subject_department: staff.department_of(matter.subject),
        stations: steps_shown::line(context(access), &names, &submission, &workflow),
        history,
        revised,
        taken_back,
        void: void.is_some(),
        void_by: void.as_ref().and_then(|void| void.by),
        void_citation: void.as_ref().and_then(|void| cited(access, void.cited.as_ref()?)),
        void_reason: void.and_then(|void| void.reason),
        actions: person.map(|person| actions(&workflow, person)).unwrap_or_default(),
        letters: if whole { document_templates::offered(manifest, &reading, &names) } else { Vec::new() },
        ..outline(&submission, &reading)
    };
    if !whole {
        covering::cover(&mut shown, &secrets);
    }
    Ok(shown)
}

/// What was taken back by a matter, in words.
async fn taken_back(
    access: &Access,
    connection: &mut Connection,
    took_back: Vec<TookBack>,
) -> Result<Vec<EffectShown>> {
    let mut shown = Vec::with_capacity(took_back.len());
    for TookBack { regulation, effect, at } in took_back {
        let Some(loaded) = access.policy.regulation(&regulation, at.date()) else { continue };
        let record = own_records::called(connection, context(access), loaded, &effect).await?;
        let matter = match &effect {
            Effect::Void(voiding) => {
                let record = RecordId::new(voiding.record);
                records::source(&mut *connection, access.office, record).await?.and_then(|source| source.matter)
            }
            _ => None,
        };
        shown.push(EffectShown {
            text: effects::said_of(&effect, &access.staff, loaded, record.as_deref()),
            matter: matter.map(|matter| matter.number().unsigned_abs()),
            citation: cited(access, &(regulation, effect.clause().clone(), at.date())),
        });
    }
    Ok(shown)
}

/// A clause of a regulation as it was in force on a day.
fn cited(access: &Access, (regulation, clause, on): &(String, String, Date)) -> Option<Citation> {
    let loaded = access.policy.regulation(regulation, *on)?;
    citation::of_clause(&access.policy, loaded.manifest(), clause, *on)
}

/// The office as whoever looks at a matter has it; nothing is counted from a moment there.
fn context(access: &Access) -> Context<'_> {
    Context { office: access.office, policy: &access.policy, staff: &access.staff, now: access.today.at(0) }
}

/// What was found at filing. It was said to whom the matter concerns; anybody else reads of whom it speaks.
fn told(matter: &Matter, access: &Access) -> Result<Vec<FindingShown>> {
    let mut findings: Vec<FindingShown> = serde_json::from_value(matter.findings.clone())?;
    if access.reader.person != Some(matter.subject) {
        // Regulations write in Chinese.
        let (name, you) = (access.staff.name(matter.subject), words::written(&message!("you")));
        for finding in &mut findings {
            finding.message = finding.message.replace(&you, &name);
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
    let History { entries: history, void, .. } = history(connection, access.office, reading, &mut names).await?;
    let hidden = || MASKED.to_owned();
    let workflow = aggregate(&reading.stored, reading.tasks.clone());
    let mut stations = steps_shown::line(context(access), &names, submission, &workflow);
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
        subject_department: hidden(),
        stations,
        history,
        void: void.is_some(),
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

/// What a person may do with a matter now.
fn actions(matter: &workflow::Matter<Value>, person: PersonId) -> Vec<ActionOffered> {
    let mut actions = Vec::new();
    let live = |task: &&Task| task.is_open() && (task.round == matter.round || task.is_reading());
    for task in matter.tasks.iter().filter(|task| task.assignee == person).filter(live) {
        let step = matter.step(&task.step);
        let refuses = step.is_some_and(|step| step.allows.refuse);
        let offers = matter.offers(task).unwrap_or_default();
        actions.extend(offers.into_iter().map(|operation| ActionOffered {
            action: operation.action.name().to_owned(),
            task: Some(task.id.number().cast_unsigned()),
            label: label(task.kind, operation.action, refuses),
            fields: step.filter(|_| operation.fills).map_or_else(Vec::new, |step| step.fields.clone()),
            needs_opinion: operation.needs_opinion,
            needs_person: operation.needs_person,
        }));
    }
    if matter.is_of(person) {
        let own = |action: Action| ActionOffered {
            action: action.name().to_owned(),
            label: label(TaskKind::Decide, action, false),
            ..ActionOffered::default()
        };
        actions.extend(matter.may_withdraw().then(|| own(Action::Withdraw)));
        actions.extend(matter.may_remind().then(|| own(Action::Remind)));
    }
    actions
}

/// What people read on the button of an action; at a step that cannot refuse, nothing is agreed to.
fn label(kind: TaskKind, action: Action, refuses: bool) -> String {
    let id = match (kind, action) {
        (TaskKind::Advise, Action::Approve) => "act-advise",
        (TaskKind::Consent, Action::Approve) => "act-consent",
        (_, Action::Approve) if refuses => "act-approve",
        (_, Action::Approve) => "act-done",
        (_, Action::Refuse) => "act-refuse",
        (_, Action::File) => "act-file",
        (_, Action::Note) => "act-note",
        (_, Action::Aye) => "act-aye",
        (_, Action::Nay) => "act-nay",
        (_, Action::Abstain) => "act-abstain",
        (_, Action::Return) => "act-return",
        (_, Action::Resubmit) => "act-resubmit",
        (_, Action::Transfer) => "act-transfer",
        (_, Action::Delegate) => "act-delegate",
        (_, Action::SignBefore) => "act-sign-before",
        (_, Action::SignAfter) => "act-sign-after",
        (_, Action::Withdraw) => "act-withdraw",
        (_, Action::Remind) => "act-remind",
    };
    words::said(id, Vec::new())
}
