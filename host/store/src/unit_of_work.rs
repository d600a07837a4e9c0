//! A change of one office: a transaction with its events.

use crate::{
    Connection, Dialect, Pool,
    error::{Error, Result},
    event_subjects,
    events::{self, Body, Entered, Event, Hashed, changes_policy},
    matter_folds::Noted,
    record_keys::{self, Lookups, PendingKeys},
    row_digests::{CoveredTable, RowDigest, RowList, Salts, is_covered, is_new, latest},
    sql::{Bind, NotesRows, sql},
};
use guiju_domain::{
    Counted, Event as _, MatterId, OfficeId, PersonId, Recorded,
    events::{
        Subject, found_by,
        rows::{RowsCovered, RowsWritten, Untold},
    },
};
use guiju_model::Moment;
use guiju_store_macros::Row;
use sqlx::{Any, Transaction, any::AnyRow};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::OwnedMutexGuard;

/// A change of one office: a transaction with its events.
pub struct UnitOfWork {
    tx: Transaction<'static, Any>,
    /// The office.
    pub office: OfficeId,
    /// The moment of the change: the office's local time.
    pub now: Moment,
    /// The same moment in UTC: seconds since 1970.
    utc: i64,
    /// The version of the office's people and policy when the change began.
    pub policy_version: i64,
    next_id: i64,
    seq: i64,
    hash: String,
    at: i64,
    /// The moment of the last event in UTC.
    chain_utc: i64,
    policy_changed: bool,
    /// Events that enter the chain when the change is committed.
    events: Vec<Pending>,
    /// Events of matters, which enter the chain behind those that people read.
    noted: Noted,
    /// Rows that were written, in the order of the statements.
    rows: Vec<RowDigest>,
    salts: Salts,
    /// By what the records are found that were written.
    keys: PendingKeys,
    /// Why the change need not tell of the rows that it writes.
    untold: Option<Untold>,
    /// Whether every row of the office is covered, not only those that were written: with its first change, and when it is taken over.
    covers_all: bool,
    // Dropped last: the next change begins when this one's transaction has ended.
    _turn: OwnedMutexGuard<()>,
}

/// An event before it enters the chain.
struct Pending {
    matter: Option<i64>,
    kind: String,
    at: i64,
    utc: i64,
    by: Option<i64>,
    body: String,
    /// What it is about.
    about: Vec<Subject>,
}

/// The office's row when a change begins.
#[derive(Row)]
struct Begun {
    next_id: i64,
    chain_seq: i64,
    chain_hash: String,
    chain_at: i64,
    chain_utc: i64,
    policy_version: i64,
}

/// A point of a change to which it can go back.
#[must_use]
pub struct Mark {
    next_id: i64,
    at: i64,
    chain_utc: i64,
    policy_changed: bool,
    events: usize,
    noted: usize,
    rows: usize,
}

impl std::ops::Deref for UnitOfWork {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.tx
    }
}

impl std::ops::DerefMut for UnitOfWork {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.tx
    }
}

impl NotesRows for UnitOfWork {
    fn note_row(&mut self, table: &'static CoveredTable, row: &AnyRow, is_deleted: bool) -> Result<()> {
        let noted =
            if is_deleted { RowDigest::removed(table, row)? } else { RowDigest::of(table, row, &self.salts.next())? };
        self.rows.push(noted);
        if table.name == "records" {
            self.keys.note(row, is_deleted)?;
        }
        Ok(())
    }
}

impl UnitOfWork {
    /// Begins a change at a moment, told in UTC and in the office's local time; other changes of this office wait, here and on other
    /// servers of the same database.
    ///
    /// # Errors
    /// If the database cannot be used, or there is no such office.
    pub async fn begin(
        pool: &Pool,
        turn: OwnedMutexGuard<()>,
        office: OfficeId,
        (utc, now): (i64, Moment),
    ) -> Result<Self> {
        let mut tx = pool.begin().await?;
        let begun: Begun = sql!(
            "UPDATE offices SET next_id = next_id WHERE id = $1 RETURNING next_id, chain_seq, chain_hash, chain_at,
             chain_utc, policy_version"
        )
        .bind(office)
        .first(&mut *tx)
        .await?
        .ok_or(Error::NoOffice)?;
        // Where rows stand already that no event tells of, the first event does not vouch for them.
        let covers_all = begun.chain_seq == 0 && is_new(&mut tx, office).await?;
        Ok(Self {
            tx,
            office,
            now,
            utc,
            policy_version: begun.policy_version,
            next_id: begun.next_id,
            seq: begun.chain_seq,
            hash: begun.chain_hash,
            at: begun.chain_at,
            chain_utc: begun.chain_utc,
            policy_changed: false,
            events: Vec::new(),
            noted: Noted::default(),
            rows: Vec::new(),
            salts: Salts::new()?,
            keys: PendingKeys::default(),
            untold: None,
            covers_all,
            _turn: turn,
        })
    }

