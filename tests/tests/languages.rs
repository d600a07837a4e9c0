//! The same regulation in another language: a component built from Python passes the same cases and answers as Rust does.

use anyhow::{Context, Result, ensure};
use guiju_engine::{Engine, Limits};
use guiju_tests::{developer::shell, root};
use std::{fs, path::Path, time::Instant};

/// An interpreter inside needs more than a Rust regulation.
const LIMITS: Limits = Limits {
    call_milliseconds: 5_000,
    memory_bytes: 64 << 20,
    output_bytes: 4 << 20,
    component_bytes: 32 << 20,
    component_functions: 60_000,
    concurrent_calls: 4,
};

fn run(folder: &Path, script: &str) -> Result<()> {
    let output = shell(folder, script)?.output()?;
    ensure!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

#[test]
fn python_answers_as_rust_does() -> Result<()> {
    let Some(python) = std::env::var_os("GUIJU_TEST_PYTHON") else {
        eprintln!("skipped: no componentize-py");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    run(folder, "guiju regulation new request && guiju regulation pack request --out rust.wasm")?;
    fs::copy(root().join("sdk/python/regulation.py"), folder.join("regulation.py"))?;
    let (python, wit) = (Path::new(&python).join("componentize-py"), root().join("sdk/wit/regulation.wit"));
    run(
        folder,
        &format!(
            "{} -d {} -w regulation componentize --stub-wasi regulation -o request.wasm",
            python.display(),
            wit.display()
        ),
    )?;
    let limits = serde_json::json!({ "limits": LIMITS });
    fs::write(folder.join("limits.yaml"), limits.to_string())?;
    run(folder, "guiju regulation pack request --component request.wasm --out python.wasm --config limits.yaml")?;

    let (rust, python) = (fs::read(folder.join("rust.wasm"))?, fs::read(folder.join("python.wasm"))?);
    ensure!(
        Engine::new(Limits::default(), None)?.load(&python).is_err(),
        "larger than an office takes unless it says so"
    );
    let engine = Engine::new(LIMITS, None)?;
    let (one, other) = (engine.load(&rust)?, engine.load(&python)?);
    let cases = guiju_package::cases(&rust).context("cases")?;
    assert_eq!(guiju_package::cases(&python), Some(cases.clone()));
    for loaded in [&one, &other] {
        let report = guiju_testkit::run(&cases, loaded)?;
        assert!(report.cases == 3 && report.failures.is_empty(), "{:?}", report.failures);
    }
    let ask = |loaded| {
        let begun = Instant::now();
        let answers = guiju_testkit::answers(&cases, loaded).map(|answers| format!("{answers:#?}"));
        answers.map(|answers| (answers, begun.elapsed()))
    };
    let ((rust, fast), (python, slow)) = (ask(&one)?, ask(&other)?);
    assert_eq!(rust, python, "every answer, word for word");
    eprintln!("three cases: Rust {fast:?}, Python {slow:?}");
    Ok(())
}
