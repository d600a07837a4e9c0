//! One call by hand, and what a package is.

use super::{
    files::{self, read, read_package},
    output::say,
};
use anyhow::{Context, Result, bail, ensure};
use guiju_engine::{Engine, Limits, Loaded};
use guiju_package::Package;
use guiju_testkit::Answered;
use std::path::Path;

/// Makes the call that a case tells.
pub fn run(file: &Path, call: &Path, limits: Limits) -> Result<()> {
    let bytes = read_package(file, &limits)?;
    let package = unbroken(&bytes)?;
    let engine = Engine::measuring(limits)?;
    let loaded = engine.load(package.component)?;
    let text = String::from_utf8(read(call)?).context("the call is not text")?;
    // One case may stand alone or as a list of one.
    let text =
        if text.trim_start().starts_with(['-', '[']) { text } else { format!("- {}", text.replace('\n', "\n  ")) };
    let answers = guiju_testkit::answers(&text, &loaded)?;
    ensure!(!answers.is_empty(), "{} holds no call", call.display());
    for (name, answer) in answers {
        say!("── {name}");
        match answer {
            Ok(Answered::Matter(check, route)) => {
                say!("validate: {}", serde_json::to_string_pretty(&check)?);
                say!("route: {}", serde_json::to_string_pretty(&route)?);
            }
            Ok(Answered::Period(assessment)) => say!("assess: {}", serde_json::to_string_pretty(&assessment)?),
            Err(why) => say!("no answer: {why}"),
        }
    }
    for cost in loaded.costs() {
        say!(
            "{:<9} {:>8.1} µs  {:>8} bytes of memory  {:>9} fuel",
            cost.function,
            cost.time.as_secs_f64() * 1e6,
            cost.memory_bytes,
            cost.fuel
        );
    }
    Ok(())
}

/// A package whose signature, if it has one, holds: nothing else is compiled or run. Whoever names an unsigned file here trusts
/// it; an office asks for more before it takes one.
fn unbroken(bytes: &[u8]) -> Result<Package<'_>> {
    let package = Package::open(bytes);
    let broken = package.signature.as_ref().filter(|signature| !signature.holds(&package.digest));
    if let Some(signature) = broken {
        bail!("the signature is BROKEN (it claims to be by {}): nothing of it is compiled or run", signature.by);
    }
    Ok(package)
}

/// Says what a package is.
pub fn inspect(file: &Path, limits: Limits) -> Result<()> {
    let bytes = read_package(file, &limits)?;
    let package = unbroken(&bytes)?;
    let loaded = Engine::new(limits, None)?.load(package.component)?;
    say(&package, &loaded);
    Ok(())
}

/// Writes what other regulations may rely on of a package.
pub fn export(file: &Path, out: &Path, limits: Limits) -> Result<()> {
    let bytes = read_package(file, &limits)?;
    let package = unbroken(&bytes)?;
    let loaded = Engine::new(limits, None)?.load(package.component)?;
    let export = guiju_testkit::export(loaded.manifest());
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder)?;
    }
    files::write(out, export.to_text().as_bytes())?;
    say!("{} holds what others may rely on of {}", out.display(), export.regulation);
    Ok(())
}

fn say(package: &Package<'_>, loaded: &Loaded) {
    let manifest = loaded.manifest();
    say!("{} {} ({})", manifest.title, manifest.version, manifest.id);
    say!("contract   {}", loaded.contract());
    say!("digest     {}", package.digest);
    match &package.signature {
        None => say!("signature  none"),
        Some(signature) => say!("signature  holds, by {}", signature.by),
    }
    say!("size       {} bytes", package.component.len());
    let cases = guiju_package::cases(package.component).unwrap_or_default();
    match guiju_testkit::run(&cases, loaded) {
        Ok(report) => {
            say!("cases      {}, {} differ", report.cases, report.failures.len());
            let gaps = report.gaps(manifest);
            say!("clauses    {}, {} without a case", manifest.clauses.len(), gaps.len());
            say!("lint       {} findings", report.slips(manifest, &[]).len());
        }
        Err(error) => say!("cases      cannot be read: {error}"),
    }
    for (what, titles) in [
        ("forms", manifest.forms.iter().map(|form| form.title.as_str()).collect::<Vec<_>>()),
        ("judges", manifest.assesses.iter().map(|assessed| assessed.title.as_str()).collect()),
        ("oversees", manifest.oversees.iter().map(String::as_str).collect()),
        ("roles", manifest.roles.iter().map(|role| role.label.as_str()).collect()),
    ] {
        if !titles.is_empty() {
            say!("{what:<10} {}", titles.join("、"));
        }
    }
    for parameter in &manifest.parameters {
        say!(
            "parameter  {} = {} {}",
            parameter.label,
            parameter.default,
            parameter.unit.as_deref().unwrap_or_default()
        );
    }
}
