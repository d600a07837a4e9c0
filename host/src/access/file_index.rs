//! The index of which matter has which file, for offices that were here before it.
//!
//! It is whole once every matter was read by the package it was filed under. Until then it is made again whenever this server
//! has caught up, and no file is collected: a file that is not in the index yet is not one that nobody uses.

use super::files;
use crate::{
    error::Result,
    policy::{OfficePolicy, Policies},
    store::{
        self, Connection, Pool,
        attachment_uses::{self, AttachmentUse, IndexedMatter},
    },
};
use guiju_domain::{MatterId, OfficeId};
use guiju_model::Route;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};

/// Matters read at a time.
const BATCH: u64 = 500;

/// Makes the index of every office that has none yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn make(pool: &Pool, policy: &Policies) -> Result<()> {
    for office in store::offices::ids(pool).await? {
        // An office whose policy cannot be read has its turn once it can.
        if let Ok(policy) = policy.of(office) {
            of_office(pool, &policy, office).await?;
        }
    }
    Ok(())
}

/// Makes the index of an office unless it is whole; whether it is now.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(pool: &Pool, policy: &OfficePolicy, office: OfficeId) -> Result<bool> {
    if attachment_uses::is_whole(pool, office).await? {
        return Ok(true);
    }
    let (mut after, mut absent) = (MatterId::new(0), 0);
    while let Some(batch) = Batch::read(pool, policy, office, after).await? {
        (after, absent) = (batch.last, absent + batch.absent);
        if !batch.uses.is_empty() {
            attachment_uses::add_all(pool, office, &batch.uses).await?;
        }
    }
    if absent > 0 {
        tracing::warn!(
            office = office.number(),
            matters = absent,
            "the index of files waits for packages; no file is collected meanwhile"
        );
        return Ok(false);
    }
    attachment_uses::save_whole(pool, office).await?;
    Ok(true)
}

/// What some matters, one after the other, use.
struct Batch {
    /// The last of them.
    last: MatterId,
    uses: BTreeSet<AttachmentUse>,
    /// Matters that may have files, but whose package is not here.
    absent: u64,
}

impl Batch {
    async fn read(pool: &Pool, policy: &OfficePolicy, office: OfficeId, after: MatterId) -> Result<Option<Self>> {
        let mut connection = store::acquire(pool).await?;
        let matters = attachment_uses::matters_after(&mut *connection, office, after, BATCH).await?;
        let Some(last) = matters.last().map(|matter| matter.id) else { return Ok(None) };
        let filed = contents(&mut connection, office, (after, last)).await?;
        let mut batch = Self { last, uses: BTreeSet::new(), absent: 0 };
        let mut routes = HashMap::new();
        for matter in matters {
            let earlier = filed.get(&matter.id).map(Vec::as_slice).unwrap_or_default();
            batch.matter(policy, &matter, earlier);
            routes.insert(matter.id, matter.route);
        }
        batch.tasks(&mut connection, office, after, &routes).await?;
        Ok(Some(batch))
    }

    /// What a matter has now, and what it had when it was filed and each time it was filed again.
    fn matter(&mut self, policy: &OfficePolicy, matter: &IndexedMatter, earlier: &[Value]) {
        let contents = std::iter::once(&matter.content).chain(earlier).filter_map(Value::as_object);
        let contents = contents.filter(|content| may_have_files(content)).collect::<Vec<_>>();
        if contents.is_empty() {
            return;
        }
        let Some(form) = policy.package(&matter.digest).and_then(|loaded| loaded.manifest().form(&matter.form)) else {
            self.absent += 1;
            return;
        };
        for content in contents {
            let found = files::in_fields(form.fields(), content).into_iter();
            self.uses.extend(found.map(|(digest, _)| AttachmentUse { digest, matter: matter.id, task: None }));
        }
    }

    async fn tasks(
        &mut self,
        connection: &mut Connection,
        office: OfficeId,
        after: MatterId,
        routes: &HashMap<MatterId, Route>,
    ) -> Result<()> {
        for task in attachment_uses::tasks_between(connection, office, (after, self.last)).await? {
            let steps = routes.get(&task.matter).map(|route| route.steps.as_slice()).unwrap_or_default();
            let fields = steps.iter().filter(|declared| declared.id == task.step).flat_map(|declared| &declared.fields);
            let found = files::in_fields(fields, &task.content).into_iter();
            let used = |(digest, _)| AttachmentUse { digest, matter: task.matter, task: Some(task.id) };
            self.uses.extend(found.map(used));
        }
        Ok(())
    }
}

/// What was filed in matters after one and up to another, as the events have it.
async fn contents(
    connection: &mut Connection,
    office: OfficeId,
    between: (MatterId, MatterId),
) -> Result<HashMap<MatterId, Vec<Value>>> {
    let mut contents = HashMap::<_, Vec<_>>::new();
    for mut event in attachment_uses::filed_between(connection, office, between).await? {
        contents.entry(event.matter).or_default().push(event.body["content"].take());
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
