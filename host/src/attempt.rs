//! The outcome of one part of a job, told apart so that a part that fails does not stop the others.

use crate::error::Result;

/// A part of a job with what came of it.
#[derive(Debug)]
pub struct Attempt {
    /// Which part: a judgement as `regulation/assessment`.
    pub part: String,
    /// What came of it.
    pub outcome: Result<()>,
}
