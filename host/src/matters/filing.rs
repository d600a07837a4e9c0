//! Filing: a preview, and the filing itself, which files once however often it is sent.

use super::{
    context::Context, effects, eligibility::department, evaluation::Evaluation, foreseeing, numbering, own_records,
    steps_shown, submission::Submission, work::MatterWork,
};
use crate::{
    access::{Access, files},
    app::App,
    clause_statistics,
    error::{Error, Result},
    policy::OfficePolicy,
    resources,
    staff::Staff,
    store::{
        self, UnitOfWork, drafts, follow_ups,
        matters::{self, Matter},
        records::{self, NewRecord, RecordSource},
    },
    words::text,
};
use guiju_api::{Filed, Filing, Preview};
use guiju_domain::{
    MatterId, OfficeId, PersonId, RecordStatus, Rejection,
    events::matters as events,
    matters::{MatterStatus, Summary},
    rejection::{Filing as FilingRejection, Repeated, Unknown},
    workflow::{Command, RoutePlan},
};
use guiju_model::{Form, Moment, Route, blank::is_blank, summary};
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub use super::eligibility::belongs;

/// Who files what on which form.
#[derive(Clone, Copy, Debug)]
pub struct FilingRequest<'a> {
    /// The office.
    pub office: OfficeId,
    /// Who files.
    pub person: PersonId,
    /// The regulation that owns the form.
    pub regulation: &'a str,
    /// The form.
    pub form: &'a str,
    /// What is filed.
    pub filing: &'a Filing,
}

impl FilingRequest<'_> {
    /// The submission, if the person may file it.
    fn submission(&self, policy: &Arc<OfficePolicy>, staff: &Arc<Staff>, now: Moment) -> Result<Submission> {
        let owner = policy.in_force(self.regulation, now.date())?.clone();
        let declared = owner.manifest().form(self.form).ok_or(Error::from(Unknown::Form))?;
        let person = self.person;
        let applicant = self.filing.on_behalf_of.map_or(person, PersonId::new);
        let may = if applicant == person {
            belongs(staff, person, &declared.filing.by)
        } else {
            staff.people.get(&applicant).filter(|member| member.active).ok_or(Rejection::from(Unknown::Person))?;
            belongs(staff, person, &declared.filing.on_behalf)
        };
        if !may {
            return Err(FilingRejection::NotYours { form: declared.title.clone() }.into());
        }
        let mut submission = Submission {
            office: self.office,
            matter: None,
            owner,
            form: self.form.to_owned(),
            content: self.filing.content.clone(),
            applicant,
            on_behalf: applicant != person,
            filed: now,
            parameters: Map::new(),
            decisions: Vec::new(),
            references: Vec::new(),
            pointing: Some(Access::with(policy, staff, self.office, Some(person), now.date())),
        };
        submission.parameters = submission.values_in_force(policy);
        Ok(submission)
    }

    /// What is filed, as a digest: equal for the same form, person and content, whatever the order of its fields.
    fn fingerprint(&self) -> Result<String> {
        let Filing { content, on_behalf_of, remark } = self.filing;
        let remark = remark.as_deref().map(str::trim).filter(|remark| !remark.is_empty());
        let whole = json!([self.regulation, self.form, content, on_behalf_of, remark]);
        Ok(store::digest(&serde_json::to_vec(&whole)?))
    }
}

/// What a filing would come to; writes nothing.
///
/// # Errors
/// If it may not be filed at all, or a regulation faults.
pub async fn preview(app: &App, request: &FilingRequest<'_>) -> Result<Preview> {
    let office = request.office;
    let (policy, staff, now) = (app.policy(office)?, app.staff(office).await?, app.now(office));
    let submission = request.submission(&policy, &staff, now)?;
    let context = Context { office, policy: &policy, staff: &staff, now };
    let mut connection = store::acquire(&app.pool).await?;
    let evaluation = submission.evaluate(&mut connection, context).await?;
    let mut preview =
        Preview { findings: evaluation.findings.clone(), derived: evaluation.derived.clone(), ..Preview::default() };
    if evaluation.is_well_formed {
        let plan = evaluation.plan(context, evaluation.routes()?);
        preview.findings.extend(foreseeing::said(&mut connection, context, &plan).await?);
        let RoutePlan { route, at_once, effects } = plan;
        preview.stations = steps_shown::coming(context, &submission, evaluation.subject, &route);
        for (loaded, effect) in at_once.iter().chain(&effects) {
            let record = own_records::called(&mut connection, context, loaded, effect).await?;
            preview.effects.push(effects::said_of(effect, &staff, loaded, record.as_deref()));
        }
    }
    Ok(preview)
}

