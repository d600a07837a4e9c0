//! Starting the demonstration office, and building what an office installs.

use crate::{
    plugins, portal,
    run::{cargo, run},
};
use anyhow::Result;
use std::{fs, path::Path};

/// Builds everything and serves the demonstration office until it is stopped.
pub fn serve(words: &[String]) -> Result<()> {
    plugins::build()?;
    portal::build()?;
    run(&mut cargo(&["build", "--locked", "-p", "guiju"]))?;
    let mut demo = std::process::Command::new("target/debug/guiju");
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
    println!("{} holds the server and its regulations", folder.display());
    Ok(())
}

/// Runs the benchmarks.
pub fn bench(words: &[String]) -> Result<()> {
    plugins::build()?;
    portal::build()?;
    run(&mut cargo(&["build", "--locked", "--release", "-p", "guiju", "-p", "guiju-bench"]))?;
    run(std::process::Command::new("target/release/guiju-bench").args(words))
}
