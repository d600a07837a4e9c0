//! How each job of this server stands: when it last ran, what went wrong, when it is tried again.
//!
//! A job is one kind of work for one office, or a part of it such as one judgement. What fails is tried again after growing pauses and
//! holds up nothing else. Every server of a database runs every job, so each knows its own states; they begin anew with the server.

use crate::error::Error;
use guiju_domain::{
    OfficeId,
    jobs::{JobKind, pause},
    message::Message,
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Identifies a job: kind, office, and the part of it if it has parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobKey {
    /// The office; none for what the server does once for all.
    pub office: Option<OfficeId>,
    /// The kind of work.
    pub kind: JobKind,
    /// The part of the work, such as a judgement as `regulation/assessment`; empty for the whole.
    pub part: String,
}

impl JobKey {
    /// The whole of a kind of work.
    #[must_use]
    pub const fn whole(office: Option<OfficeId>, kind: JobKind) -> Self {
        Self { office, kind, part: String::new() }
    }

    /// A part of a kind of work.
    #[must_use]
    pub fn part(office: OfficeId, kind: JobKind, part: &str) -> Self {
        Self { office: Some(office), kind, part: part.to_owned() }
    }
}

/// How a job stands. Moments are UTC: seconds since 1970.
#[derive(Clone, Debug, Default)]
pub struct JobState {
    /// When it last ran.
    pub last_run: i64,
    /// When it last went well.
    pub last_success: Option<i64>,
    /// What went wrong the last time, as a caller would be told; none if it went well.
    pub last_error: Option<Message>,
    /// How often in a row it failed.
    pub failures: u32,
    /// Before this moment it is not tried again.
    pub next_try: i64,
}

/// How the jobs of this server stand.
#[derive(Debug, Default)]
pub struct JobStates(Mutex<BTreeMap<JobKey, JobState>>);

impl JobStates {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<JobKey, JobState>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a job waits because it failed not long ago.
    #[must_use]
    pub fn is_paused(&self, key: &JobKey, utc: i64) -> bool {
        self.lock().get(key).is_some_and(|state| utc < state.next_try)
    }

    /// Notes what came of a job at a moment, and counts a failure.
    pub fn ended(&self, key: JobKey, utc: i64, outcome: Result<(), &Error>) {
        let mut states = self.lock();
        let kind = key.kind;
        // A part is shown as long as it fails.
        if outcome.is_ok() && !key.part.is_empty() {
            states.remove(&key);
        } else {
            let state = states.entry(key).or_default();
            state.last_run = utc;
            state.last_error = outcome.err().map(Error::message);
            match outcome {
                Ok(()) => (state.last_success, state.failures, state.next_try) = (Some(utc), 0, 0),
                Err(_) => {
                    state.failures = state.failures.saturating_add(1);
                    state.next_try = utc + pause(state.failures);
                }
            }
        }
        let failing = states.iter().filter(|(key, state)| key.kind == kind && state.failures > 0).count();
        drop(states);
        metrics::gauge!("guiju_jobs_failing", "job" => kind.name()).set(u32::try_from(failing).unwrap_or(u32::MAX));
        if outcome.is_err() {
            metrics::counter!("guiju_job_failures_total", "job" => kind.name()).increment(1);
        } else {
            metrics::gauge!("guiju_job_last_success_seconds", "job" => kind.name()).set(utc as f64);
        }
    }

    /// The jobs of an office, with those that the server does once for all, by kind and part.
    #[must_use]
    pub fn of_office(&self, office: OfficeId) -> Vec<(JobKey, JobState)> {
        let states = self.lock();
        let of_office = states.iter().filter(|(key, _)| key.office.is_none_or(|of| of == office));
        let mut of_office = of_office.map(|(key, state)| (key.clone(), state.clone())).collect::<Vec<_>>();
        of_office.sort_by(|(a, _), (b, _)| (a.kind, &a.part).cmp(&(b.kind, &b.part)));
        of_office
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_waits_longer_each_time_and_holds_up_nothing_else() {
        let (states, office) = (JobStates::default(), OfficeId::new(1));
        let search = JobKey::whole(Some(office), JobKind::Search);
        let error = Error::internal("no");
        states.ended(search.clone(), 100, Err(&error));
        assert!(states.is_paused(&search, 104) && !states.is_paused(&search, 105));
        states.ended(search.clone(), 105, Err(&error));
        assert!(states.is_paused(&search, 114) && !states.is_paused(&search, 115));
        assert!(!states.is_paused(&JobKey::whole(Some(OfficeId::new(2)), JobKind::Search), 106));
        assert!(!states.is_paused(&JobKey::whole(Some(office), JobKind::Retention), 106));
        states.ended(search.clone(), 115, Ok(()));
        assert!(!states.is_paused(&search, 115));
        let (_, state) = &states.of_office(office)[0];
        assert_eq!((state.failures, state.last_success, state.last_error.clone()), (0, Some(115), None));
    }
}
