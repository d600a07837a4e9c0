//! The running server's parts, shared by every request.

use crate::{
    accounts::SecretKey,
    clock::{Clock, Zone},
    config::Config,
    error::{Error, Result},
    evidence::{Anchors, Chains},
    job_states::JobStates,
    policy::{OfficePolicy, Policies},
    room::Room,
    staff::{Staff, heights},
    store::{self, Blobs, Connection, Dialect, Pool, UnitOfWork, offices},
};
use guiju_domain::{OfficeId, Rejection, rejection::Policy};
use guiju_model::Moment;
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock},
    time::Duration,
};

/// How long a change waits for its turn before the caller is told to try again.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a change begins anew because the policy was changed before it.
const ATTEMPTS: usize = 8;

/// Everything a request needs.
#[derive(Debug)]
pub struct App {
    /// The configuration as the server was started with it.
    pub config: Config,
    /// Connections to the database.
    pub pool: Pool,
    /// What its queries write differently.
    pub dialect: Dialect,
    /// Attachments and packages.
    pub blobs: Arc<Blobs>,
    /// Signed heads of the chains.
    pub anchors: Arc<Anchors>,
    /// How the jobs of this server stand.
    pub jobs: JobStates,
    /// What is known of the chains while the server runs.
    pub chains: Chains,
    /// Policies in force.
    pub policy: Policies,
    /// The clock, from which every local time is taken; tests and demonstrations set it.
    pub clock: Clock,
    /// Room for bodies of requests.
    pub room: Room,
    /// What encrypts secrets, once it was needed.
    pub(crate) secret_key: SecretKey,
    /// Everybody in an office, with the version at which it was read.
    staff: RwLock<HashMap<OfficeId, (i64, Arc<Staff>)>>,
    gates: Mutex<HashMap<OfficeId, Arc<tokio::sync::Mutex<()>>>>,
    listening: OnceLock<SocketAddr>,
}

/// What is opened before a server runs.
pub(crate) struct Parts {
    pub config: Config,
    pub clock: Clock,
    pub pool: Pool,
    pub dialect: Dialect,
    pub blobs: Arc<Blobs>,
    pub anchors: Arc<Anchors>,
    pub policy: Policies,
}

impl App {
    /// The parts of a server that has opened its data.
    pub(crate) fn new(parts: Parts) -> Arc<Self> {
        let Parts { config, clock, pool, dialect, blobs, anchors, policy } = parts;
        let room = Room::new(config.limits_http.bodies_megabytes);
        Arc::new(Self {
            config,
            pool,
            dialect,
            blobs,
            anchors,
            jobs: JobStates::default(),
            chains: Chains::default(),
            policy,
            clock,
            room,
            secret_key: SecretKey::default(),
            staff: RwLock::default(),
            gates: Mutex::default(),
            listening: OnceLock::new(),
        })
    }

    /// Notes the address on which the server listens, which stands for the public one where none is configured.
    pub fn listens_on(&self, address: SocketAddr) {
        let _ = self.listening.set(address);
    }

    /// The address under which people reach this server, as a print-out or a code must name it: the configured one, else the
    /// one that it listens on. Never what a request says.
    #[must_use]
    pub fn public_address(&self) -> String {
        let listening = || self.listening.get().map_or_else(|| self.config.listen.clone(), ToString::to_string);
        self.config.public_address.clone().unwrap_or_else(|| format!("http://{}", listening()))
    }

    /// An office's local time now.
    #[must_use]
    pub fn now(&self, office: OfficeId) -> Moment {
        self.clock.now(self.zone(office))
    }

    /// The moment that is now, in UTC and as an office's local time.
    fn moment(&self, office: OfficeId) -> (i64, Moment) {
        let utc = self.clock.utc();
        (utc, self.zone(office).local(utc))
    }

    /// An office's time zone.
    #[must_use]
    pub fn zone(&self, office: OfficeId) -> Zone {
        self.policy.of(office).map(|policy| policy.zone).unwrap_or_default()
    }

    /// Packages, parameter values and calendar in force in an office.
    ///
    /// # Errors
    /// If there is no such office.
    pub fn policy(&self, office: OfficeId) -> Result<Arc<OfficePolicy>> {
        self.policy.of(office)
    }

