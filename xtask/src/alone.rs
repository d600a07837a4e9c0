//! The host by itself: a copy of the project without `plugins` builds, and passes every test that is the host's own.

use crate::{
    copied::copied,
    plugins,
    run::{cargo, run},
    suites::PACKAGES,
};
use anyhow::{Context, Result};
use std::{env, fs};

/// The packages of this project that the profile of development optimises.
const OPTIMISED: [&str; 4] = ["guiju-domain", "guiju-store", "guiju-engine", "guiju-model"];

/// Copies the project without its regulations and tests what is left, on SQLite: what is tried here is what the host needs
/// of the regulations, which no database has a part in.
pub fn check() -> Result<()> {
    let copy = copied("without-plugins", |file| !file.starts_with("plugins/"))?;
    // As the build leaves it where there is no regulation but those made for the stories.
    fs::create_dir_all(copy.join(plugins::FOLDER))?;
    for trial in plugins::trials()? {
        let built = format!("target/{}.wasm", trial.slug);
        fs::copy(&built, copy.join(&built)).with_context(|| built.clone())?;
    }
    // What is built here is run for half a minute: to optimise it takes longer than that saves.
    let unoptimised = OPTIMISED.map(|package| format!("profile.dev.package.{package}.opt-level=0"));
    // The lock file names the regulations, so it is let go of them; nothing is fetched for that.
    // The same packages as in the other tests: with others, libraries would get other features and be compiled once more.
    let mut tests = cargo(&["test", "--offline"]);
    tests.args(PACKAGES).args(["--lib", "--bins", "--test", "host"]);
    tests.args(unoptimised.iter().flat_map(|setting| ["--config", setting]));
    tests.current_dir(copy).env_remove("CI").env("CARGO_TARGET_DIR", env::current_dir()?.join("target"));
    run(&mut tests)
}
