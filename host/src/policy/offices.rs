//! The policy of every office on this server: packages compiled once, the rest read from the database after each change.

use super::{
    lack::{Behind, Lack},
    office::OfficePolicy,
    rows::{Packages, Rows},
};
use crate::{
    error::{Error, Result},
    store::{BlobError, BlobName, Blobs, Dialect, Pool, packages, record_keys},
};
use guiju_domain::{OfficeId, rejection::Unknown};
use guiju_engine::{Engine, LoadError, Loaded};
use guiju_model::Manifest;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

/// So many packages are fetched before they are loaded, all at once.
const AT_ONCE: usize = 8;
/// So often everything is read anew at once where other servers go on meanwhile.
const ATTEMPTS: usize = 3;

/// The policy of every office on this server.
pub struct Policies {
    engine: Engine,
    blobs: Arc<Blobs>,
    loaded: RwLock<HashMap<String, Arc<Loaded>>>,
    offices: RwLock<HashMap<OfficeId, Arc<OfficePolicy>>>,
    /// Offices whose policy could not be read anew, and the version at which.
    stuck: RwLock<BTreeMap<OfficeId, i64>>,
    dialect: Dialect,
    /// One at a time reads the policy anew; the others wait for it.
    turn: tokio::sync::Mutex<()>,
}

impl std::fmt::Debug for Policies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Policies").field("blobs", &self.blobs).finish_non_exhaustive()
    }
}

impl Policies {
    /// The policy with its packages in `blobs`. What is compiled stays below `data`, on this machine: it is native code, and no
    /// other machine's word is taken for it.
    ///
    /// # Errors
    /// If the engine cannot run here.
    pub fn new(limits: guiju_engine::Limits, data: &Path, blobs: Arc<Blobs>, dialect: Dialect) -> Result<Self> {
        let engine = Engine::new(limits, Some(&data.join("compiled")))?;
        Ok(Self {
            engine,
            blobs,
            loaded: RwLock::default(),
            offices: RwLock::default(),
            stuck: RwLock::default(),
            dialect,
            turn: tokio::sync::Mutex::default(),
        })
    }

    /// Reads a component without compiling it.
    ///
    /// # Errors
    /// The first thing for which it is not accepted.
    pub fn read(&self, component: &[u8]) -> Result<(), LoadError> {
        self.engine.examine(component)
    }

    /// How many components this server has compiled.
    #[must_use]
    pub fn compilations(&self) -> u64 {
        self.engine.compiled()
    }

    /// Checks a component, compiles it and asks it what it is; stores nothing.
    ///
    /// # Errors
    /// Every reason why it is not accepted.
    pub fn examine(&self, component: &[u8]) -> Result<Arc<Loaded>, LoadError> {
        Ok(Arc::new(self.engine.load(component)?))
    }

