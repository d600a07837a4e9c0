//! A change of one office: a transaction with its events.

use crate::{
    Connection, Pool,
    error::{Error, Result},
    events::{Event, Hashed, changes_policy},
    sql::{Bind, sql},
};
use guiju_domain::{Counted, OfficeId, PersonId, Recorded};
use guiju_model::{Date, Moment};
use guiju_store_macros::Row;
use sqlx::{Any, Transaction};
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
    // Dropped last: the next change begins when this one's transaction has ended.
    _turn: OwnedMutexGuard<()>,
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
    seq: i64,
    hash: String,
    at: i64,
    chain_utc: i64,
    policy_changed: bool,
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
            _turn: turn,
        })
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
        sql!("SAVEPOINT guiju").run(&mut *self.tx).await?;
        Ok(Mark {
            next_id: self.next_id,
            seq: self.seq,
            hash: self.hash.clone(),
            at: self.at,
            chain_utc: self.chain_utc,
            policy_changed: self.policy_changed,
        })
    }

    /// Goes back to a mark: whatever was written since, rows and events, was never there. Ids given since are given again.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn go_back(&mut self, mark: Mark) -> Result<()> {
        sql!("ROLLBACK TO SAVEPOINT guiju").run(&mut *self.tx).await?;
        sql!("RELEASE SAVEPOINT guiju").run(&mut *self.tx).await?;
        (self.next_id, self.seq, self.hash) = (mark.next_id, mark.seq, mark.hash);
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
    /// If the database cannot be used.
    pub async fn record(&mut self, by: Option<PersonId>, event: &impl guiju_domain::Event) -> Result<()> {
        let body = serde_json::to_value(Recorded::of(event))?;
        self.event(Event { matter: event.matter(), kind: event.kind(), by, body }).await
    }

    /// Adds an event of the office to the chain that has no type yet; nobody did it if the server acts on its own.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn office_event(&mut self, kind: &str, by: Option<PersonId>, body: serde_json::Value) -> Result<()> {
        self.event(Event { matter: None, kind, by, body }).await
    }

    /// Adds an event to the chain. Its moment in UTC is never before that of the event before it; the office's local time beside it is
    /// what people read, and follows the office's zone.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.seq += 1;
        self.chain_utc = self.chain_utc.max(self.utc);
        self.at = self.now.0 + (self.chain_utc - self.utc);
        self.policy_changed |= changes_policy(event.kind);
        let body = event.body.to_string();
        let (matter, kind, by) = (event.matter.bind(), event.kind, event.by.bind());
        let hashed = Hashed { seq: self.seq, matter, kind, at: self.at, utc: Some(self.chain_utc), by, body: &body };
        self.hash = hashed.behind(&self.hash);
        sql!(
            "INSERT INTO events (office_id, seq, matter_id, kind, at, by_id, body, hash, utc)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        )
        .bind(self.office)
        .bind(self.seq)
        .bind(matter)
        .bind(kind)
        .bind(self.at)
        .bind(by)
        .bind(body)
        .bind(&self.hash)
        .bind(self.chain_utc)
        .run(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// The next number of one count of a series in a year.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn number(&mut self, count: &str, date: Date) -> Result<i64> {
        let year = i64::from(date.year());
        sql!(
            "INSERT INTO series (office_id, series, year, last) VALUES ($1, $2, $3, 1)
             ON CONFLICT (office_id, series, year) DO UPDATE SET last = series.last + 1 RETURNING last"
        )
        .bind(self.office)
        .bind(count)
        .bind(year)
        .value(&mut *self.tx)
        .await
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
    /// If the database cannot be used; then nothing happened.
    pub async fn commit(mut self) -> Result<()> {
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
}
