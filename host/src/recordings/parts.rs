//! A question as it is stored: what many recordings were given alike stands in parts, each stored once for the office under the
//! digest of its JSON text.
//!
//! Records are cut into runs that end where the digest of a record says so, not after so many: a record that comes or goes
//! changes one run, and all others are stored already.

use super::{
    common::deflated_once,
    deflate::{deflated, inflated},
    question::Question,
};
use crate::error::{Error, Result};
use guiju_model::{Days, Entry, Facts, Session};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, btree_map};

/// A part of fewer bytes than this stays in the recording: naming it would take as much.
const LEAST: usize = 96;
/// A run of records ends at every record whose digest begins with a byte below this, one in sixteen.
const RUN_ENDS: u8 = 16;

/// The digest of a part.
pub(super) type Digest = [u8; 32];

/// Parts by their digests, deflated.
pub(super) type Parts = BTreeMap<Digest, Vec<u8>>;

/// A question without its parts, and where they belong.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Shortened {
    /// The question, whose facts lack what the parts hold.
    question: Question,
    /// The place of the part with the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calendar: Option<usize>,
    /// The place of the part with the values of the parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parameters: Option<usize>,
    /// For each source that lacks its records: its place among the sources, and the places of its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    known: Vec<(usize, Vec<usize>)>,
}

/// The days around a call and the sessions of a working day.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct CalendarPart {
    days: Days,
    winter: Vec<Session>,
    summer: Vec<Session>,
}

/// A question that is to be stored.
pub(super) struct Split {
    /// What stays in the recording, deflated.
    pub asked: Vec<u8>,
    /// The digests of the parts in the order of their places.
    pub digests: Vec<Digest>,
}

/// Deflates a value's JSON text.
///
/// # Errors
/// If it has none.
pub(super) fn packed(value: &impl Serialize) -> Result<Vec<u8>> {
    deflated(&serde_json::to_vec(value)?)
}

/// Reads a value from a deflated JSON text.
///
/// # Errors
/// If the text is damaged.
pub(super) fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    Ok(serde_json::from_slice(&inflated(bytes)?)?)
}

/// The parts of one question, each at its place.
struct Splitting<'a> {
    digests: Vec<Digest>,
    parts: &'a mut Parts,
}

impl Splitting<'_> {
    /// The place of a part that most recordings have in common; none if it is too small to be one.
    fn common(&mut self, value: &impl Serialize) -> Result<Option<usize>> {
        self.part(value, deflated_once)
    }

    /// The place of a part, which is deflated so; none if it is too small to be one.
    fn part(
        &mut self,
        value: &impl Serialize,
        deflate: impl FnOnce(Digest, &[u8]) -> Result<Vec<u8>>,
    ) -> Result<Option<usize>> {
        let text = serde_json::to_vec(value)?;
        if text.len() < LEAST {
            return Ok(None);
        }
        let digest = Digest::from(Sha256::digest(&text));
        if let btree_map::Entry::Vacant(vacant) = self.parts.entry(digest) {
            vacant.insert(deflate(digest, &text)?);
        }
        if let Some(place) = self.digests.iter().position(|known| *known == digest) {
            return Ok(Some(place));
        }
        self.digests.push(digest);
        Ok(Some(self.digests.len() - 1))
    }

    /// The places of the runs of a source's records; none if they are too small to be parts.
    fn runs(&mut self, entries: &[Entry]) -> Result<Option<Vec<usize>>> {
        let (mut places, mut run) = (Vec::new(), Vec::<&Entry>::new());
        if serde_json::to_vec(entries)?.len() < LEAST {
            return Ok(None);
        }
        for (index, entry) in entries.iter().enumerate() {
            run.push(entry);
            let ends = Sha256::digest(serde_json::to_vec(entry)?).first().is_some_and(|byte| *byte < RUN_ENDS);
            if ends || index + 1 == entries.len() {
                // A record is longer than the least part.
                let Some(place) = self.part(&std::mem::take(&mut run), |_, text| deflated(text))? else {
                    return Ok(None);
                };
                places.push(place);
            }
        }
        Ok(Some(places))
    }
}

const fn facts(question: &mut Question) -> &mut Facts {
    match question {
        Question::Matter(matter) => &mut matter.facts,
        Question::Period(ledger) => &mut ledger.facts,
    }
}

/// Splits a question; its parts are added to those of the change.
///
/// # Errors
/// If it cannot be written as JSON.
pub(super) fn split(mut question: Question, parts: &mut Parts) -> Result<Split> {
    let mut splitting = Splitting { digests: Vec::new(), parts };
    let of = facts(&mut question);
    let calendar = CalendarPart {
        days: std::mem::take(&mut of.calendar),
        winter: std::mem::take(&mut of.winter),
        summer: std::mem::take(&mut of.summer),
    };
    let place = splitting.common(&calendar)?;
    if place.is_none() {
        (of.calendar, of.winter, of.summer) = (calendar.days, calendar.winter, calendar.summer);
    }
    let parameters = splitting.common(&of.parameters)?;
    if parameters.is_some() {
        of.parameters = String::new();
    }
    let mut known = Vec::new();
    for (index, source) in of.known.iter_mut().enumerate() {
        if let Some(places) = splitting.runs(&source.entries)? {
            source.entries = Vec::new();
            known.push((index, places));
        }
    }
    let digests = splitting.digests;
    let asked = packed(&Shortened { question, calendar: place, parameters, known })?;
    Ok(Split { asked, digests })
}

/// The digests that a recording names, each of 32 bytes.
pub(super) fn named(bytes: &[u8]) -> Vec<Digest> {
    bytes.as_chunks::<32>().0.to_vec()
}

/// Puts a question together again.
///
/// # Errors
/// If a part is gone or damaged.
pub(super) fn joined(asked: &[u8], digests: &[Digest], parts: &Parts) -> Result<Question> {
    let Shortened { mut question, calendar, parameters, known } = unpacked(asked)?;
    let of = facts(&mut question);
    if let Some(place) = calendar {
        let CalendarPart { days, winter, summer } = part(place, digests, parts)?;
        (of.calendar, of.winter, of.summer) = (days, winter, summer);
    }
    if let Some(place) = parameters {
        of.parameters = part(place, digests, parts)?;
    }
    for (index, places) in known {
        let source = of.known.get_mut(index).ok_or_else(|| damaged("a source that it does not have"))?;
        for place in places {
            source.entries.extend(part::<Vec<Entry>>(place, digests, parts)?);
        }
    }
    Ok(question)
}

fn part<T: DeserializeOwned>(place: usize, digests: &[Digest], parts: &Parts) -> Result<T> {
    let digest = digests.get(place).ok_or_else(|| damaged("a part at a place that it does not have"))?;
    let text = inflated(parts.get(digest).ok_or_else(|| damaged("a part that is gone"))?)?;
    if Digest::from(Sha256::digest(&text)) != *digest {
        return Err(damaged("a part that is damaged"));
    }
    Ok(serde_json::from_slice(&text)?)
}

fn damaged(why: &str) -> Error {
    Error::internal(format!("a recording names {why}"))
}
