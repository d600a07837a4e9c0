//! Runs every regulation's cases in the sandbox and reports which clause is touched by what.

use guiju_engine::{Engine, Limits};
use guiju_model::ClauseKind;
use guiju_package::cases;
use guiju_testkit::Sources;
use std::{
    collections::BTreeSet,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let engine = Engine::new(Limits::default(), Some(Path::new("target/compiled")))?;
    let mut gaps = 0;
    let mut total = 0;
    let mut files = fs::read_dir("target/regulations")?.flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    files.sort();
    for path in files {
        let bytes = fs::read(&path)?;
        let loaded = engine.load(&bytes)?;
        let manifest = loaded.manifest();
        let report = guiju_testkit::run(&cases(&bytes).unwrap_or_default(), &loaded)?;
        let source = sources(&manifest.id);
        total += report.cases;
        println!("{} {}: {} cases", manifest.id, manifest.title, report.cases);
        for failure in &report.failures {
            println!("  FAILED {failure}");
            gaps += 1;
        }
        let own = folder(&manifest.id).map(|folder| report.unshown(manifest, &Sources::of(&folder)));
        let missing = report.gaps(manifest).into_iter().chain(own.into_iter().flatten()).collect::<BTreeSet<_>>();
        for clause in &manifest.clauses {
            let kind = match &clause.kind {
                ClauseKind::Rule => "rule",
                ClauseKind::Duty => "duty",
                ClauseKind::Definition => "definition",
                ClauseKind::Declaratory(_) => "declaratory",
            };
            let code = source
                .iter()
                .filter(|(_, text)| text.contains(&format!("\"{}\"", clause.id)))
                .map(|(name, _)| name.as_str());
            let gap = if missing.contains(&clause.id) { "  GAP" } else { "" };
            let (covered, code) = (report.coverage(manifest, clause), code.collect::<Vec<_>>().join(" "));
            println!("  {:<10} {kind:<11} {covered}  {code}{gap}", clause.id);
        }
        gaps += missing.len();
    }
    println!("{total} cases, {gaps} gaps or failures");
    Ok(if gaps == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder of the regulation's crate.
fn folder(id: &str) -> Option<PathBuf> {
    let mut folders = fs::read_dir("plugins").into_iter().flatten().flatten().map(|entry| entry.path());
    let named =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.split_once('-')).map(|(_, name)| name == id);
    folders.find(|path| named(path) == Some(true))
}

/// The regulation's source files, by name.
fn sources(id: &str) -> Vec<(String, String)> {
    let Some(folder) = folder(id) else { return Vec::new() };
    let files = fs::read_dir(folder.join("src")).into_iter().flatten().flatten().map(|entry| entry.path());
    let read =
        |path: PathBuf| Some((path.file_name()?.to_string_lossy().into_owned(), fs::read_to_string(&path).ok()?));
    files.filter_map(read).collect()
}
