//! Variations: a recorded call asked of another package or under other values.

use crate::{
    error::{Error, Result},
    matters::{
        facts::{self, About, Asking, FactReader},
        submission::pointed_to,
    },
    policy::OfficePolicy,
    recordings::{Question, Recording, Reply},
    staff::Staff,
    store::{Connection, matters},
};
use guiju_domain::{DepartmentId, PersonId, RecordId, Rejection, rejection::Unknown};
use guiju_engine::Loaded;
use guiju_model::{
    Check, Date, Facts, Finding, Ledger, Manifest, Matter, Moment, Period, Person, Read, Subject, Window, holidays,
    shape::{self, Mention},
    time,
};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What is different in a rehearsal from what was recorded.
#[derive(Clone, Debug, Default)]
pub struct Variation {
    /// The package that is asked; each recording's own, if none.
    pub package: Option<Arc<Loaded>>,
    /// Other values by parameter.
    pub parameters: Map<String, Value>,
}

/// A question made ready for a package.
pub struct Prepared {
    /// The package that is asked.
    pub loaded: Arc<Loaded>,
    question: Question,
    faults: Vec<Finding>,
}

/// What a recording came to: a question that is ready, nothing if the package does not know the form or the judgement, or why just this
/// one cannot be asked, such as a read that would bring more than it may.
pub type Readied = Result<Option<Prepared>, Rejection>;

impl Variation {
    /// Makes an old question ready. What the package reads beyond what came with the call is read from the registers as they
    /// stand now.
    ///
    /// # Errors
    /// If the database cannot be used or the recording is damaged.
    pub async fn prepare(
        &self,
        connection: &mut Connection,
        policy: &OfficePolicy,
        staff: &Staff,
        recording: &Recording,
    ) -> Result<Readied> {
        match self.question(connection, policy, staff, recording).await {
            Ok(prepared) => Ok(Ok(prepared)),
            Err(Error::Rejected(why)) => Ok(Err(why)),
            Err(why) => Err(why),
        }
    }

    async fn question(
        &self,
        connection: &mut Connection,
        policy: &OfficePolicy,
        staff: &Staff,
        recording: &Recording,
    ) -> Result<Option<Prepared>> {
        let own = policy.judged_by(&recording.digest)?;
        let loaded = self.package.as_ref().unwrap_or(own).clone();
        let question = recording.question()?;
        if loaded.digest() == own.digest() && !self.widens(&question, own.manifest()) {
            return Ok(Some(self.ready(loaded, question, Vec::new())));
        }
        let old = Old { policy, staff, recording, then: own.manifest(), loaded: &loaded, parameters: &self.parameters };
        let prepared = match question {
            Question::Matter(matter) => old.matter(connection, matter).await?,
            Question::Period(ledger) => old.period(connection, ledger).await?,
        };
        Ok(prepared.map(|(question, faults)| self.ready(loaded, question, faults)))
    }

    /// Whether a read of the call follows a parameter that is varied: it then brings other records.
    fn widens(&self, question: &Question, manifest: &Manifest) -> bool {
        let reads = match question {
            Question::Matter(matter) => manifest.reads_of(&matter.form),
            Question::Period(ledger) => {
                let assessed = manifest.assesses.iter().find(|assessed| assessed.id == ledger.assessed);
                assessed.map_or(&[][..], |assessed| &assessed.reads)
            }
        };
        let follows = |read: &Read| match &read.window {
            Window::PastDaysOf(name) => self.parameters.contains_key(name),
            _ => false,
        };
        reads.iter().any(follows)
    }

    fn ready(&self, loaded: Arc<Loaded>, mut question: Question, faults: Vec<Finding>) -> Prepared {
        if !self.parameters.is_empty() {
            let facts = match &mut question {
                Question::Matter(matter) => &mut matter.facts,
                Question::Period(ledger) => &mut ledger.facts,
            };
            valued(facts, loaded.manifest(), &self.parameters);
        }
        Prepared { loaded, question, faults }
    }
}

/// A question that was put to one package and is to be put to another.
struct Old<'a> {
    policy: &'a OfficePolicy,
    staff: &'a Staff,
    recording: &'a Recording,
    /// What was declared then.
    then: &'a Manifest,
    loaded: &'a Loaded,
    /// Other values by parameter.
    parameters: &'a Map<String, Value>,
}