    /// Saves a component that was examined, by its digest.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn save(&self, component: &[u8], loaded: &Arc<Loaded>) -> Result<()> {
        self.blobs.put(&BlobName::package(loaded.digest()), component.to_vec()).await?;
        let remembered = loaded.clone();
        tokio::task::spawn_blocking(move || remembered.remember()).await.map_err(Error::internal)??;
        self.know(loaded);
        Ok(())
    }

    fn know(&self, loaded: &Arc<Loaded>) {
        let mut known = self.loaded.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(loaded.digest().to_owned()).or_insert_with(|| loaded.clone());
    }

    /// Checks a component and saves it.
    ///
    /// # Errors
    /// Every reason why it is not accepted.
    pub async fn accept(&self, component: &[u8]) -> Result<Arc<Loaded>> {
        let loaded = self.examine(component)?;
        self.save(component, &loaded).await?;
        Ok(loaded)
    }

    /// The bytes of a component that was saved.
    ///
    /// # Errors
    /// If they are gone or damaged, or the store cannot be reached.
    pub async fn bytes(&self, digest: &str) -> Result<Vec<u8>> {
        Ok(self.blobs.get(&BlobName::package(digest)).await?)
    }

    /// Loads what is not loaded yet; what came of each.
    async fn load(&self, wanted: BTreeSet<String>) -> Packages {
        let mut packages = Packages::new();
        let mut absent = Vec::new();
        {
            let known = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
            for digest in wanted {
                match known.get(&digest) {
                    Some(loaded) => drop(packages.insert(digest, Ok(loaded.clone()))),
                    None => absent.push(digest),
                }
            }
        }
        let mut answers = true;
        for part in absent.chunks(AT_ONCE) {
            let mut fetched = Vec::new();
            for digest in part {
                // A store that does not answer is not asked for each of many.
                match if answers { self.fetch(digest).await } else { Err(Lack::Unreachable) } {
                    Ok(bytes) => fetched.push((digest.clone(), bytes)),
                    Err(why) => {
                        answers = why != Lack::Unreachable;
                        packages.insert(digest.clone(), Err(why));
                    }
                }
            }
            packages.extend(self.compiled(fetched).await);
        }
        packages
    }

    async fn fetch(&self, digest: &str) -> Result<Vec<u8>, Lack> {
        self.blobs.get(&BlobName::package(digest)).await.map_err(|why| {
            tracing::error!(%why, "a regulation cannot be loaded");
            match why {
                BlobError::Missing(_) => Lack::Missing,
                BlobError::Damaged(_) => Lack::Damaged,
                BlobError::Unreachable(_) => Lack::Unreachable,
            }
        })
    }

    /// Compiles packages, or takes what was compiled before, on threads that serve nobody.
    async fn compiled(&self, fetched: Vec<(String, Vec<u8>)>) -> Packages {
        let engine = self.engine.clone();
        let digests = fetched.iter().map(|(digest, _)| digest.clone()).collect::<Vec<_>>();
        let load = move || {
            let one = |(_, bytes): &(String, Vec<u8>)| -> Result<Arc<Loaded>, LoadError> {
                let loaded = engine.load(bytes)?;
                loaded.remember()?;
                Ok(Arc::new(loaded))
            };
            engine.on_all_cores(&fetched, one)
        };
        let unusable = |why: &dyn std::fmt::Display| {
            tracing::error!(%why, "a regulation cannot be loaded");
            Lack::Unusable(why.to_string())
        };
        match tokio::task::spawn_blocking(load).await {
            Ok(loaded) => {
                let loaded = loaded.into_iter().map(|loaded| loaded.map_err(|why| unusable(&why)));
                let packages = digests.into_iter().zip(loaded).collect::<Packages>();
                packages.values().flatten().for_each(|loaded| self.know(loaded));
                packages
            }
            Err(why) => digests.into_iter().map(|digest| (digest, Err(unusable(&why)))).collect(),
        }
    }

    /// The policy in force of an office.
    ///
    /// # Errors
    /// If the server does not know the office.
    pub fn of(&self, office: OfficeId) -> Result<Arc<OfficePolicy>> {
        let offices = self.offices.read().unwrap_or_else(PoisonError::into_inner);
        offices.get(&office).cloned().ok_or(Error::from(Unknown::Office))
    }

    /// The version of an office's people and policy that this server has taken over; none if it does not know the office.
    #[must_use]
    pub fn version(&self, office: OfficeId) -> Option<i64> {
        let offices = self.offices.read().unwrap_or_else(PoisonError::into_inner);
        let read = offices.get(&office).map(|policy| policy.version);
        let stuck = self.stuck.read().unwrap_or_else(PoisonError::into_inner);
        read.max(stuck.get(&office).copied())
    }

    /// Reads bindings, values and calendar anew. A package that cannot be loaded, and an office whose rows cannot be read, hold
    /// nothing else up.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn refresh(&self, pool: &Pool) -> Result<()> {
        let _turn = self.turn.lock().await;
        self.read_anew(pool).await
    }

    /// The same, unless an office's version has been taken over meanwhile.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn follow(&self, pool: &Pool, office: OfficeId, version: i64) -> Result<()> {
        let _turn = self.turn.lock().await;
        if self.version(office) >= Some(version) {
            return Ok(());
        }
        self.read_anew(pool).await
    }

    /// Reads until no other server has gone on meanwhile with what makes records be found. After some attempts the rest is left to the next
    /// change, or to the task that follows.
    async fn read_anew(&self, pool: &Pool) -> Result<()> {
        for _ in 0..ATTEMPTS {
            if !self.read_once(pool).await? {
                break;
            }
        }
        Ok(())
    }

    /// Reads everything; whether another server has gone on meanwhile.
    async fn read_once(&self, pool: &Pool) -> Result<bool> {
        let rows = Rows::read(pool, self.dialect).await?;
        let packages = self.load(rows.digests()).await;
        let (mut read, mut stuck) = (Vec::new(), BTreeMap::new());
        for (office, version, policy) in rows.policies(&packages) {
            match policy {
                Ok(policy) => read.push((office, policy)),
                Err(why) => {
                    tracing::error!(office = office.number(), cause = ?why, "what binds an office cannot be read");
                    stuck.insert(office, version);
                }
            }
        }
        let mut is_overtaken = false;
        // Those whose records are found already do not wait for others.
        for (office, mut policy) in read {
            let completed = complete(pool, office, &mut policy, &rows).await;
            let mut offices = self.offices.write().unwrap_or_else(PoisonError::into_inner);
            if let Ok(true) = completed {
                take_over(&mut offices, office, Arc::new(policy));
                continue;
            }
            if let Err(why) = completed {
                tracing::error!(office = office.number(), cause = ?why, "records of an office cannot be made to be found");
            } else {
                is_overtaken = true;
            }
            stuck.insert(office, policy.version);
            write_keys_of(&mut offices, office, &policy);
        }
        let offices = self.offices.read().unwrap_or_else(PoisonError::into_inner);
        #[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
        metrics::gauge!("guiju_regulations_behind")
            .set(offices.values().map(|policy| policy.behind().count()).sum::<usize>() as f64);
        *self.stuck.write().unwrap_or_else(PoisonError::into_inner) = stuck;
        Ok(is_overtaken)
    }

    /// Notes beside each package what it oversees, where an earlier version of the server did not.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn note(&self, pool: &Pool) -> Result<()> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner).clone();
        for digest in packages::without_notes(pool).await? {
            let Some(loaded) = loaded.get(&digest) else { continue };
            let (oversees, working_hours) = noted(loaded.manifest())?;
            packages::note(pool, loaded.digest(), &oversees, working_hours).await?;
        }
        Ok(())
    }

    /// Packages that bind an office and are missing on this server, by office.
    #[must_use]
    pub fn behind(&self) -> Vec<(OfficeId, Behind)> {
        let offices = self.offices.read().unwrap_or_else(PoisonError::into_inner);
        let mut behind =
            offices.iter().flat_map(|(office, policy)| policy.behind().map(|lack| (*office, lack.clone())));
        let mut behind = behind.by_ref().collect::<Vec<_>>();
        behind.sort_by(|one, other| (one.0, &one.1.digest).cmp(&(other.0, &other.1.digest)));
        behind
    }

    /// Whether a package that binds an office is missing on this server.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let offices = self.offices.read().unwrap_or_else(PoisonError::into_inner);
        offices.values().any(|policy| policy.behind().next().is_some()) || !self.stuck().is_empty()
    }

    /// Offices whose policy could not be read anew, so that an earlier one may stand.
    #[must_use]
    pub fn stuck(&self) -> Vec<OfficeId> {
        self.stuck.read().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }
}

