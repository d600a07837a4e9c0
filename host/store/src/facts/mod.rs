//! Facts that come with a call to a regulation: records by time, by keys and by reference, totals over them, and results of assessments.

mod assessments;
mod conditions;
mod records;
#[cfg(test)]
mod tests;
mod totals;

pub use assessments::{AssessmentFact, Wanted, assessments};
pub use conditions::{LatestOf, MOST_NAMED, Match, RecordsRead, RelatedTo};
pub use records::{RecordFact, records, records_of_each};
pub use totals::{Group, Grouping, TotalsRead, totals};
