//! The suspensions that a case tells, as the host would give them.

use crate::case::{Case, CaseSuspension};
use guiju_model::{Date, Manifest, Moment, Suspended, privileges};
use std::collections::BTreeSet;

impl Case {
    /// The suspensions that come with a call about these people, or about everybody, and about these days.
    ///
    /// # Errors
    /// A privilege is told that the regulation does not declare, or a moment cannot be read.
    pub fn suspensions(
        &self,
        manifest: &Manifest,
        people: Option<&BTreeSet<u64>>,
        days: (Date, Date),
    ) -> Result<Vec<Suspended>, String> {
        let days = privileges::days_around(days, self.moment()?);
        let mut all = Vec::new();
        for told in &self.suspended {
            all.push(suspension(told, manifest)?);
        }
        all.retain(|one| one.comes(people, days));
        Ok(all)
    }
}

fn suspension(told: &CaseSuspension, manifest: &Manifest) -> Result<Suspended, String> {
    let privilege = manifest.privilege(&told.privilege);
    let privilege = privilege.ok_or_else(|| format!("the regulation declares no privilege {}", told.privilege))?;
    Ok(Suspended {
        person: told.person.unwrap_or(1),
        privilege: privilege.id.clone(),
        clause: privilege.clause.clone(),
        starts: moment(&told.from)?,
        ends: told.to.as_deref().map(moment).transpose()?,
        reason: told.reason.clone(),
    })
}

/// A moment, or the beginning of a day.
fn moment(text: &str) -> Result<i64, String> {
    let begin = |date: Date| date.at(0);
    let moment = text.parse::<Moment>().or_else(|_| text.parse::<Date>().map(begin));
    moment.map(|moment| moment.0).map_err(|why| format!("{text}: {why}"))
}
