//! Regulations from source to component: compiled for wasm, componentised, with their example cases inside.

use crate::run::{cargo, root, run, wasm_target};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where finished regulations lie.
pub const FOLDER: &str = "target/regulations";

/// A regulation's folder: `plugins/02-attendance`.
pub struct Plugin {
    pub folder: PathBuf,
    /// Name of the folder without its number, as in the package: `attendance`.
    pub slug: String,
}

impl Plugin {
    /// Those with number 00 are not the office's own.
    fn on_trial(&self) -> bool {
        self.folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("00-"))
    }
}

/// All regulations of the office.
pub fn all() -> Result<Vec<Plugin>> {
    Ok(within("plugins")?.into_iter().filter(|plugin| !plugin.on_trial()).collect())
}

/// Regulations that only the stories use.
pub fn trials() -> Result<Vec<Plugin>> {
    let mut trials = within("tests")?;
    trials.extend(within("plugins")?.into_iter().filter(Plugin::on_trial));
    Ok(trials)
}

/// The regulations below a folder, each with its text; none if there is no such folder.
fn within(folder: &str) -> Result<Vec<Plugin>> {
    let mut plugins = Vec::new();
    if !Path::new(folder).exists() {
        return Ok(plugins);
    }
    for entry in fs::read_dir(folder)? {
        let folder = entry?.path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((_, slug)) = name.split_once('-')
            && folder.join("regulation.md").exists()
        {
            plugins.push(Plugin { slug: slug.to_owned(), folder });
        }
    }
    plugins.sort_by(|a, b| a.folder.cmp(&b.folder));
    Ok(plugins)
}

/// Builds every regulation and says where the components lie.
pub fn build() -> Result<Vec<PathBuf>> {
    run(&mut compiling()?)?;
    components()
}

/// What compiles every regulation to a module.
pub fn compiling() -> Result<Command> {
    wasm_target()?;
    let mut command = cargo(&["build", "--locked", "--profile", "plugin", "--target", "wasm32-unknown-unknown"]);
    for plugin in all()?.iter().chain(&trials()?) {
        command.args(["-p", &format!("regulation-{}", plugin.slug)]);
    }
    guiju_package::as_regulation(&mut command, &root());
    Ok(command)
}

/// Makes components of the modules and says where they lie.
pub fn components() -> Result<Vec<PathBuf>> {
    fs::create_dir_all(FOLDER)?;
    for trial in &trials()? {
        componentise(trial, Path::new("target"))?;
    }
    all()?.iter().map(|plugin| componentise(plugin, Path::new(FOLDER))).collect()
}

fn componentise(plugin: &Plugin, into: &Path) -> Result<PathBuf> {
    let module = format!("target/wasm32-unknown-unknown/plugin/regulation_{}.wasm", plugin.slug.replace('-', "_"));
    let built = fs::read(&module).with_context(|| module.clone())?;
    let cases = guiju_package::cases_of(&plugin.folder.join("cases"))?;
    let component = guiju_package::component(&built, &cases).context(module)?;
    let path = into.join(format!("{}.wasm", plugin.slug));
    // Unchanged bytes keep their file, so that nothing after it is built again.
    if fs::read(&path).ok().as_deref() != Some(&component) {
        fs::write(&path, component)?;
    }
    Ok(path)
}
