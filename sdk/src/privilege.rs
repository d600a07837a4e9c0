//! The privileges of a regulation, which it can suspend.

use guiju_model::{Moment, Period, Privilege, PrivilegeSuspension, Sanction};

/// The privileges of a regulation. `#[derive(Privileges)]` implements it for an enum.
pub trait Privileges: Copy + 'static {
    /// The id of this one, stable for ever.
    fn id(self) -> &'static str;

    /// All of them as the contract declares them.
    fn declare() -> Vec<Privilege>;

    /// The suspension of this one as a penalty: from its confirmation to the end of so many whole days behind that day.
    fn suspended_for(self, days: u32) -> Sanction {
        Sanction::PrivilegeSuspended(PrivilegeSuspension { privilege: self.id().to_owned(), days })
    }
}

/// How long a suspension lasts: a period, or from a moment on until the privilege is given back.
#[derive(Clone, Copy, Debug)]
pub struct Lasting {
    pub(crate) starts: Moment,
    pub(crate) ends: Option<Moment>,
}

impl From<Period> for Lasting {
    fn from(over: Period) -> Self {
        Self { starts: over.from, ends: Some(over.to) }
    }
}

impl From<Moment> for Lasting {
    fn from(starts: Moment) -> Self {
        Self { starts, ends: None }
    }
}