/// A question for another package, with what is wrong with its shape there; nothing if that package does not know it.
type Put = Option<(Question, Vec<Finding>)>;

impl Old<'_> {
    /// The values of the parameters as they were recorded, and as they are varied.
    fn values(&self, facts: &Facts) -> Result<(Map<String, Value>, Map<String, Value>)> {
        let then = serde_json::from_str::<Map<String, Value>>(&facts.parameters)?;
        let mut varied = then.clone();
        varied.extend(self.parameters.clone());
        Ok((then, varied))
    }

    async fn matter(&self, connection: &mut Connection, mut matter: Matter) -> Result<Put> {
        let (old, new) = (self.then, self.loaded.manifest());
        let filed = Moment(matter.filed_at);
        let (mut faults, mut occurs, mut mentions) = (Vec::new(), Period { from: filed, to: filed }, None);
        match new.form(&matter.form) {
            Some(form) => {
                let shaped = shape::check(form.fields(), &form.clause, &serde_json::from_str(&matter.content)?);
                occurs = facts::occurs(form, &shaped.content, filed);
                (faults, mentions) = (shaped.findings, Some(shaped.mentions));
                matter.content = Value::Object(shaped.content).to_string();
            }
            None if new.oversees.contains(&matter.form) => {}
            None => return Ok(None),
        }
        matter.applicant = person(self.staff, matter.applicant, old, new)?;
        matter.subject = person(self.staff, matter.subject, old, new)?;
        let values = self.values(&matter.facts)?;
        let before = windowed(old.reads_of(&matter.form), &values.0, old);
        let reads = windowed(new.reads_of(&matter.form), &values.1, new);
        if before != reads {
            let content = serde_json::from_str(&matter.content)?;
            let (named, references) = self.named(connection, &matter, mentions).await?;
            let about = About {
                office: self.recording.office,
                person: Some(PersonId::from(&matter.subject)),
                department: Some(DepartmentId::from(&matter.subject)),
                days: (occurs.from.date(), occurs.to.date()),
                applicant: Some(PersonId::from(&matter.applicant)),
                content: Some(&content),
                named: &named,
                references: &references,
            };
            let mut reader = FactReader::new(connection, about.office, self.recording.matter);
            refill(&mut reader, (self.policy, self.staff), self.loaded, (&before, &reads), &mut matter.facts, &about)
                .await?;
        }
        Ok(Some((Question::Matter(matter), faults)))
    }

    /// Whom and what a call names: the people in its content, and the records in it and in what deciders filled in. Content of another
    /// regulation's form `mentions` what that one declares.
    async fn named(
        &self,
        connection: &mut Connection,
        matter: &Matter,
        mentions: Option<Vec<Mention>>,
    ) -> Result<(Vec<PersonId>, Vec<(String, RecordId)>)> {
        let row = match self.recording.matter {
            Some(id) => matters::find(&mut *connection, self.recording.office, id).await?,
            None => None,
        };
        let Some(row) = row else { return Ok((Vec::new(), Vec::new())) };
        let owner = self.policy.judged_by(&row.digest)?;
        let declared = owner.manifest().form(&row.form).ok_or(Unknown::Form)?;
        let mentions = match mentions {
            Some(mentions) => mentions,
            None => shape::check(declared.fields(), &declared.clause, &serde_json::from_str(&matter.content)?).mentions,
        };
        let mut references = facts::references(owner.manifest(), &mentions);
        references.extend(matter.decisions.iter().flat_map(|decision| pointed_to(&row, owner, decision)));
        Ok((facts::people(&mentions), references))
    }

    async fn period(&self, connection: &mut Connection, mut ledger: Ledger) -> Result<Put> {
        let (old, new) = (self.then, self.loaded.manifest());
        let Some(assessed) = new.assesses.iter().find(|a| a.id == ledger.assessed) else { return Ok(None) };
        let (person, department) = match &mut ledger.subject {
            Subject::Person(judged) => {
                *judged = person(self.staff, judged.clone(), old, new)?;
                (Some(PersonId::from(&*judged)), Some(DepartmentId::from(&*judged)))
            }
            Subject::Department(id) => (None, Some(DepartmentId::from(*id))),
            Subject::Office => (None, None),
        };
        let values = self.values(&ledger.facts)?;
        let then = old.assesses.iter().find(|a| a.id == assessed.id);
        let before = windowed(then.map_or(&[][..], |then| &then.reads), &values.0, old);
        let reads = windowed(&assessed.reads, &values.1, new);
        if then.is_none() || before != reads {
            let days = (Date(ledger.starts), Date(ledger.ends));
            let office = self.recording.office;
            let about =
                About { office, person, department, days, applicant: None, content: None, named: &[], references: &[] };
            let mut reader = FactReader::new(connection, office, None);
            refill(&mut reader, (self.policy, self.staff), self.loaded, (&before, &reads), &mut ledger.facts, &about)
                .await?;
        }
        Ok(Some((Question::Period(ledger), Vec::new())))
    }
}