/// Makes every record of an office be found by what its policy looks up, before anything asks by it; false if another server has gone on
/// since the rows were read.
async fn complete(pool: &Pool, office: OfficeId, policy: &mut OfficePolicy, rows: &Rows) -> Result<bool> {
    let noted = rows.lookups(office).collect::<Result<Vec<_>>>()?;
    let version = record_keys::complete(pool, office, &policy.lookups, (&noted, policy.version)).await?;
    policy.version = version.unwrap_or(policy.version);
    Ok(version.is_some())
}

/// Takes over what was read of an office; never an older policy in place of a newer one.
fn take_over(offices: &mut HashMap<OfficeId, Arc<OfficePolicy>>, office: OfficeId, policy: Arc<OfficePolicy>) {
    let known = offices.entry(office).or_insert_with(|| policy.clone());
    if policy.version >= known.version {
        *known = policy;
    }
}

/// The policy of an office that stays writes the keys of records as a newer one does that could not be taken over: what other servers look up
/// is found among what is written meanwhile.
fn write_keys_of(offices: &mut HashMap<OfficeId, Arc<OfficePolicy>>, office: OfficeId, newer: &OfficePolicy) {
    if let Some(known) = offices.get_mut(&office).filter(|known| known.version <= newer.version) {
        let stays = OfficePolicy::clone(known);
        *known = Arc::new(OfficePolicy { lookups: newer.lookups.clone(), ..stays });
    }
}

/// What is noted beside a package: the forms that it oversees, and whether it fixes working hours.
///
/// # Errors
/// If it cannot be written as text.
pub fn noted(manifest: &Manifest) -> Result<(String, bool)> {
    Ok((serde_json::to_string(&manifest.oversees)?, manifest.working_hours.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_policy_never_takes_the_place_of_a_newer_one() {
        let policy = |version| Arc::new(OfficePolicy { version, ..OfficePolicy::default() });
        let mut offices = HashMap::new();
        for (version, stands) in [(3, 3), (2, 3), (3, 3), (4, 4)] {
            take_over(&mut offices, OfficeId::new(1), policy(version));
            assert_eq!(offices[&OfficeId::new(1)].version, stands);
        }
    }

    #[test]
    fn a_policy_that_stays_writes_keys_as_the_newer_one() {
        let policy = |version, noted: &[&str]| {
            let mut lookups = record_keys::Lookups::default();
            for form in noted {
                let noted = record_keys::NotedLookup {
                    regulation: "rules".to_owned(),
                    form: (*form).to_owned(),
                    field: "days".to_owned(),
                    reading: r#"{ "kind": null, "was": [] }"#.to_owned(),
                    is_complete: true,
                };
                lookups.take_over(&noted).unwrap();
            }
            OfficePolicy { version, lookups: Arc::new(lookups), ..OfficePolicy::default() }
        };
        let office = OfficeId::new(1);
        let mut offices = HashMap::from([(office, Arc::new(policy(3, &["leave"])))]);
        write_keys_of(&mut offices, office, &policy(4, &["leave", "trip"]));
        write_keys_of(&mut offices, office, &policy(2, &["leave"]));
        assert_eq!(offices[&office].version, 3);
        assert!(offices[&office].lookups.has("rules", "trip"), "another server finds what this one writes");
    }
}
