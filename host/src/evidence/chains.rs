//! The chains of a running server: compared with what is anchored, and walked again and again a part at a time.

use super::anchors::Anchors;
use crate::{
    error::Result,
    store::{self, Pool, Walker},
};
use guiju_domain::{OfficeId, alarm::AlarmKind};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// The pause between two walks of a whole chain.
const PAUSE: Duration = Duration::from_secs(600);

/// What this server knows of the chains.
#[derive(Debug, Default)]
pub struct Chains(Mutex<BTreeMap<OfficeId, Chain>>);

#[derive(Clone, Debug, Default)]
struct Chain {
    walker: Option<Walker>,
    /// When the last walk ended.
    ended: Option<Instant>,
    /// The event at which the last whole walk found the chain broken.
    broken_at: Option<i64>,
    /// The anchored event with which the chain does not agree.
    disagrees_at: Option<i64>,
}

impl Chains {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<OfficeId, Chain>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Offices whose chain is not whole, or does not agree with what is anchored, each with the event.
    #[must_use]
    pub fn faults(&self) -> Vec<(OfficeId, i64)> {
        let fault = |(office, chain): (&OfficeId, &Chain)| Some((*office, chain.broken_at.or(chain.disagrees_at)?));
        self.lock().iter().filter_map(fault).collect()
    }

    /// Compares an office's chain with its anchors and walks a part of it on: what is wrong with it, as alarms.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub(super) async fn look(
        &self,
        pool: &Pool,
        anchors: &Anchors,
        office: OfficeId,
    ) -> Result<BTreeSet<(AlarmKind, String)>> {
        let mut chain = self.lock().get(&office).cloned().unwrap_or_default();
        chain.disagrees_at = anchors.disagreement(pool, office).await?.map(|(seq, _)| seq);
        if chain.walker.is_some() || chain.ended.is_none_or(|ended| ended.elapsed() >= PAUSE) {
            let mut walker = chain.walker.take().unwrap_or_else(|| Walker::new(office, BTreeSet::new()));
            if walker.go_on(&mut *store::acquire(pool).await?).await? {
                chain.broken_at = walker.walked().broken_at;
                chain.ended = Some(Instant::now());
            } else {
                chain.walker = Some(walker);
            }
        }
        let mut alarms = BTreeSet::new();
        if let Some(seq) = chain.broken_at {
            alarms.insert((AlarmKind::ChainBroken, seq.to_string()));
        }
        if let Some(seq) = chain.disagrees_at {
            alarms.insert((AlarmKind::ChainDisagrees, seq.to_string()));
        }
        self.lock().insert(office, chain);
        Ok(alarms)
    }
}
