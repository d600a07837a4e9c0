//! Judging what is filed: the shape of its form, the owner's rules, those of every regulation that oversees it — all at once.

use super::{
    facts::{self, About},
    pointing,
};
use crate::{
    access::{self, Access},
    cite,
    error::{Error, Result},
    law::OfficeLaw,
    resources,
    staff::Staff,
};
use guiju_api::{DerivedShown, FindingShown};
use guiju_domain::{OfficeId, access::Confidentiality};
use guiju_engine::Loaded;
use guiju_model::{
    Check, Date, Decision, Derived, Due, Effect, Finding, Form, Manifest, Matter, Mode, Moment, Period, Route,
    Severity,
    shape::{self, Mention},
    summary,
};
use serde_json::{Map, Value};
use sqlx::AnyConnection;
use std::sync::Arc;

/// A matter to be judged, filed or about to be.
#[derive(Clone, Debug)]
pub struct Docket {
    /// Office.
    pub office: OfficeId,
    /// The matter's id, once it has one.
    pub matter: Option<i64>,
    /// The regulation that owns the form.
    pub owner: Arc<Loaded>,
    /// Form.
    pub form: String,
    /// Content as filed.
    pub content: Value,
    /// Who files.
    pub applicant: u64,
    /// Filed for somebody else.
    pub on_behalf: bool,
    /// When.
    pub filed: Moment,
    /// Values in force on that day, by regulation.
    pub parameters: Map<String, Value>,
    /// Decisions so far.
    pub decisions: Vec<Decision>,
    /// Records that deciders pointed to.
    pub references: Vec<(String, u64)>,
    /// Whoever fills the content in now: it may point to nothing else than is offered to that person. Content that was taken
    /// before is not asked again.
    pub pointing: Option<Access>,
}

/// Years ahead without a question.
const YEARS_AHEAD: i32 = 10;

/// A regulation that was asked about a matter: what it was given, and what it found.
#[derive(Debug)]
pub struct Asked {
    /// The owner of the form or one that oversees it.
    pub regulation: Arc<Loaded>,
    /// What came with the call.
    pub matter: Matter,
    /// What it found.
    pub check: Check,
}

/// The way laid out, with what follows.
#[derive(Debug)]
pub struct Laid {
    /// The stations.
    pub route: Route,
    /// What follows the filing.
    pub at_once: Vec<(Arc<Loaded>, Effect)>,
    /// What follows the last station.
    pub effects: Vec<(Arc<Loaded>, Effect)>,
}

/// What came of judging.
#[derive(Debug)]
pub struct Judged {
    /// Everything there is to say.
    pub findings: Vec<FindingShown>,
    /// Computed values with the owner's or overseer's citation.
    pub derived: Vec<DerivedShown>,
    /// The content as it is kept: without what the form does not show.
    pub sound: Map<String, Value>,
    /// Sound content with the computed values beside it.
    pub content: Map<String, Value>,
    /// Whether the content has the form's shape.
    pub shaped: bool,
    /// Whom it concerns.
    pub subject: u64,
    /// When what it tells of happens.
    pub occurs: Period,
    /// Whether it reaches into a year without published holidays.
    pub provisional: bool,
    /// What the content points to.
    pub mentions: Vec<Mention>,
    /// Everybody who was asked, the owner first.
    pub asked: Vec<Asked>,
}

impl Judged {
    /// Whether the content is closed to whoever does not take part.
    #[must_use]
    pub fn is_closed(&self, form: &Form) -> bool {
        access::confidentiality(form, &self.content) == Confidentiality::Closed
    }

    /// Whether anything forbids filing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether anything asks for a reason.
    #[must_use]
    pub fn has_warnings(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Warning)
    }

    /// What everybody who was asked says of the way, the owner first.
    ///
    /// # Errors
    /// If a regulation faults.
    pub fn routes(&self) -> Result<Vec<Route>> {
        self.asked.iter().map(|asked| called(&asked.regulation, |loaded| loaded.route(&asked.matter))).collect()
    }

    /// The owner's way, with the effects and the earlier due dates that overseers add.
    #[must_use]
    pub fn lay(&self, law: &OfficeLaw, routes: Vec<Route>, now: Moment) -> Laid {
        let (mut way, mut at_once, mut effects) = (Route::default(), Vec::new(), Vec::new());
        for (index, (asked, answer)) in self.asked.iter().zip(routes).enumerate() {
            let of = |effects: Vec<Effect>| effects.into_iter().map(|effect| (asked.regulation.clone(), effect));
            effects.extend(of(answer.effects));
            at_once.extend(of(answer.at_once));
            if index == 0 {
                (way.steps, way.deadlines) = (answer.steps, answer.deadlines);
                continue;
            }
            let overseer = &asked.regulation.manifest().id;
            way.deadlines.extend(answer.deadlines.into_iter().map(|mut deadline| {
                deadline.due.clause = format!("{overseer}#{}", deadline.due.clause);
                deadline
            }));
        }
        tighten(law, &mut way, now);
        Laid { route: way, at_once, effects }
    }
}