impl Prepared {
    /// Asks the varied call.
    ///
    /// # Errors
    /// If the regulation faults.
    pub fn ask(&self) -> Result<Reply> {
        let reply = self.question.ask(&self.loaded)?;
        Ok(match reply {
            Reply::Matter(check, route) if !self.faults.is_empty() => {
                let mut shaped =
                    shape::CheckedContent { findings: self.faults.clone(), ..shape::CheckedContent::default() };
                shaped.absorb(check.findings);
                Reply::Matter(Check { findings: shaped.findings, ..check }, route)
            }
            reply => reply,
        })
    }
}

/// A person as they were then; as they are now only where the package asks for other attributes or roles.
fn person(staff: &Staff, recorded: Person, old: &Manifest, new: &Manifest) -> Result<Person> {
    if old.attributes == new.attributes && old.roles == new.roles {
        return Ok(recorded);
    }
    staff.person(PersonId::from(&recorded), new)
}

/// Other values in place of those that came with the call; where they fix the working hours, those too.
fn valued(facts: &mut Facts, manifest: &Manifest, values: &Map<String, Value>) {
    let mut parameters = serde_json::from_str::<Map<String, Value>>(&facts.parameters).unwrap_or_default();
    parameters.extend(values.clone());
    if let Some(hours) = &manifest.working_hours {
        let text = |name: &String| parameters.get(name).and_then(Value::as_str);
        if let Some(sessions) = text(&hours.summer).and_then(|text| time::sessions(text).ok()) {
            facts.summer = sessions;
        }
        if let Some(sessions) = text(&hours.winter).and_then(|text| time::sessions(text).ok()) {
            facts.winter = sessions;
        }
        let day = |name: &String| text(name).and_then(|text| time::day_of_year(text).ok());
        if let (Some(from), Some(to)) = (day(&hours.summer_from), day(&hours.summer_to)) {
            facts.calendar.seasons(|date| holidays::season(date, from, to));
        }
    }
    facts.parameters = Value::Object(parameters).to_string();
}

/// Brings what is read beyond what came with the call.
async fn refill(
    reader: &mut FactReader<'_>,
    (policy, staff): (&OfficePolicy, &Staff),
    loaded: &Loaded,
    (before, reads): (&[Read], &[Read]),
    facts: &mut Facts,
    about: &About<'_>,
) -> Result<()> {
    let parameters = &serde_json::from_str(&facts.parameters)?;
    let now = Moment(facts.now);
    let asking = Asking { policy, staff, regulation: loaded, parameters, reads, now };
    reader.bring(facts::of_records(&asking, about)).await?;
    let fresh = facts::gather(reader, &asking, about).await?;
    let came = std::mem::replace(&mut facts.known, fresh.known);
    for (known, read) in facts.known.iter_mut().zip(reads) {
        // What came with the call then is what the judgement rested on, if it was asked for in the same way, or all of it was.
        let recorded = came.iter().find(|recorded| recorded.source == known.source);
        let other = |before: &&Read| before.source == read.source && before.window != read.window;
        let as_then = || before.contains(read) || brings_all(read) && !before.iter().any(|before| other(&before));
        if let Some(recorded) = recorded.filter(|_| as_then()) {
            known.clone_from(recorded);
        }
    }
    Ok(())
}

/// Reads with the time that these values of parameters give them.
fn windowed(reads: &[Read], values: &Map<String, Value>, declared: &Manifest) -> Vec<Read> {
    let with = |read: &Read| Read { window: read.window.with(values, &declared.parameters), ..read.clone() };
    reads.iter().map(with).collect()
}

/// Whether a read brings every record of its persons and its time, whole.
fn brings_all(read: &Read) -> bool {
    Read { name: String::new(), most: 0, ..read.clone() }
        == Read::new(read.source.clone(), read.scope, read.window.clone())
}