    /// Everybody in an office, at least as they were when this server last took over a change of it.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn staff(&self, office: OfficeId) -> Result<Arc<Staff>> {
        let mut attempt = 0;
        loop {
            let known = self.staff.read().unwrap_or_else(PoisonError::into_inner).get(&office).cloned();
            if let Some((version, staff)) = known
                && Some(version) >= self.policy.version(office)
            {
                return Ok(staff);
            }
            let mut connection = store::acquire(&self.pool).await?;
            // Read before the people: what is read after it is at least as new.
            let version = offices::policy_version(&mut *connection, office).await?;
            let staff = Arc::new(self.read_staff(&mut connection, office).await?);
            self.keep_staff(office, version, staff.clone());
            // Where a newer version was taken over meanwhile, it is read once more.
            attempt += 1;
            if Some(version) >= self.policy.version(office) || attempt == ATTEMPTS {
                return Ok(staff);
            }
        }
    }

    /// Everybody in an office as they are within a change, whatever this server or another read before.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn staff_within(&self, change: &mut UnitOfWork) -> Result<Arc<Staff>> {
        let (office, version) = (change.office, change.policy_version);
        let known = self.staff.read().unwrap_or_else(PoisonError::into_inner).get(&office).cloned();
        if let Some((_, staff)) = known.filter(|(read, _)| *read == version && !change.policy_changed()) {
            return Ok(staff);
        }
        let staff = Arc::new(self.read_staff(change, office).await?);
        if !change.policy_changed() {
            self.keep_staff(office, version, staff.clone());
        }
        Ok(staff)
    }

    async fn read_staff(&self, connection: &mut Connection, office: OfficeId) -> Result<Staff> {
        let mut staff = Staff::read(connection, office, &self.clock, self.zone(office)).await?;
        // Without a policy nobody stands above anybody.
        if let Ok(policy) = self.policy(office) {
            let packages = policy.on(self.now(office).date());
            let roles = packages.values().flat_map(|loaded| &loaded.manifest().roles);
            staff.heights = heights(&roles.collect::<Vec<_>>());
        }
        Ok(staff)
    }

    /// Remembers an office's people, unless newer ones are known.
    fn keep_staff(&self, office: OfficeId, version: i64, staff: Arc<Staff>) {
        let mut known = self.staff.write().unwrap_or_else(PoisonError::into_inner);
        let newest = known.entry(office).or_insert_with(|| (version, staff.clone()));
        if newest.0 <= version {
            *newest = (version, staff);
        }
    }

    /// Forgets what is known of an office's people, after a change.
    pub fn staff_changed(&self, office: OfficeId) {
        self.staff.write().unwrap_or_else(PoisonError::into_inner).remove(&office);
    }

    /// Takes over what another server on the same database has changed in an office's people, posts, calendar or policy.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn follow(&self, office: OfficeId) -> Result<()> {
        self.follow_to(office, offices::policy_version(&self.pool, office).await?).await
    }

    /// The same where the office's version has been read already, with a session's own query.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn follow_to(&self, office: OfficeId, latest: i64) -> Result<()> {
        if self.policy.version(office) >= Some(latest) {
            return Ok(());
        }
        self.policy.follow(&self.pool, office, latest).await
    }

    /// Begins a change of an office. Changes of one office wait for each other here, in the order in which they came,
    /// rather than in the database, where each would hold a connection that readers need.
    ///
    /// Its own first statement reads the office's version: what another server changed meanwhile counts for this change. It is
    /// taken over while no transaction is open, because packages may have to be fetched and compiled.
    ///
    /// # Errors
    /// If the database cannot be used, or too many others are before this one.
    pub async fn change(&self, office: OfficeId) -> Result<UnitOfWork> {
        for _ in 0..ATTEMPTS {
            let gate = self.gates.lock().unwrap_or_else(PoisonError::into_inner).entry(office).or_default().clone();
            let turn = tokio::time::timeout(PATIENCE, gate.lock_owned()).await;
            let turn = turn.map_err(|late| Error::Unavailable(late.into()))?;
            let mut change = UnitOfWork::begin(&self.pool, turn, office, self.moment(office)).await?;
            let version = change.policy_version;
            if self.policy.version(office) >= Some(version) {
                let (utc, now) = self.moment(office);
                change.set_time(utc, now);
                change.look_up(self.policy.of(office)?.lookups.clone());
                return Ok(change);
            }
            change.roll_back().await?;
            self.follow_to(office, version).await?;
        }
        Err(Rejection::from(Policy::Changing).into())
    }
}
