//! What a regulation was given and what it answered, saved with every judgement that counted.
//!
//! A recording holds everything that came with the call, so the same package gives the same answer again at any time: a
//! replay shows that it does, and a rehearsal asks another package, or other values, the same question.

pub use crate::store::recordings::{Wanted, count};
use crate::{
    error::{Error, Result},
    matters::{calls::called, evaluation::Evaluation},
    store::{
        Connection, Dialect, UnitOfWork, matters,
        recordings::{self, NewRecording},
    },
};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use guiju_domain::{MatterId, OfficeId, RecordingId, rejection::Unknown};
use guiju_engine::Loaded;
use guiju_model::{Assessment, Check, Date, Ledger, Matter, Route};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    io::{Read, Write},
    ops::Deref,
};

/// The question of a recorded call: everything that the regulation was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// About a matter: what is wrong with it, and its way.
    Matter(Matter),
    /// About a period.
    Period(Ledger),
}

/// The answer of a recorded call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// About a matter.
    Matter(Check, Route),
    /// About a period.
    Period(Assessment),
}

impl Question {
    /// Asks a regulation.
    ///
    /// # Errors
    /// If it faults.
    pub fn ask(&self, loaded: &Loaded) -> Result<Reply> {
        Ok(match self {
            Self::Matter(matter) => Reply::Matter(
                called(loaded, |loaded| loaded.validate(matter))?,
                called(loaded, |loaded| loaded.route(matter))?,
            ),
            Self::Period(ledger) => Reply::Period(called(loaded, |loaded| loaded.assess(ledger))?),
        })
    }
}

/// A recording as the store has it, whose question and answer can be read.
#[derive(Clone, Debug)]
pub struct Recording(recordings::Recording);

impl Deref for Recording {
    type Target = recordings::Recording;
    fn deref(&self) -> &recordings::Recording {
        &self.0
    }
}

impl Recording {
    /// What was asked.
    ///
    /// # Errors
    /// If the recording is damaged.
    pub fn question(&self) -> Result<Question> {
        unpacked(&self.asked)
    }

    /// What was answered, as its text.
    ///
    /// # Errors
    /// If the recording is damaged.
    pub fn answered(&self) -> Result<String> {
        let mut text = String::new();
        DeflateDecoder::new(&*self.answered).read_to_string(&mut text).map_err(Error::internal)?;
        Ok(text)
    }

    /// What was answered.
    ///
    /// # Errors
    /// If the recording is damaged.
    pub fn reply(&self) -> Result<Reply> {
        unpacked(&self.answered)
    }

    /// Whether the package, asked again, gives the same bytes.
    ///
    /// # Errors
    /// If the recording is damaged or the regulation faults.
    pub fn repeats(&self, loaded: &Loaded) -> Result<bool> {
        Ok(serde_json::to_string(&self.question()?.ask(loaded)?)? == self.answered()?)
    }
}

fn packed(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut packing = DeflateEncoder::new(Vec::new(), Compression::fast());
    packing.write_all(&serde_json::to_vec(value)?)?;
    Ok(packing.finish()?)
}

fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let mut text = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut text).map_err(Error::internal)?;
    Ok(serde_json::from_slice(&text)?)
}

/// Saves what everybody was asked about a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn keep_matter(
    change: &mut UnitOfWork,
    matter: &matters::Matter,
    evaluation: &Evaluation,
    routes: &[Route],
) -> Result<()> {
    let mut new = Vec::with_capacity(routes.len());
    for (asked, route) in evaluation.by_regulation.iter().zip(routes) {
        let question = Question::Matter(asked.matter.clone());
        let reply = Reply::Matter(asked.check.clone(), route.clone());
        let about =
            About { matter: Some(matter.id), source: &asked.matter.form, subject: "", starts: matter.filed.date() };
        new.push(about.recorded(change, &asked.regulation, &question, &reply)?);
    }
    Ok(recordings::insert(change, &new).await?)
}

/// Saves what a regulation was asked about a period, in place of what it was asked before about the same.
///
/// # Errors
/// If the database cannot be used.
pub async fn keep_period(
    change: &mut UnitOfWork,
    loaded: &Loaded,
    subject: &str,
    ledger: Ledger,
    assessment: Assessment,
) -> Result<()> {
    let (source, starts) = (ledger.assessed.clone(), Date(ledger.starts));
    recordings::delete_period(change, &loaded.manifest().id, &source, subject, starts).await?;
    let about = About { matter: None, source: &source, subject, starts };
    let new = about.recorded(change, loaded, &Question::Period(ledger), &Reply::Period(assessment))?;
    Ok(recordings::insert(change, &[new]).await?)
}

struct About<'a> {
    matter: Option<MatterId>,
    source: &'a str,
    subject: &'a str,
    starts: Date,
}

impl<'a> About<'a> {
    /// The recording of a call, with an id of its own.
    fn recorded(
        &self,
        change: &mut UnitOfWork,
        loaded: &'a Loaded,
        asked: &Question,
        reply: &Reply,
    ) -> Result<NewRecording<'a>> {
        Ok(NewRecording {
            id: change.id::<RecordingId>(),
            matter: self.matter,
            regulation: &loaded.manifest().id,
            digest: loaded.digest(),
            source: self.source,
            subject: self.subject,
            starts: self.starts,
            asked: packed(asked)?,
            answered: packed(reply)?,
        })
    }
}

/// The next so many after an id, in the order in which they were saved.
///
/// # Errors
/// If the database cannot be used.
pub async fn next(
    connection: &mut Connection,
    dialect: Dialect,
    office: OfficeId,
    wanted: &Wanted,
    (after, most): (RecordingId, u64),
) -> Result<Vec<Recording>> {
    let next = recordings::next(connection, dialect, office, wanted, (after, most)).await?;
    Ok(next.into_iter().map(Recording).collect())
}

/// One of them.
///
/// # Errors
/// If there is no such recording.
pub async fn one(connection: &mut Connection, office: OfficeId, id: RecordingId) -> Result<Recording> {
    let found = recordings::find(connection, office, id).await?;
    found.map(Recording).ok_or(Error::from(Unknown::Recording))
}
