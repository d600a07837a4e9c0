//! `cargo xtask attack`: every attack at full length, and one table of what came of it.

use crate::{
    needs::{Postgres, need, proxy, python},
    plugins,
    run::cargo,
};
use anyhow::{Context, Result, ensure};
use std::process::Stdio;

/// How the lines of the table begin in what the attacks print.
const LINE: &str = "ATTACK ";

/// Runs the attacks at full length, or those whose name has a word in it.
pub fn attack(filters: &[String]) -> Result<()> {
    plugins::build()?;
    let mut tests = cargo(&["test", "--locked", "-p", "guiju-tests", "--test", "attack", "--no-fail-fast", "--"]);
    // One after the other, so that what is measured of one is not the other's doing.
    tests.args(["--test-threads", "1", "--nocapture"]).args(filters);
    let postgres = need("PostgreSQL", "postgresql", || Postgres::start().map(Some))?.context("PostgreSQL")?;
    tests.env("GUIJU_TEST_POSTGRES", &postgres.url).env("GUIJU_ATTACK", "long").env("RUST_BACKTRACE", "0");
    if let Some(python) = need("Python's packages", "python3 python3-venv", python)? {
        tests.env("GUIJU_TEST_PYTHON", python);
    }
    if need("a proxy", "haproxy", || Ok(proxy().then_some(())))?.is_some() {
        tests.env("GUIJU_TEST_PROXY", "haproxy");
    }
    let output = tests.stderr(Stdio::inherit()).output().context("cargo test")?;
    let text = String::from_utf8_lossy(&output.stdout);
    // With --nocapture a line may begin behind the name of its test.
    let lines = text.lines().filter_map(|line| line.find(LINE).and_then(|at| line.get(at + LINE.len()..)));
    let lines = lines.map(|line| line.split('\t').collect::<Vec<_>>()).collect::<Vec<_>>();
    println!("{text}");
    for line in &lines {
        let [attack, what, came] = line.as_slice() else { continue };
        println!("{attack:<14} {what:<64} {came}");
    }
    ensure!(output.status.success(), "an attack succeeded, or could not be made");
    Ok(())
}
