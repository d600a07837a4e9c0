//! The clause coverage report: regulation, clause, kind, code, cases.

use crate::{
    plugins,
    run::{cargo, run},
};
use anyhow::Result;

/// Prints each clause with its kind, its code and its cases; a gap is an error.
pub fn report() -> Result<()> {
    plugins::build()?;
    run(&mut cargo(&["run", "--quiet", "--locked", "-p", "guiju-tests", "--bin", "clauses"]))
}
