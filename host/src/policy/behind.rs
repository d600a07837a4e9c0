//! A server without a package that binds an office: which calls are refused until it has the package, and which go on.
//!
//! Nothing is ever judged by another package than the one that is bound. What the missing package decides, oversees or counts
//! working hours for is refused for the time being; everything else goes on.

use super::{lack::Behind, office::OfficePolicy};
use crate::error::{Error, Result};
use guiju_domain::rejection::{Policy, Unknown};
use guiju_engine::Loaded;
use guiju_model::Date;
use std::{collections::BTreeMap, sync::Arc};

impl OfficePolicy {
    /// What this server lacks of what is in force on a day, by regulation.
    pub(crate) fn lacks(&self, date: Date) -> BTreeMap<&str, &Behind> {
        let absent = self.bound_on(date).into_iter().filter(|(_, binding)| binding.loaded.is_none());
        absent.filter_map(|(regulation, binding)| Some((regulation, self.behind.get(&binding.digest)?))).collect()
    }

    /// Every package of the office that this server lacks.
    pub(crate) fn behind(&self) -> impl Iterator<Item = &Behind> {
        self.behind.values()
    }

    /// Whether the office is bound to a package, or has it installed.
    pub(crate) fn has(&self, digest: &str) -> bool {
        self.installed.contains_key(digest) || self.bindings.iter().any(|binding| binding.digest == digest)
    }

    /// What people call a regulation: its title, if any of its packages is here.
    pub(crate) fn title<'l>(&'l self, regulation: &'l str) -> &'l str {
        self.packages_of(regulation).next().map_or(regulation, |loaded| &loaded.manifest().title)
    }

    fn waits(&self, regulation: &str) -> Error {
        Policy::Behind { regulation: self.title(regulation).to_owned() }.into()
    }

    /// The regulation in force on a day.
    ///
    /// # Errors
    /// If there is none, or this server does not have its package.
    pub fn in_force(&self, regulation: &str, date: Date) -> Result<&Arc<Loaded>> {
        if self.lacks(date).contains_key(regulation) {
            return Err(self.waits(regulation));
        }
        self.regulation(regulation, date).ok_or(Error::from(Unknown::Regulation))
    }

    /// The package by which something was judged.
    ///
    /// # Errors
    /// If there is none, or this server does not have it.
    pub fn judged_by(&self, digest: &str) -> Result<&Arc<Loaded>> {
        if let Some(behind) = self.behind.get(digest) {
            return Err(self.waits(&behind.regulation));
        }
        self.package(digest).ok_or(Error::from(Unknown::VersionOfThen))
    }

    /// Whether what reads a regulation's registers on a day is given what that regulation declares.
    ///
    /// # Errors
    /// If this server does not have its package.
    pub fn can_read(&self, regulation: &str, date: Date) -> Result<()> {
        if self.lacks(date).contains_key(regulation) { Err(self.waits(regulation)) } else { Ok(()) }
    }

    /// Whether a matter can be judged here: by its overseers of the day on which it was filed, with the working hours of that
    /// day and of today.
    ///
    /// # Errors
    /// If this server does not have a package that has a say in it.
    pub fn can_judge(&self, form: &str, filed: Date, today: Date) -> Result<()> {
        let lacks = self.lacks(filed);
        let overseer = lacks.values().find(|behind| behind.may_oversee(form));
        overseer.map_or(Ok(()), |behind| Err(self.waits(&behind.regulation)))?;
        self.can_count(filed)?;
        self.can_count(today)
    }

    /// Whether working hours can be counted here by those in force on a day.
    ///
    /// # Errors
    /// If this server does not have the package that fixes them.
    pub fn can_count(&self, date: Date) -> Result<()> {
        let lacks = self.lacks(date);
        let hours = lacks.values().find(|behind| behind.working_hours);
        hours.map_or(Ok(()), |behind| Err(self.waits(&behind.regulation)))
    }

    /// Whether a period can be judged here. What one regulation counts is read by others, so all of them must be here.
    ///
    /// # Errors
    /// If this server does not have a package that was in force.
    pub fn can_assess(&self, date: Date) -> Result<()> {
        self.lacks(date).keys().next().map_or(Ok(()), |regulation| Err(self.waits(regulation)))
    }
}
