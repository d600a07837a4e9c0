//! Periods judged: figures and sheets, and penalties as proposals that people decide.
//!
//! Two regulations that punish one act with one measure make one proposal that cites both. Nothing is deducted here.

mod day;
mod declared;
mod due;
mod judge;
mod late;
mod mine;
mod proposals;
mod proposing;
mod run;
mod shown;
mod signs;

pub use day::day;
pub use declared::declared;
pub use judge::{AssessmentContext, judge, subject_name, subjects};
pub use late::{facts_came, outdate, outdate_from};
pub use mine::mine;
pub use proposals::{decide, label as privilege_label, proposals, proposer, said as measure_said};
pub use run::{catch_up, run};
pub use shown::{offered, shown};
pub use signs::signs;
