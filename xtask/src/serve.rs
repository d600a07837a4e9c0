//! Starting the demonstration office, and building what an office installs.

use crate::{
    plugins, portal,
    run::{cargo, output, run},
};
use anyhow::{Context, Result};
use std::{fs, path::Path, process::Command};

/// Builds everything and serves the demonstration office until it is stopped.
pub fn serve(words: &[String]) -> Result<()> {
    plugins::build()?;
    portal::build()?;
    run(&mut cargo(&["build", "--locked", "-p", "guiju"]))?;
    let mut demo = Command::new("target/debug/guiju");
    demo.args(["demo", "--regulations", plugins::FOLDER, "--office", "plugins/demo-office"]);
    for plugin in plugins::all()? {
        let scenes = plugin.folder.join("demo.yaml");
        if scenes.exists() {
            demo.arg("--scenes").arg(scenes);
        }
    }
    demo.args(words);
    run(&mut demo)
}

/// Builds the server as an office runs it, with the regulations beside it.
pub fn build_release() -> Result<()> {
    plugins::build()?;
    portal::build()?;
    run(&mut cargo(&["build", "--locked", "--release", "-p", "guiju"]))?;
    let folder = Path::new("target/guiju");
    fs::create_dir_all(folder.join("regulations"))?;
    fs::copy("target/release/guiju", folder.join("guiju"))?;
    for entry in fs::read_dir(plugins::FOLDER)? {
        let path = entry?.path();
        fs::copy(&path, folder.join("regulations").join(path.file_name().unwrap_or_default()))?;
    }
    kit(&folder.join("kit"))?;
    println!("{} holds the server, its regulations and the kit for writing more", folder.display());
    Ok(())
}

/// What a developer needs to write a regulation elsewhere: the SDK and what it stands on, as a workspace of its own.
fn kit(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    const PARTS: [&str; 8] =
        ["sdk", "sdk/model", "sdk/macros", "sdk/export", "sdk/package", "sdk/lint", "sdk/testkit", "host/engine"];
    let files = output(Command::new("git").args(["ls-files", "--", "sdk", "host/engine", "rust-toolchain.toml"]))?;
    for file in files.lines().filter(|file| Path::new(file).exists()) {
        let to = folder.join(file);
        fs::create_dir_all(to.parent().unwrap_or(folder))?;
        fs::copy(file, to).with_context(|| file.to_owned())?;
    }
    let workspace = fs::read_to_string("Cargo.toml")?;
    let members = workspace.lines().find(|line| line.starts_with("members = ")).context("the members")?;
    let kept = PARTS.map(|part| format!("\"{part}\"")).join(", ");
    let workspace = workspace.replace(members, &format!("members = [{kept}]"));
    fs::write(folder.join("Cargo.toml"), workspace.replace("default-members = [\"host\"]\n", ""))?;
    Ok(())
}

/// Runs the benchmarks.
pub fn bench(words: &[String]) -> Result<()> {
    plugins::build()?;
    portal::build()?;
    run(&mut cargo(&["build", "--locked", "--release", "-p", "guiju", "-p", "guiju-bench"]))?;
    run(Command::new("target/release/guiju-bench").args(words))
}