/// Files a matter. The same key files once: a repeated request gets the first one's answer.
///
/// # Errors
/// Every finding that forbids it, a vacancy, or what went wrong.
pub async fn file(app: &App, request: &FilingRequest<'_>, key: Option<&str>) -> Result<Filed> {
    let key = key.map(|key| format!("{}:{key}", request.person));
    let digest = request.fingerprint()?;
    let mut change = app.change(request.office).await?;
    // The policy of the moment in which it is filed, not of that in which it began to wait for its turn.
    let (policy, staff) = (app.policy(request.office)?, app.staff_within(&mut change).await?);
    if let Some(key) = &key
        && let Some(matter) = repeated(&mut change, key, &digest).await?
    {
        return Ok(filed(&matter));
    }
    let context = Context::within(&change, &policy, &staff);
    let submission = request.submission(&policy, &staff, change.now)?;
    let evaluation = submission.evaluate(&mut change, context).await?;
    let declared = submission.form()?;
    if let Err(refused) = permit(&evaluation, request.filing.remark.as_deref()) {
        drop(change);
        count_refusal(app, request.office, &evaluation, declared).await;
        return Err(refused);
    }
    let key = key.as_deref().map(|key| (key, digest.as_str()));
    let routes = evaluation.routes()?;
    let plan = evaluation.plan(context, routes.clone());
    foreseeing::permit(&mut change, context, &plan).await?;
    let entering =
        Entering { context, submission: &submission, evaluation: &evaluation, form: declared, route: &plan.route };
    let matter = entering.enter(&mut change, request, key).await?;
    let mut work = MatterWork::of(&mut change, context, matter, Vec::new()).await?;
    work.carry_out(&mut change, Command::File).await?;
    work.lay(&mut change, &evaluation, &routes, plan).await?;
    work.save(&mut change).await?;
    let matter = work.row;
    let FilingRequest { office, person, regulation, form, .. } = *request;
    drafts::delete(&mut *change, drafts::Key { office, person, regulation, form }).await?;
    // Which clause a closed matter follows would tell that there is one, and of what kind.
    if !evaluation.is_closed(declared) {
        clause_statistics::filed(&mut change, regulation, &evaluation, &matter.route).await?;
    }
    change.commit().await?;
    metrics::counter!("guiju_matters_filed_total").increment(1);
    Ok(filed(&matter))
}

/// Counts the clauses that held a filing back.
async fn count_refusal(app: &App, office: OfficeId, evaluation: &Evaluation, form: &Form) {
    // What is only filled in wrongly says nothing of the clause.
    if evaluation.is_well_formed && evaluation.has_errors() && !evaluation.is_closed(form) {
        // Whoever files is told what is wrong, even where it cannot be counted.
        if let Err(why) = clause_statistics::held_back(app, office, &evaluation.findings).await {
            tracing::warn!(%why, "a refusal is not counted");
        }
    }
}

/// What was filed under a key before, if it was the same.
///
/// # Errors
/// If it was something else: the second one would be lost without a word.
async fn repeated(change: &mut UnitOfWork, key: &str, digest: &str) -> Result<Option<Matter>> {
    let office = change.office;
    let Some((matter, filed)) = matters::filed_under(&mut **change, office, key).await? else { return Ok(None) };
    // What was filed by a former version has no digest.
    if filed.is_some_and(|filed| filed != digest) {
        return Err(Rejection::from(Repeated::OtherContent).into());
    }
    let found = matters::find(&mut **change, office, matter).await?;
    found.map(Some).ok_or(Error::from(Unknown::Matter))
}

/// Whether what was found lets it be filed.
///
/// # Errors
/// All findings, if one is an error, or a warning stands without a reason.
pub fn permit(evaluation: &Evaluation, remark: Option<&str>) -> Result<()> {
    let explained = remark.is_some_and(|remark| !is_blank(remark));
    if evaluation.has_errors() || evaluation.has_warnings() && !explained {
        return Err(Error::Findings(evaluation.findings.clone()));
    }
    Ok(())
}

