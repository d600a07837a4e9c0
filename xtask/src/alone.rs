//! The host by itself: a copy of the project without `plugins` builds, and passes every test that is the host's own.

use crate::{
    plugins,
    run::{cargo, output, run},
};
use anyhow::{Context, Result};
use std::{env, fs, path::Path, process::Command};

/// Copies the project without its regulations and tests what is left, on SQLite: what is tried here is what the host needs
/// of the regulations, which no database has a part in.
pub fn check() -> Result<()> {
    let copy = Path::new("target/without-plugins");
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    let files = output(Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    for file in files.lines().filter(|file| !file.starts_with("plugins/") && Path::new(file).exists()) {
        let to = copy.join(file);
        fs::create_dir_all(to.parent().unwrap_or(copy))?;
        fs::copy(file, to).with_context(|| file.to_owned())?;
    }
    // Another version of our own crates, so that what is built of the copy never stands for what is built here; everything
    // else is shared.
    let workspace = fs::read_to_string(copy.join("Cargo.toml"))?;
    fs::write(copy.join("Cargo.toml"), workspace.replacen("version = \"0.1.0\"", "version = \"0.1.0-alone\"", 1))?;
    // As the build leaves it where there is no regulation but those made for the stories.
    fs::create_dir_all(copy.join(plugins::FOLDER))?;
    for trial in plugins::trials()? {
        let built = format!("target/{}.wasm", trial.slug);
        fs::copy(&built, copy.join(&built)).with_context(|| built.clone())?;
    }
    // The lock file names the regulations, so it is let go of them; nothing is fetched for that.
    let mut tests =
        cargo(&["test", "--offline", "--workspace", "--exclude", "guiju-portal", "--lib", "--bins", "--test", "host"]);
    tests.current_dir(copy).env_remove("CI").env("CARGO_TARGET_DIR", env::current_dir()?.join("target"));
    run(&mut tests)
}
