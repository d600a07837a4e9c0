//! What a regulation was given and what it answered, saved with every judgement that counted.
//!
//! A recording holds everything that came with the call, so the same package gives the same answer again at any time: a
//! replay shows that it does, and a rehearsal asks another package, or other values, the same question. What many recordings were
//! given alike is stored once ([`parts`]).

mod common;
mod deflate;
mod parts;
mod question;
#[cfg(test)]
mod tests;

pub use crate::store::recordings::{Wanted, count, unnamed_parts};
use crate::{
    error::{Error, Result},
    matters::evaluation::Evaluation,
    store::{
        Connection, Dialect, UnitOfWork, matters,
        recordings::{self, NewRecording},
    },
};
use guiju_domain::{MatterId, OfficeId, RecordingId, rejection::Unknown};
use guiju_engine::Loaded;
use guiju_model::{Assessment, Date, Ledger, Route};
use parts::{Parts, joined, named, packed, split, unpacked};
pub use question::{Question, Reply};
use serde_json::Value;
use std::{collections::BTreeSet, ops::Deref, sync::Arc};

/// A recording as the store has it, whose question and answer can be read.
#[derive(Clone, Debug)]
pub struct Recording {
    stored: recordings::Recording,
    /// The parts that it and those read with it name.
    parts: Arc<Parts>,
}

impl Deref for Recording {
    type Target = recordings::Recording;
    fn deref(&self) -> &recordings::Recording {
        &self.stored
    }
}

impl Recording {
    /// What was asked.
    ///
    /// # Errors
    /// If the recording is damaged, or a part of it is gone.
    pub fn question(&self) -> Result<Question> {
        match &self.stored.parts {
            Some(digests) => joined(&self.asked, &named(digests), &self.parts),
            None => unpacked(&self.asked),
        }
    }

    /// What was answered, as its text.
    ///
    /// # Errors
    /// If the recording is damaged.
    pub fn answered(&self) -> Result<String> {
        String::from_utf8(deflate::inflated(&self.answered)?).map_err(Error::internal)
    }

    /// What was answered.
    ///
    /// # Errors
    /// If the recording is damaged.
    pub fn reply(&self) -> Result<Reply> {
        unpacked(&self.answered)
    }

    /// Whether the package, asked again, gives the same bytes. Fields that the contract did not have when it was recorded are apart:
    /// they are as by default.
    ///
    /// # Errors
    /// If the recording is damaged or the regulation faults.
    pub fn repeats(&self, loaded: &Loaded) -> Result<bool> {
        same(&self.answered()?, &self.question()?.ask(loaded)?)
    }
}

/// Whether an answer is the one that was recorded as this text.
fn same(recorded: &str, answer: &Reply) -> Result<bool> {
    let again = serde_json::to_string(answer)?;
    if again == recorded {
        return Ok(true);
    }
    let before = serde_json::from_str(recorded)?;
    Ok(serde_json::from_str::<Reply>(recorded)? == *answer && holds(&serde_json::from_str(&again)?, &before))
}

/// Whether a value is another one with nothing but fields added.
fn holds(value: &Value, other: &Value) -> bool {
    match (value, other) {
        (Value::Object(fields), Value::Object(others)) => {
            others.iter().all(|(name, other)| fields.get(name).is_some_and(|field| holds(field, other)))
        }
        (Value::Array(items), Value::Array(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(item, other)| holds(item, other))
        }
        (value, other) => value == other,
    }
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
    let (mut new, mut parts) = (Vec::with_capacity(routes.len()), Parts::new());
    for (asked, route) in evaluation.by_regulation.iter().zip(routes) {
        let question = Question::Matter(asked.matter.clone());
        let reply = Reply::Matter(asked.check.clone(), route.clone());
        let about =
            About { matter: Some(matter.id), source: &asked.matter.form, subject: "", starts: matter.filed.date() };
        new.push(about.recorded(change, &asked.regulation, (question, &reply), &mut parts)?);
    }
    save(change, &new, parts).await
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
    let (mut parts, asked) = (Parts::new(), (Question::Period(ledger), &Reply::Period(assessment)));
    let new = about.recorded(change, loaded, asked, &mut parts)?;
    save(change, &[new], parts).await
}

/// Saves recordings with those of their parts that the office does not have yet.
async fn save(change: &mut UnitOfWork, new: &[NewRecording<'_>], parts: Parts) -> Result<()> {
    let parts = parts.into_iter().map(|(digest, bytes)| (hex::encode(digest), bytes)).collect::<Vec<_>>();
    recordings::insert_parts(change, &parts).await?;
    Ok(recordings::insert(change, new).await?)
}

struct About<'a> {
    matter: Option<MatterId>,
    source: &'a str,
    subject: &'a str,
    starts: Date,
}

impl<'a> About<'a> {
    /// The recording of a call, with an id of its own; its parts are added to those that are saved with it.
    fn recorded(
        &self,
        change: &mut UnitOfWork,
        loaded: &'a Loaded,
        (asked, reply): (Question, &Reply),
        parts: &mut Parts,
    ) -> Result<NewRecording<'a>> {
        let asked = split(asked, parts)?;
        Ok(NewRecording {
            id: change.id::<RecordingId>(),
            matter: self.matter,
            regulation: &loaded.manifest().id,
            digest: loaded.digest(),
            source: self.source,
            subject: self.subject,
            starts: self.starts,
            asked: asked.asked,
            parts: asked.digests.concat(),
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
    let next = recordings::next(&mut *connection, dialect, office, wanted, (after, most)).await?;
    with_parts(connection, office, next).await
}

/// Recordings with the parts that they name.
async fn with_parts(
    connection: &mut Connection,
    office: OfficeId,
    stored: Vec<recordings::Recording>,
) -> Result<Vec<Recording>> {
    let digests = stored.iter().filter_map(|one| one.parts.as_deref()).flat_map(named).collect::<BTreeSet<_>>();
    let mut parts = Parts::new();
    if !digests.is_empty() {
        let digests = digests.iter().map(hex::encode).collect::<Vec<_>>();
        for (digest, bytes) in recordings::parts(connection, office, &digests).await? {
            let mut raw = [0; 32];
            if hex::decode_to_slice(&digest, &mut raw).is_ok() {
                parts.insert(raw, bytes);
            }
        }
    }
    let parts = Arc::new(parts);
    Ok(stored.into_iter().map(|stored| Recording { stored, parts: parts.clone() }).collect())
}

/// One of them.
///
/// # Errors
/// If there is no such recording.
pub async fn one(connection: &mut Connection, office: OfficeId, id: RecordingId) -> Result<Recording> {
    let found = recordings::find(&mut *connection, office, id).await?.ok_or(Error::from(Unknown::Recording))?;
    with_parts(connection, office, vec![found]).await?.pop().ok_or(Error::from(Unknown::Recording))
}