/// A submission that becomes a matter.
struct Entering<'a> {
    context: Context<'a>,
    submission: &'a Submission,
    evaluation: &'a Evaluation,
    form: &'a Form,
    /// The route as it was laid out.
    route: &'a Route,
}

impl Entering<'_> {
    /// Inserts the matter with its record, its files, its bookings and its event.
    async fn enter(
        &self,
        change: &mut UnitOfWork,
        request: &FilingRequest<'_>,
        key: Option<(&str, &str)>,
    ) -> Result<Matter> {
        let Self { evaluation, form, .. } = self;
        let later = form.series.as_ref().is_some_and(|series| series.after().is_some());
        let number = if later { None } else { numbering::next(change, form, &evaluation.content).await? };
        let mut matter = self.matter(change.id::<MatterId>(), request, number)?;
        (matter.filing_key, matter.filing_digest) =
            key.map(|(key, digest)| (key.to_owned(), digest.to_owned())).unzip();
        matters::insert(change, &matter).await?;
        self.record(change, &matter).await?;
        files::note(change, (matter.id, None), form.fields(), &matter.content).await?;
        resources::book(change, matter.id, None, evaluation.occurs, &evaluation.mentions).await?;
        let met = follow_ups::meet(change, &matter).await?;
        let event = events::Filed {
            meets: met.map(|met| events::Met { from: met.from, due: met.due }),
            matter: matter.id,
            regulation: matter.regulation.clone(),
            digest: matter.digest.clone(),
            form: matter.form.clone(),
            applicant: matter.applicant,
            subject: matter.subject,
            content: matter.content.clone(),
            derived: matter.derived.clone(),
            parameters: Value::Object(matter.parameters.clone()),
            number: matter.number.clone(),
            remark: matter.remark.clone(),
        };
        change.record(Some(request.person), &event)?;
        Ok(matter)
    }

    /// The matter as it begins.
    fn matter(&self, id: MatterId, request: &FilingRequest<'_>, number: Option<String>) -> Result<Matter> {
        let Self { context, submission, evaluation, form, .. } = self;
        let manifest = submission.owner.manifest();
        Ok(Matter {
            id,
            regulation: manifest.id.clone(),
            digest: submission.owner.digest().to_owned(),
            form: form.id.clone(),
            applicant: submission.applicant,
            subject: evaluation.subject,
            filed_by: request.person,
            content: Value::Object(evaluation.checked.clone()),
            derived: serde_json::to_value(&evaluation.derived)?,
            findings: serde_json::to_value(&evaluation.findings)?,
            remark: request.filing.remark.clone().filter(|remark| !is_blank(remark)),
            summary: Summary::new(summary::summary(form, &evaluation.content, context.staff)),
            number,
            status: MatterStatus::Open,
            filed: context.now,
            starts: evaluation.occurs.from,
            ends: evaluation.occurs.to,
            parameters: submission.parameters.clone(),
            round: 1,
            version: 1,
            route: self.route.clone(),
            provisional: evaluation.provisional,
            reminded_at: Moment(0),
            filing_key: None,
            filing_digest: None,
        })
    }

    /// Enters the matter into its form's register, still open.
    async fn record(&self, change: &mut UnitOfWork, matter: &Matter) -> Result<()> {
        let record = NewRecord {
            regulation: &matter.regulation,
            form: &matter.form,
            person: matter.subject,
            department: department(self.context.staff, matter.subject),
            occurs: self.evaluation.occurs,
            content: &self.evaluation.content,
            status: RecordStatus::Open,
            summary: &matter.summary,
            number: matter.number.as_deref(),
            source: RecordSource::Own(matter.id),
        };
        records::insert(change, &record).await?;
        Ok(())
    }
}

fn filed(matter: &Matter) -> Filed {
    let next = match matter.status {
        MatterStatus::Completed => text!("matter-next-completed"),
        MatterStatus::Withdrawn => text!("matter-next-withdrawn"),
        MatterStatus::Refused => text!("matter-next-refused"),
        MatterStatus::Returned => text!("matter-next-returned"),
        MatterStatus::Open => text!("matter-next-open"),
    };
    Filed {
        id: matter.id.number().cast_unsigned(),
        number: matter.number.clone(),
        status: matter.status.name().to_owned(),
        next,
    }
}