impl Docket {
    /// The form's declaration.
    ///
    /// # Errors
    /// If the regulation has no such form.
    pub fn form(&self) -> Result<&Form> {
        self.owner.manifest().form(&self.form).ok_or(Error::NotFound("这种表单"))
    }

    /// Checks everything.
    ///
    /// # Errors
    /// If the database cannot be used, or a regulation faults.
    pub async fn judge(
        &self,
        connection: &mut AnyConnection,
        law: &OfficeLaw,
        staff: &Staff,
        now: Moment,
    ) -> Result<Judged> {
        let manifest = self.owner.manifest();
        let form = self.form()?;
        let on = self.filed.date();
        law.can_judge(&manifest.qualified(&self.form), on, now.date())?;
        let mut shaped = shape::check(form.fields(), &form.clause, &self.content);
        let asked = self.pointing.as_ref();
        pointing::check(connection, (self.office, manifest), staff, asked, &mut shaped, &form.clause).await?;
        let occurs = facts::occurs(form, &shaped.sound, self.filed);
        resources::taken(
            connection,
            self.office,
            self.pointing.as_ref(),
            self.matter,
            occurs,
            &mut shaped,
            &form.clause,
        )
        .await?;
        let named = form.about.as_ref().and_then(|field| shaped.sound.get(field)).and_then(Value::as_u64);
        let subject = named.filter(|id| staff.people.contains_key(id)).unwrap_or(self.applicant);
        let sound_shape = shaped.findings.is_empty();
        shaped.findings.extend(far_ahead(form, occurs, self.filed.date()));

        let matter = self
            .matter(
                connection,
                law,
                staff,
                &self.owner,
                &self.form,
                subject,
                occurs,
                &shaped.mentions,
                &shaped.sound,
                now,
            )
            .await?;
        let check = called(&self.owner, |owner| owner.validate(&matter))?;
        shaped.absorb(check.findings.clone());
        let mut findings = shaped.findings.iter().map(|f| cite::finding(law, manifest, f, on)).collect::<Vec<_>>();
        let mut derived = check.derived.iter().map(|d| derived_shown(law, manifest, d, on)).collect::<Vec<_>>();

        let mut content = shaped.sound.clone();
        content.extend(derived.iter().map(|d| (d.name.clone(), d.value.clone())));
        let mut asked = vec![Asked { regulation: self.owner.clone(), matter, check }];

        let qualified = manifest.qualified(&self.form);
        for overseer in self.overseers(law) {
            let matter = self
                .matter(connection, law, staff, &overseer, &qualified, subject, occurs, &shaped.mentions, &content, now)
                .await?;
            let manifest = overseer.manifest();
            let check = called(&overseer, |overseer| overseer.validate(&matter))?;
            // What an overseer would say of content without its shape could only be a guess.
            if sound_shape {
                findings.extend(check.findings.iter().map(|f| cite::finding(law, manifest, f, on)));
            }
            derived.extend(check.derived.iter().map(|d| derived_shown(law, manifest, d, on)));
            asked.push(Asked { regulation: overseer, matter, check });
        }
        if !sound_shape {
            derived.clear();
        }
        let mut content = shaped.sound.clone();
        content.extend(derived.iter().map(|d| (d.name.clone(), d.value.clone())));
        let days = law.days(occurs.from.date(), occurs.to.date().min(occurs.from.date().plus(800)));
        let provisional = form.occurs.is_some() && days.days.iter().any(|day| day.kind.provisional());
        Ok(Judged {
            findings,
            derived,
            sound: shaped.sound,
            content,
            shaped: sound_shape,
            subject,
            occurs,
            provisional,
            mentions: shaped.mentions,
            asked,
        })
    }

    fn overseers(&self, law: &OfficeLaw) -> Vec<Arc<Loaded>> {
        let qualified = self.owner.manifest().qualified(&self.form);
        let in_force = law.on(self.filed.date()).into_values();
        in_force.filter(|loaded| loaded.manifest().oversees.contains(&qualified)).cloned().collect()
    }

