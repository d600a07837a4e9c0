//! The clause coverage report: regulation, clause, kind, code, cases.

use crate::{
    plugins,
    run::{cargo, run},
};
use anyhow::Result;
use std::process::Command;

/// Prints each clause with its kind, its code and its cases; a gap is an error.
pub fn report() -> Result<()> {
    plugins::build()?;
    run(&mut cargo(&["run", "--quiet", "--locked", "-p", "guiju-tests", "--bin", "clauses"]))
}

/// The same with what the tests have built: built alone, libraries would get other features and be compiled once more.
pub fn report_of_tests() -> Result<()> {
    run(&mut Command::new("target/debug/clauses"))
}
