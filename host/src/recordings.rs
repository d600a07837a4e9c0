//! What a regulation was given and what it answered, kept with every judgement that counted.
//!
//! A recording holds everything that came with the call, so the same package gives the same answer again at any time: a
//! replay shows that it does, and a rehearsal asks another package, or other values, the same question.

use crate::{
    error::{Error, Result},
    matters::{calls::called, evaluation::Evaluation},
    store::{self, Columns, Narrowing, UnitOfWork},
};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use guiju_domain::OfficeId;
use guiju_engine::Loaded;
use guiju_model::{Assessment, Check, Date, Ledger, Matter, Moment, Route};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sqlx::{AnyConnection, any::AnyRow};
use std::io::{Read, Write};

/// What was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// About a matter: what is wrong with it, and its way.
    Matter(Matter),
    /// About a period.
    Period(Ledger),
}

/// What was answered.
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

/// A recording as it lies in the database.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Office.
    pub office: OfficeId,
    /// Id.
    pub id: i64,
    /// Matter, if it was about one.
    pub matter: Option<i64>,
    /// Regulation that was asked.
    pub regulation: String,
    /// Its package then.
    pub digest: String,
    /// The form, or the assessment.
    pub source: String,
    /// The day on which the matter was filed, or the period begins.
    pub starts: Date,
    /// When it was asked.
    pub at: Moment,
    asked: Vec<u8>,
    answered: Vec<u8>,
}

impl Recording {
    fn of(row: &AnyRow) -> Result<Self> {
        use sqlx::Row;
        Ok(Self {
            office: row.office("office_id")?,
            id: row.int("id")?,
            matter: row.maybe_int("matter_id")?,
            regulation: row.text("regulation")?,
            digest: row.text("digest")?,
            source: row.text("source")?,
            starts: Date(row.int("starts")? as i32),
            at: Moment(row.int("at")?),
            asked: row.try_get("asked")?,
            answered: row.try_get("answered")?,
        })
    }

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

/// Keeps what everybody was asked about a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn keep_matter(
    change: &mut UnitOfWork,
    matter: &store::matters::Matter,
    evaluation: &Evaluation,
    routes: &[Route],
) -> Result<()> {
    for (asked, route) in evaluation.by_regulation.iter().zip(routes) {
        let question = Question::Matter(asked.matter.clone());
        let reply = Reply::Matter(asked.check.clone(), route.clone());
        let (id, starts) = (Some(matter.id.number()), matter.filed.date());
        let about = About { matter: id, source: &asked.matter.form, subject: "", starts };
        keep(change, &asked.regulation, &about, &question, &reply).await?;
    }
    Ok(())
}

/// Keeps what a regulation was asked about a period, in place of what it was asked before about the same.
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
    let source = ledger.assessed.clone();
    sqlx::query(
        "DELETE FROM recordings WHERE office_id = $1 AND regulation = $2 AND source = $3 AND subject = $4 AND starts = $5",
    )
    .bind(change.office.number())
    .bind(&loaded.manifest().id)
    .bind(&source)
    .bind(subject)
    .bind(i64::from(ledger.starts))
    .execute(&mut **change)
    .await?;
    let about = About { matter: None, source: &source, subject, starts: Date(ledger.starts) };
    keep(change, loaded, &about, &Question::Period(ledger), &Reply::Period(assessment)).await
}

struct About<'a> {
    matter: Option<i64>,
    source: &'a str,
    subject: &'a str,
    starts: Date,
}

async fn keep(
    change: &mut UnitOfWork,
    loaded: &Loaded,
    about: &About<'_>,
    asked: &Question,
    reply: &Reply,
) -> Result<()> {
    let (office, id, at) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO recordings (office_id, id, matter_id, regulation, digest, source, subject, starts, at, asked, answered)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(office.number())
    .bind(id)
    .bind(about.matter)
    .bind(&loaded.manifest().id)
    .bind(loaded.digest())
    .bind(about.source)
    .bind(about.subject)
    .bind(i64::from(about.starts.0))
    .bind(at)
    .bind(packed(asked)?)
    .bind(packed(reply)?)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Which recordings.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this regulation only.
    pub regulation: Option<String>,
    /// Of this matter only.
    pub matter: Option<i64>,
    /// Filed, or beginning, from this day on.
    pub from: Option<Date>,
    /// Until this day.
    pub to: Option<Date>,
}

const WANTED: &str = "office_id = $1 AND ($2 = '' OR regulation = $2) AND starts >= $3 AND starts <= $4";

/// How many there are.
///
/// # Errors
/// If the database cannot be used.
pub async fn count(connection: &mut AnyConnection, office: OfficeId, wanted: &Wanted) -> Result<u64> {
    let narrowing = Narrowing::after(4).and("matter_id =", wanted.matter);
    let text = format!("SELECT COUNT(*) AS n FROM recordings WHERE {WANTED}{}", narrowing.text());
    Ok(narrowing.bind(bound(text, office, wanted)).fetch_one(connection).await?.int("n")? as u64)
}

/// The next so many after an id, in the order in which they were kept.
///
/// # Errors
/// If the database cannot be used.
pub async fn next(
    connection: &mut AnyConnection,
    office: OfficeId,
    wanted: &Wanted,
    after: i64,
    most: i64,
) -> Result<Vec<Recording>> {
    let narrowing = Narrowing::after(6).and("matter_id =", wanted.matter);
    let text = format!("SELECT * FROM recordings WHERE {WANTED} AND id > $5{} ORDER BY id LIMIT $6", narrowing.text());
    let query = bound(text, office, wanted).bind(after).bind(most);
    let rows = narrowing.bind(query).fetch_all(connection).await?;
    rows.iter().map(Recording::of).collect()
}

/// One of them.
///
/// # Errors
/// If there is no such recording.
pub async fn one(connection: &mut AnyConnection, office: OfficeId, id: i64) -> Result<Recording> {
    let row = sqlx::query("SELECT * FROM recordings WHERE office_id = $1 AND id = $2")
        .bind(office.number())
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Recording::of(&row.ok_or(Error::NotFound("这条判定记录"))?)
}

fn bound(
    text: String,
    office: OfficeId,
    wanted: &Wanted,
) -> sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments> {
    sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(office.number())
        .bind(wanted.regulation.clone().unwrap_or_default())
        .bind(wanted.from.map_or(i64::MIN / 2, |date| i64::from(date.0)))
        .bind(wanted.to.map_or(i64::MAX / 2, |date| i64::from(date.0)))
}
