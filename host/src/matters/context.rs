//! What evaluating a matter and going on with it depend on beside the matter.

use crate::{policy::OfficePolicy, staff::Staff, store::UnitOfWork};
use guiju_domain::OfficeId;
use guiju_model::{Moment, Span};

/// Days from now of which the calendar is looked at for a due date.
const DAYS: i32 = 400;

/// The office in which a matter is evaluated, at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The office.
    pub office: OfficeId,
    /// The packages, parameters and calendar in force.
    pub policy: &'a OfficePolicy,
    /// The people and posts.
    pub staff: &'a Staff,
    /// The present moment, in the office's local time.
    pub now: Moment,
}

impl<'a> Context<'a> {
    /// The context of a change that is being made.
    #[must_use]
    pub const fn within(change: &UnitOfWork, policy: &'a OfficePolicy, staff: &'a Staff) -> Self {
        Self { office: change.office, policy, staff, now: change.now }
    }

    /// When so much time from now on is over.
    #[must_use]
    pub fn due(&self, within: Span) -> Moment {
        let days = self.policy.days(self.now.date(), self.now.date().plus(DAYS));
        days.calendar().due(self.now, within)
    }
}