    #[allow(clippy::too_many_arguments, reason = "the contract's matter has that many sides")]
    async fn matter(
        &self,
        connection: &mut AnyConnection,
        law: &OfficeLaw,
        staff: &Staff,
        regulation: &Loaded,
        form: &str,
        subject: u64,
        occurs: Period,
        mentions: &[Mention],
        sound: &Map<String, Value>,
        now: Moment,
    ) -> Result<Matter> {
        let manifest = regulation.manifest();
        let mut references = facts::references(self.owner.manifest(), mentions);
        references.extend(self.references.iter().cloned());
        let about = About {
            office: self.office,
            person: Some(subject),
            department: Some(facts::department(staff, subject)),
            days: (occurs.from.date(), occurs.to.date()),
            references: &references,
            matter: self.matter,
        };
        let kept = self.parameters.get(&manifest.id).cloned();
        let parameters = kept.unwrap_or_else(|| Value::Object(law.parameters(manifest, self.filed.date())));
        let facts =
            facts::gather(connection, law, regulation, manifest.reads_of(form), parameters, now, &about).await?;
        Ok(Matter {
            form: form.to_owned(),
            content: Value::Object(sound.clone()).to_string(),
            applicant: staff.person(self.applicant, manifest)?,
            subject: staff.person(subject, manifest)?,
            on_behalf: self.on_behalf,
            filed_at: self.filed.0,
            decisions: self.decisions.clone(),
            facts,
        })
    }

    /// The values in force for this matter, of its owner and its overseers, to be kept with it.
    #[must_use]
    pub fn values_in_force(&self, law: &OfficeLaw) -> Map<String, Value> {
        let own = std::iter::once(self.owner.clone()).chain(self.overseers(law));
        own.map(|loaded| {
            let manifest = loaded.manifest();
            (manifest.id.clone(), Value::Object(law.parameters(manifest, self.filed.date())))
        })
        .collect()
    }
}

/// What lies years ahead is asked about: a year is soon mistyped, and everybody's duties follow it.
fn far_ahead(form: &Form, occurs: Period, filed: Date) -> Option<Finding> {
    let (field, ends) = (form.occurs.as_ref()?, occurs.to.date());
    let years = ends.year() - filed.year();
    (years > YEARS_AHEAD).then(|| Finding {
        clause: form.clause.clone(),
        severity: Severity::Warning,
        field: Some(field.clone()),
        message: format!("{ends} 是 {years} 年以后，请核对年份；确实如此的，请写明理由"),
    })
}

/// Of the due dates set for a station the earliest counts.
fn tighten(law: &OfficeLaw, route: &mut Route, now: Moment) {
    let deadlines = std::mem::take(&mut route.deadlines);
    if deadlines.is_empty() {
        return;
    }
    let days = law.days(now.date(), now.date().plus(400));
    let when = |due: &Due| days.calendar().due(now, due.within);
    for step in route.steps.iter_mut().filter(|step| step.mode != Mode::Inform) {
        let set = deadlines.iter().filter(|deadline| deadline.step.as_ref().is_none_or(|id| *id == step.id));
        for deadline in set {
            if step.due.as_ref().is_none_or(|due| when(&deadline.due) < when(due)) {
                step.due = Some(deadline.due.clone());
            }
        }
    }
}

/// A regulation's answer, or the error that names it. The call is made on the worker that serves the request, which saves
/// more than the call costs; a regulation that has used up its time before is called where nobody waits behind it, one call
/// at a time.
///
/// # Errors
/// If the call faulted.
pub fn called<T>(loaded: &Loaded, call: impl FnOnce(&Loaded) -> Result<T, guiju_engine::CallFault>) -> Result<T> {
    let answer = if loaded.slow() {
        tokio::task::block_in_place(|| {
            let _turn = loaded.turn();
            call(loaded)
        })
    } else {
        call(loaded)
    };
    let manifest = loaded.manifest();
    answer.map_err(|fault| {
        metrics::counter!("guiju_regulation_faults_total", "regulation" => manifest.id.clone()).increment(1);
        Error::Regulation(manifest.title.clone(), fault)
    })
}

fn derived_shown(law: &OfficeLaw, manifest: &Manifest, derived: &Derived, on: Date) -> DerivedShown {
    let value = serde_json::from_str(&derived.value).unwrap_or_default();
    DerivedShown {
        name: derived.name.clone(),
        label: derived.label.clone(),
        text: summary::shown(None, &value, &()),
        value,
        because: derived.because.clone(),
        citation: cite::citation(law, manifest, &derived.clause, on),
    }
}
