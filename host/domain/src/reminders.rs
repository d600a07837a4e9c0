//! How far a task has been reminded of.

/// What has been told of a task that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReminderStage {
    /// Nobody has been told yet.
    None,
    /// Its holder knows that it is due soon.
    Soon,
    /// Its holder and the applicant know that it is overdue.
    Overdue,
    /// Whoever supervises its holder knows.
    Escalated,
}

impl ReminderStage {
    /// All stages in their order; the place of each is its number in the store.
    pub const ALL: [Self; 4] = [Self::None, Self::Soon, Self::Overdue, Self::Escalated];
}