    /// Sets by which fields the records are found that this change writes: those of the policy at which the change stands.
    pub fn look_up(&mut self, lookups: Arc<Lookups>) {
        self.keys = PendingKeys::new(lookups, self.next_id);
    }

    /// Writes by what the records are found that were written so far, so that reads of this change find them.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub(crate) async fn write_keys(&mut self) -> Result<()> {
        let keys = self.keys.take();
        record_keys::write(&mut self.tx, self.office, &keys).await
    }

    /// Sets the moment of the change, once its turn has come.
    pub const fn set_time(&mut self, utc: i64, now: Moment) {
        (self.utc, self.now) = (utc, now);
    }

    /// Whether this change has altered people, posts, calendar or policy itself.
    #[must_use]
    pub const fn policy_changed(&self) -> bool {
        self.policy_changed
    }

    /// Marks a point of the change to which it can go back.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn mark(&mut self) -> Result<Mark> {
        // What stands before the mark is written before it.
        self.write_keys().await?;
        sql!("SAVEPOINT guiju").run(&mut *self.tx).await?;
        Ok(Mark {
            next_id: self.next_id,
            at: self.at,
            chain_utc: self.chain_utc,
            policy_changed: self.policy_changed,
            events: self.events.len(),
            noted: self.noted.len(),
            rows: self.rows.len(),
        })
    }

    /// Goes back to a mark: whatever was written since, rows and events, was never there. Ids given since are given again.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn go_back(&mut self, mark: Mark) -> Result<()> {
        sql!("ROLLBACK TO SAVEPOINT guiju").run(&mut *self.tx).await?;
        sql!("RELEASE SAVEPOINT guiju").run(&mut *self.tx).await?;
        self.events.truncate(mark.events);
        self.noted.truncate(mark.noted);
        self.rows.truncate(mark.rows);
        self.keys.go_back();
        self.next_id = mark.next_id;
        (self.at, self.chain_utc, self.policy_changed) = (mark.at, mark.chain_utc, mark.policy_changed);
        Ok(())
    }

    /// Forgets a mark: what was written since is part of the change.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn go_on(&mut self, _: Mark) -> Result<()> {
        sql!("RELEASE SAVEPOINT guiju").run(&mut *self.tx).await?;
        Ok(())
    }

    /// The next id of the office.
    pub fn id<I: Counted>(&mut self) -> I {
        self.next_id += 1;
        I::counted(self.next_id)
    }

    /// The last id of the office that was given.
    #[must_use]
    pub const fn last_id(&self) -> i64 {
        self.next_id
    }

    /// Records a typed event; nobody did it if the server acts on its own.
    ///
    /// # Errors
    /// If the event cannot be written as JSON.
    pub fn record(&mut self, by: Option<PersonId>, event: &impl guiju_domain::Event) -> Result<()> {
        let body = serde_json::to_value(Recorded::of(event))?.to_string();
        self.pend((event.matter(), event.kind(), by), body, found_by(event));
        Ok(())
    }

    /// Says why this change may write rows without an event that tells of them. A change that says nothing is refused.
    pub const fn untold(&mut self, why: Untold) {
        self.untold = Some(why);
    }

    /// Adds an event of a matter to the chain, which it enters when the change is committed.
    pub fn event(&mut self, event: Event<'_>) {
        let Event { matter, kind, by, body } = event;
        self.pend((matter, kind, by), body.to_string(), event_subjects::people_in(&body));
    }

    /// Adds an event to the chain. Its moment in UTC is never before that of the event before it; the office's local time beside it is
    /// what people read, and follows the office's zone.
    fn pend(
        &mut self,
        (matter, kind, by): (Option<MatterId>, &str, Option<PersonId>),
        body: String,
        about: Vec<Subject>,
    ) {
        self.chain_utc = self.chain_utc.max(self.utc);
        self.at = self.now.0 + (self.chain_utc - self.utc);
        self.policy_changed |= changes_policy(kind);
        let (matter, kind, by) = (matter.bind(), kind.to_owned(), by.bind());
        self.events.push(Pending { matter, kind, at: self.at, utc: self.chain_utc, by, body, about });
    }

    /// The database's dialect.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        Dialect::of_backend(self.tx.backend_name())
    }

    /// The rows that this change has deleted so far, by table: each with its key as text.
    pub(crate) fn deleted_rows(&self) -> Vec<(&'static str, String)> {
        let deleted = latest(&self.rows).into_iter().filter(|row| row.digest.is_none());
        deleted.map(|row| (row.table, row.key.clone())).collect()
    }

    /// What was noted of matters so far.
    pub(crate) const fn noted(&mut self) -> &mut Noted {
        &mut self.noted
    }

    /// Notes that no row of a table has a key any more, because the row has another one.
    pub(crate) fn note_moved(&mut self, table: &'static str, before: &str) {
        self.rows.push(RowDigest { table, key: before.to_owned(), digest: None });
    }

    /// Ends the change as if it had never begun.
    ///
    /// # Errors
    /// If the database cannot be used; then nothing happened either.
    pub async fn roll_back(self) -> Result<()> {
        Ok(self.tx.rollback().await?)
    }

    /// Makes the change last.
    ///
    /// # Errors
    /// If the database cannot be used, or rows were written and no event tells of it; then nothing happened.
    pub async fn commit(mut self) -> Result<()> {
        for (by, moved) in std::mem::take(&mut self.noted).moved() {
            // Its parts are JSON already; a value of the whole would be a copy of them.
            let body = serde_json::to_string(&Recorded::of(&moved))?;
            self.pend((moved.matter(), moved.kind(), by), body, found_by(&moved));
        }
        if self.events.is_empty() && !self.rows.is_empty() {
            let tables = || self.rows.iter().map(|row| row.table).collect::<BTreeSet<_>>();
            let why = self.untold.ok_or_else(|| Error::Untold(tables().into_iter().collect()))?;
            self.record(None, &RowsWritten { why })?;
        }
        self.write_keys().await?;
        self.enter_chain().await?;
        sql!(
            "UPDATE offices SET next_id = $2, chain_seq = $3, chain_hash = $4, chain_at = $5,
             policy_version = policy_version + $6, chain_utc = $7 WHERE id = $1"
        )
        .bind(self.office)
        .bind(self.next_id)
        .bind(self.seq)
        .bind(&self.hash)
        .bind(self.at)
        .bind(self.policy_changed)
        .bind(self.chain_utc)
        .run(&mut *self.tx)
        .await?;
        self.tx.commit().await?;
        Ok(())
    }

    /// Covers the rows of an office that stood there before any were covered, by an event of its own, and makes the change last.
    /// Nothing happens if they are covered already, or its chain has no event yet; whether something did.
    ///
    /// # Errors
    /// If the database cannot be used; then nothing happened.
    pub async fn take_over(mut self) -> Result<bool> {
        if self.seq == 0 || is_covered(&mut self.tx, self.office).await? {
            self.roll_back().await?;
            return Ok(false);
        }
        self.covers_all = true;
        self.record(None, &RowsCovered {})?;
        self.commit().await?;
        Ok(true)
    }

    /// Inserts the events of the change, and the digests of its rows with the last of them.
    async fn enter_chain(&mut self) -> Result<()> {
        let pending = std::mem::take(&mut self.events);
        let last = pending.len().saturating_sub(1);
        let mut events = Vec::with_capacity(pending.len());
        for (index, event) in pending.into_iter().enumerate() {
            self.seq += 1;
            let rows = if index == last { self.enter_rows().await? } else { None };
            events.push(self.link(event, rows));
        }
        events::insert(&mut self.tx, self.office, &events).await
    }

    /// Inserts the digests of the change's rows with the event that is about to enter the chain; the hash of their list.
    async fn enter_rows(&mut self) -> Result<Option<String>> {
        let rows = std::mem::take(&mut self.rows);
        let mut list = RowList::of(self.office, self.seq);
        if self.covers_all {
            list.cover(&mut self.tx, &mut self.salts).await?;
        } else {
            list.insert(&mut self.tx, &latest(&rows)).await?;
        }
        Ok(list.finish())
    }

    /// Links an event to the end of the chain.
    fn link(&mut self, event: Pending, rows: Option<String>) -> Entered {
        let Pending { matter, kind, at, utc, by, body, about } = event;
        let about = event_subjects::listed(&kind, (by, matter), about);
        let (seq, salt) = (self.seq, self.salts.next());
        let sealed = events::sealed(&salt, &body);
        let (body_hash, rows_hash) = (Body::Sealed(&sealed), rows.as_deref());
        let hashed = Hashed { seq, matter, kind: &kind, at, utc: Some(utc), by, body: body_hash, rows: rows_hash };
        self.hash = hashed.behind(&self.hash);
        Entered { seq, matter, kind, at, utc, by, body, salt, rows, hash: self.hash.clone(), about }
    }
}
