//! Regulations from source to component: compiled for wasm, componentised, with their example cases inside.

use crate::run::{cargo, run, wasm_target};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Custom section that carries the example cases; the engine reads it by the same name.
const CASES_SECTION: &str = "guiju:cases";

/// Where finished regulations lie.
pub const FOLDER: &str = "target/regulations";

/// A regulation's folder: `plugins/02-attendance`.
pub struct Plugin {
    pub folder: PathBuf,
    /// `attendance`
    pub slug: String,
}

/// All regulations of the office.
pub fn all() -> Result<Vec<Plugin>> {
    within("plugins")
}

/// Regulations that only the stories use.
pub fn trials() -> Result<Vec<Plugin>> {
    within("tests")
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
    wasm_target()?;
    let plugins = all()?;
    let trials = trials()?;
    let mut command = cargo(&["build", "--locked", "--profile", "plugin", "--target", "wasm32-unknown-unknown"]);
    for plugin in plugins.iter().chain(&trials) {
        command.args(["-p", &format!("regulation-{}", plugin.slug)]);
    }
    // A small shadow stack leaves a regulation's memory in one page, which the engine clears cheaply.
    command.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Clink-arg=-zstack-size=16384 -Clink-arg=--initial-memory=131072",
    );
    run(&mut command)?;
    fs::create_dir_all(FOLDER)?;
    for trial in &trials {
        componentise(trial, Path::new("target"))?;
    }
    plugins.iter().map(|plugin| componentise(plugin, Path::new(FOLDER))).collect()
}

fn componentise(plugin: &Plugin, into: &Path) -> Result<PathBuf> {
    let module = format!("target/wasm32-unknown-unknown/plugin/regulation_{}.wasm", plugin.slug.replace('-', "_"));
    let core = fs::read(&module).with_context(|| module.clone())?;
    let mut component = wit_component::ComponentEncoder::default()
        .validate(true)
        .module(&core)
        .and_then(wit_component::ComponentEncoder::encode)
        .with_context(|| format!("componentising {module}"))?;
    let cases = cases(&plugin.folder)?;
    let section = wasm_encoder::CustomSection { name: CASES_SECTION.into(), data: cases.as_bytes().into() };
    component.push(0);
    wasm_encoder::Encode::encode(&section, &mut component);
    let path = into.join(format!("{}.wasm", plugin.slug));
    // Unchanged bytes keep their file, so that nothing after it is built again.
    if fs::read(&path).ok().as_deref() != Some(&component) {
        fs::write(&path, component)?;
    }
    Ok(path)
}

/// Every case of a regulation as one YAML text.
fn cases(folder: &Path) -> Result<String> {
    let folder = folder.join("cases");
    if !folder.exists() {
        return Ok(String::new());
    }
    let mut files = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    files.sort();
    let texts = files.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    Ok(texts.join("\n"))
}
