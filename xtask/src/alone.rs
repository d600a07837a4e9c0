//! The host by itself: a copy of the project without `plugins` builds, and passes every test that is the host's own.

use crate::{
    copied::copied,
    plugins,
    run::cargo,
    suites::{self, OWN, Suite},
};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    sync::atomic::{AtomicBool, Ordering},
};

/// The packages of this project that the profile of development optimises.
const OPTIMISED: [&str; 4] = ["guiju-domain", "guiju-store", "guiju-engine", "guiju-model"];
/// The packages whose tests are built with the others, so that none is built twice. Those of `guiju-macros` are built again: without
/// them, libraries would get other features than for the other tests, and be compiled once more.
const WITH_THE_OTHERS: [&str; 7] =
    ["guiju", "guiju-export", "guiju-lint", "guiju-package", "guiju-sdk", "guiju-store-macros", "guiju-testkit"];

/// Copies the project without its regulations and builds the tests of what is left: unit tests, and those of the host on SQLite.
/// What these try is what the host needs of the regulations, which no database has a part in.
pub fn built() -> Result<Vec<Suite>> {
    let copy = copied("without-plugins", |file| !file.starts_with("plugins/"))?;
    // As the build leaves it where there is no regulation but those made for the stories.
    fs::create_dir_all(copy.join(plugins::FOLDER))?;
    for trial in plugins::trials()? {
        let built = format!("target/{}.wasm", trial.slug);
        fs::copy(&built, copy.join(&built)).with_context(|| built.clone())?;
    }
    suites::have_units_alone()?;
    // What is built here is run for half a minute: to optimise it takes longer than that saves.
    let unoptimised = OPTIMISED.map(|package| format!("profile.dev.package.{package}.opt-level=0"));
    // The lock file names the regulations, so it is let go of them; nothing is fetched for that.
    let mut tests = cargo(&["test", "--offline", "--workspace"]);
    let excluded = WITH_THE_OTHERS.iter().flat_map(|package| ["--exclude", package]);
    tests.args(OWN).args(excluded).args(["--lib", "--test", "host"]);
    tests.args(unoptimised.iter().flat_map(|setting| ["--config", setting]));
    tests.current_dir(&copy).env("CARGO_TARGET_DIR", env::current_dir()?.join("target"));
    Ok(suites::of(tests)?.into_iter().map(Suite::of_the_copy).collect())
}

/// Builds and runs them.
pub fn check() -> Result<()> {
    let all = AtomicBool::new(true);
    suites::run(built()?, &[], |ran| {
        println!("── {}: {} s\n{}", ran.name, ran.seconds, ran.said);
        all.fetch_and(ran.passed, Ordering::Relaxed);
    })?;
    if all.into_inner() { Ok(()) } else { bail!("a test of the host without regulations failed") }
}
