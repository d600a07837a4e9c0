//! Building a regulation's crate, testing and packing it.

use super::{
    files::{key, read, write},
    output::say,
};
use anyhow::{Context, Result, bail, ensure};
use guiju_engine::{Engine, Limits, Loaded};
use guiju_package::Package;
use guiju_testkit::{Report, Sources};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Says everything that a regulation names, in its declarations or in the answers to its cases, and that does not exist.
pub fn check(folder: &Path, built: Option<&Path>, limits: Limits) -> Result<()> {
    let bytes = component(folder, built)?;
    let loaded = Engine::new(limits, None)?.load(&bytes)?;
    let report = guiju_testkit::run(&guiju_package::cases(&bytes).unwrap_or_default(), &loaded)?;
    let found = slips(&report, &loaded, folder);
    for slip in &found {
        say!("{slip}");
    }
    ensure!(found.is_empty(), "{} findings", found.len());
    say!("{} names nothing that does not exist", loaded.manifest().title);
    Ok(())
}

/// What the linter finds, each with the file and the line of the author's sources, if they lie in the folder.
fn slips(report: &Report, loaded: &Loaded, folder: &Path) -> Vec<String> {
    let sources = Sources::of(folder);
    report.slips(loaded.manifest(), &[]).iter().map(|slip| sources.located(slip)).collect()
}

/// Runs a crate's cases natively and in the sandbox, and prints the coverage.
pub fn test(folder: &Path) -> Result<()> {
    say!("── natively");
    succeeds(cargo(folder).args(["test", "--quiet"]))?;
    say!("── in the sandbox");
    let bytes = component(folder, None)?;
    covered(&bytes, folder, Limits::default()).map(drop)
}

/// Runs the cases that a component carries, prints each clause with its cases, and lints it. Findings refuse what speaks the current
/// contract; what was built for an earlier one was fine then.
fn covered(bytes: &[u8], folder: &Path, limits: Limits) -> Result<Loaded> {
    let loaded = Engine::new(limits, None)?.load(bytes)?;
    let cases = guiju_package::cases(bytes).unwrap_or_default();
    let report = guiju_testkit::run(&cases, &loaded)?;
    let manifest = loaded.manifest();
    for clause in &manifest.clauses {
        let covered = report.coverage(manifest, clause);
        say!("{:<10} {} {}: {covered}", clause.id, clause.label, clause.heading);
    }
    let current = loaded.speaks_current();
    let gaps = if current { report.gaps(manifest) } else { report.gaps_of_earlier(manifest) };
    let found = slips(&report, &loaded, folder);
    if !current {
        found.iter().for_each(|slip| say!("warning: {slip}"));
    }
    let wrong = report.failures.iter().cloned().chain(gaps.iter().map(|id| format!("clause {id} has no case")));
    let wrong = wrong.chain(found.into_iter().filter(|_| current)).collect::<Vec<_>>();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    ensure!(report.cases > 0, "there is no case below `cases`");
    say!("{} cases hold, every clause is covered", report.cases);
    Ok(loaded)
}

/// Builds a regulation's crate, packs the component with its cases and says which file was written.
pub fn pack(
    folder: &Path,
    built: Option<&Path>,
    out: Option<PathBuf>,
    by: Option<&Path>,
    limits: Limits,
) -> Result<PathBuf> {
    let mut bytes = component(folder, built)?;
    let loaded = covered(&bytes, folder, limits)?;
    if let Some(file) = by {
        bytes = Package::open(&bytes).signed(&key(file)?);
    }
    let manifest = loaded.manifest();
    let out = out.unwrap_or_else(|| folder.join(format!("{}-{}.wasm", manifest.id, manifest.version)));
    write(&out, &bytes)?;
    say!("{} holds {} {}", out.display(), manifest.title, manifest.version);
    Ok(out)
}

/// The component of a crate, or one that was built otherwise, with the cases of the folder.
fn component(folder: &Path, built: Option<&Path>) -> Result<Vec<u8>> {
    let built = match built {
        Some(file) => file.to_owned(),
        None => module(folder)?,
    };
    let cases = guiju_package::cases_of(&folder.join("cases"))?;
    Ok(guiju_package::component(&read(&built)?, &cases)?)
}

/// Builds the crate in a folder: where the module lies.
fn module(folder: &Path) -> Result<PathBuf> {
    wasm_target()?;
    let mut building = cargo(folder);
    building.args(["build", "--quiet", "--profile", "plugin", "--target", guiju_package::TARGET]);
    succeeds(guiju_package::as_regulation(&mut building, &std::fs::canonicalize(folder)?))?;
    let described = cargo(folder).args(["metadata", "--no-deps", "--format-version", "1"]).output()?;
    let described: serde_json::Value = serde_json::from_slice(&described.stdout).context("cargo metadata")?;
    let target = described["target_directory"].as_str().context("cargo says no target folder")?;
    let manifest = std::fs::canonicalize(folder.join("Cargo.toml"))?;
    let packages = described["packages"].as_array().into_iter().flatten();
    let package =
        packages.into_iter().find(|package| package["manifest_path"].as_str().map(Path::new) == Some(&manifest));
    let name = package.and_then(|package| package["name"].as_str()).context("the folder holds no package")?;
    Ok(Path::new(target).join(guiju_package::TARGET).join("plugin").join(format!("{}.wasm", name.replace('-', "_"))))
}

fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

fn succeeds(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?} does not start; is Rust installed?"))?;
    if !status.success() {
        bail!("{command:?} failed: {status}");
    }
    Ok(())
}

/// Installs the wasm target if the toolchain lacks it.
fn wasm_target() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().context("rustc does not start")?;
    let sysroot = String::from_utf8_lossy(&sysroot.stdout).trim().to_owned();
    if Path::new(&sysroot).join("lib/rustlib").join(guiju_package::TARGET).join("lib").exists() {
        return Ok(());
    }
    succeeds(Command::new("rustup").args(["target", "add", guiju_package::TARGET]))
}
