//! Periods judged: figures and sheets, and penalties as proposals that people decide.
//!
//! Two regulations that punish one act with one measure make one proposal that cites both. Nothing is deducted here.

mod day;
mod declared;
mod due;
mod judge;
mod late;
mod made;
mod mine;
mod proposals;
mod proposing;
mod run;
mod shown;
mod signs;
mod subjects;

pub use day::day;
pub use declared::declared;
pub use judge::{AssessmentContext, judge};
pub use late::{facts_came, outdate_days};
pub use mine::mine;
pub use proposals::{decide, label as privilege_label, proposals, proposer, said as measure_said};
pub use run::{catch_up, run};
pub use shown::{offered, shown};
pub use signs::signs;
pub use subjects::{subject_name, subjects};
