//! Runs every regulation's cases in the sandbox and reports which clause is touched by what.

use guiju_engine::{Engine, Limits};
use guiju_package::cases;
use std::{error::Error, fs, path::Path, process::ExitCode};

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
        let missing = report.gaps(manifest);
        for clause in &manifest.clauses {
            let kind = match &clause.kind {
                guiju_model::ClauseKind::Rule => "rule".to_owned(),
                guiju_model::ClauseKind::Duty => "duty".to_owned(),
                guiju_model::ClauseKind::Definition => "definition".to_owned(),
                guiju_model::ClauseKind::Declaratory(reason) => format!("declaratory: {reason}"),
            };
            let code = source
                .iter()
                .filter(|(_, text)| text.contains(&format!("\"{}\"", clause.id)))
                .map(|(name, _)| name.as_str());
            let cases = report.touched.get(&clause.id).map_or(0, std::collections::BTreeSet::len);
            let gap = if missing.contains(&clause.id) { "  GAP" } else { "" };
            println!("  {:<10} {:<24} {cases:>3} cases  {}{gap}", clause.id, kind, code.collect::<Vec<_>>().join(" "));
        }
        gaps += missing.len();
    }
    println!("{total} cases, {gaps} gaps or failures");
    Ok(if gaps == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The regulation's source files, by name.
fn sources(id: &str) -> Vec<(String, String)> {
    let folders = fs::read_dir("plugins").into_iter().flatten().flatten().map(|entry| entry.path());
    let mut own = folders.filter(|path| path.to_string_lossy().ends_with(&format!("-{id}")));
    let Some(folder) = own.next() else { return Vec::new() };
    let files = fs::read_dir(folder.join("src")).into_iter().flatten().flatten().map(|entry| entry.path());
    let read = |path: std::path::PathBuf| {
        Some((path.file_name()?.to_string_lossy().into_owned(), fs::read_to_string(&path).ok()?))
    };
    files.filter_map(read).collect()
}
