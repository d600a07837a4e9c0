//! Judgements that were made, and what each of them read.

use super::declared::declared;
use crate::{
    policy::OfficePolicy,
    store::assessments::{Judgement, Run},
};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Cycle, Date, Moment, Period};
use std::{collections::BTreeMap, sync::Arc};

/// A judgement that was made of a period, with what the package in force then declares of it.
pub(super) struct Made<'a> {
    pub(super) run: &'a Run,
    /// Nothing, where the package is not here or declares it no more.
    declared: Option<(Arc<Loaded>, Assessed)>,
    /// First and last day of the period; of one under way it ends today.
    days: (Date, Date),
}

impl<'a> Made<'a> {
    /// Every run with what is declared of it.
    pub(super) fn all(policy: &OfficePolicy, runs: &'a [Run], today: Date) -> Vec<Self> {
        let mut of_day = BTreeMap::new();
        let made = |run: &'a Run| {
            let periods = Cycle::ALL.iter().map(|cycle| (*cycle, run.starts.around(*cycle)));
            let declared = periods.filter(|(_, period)| period.0 == run.starts).find_map(|(cycle, period)| {
                let ends = period.1.min(today);
                let all: &mut Vec<(Arc<Loaded>, Assessed)> =
                    of_day.entry(ends).or_insert_with(|| declared(policy, ends));
                let is_one = |(loaded, assessed): &&(Arc<Loaded>, Assessed)| {
                    assessed.period == cycle && assessed.id == run.assessed && loaded.manifest().id == run.regulation
                };
                Some((all.iter().find(is_one)?.clone(), (period.0, ends)))
            });
            match declared {
                Some((declared, days)) => Self { run, declared: Some(declared), days },
                None => Self { run, declared: None, days: (run.starts, run.starts) },
            }
        };
        runs.iter().map(made).collect()
    }

    /// The judgement as the store knows it.
    pub(super) fn judgement(&self) -> Judgement<'a> {
        Judgement { regulation: &self.run.regulation, assessed: &self.run.assessed, starts: self.run.starts }
    }

    /// Whether the package that made it is not here, so that nobody can say what it reads.
    pub(super) fn is_unreadable(&self, policy: &OfficePolicy) -> bool {
        self.declared.is_none() && policy.can_assess(self.run.starts).is_err()
    }

    /// Whether its period has some of these days.
    pub(super) fn overlaps(&self, (first, last): (Date, Date)) -> bool {
        self.days.0 <= last && first <= self.days.1
    }

    /// Its name, with the regulation's before it.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.run.regulation, self.run.assessed)
    }

    /// What changes for others when it is made again.
    pub(super) fn results(&self) -> Changed {
        Changed::results(self.name(), self.days)
    }

    /// Whether it read this. What is still open, and what is read whatever its time, is read as it is on the day of the judgement. What
    /// began after the period does not count for it, however far a window reaches.
    pub(super) fn read(&self, policy: &OfficePolicy, changed: &Changed) -> bool {
        let Some((loaded, assessed)) = &self.declared else { return false };
        let manifest = loaded.manifest();
        let end = end_of(self.days.1);
        assessed.reads.iter().any(|read| {
            manifest.qualified(&read.source) == changed.source && {
                let window = read.window.with(&policy.parameters(manifest, self.days.1), &manifest.parameters);
                let Period { from, to } = window.around(self.days);
                !window.is_open() && changed.over.from <= to.min(end) && changed.over.to >= from
            }
        })
    }
}

/// What has changed: records of a form, or the results of a judgement, over a time.
pub(super) struct Changed {
    /// The name of the form or of the judgement, with its regulation's before it.
    pub(super) source: String,
    pub(super) over: Period,
}

impl Changed {
    /// The results of a judgement of these days.
    pub(super) fn results(source: String, (starts, ends): (Date, Date)) -> Self {
        Self { source, over: Period { from: starts.at(0), to: end_of(ends) } }
    }
}

/// The last second of a day.
fn end_of(day: Date) -> Moment {
    Moment(day.plus(1).at(0).0 - 1)
}
