//! The index of which matter has which file, for offices that were here before it.
//!
//! It is whole once every matter was read by the package it was filed under. Until then it is made again whenever this server
//! has caught up, and no file is collected: a file that is not in the index yet is not one that nobody uses.

use super::files::{self, Use};
use crate::{
    error::Result,
    law::{Law, OfficeLaw},
    store::Columns,
};
use guiju_domain::OfficeId;
use guiju_model::Route;
use serde_json::{Map, Value};
use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use std::collections::{BTreeSet, HashMap};

/// Matters read at a time.
const BATCH: i64 = 500;
/// The key under which an office notes that its index is whole.
const WHOLE: &str = "attachment-uses-whole";

/// Makes the index of every office that has none yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn make(pool: &AnyPool, law: &Law) -> Result<()> {
    for row in sqlx::query("SELECT id FROM offices ORDER BY id").fetch_all(pool).await? {
        let office = row.office("id")?;
        // An office whose law cannot be read has its turn once it can.
        if let Ok(law) = law.of(office) {
            of_office(pool, &law, office).await?;
        }
    }
    Ok(())
}

/// Makes the index of an office unless it is whole; whether it is now.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(pool: &AnyPool, law: &OfficeLaw, office: OfficeId) -> Result<bool> {
    let made = sqlx::query("SELECT at FROM once WHERE office_id = $1 AND key = $2").bind(office.number()).bind(WHOLE);
    if made.fetch_optional(pool).await?.is_some() {
        return Ok(true);
    }
    let (mut after, mut absent) = (0, 0);
    while let Some(batch) = Batch::read(pool, law, office, after).await? {
        (after, absent) = (batch.last, absent + batch.absent);
        batch.write(pool, office).await?;
    }
    if absent > 0 {
        tracing::warn!(
            office = office.number(),
            matters = absent,
            "the index of files waits for packages; no file is collected meanwhile"
        );
        return Ok(false);
    }
    sqlx::query("INSERT INTO once (office_id, key, at) VALUES ($1, $2, $3) ON CONFLICT (office_id, key) DO NOTHING")
        .bind(office.number())
        .bind(WHOLE)
        .bind(0_i64)
        .execute(pool)
        .await?;
    Ok(true)
}

/// What some matters, one after the other, use.
struct Batch {
    /// The last of them.
    last: i64,
    uses: BTreeSet<Use>,
    /// Matters that may have files, but whose package is not here.
    absent: u64,
}

impl Batch {
    async fn read(pool: &AnyPool, law: &OfficeLaw, office: OfficeId, after: i64) -> Result<Option<Self>> {
        let mut connection = pool.acquire().await?;
        let matters = sqlx::query(
            "SELECT id, digest, form, content, route FROM matters WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        )
        .bind(office.number())
        .bind(after)
        .bind(BATCH)
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = matters.last() else { return Ok(None) };
        let last = last.int("id")?;
        let filed = contents(&mut connection, office, (after, last)).await?;
        let mut batch = Self { last, uses: BTreeSet::new(), absent: 0 };
        let mut routes = HashMap::new();
        for row in &matters {
            let matter = row.int("id")?;
            let earlier = filed.get(&matter).map(Vec::as_slice).unwrap_or_default();
            batch.matter(law, row, earlier)?;
            routes.insert(matter, row.json::<Route>("route")?);
        }
        batch.tasks(&mut connection, office, after, &routes).await?;
        Ok(Some(batch))
    }

    /// What a matter has now, and what it had when it was filed and each time it was filed again.
    fn matter(&mut self, law: &OfficeLaw, row: &AnyRow, earlier: &[Value]) -> Result<()> {
        let (matter, digest, form) = (row.int("id")?, row.text("digest")?, row.text("form")?);
        let now = row.json::<Value>("content")?;
        let contents = std::iter::once(&now).chain(earlier).filter_map(Value::as_object);
        let contents = contents.filter(|content| may_have_files(content)).collect::<Vec<_>>();
        if contents.is_empty() {
            return Ok(());
        }
        let Some(form) = law.package(&digest).and_then(|loaded| loaded.manifest().form(&form)) else {
            self.absent += 1;
            return Ok(());
        };
        for content in contents {
            let found = files::in_fields(form.fields(), content).into_iter();
            self.uses.extend(found.map(|(digest, _)| Use { digest, matter, task: 0 }));
        }
        Ok(())
    }

    async fn tasks(
        &mut self,
        connection: &mut AnyConnection,
        office: OfficeId,
        after: i64,
        routes: &HashMap<i64, Route>,
    ) -> Result<()> {
        let rows = sqlx::query(
            "SELECT id, matter_id, step, content FROM tasks WHERE office_id = $1 AND matter_id > $2 AND matter_id <= $3
             AND content LIKE '%\"digest\"%'",
        )
        .bind(office.number())
        .bind(after)
        .bind(self.last)
        .fetch_all(connection)
        .await?;
        for row in rows {
            let (task, matter, step) = (row.int("id")?, row.int("matter_id")?, row.text("step")?);
            let steps = routes.get(&matter).map(|route| route.steps.as_slice()).unwrap_or_default();
            let fields = steps.iter().filter(|declared| declared.id == step).flat_map(|declared| &declared.fields);
            let content = row.json::<Map<String, Value>>("content")?;
            let found = files::in_fields(fields, &content).into_iter();
            self.uses.extend(found.map(|(digest, _)| Use { digest, matter, task }));
        }
        Ok(())
    }

    async fn write(&self, pool: &AnyPool, office: OfficeId) -> Result<()> {
        if self.uses.is_empty() {
            return Ok(());
        }
        let mut transaction = pool.begin().await?;
        for used in &self.uses {
            files::add(&mut transaction, office, used).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// What was filed in matters after one and up to another, as the events have it.
async fn contents(
    connection: &mut AnyConnection,
    office: OfficeId,
    (after, last): (i64, i64),
) -> Result<HashMap<i64, Vec<Value>>> {
    let rows = sqlx::query(
        "SELECT matter_id, body FROM events WHERE office_id = $1 AND matter_id > $2 AND matter_id <= $3
         AND kind IN ('filed', 'resubmitted')",
    )
    .bind(office.number())
    .bind(after)
    .bind(last)
    .fetch_all(connection)
    .await?;
    let mut contents = HashMap::<_, Vec<_>>::new();
    for row in rows {
        let mut body = row.json::<Value>("body")?;
        contents.entry(row.int("matter_id")?).or_default().push(body["content"].take());
    }
    Ok(contents)
}

/// Whether a content can have files, whatever its form declares: a file is written with its digest.
fn may_have_files(content: &Map<String, Value>) -> bool {
    fn has(value: &Value) -> bool {
        match value {
            Value::Object(parts) => parts.contains_key("digest") || parts.values().any(has),
            Value::Array(values) => values.iter().any(has),
            _ => false,
        }
    }
    content.values().any(has)
}
