//! Due dates of stations.

use crate::policy::OfficePolicy;
use guiju_model::{Moment, Step};

/// Days after the opening of a station of which the calendar is looked at.
const DAYS: i32 = 400;

/// When a station that opens now is due; nothing if its step sets no due date.
#[must_use]
pub fn due(policy: &OfficePolicy, step: &Step, now: Moment) -> Option<Moment> {
    let due = step.due.as_ref()?;
    let days = policy.days(now.date(), now.date().plus(DAYS));
    Some(days.calendar().due(now, due.within))
}
