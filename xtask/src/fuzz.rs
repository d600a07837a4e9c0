//! `cargo xtask fuzz`: the property tests of every parser that takes bytes from outside, with many more cases than in the tests.

use crate::{
    planted,
    run::{cargo, run},
};
use anyhow::Result;

/// Cases of each property, unless `PROPTEST_CASES` says how many; the tests run 256.
const CASES: &str = "20000";
/// What stands in the names of the property tests.
const NAMES: [&str; 3] = ["properties", "any_", "read_back"];

/// Runs the property tests, or those whose name has a word in it.
pub fn fuzz(filters: &[String]) -> Result<()> {
    if filters.first().is_some_and(|word| word == "--planted") {
        return planted::check();
    }
    let mut tests = cargo(&[
        "test",
        "--locked",
        "-p",
        "guiju-model",
        "-p",
        "guiju-package",
        "-p",
        "guiju-domain",
        "-p",
        "guiju",
        "--lib",
        "--",
    ]);
    if filters.is_empty() {
        tests.args(NAMES)
    } else {
        tests.args(filters)
    };
    tests.env("PROPTEST_CASES", std::env::var("PROPTEST_CASES").unwrap_or_else(|_| CASES.to_owned()));
    run(&mut tests)
}
