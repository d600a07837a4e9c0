//! The same regulation in another language: a component built from Python passes the same cases and answers as Rust does.

use anyhow::{Context, Result, ensure};
use guiju_engine::{Engine, FaultKind, Limits};
use guiju_model::{Facts, Matter, Moment, Person};
use guiju_tests::{developer::shell, root};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

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

/// What makes components of Python, if the test command installed it.
fn componentize() -> Result<Option<PathBuf>> {
    let Some(folder) = std::env::var_os("GUIJU_TEST_PYTHON") else {
        return guiju_tests::skipped("no componentize-py").map(|()| None);
    };
    Ok(Some(Path::new(&folder).join("componentize-py")))
}

/// Builds a component of a module in the folder.
fn build(folder: &Path, python: &Path, module: &str, to: &str) -> Result<()> {
    let (python, wit) = (python.display(), root().join("sdk/wit/regulation.wit"));
    run(folder, &format!("{python} -d {} -w regulation componentize {module} -o {to}", wit.display()))
}

/// An interpreter gets an empty, deterministic world: the time of the call, numbers that follow from it, and nothing else.
#[test]
fn python_sees_nothing_but_the_call() -> Result<()> {
    let Some(python) = componentize()? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    for module in ["sdk/python/regulation.py", "tests/python/probe.py"] {
        let name = Path::new(module).file_name().context("a name")?;
        fs::copy(root().join(module), folder.path().join(name))?;
    }
    build(folder.path(), &python, "probe", "probe.wasm")?;
    let probe = Engine::new(LIMITS, None)?.load(&fs::read(folder.path().join("probe.wasm"))?)?;
    let person = Person { id: 1, name: "李敏".to_owned(), department: 1, ..Person::default() };
    let asked = |reason: &str, now: &str| -> Result<Matter> {
        let now: Moment = now.parse().map_err(|why| anyhow::anyhow!("{why}"))?;
        Ok(Matter {
            form: "request".to_owned(),
            content: json!({ "reason": reason }).to_string(),
            applicant: person.clone(),
            subject: person.clone(),
            on_behalf: false,
            filed_at: now.0,
            decisions: Vec::new(),
            facts: Facts { now: now.0, parameters: "{}".to_owned(), ..Facts::default() },
        })
    };
    let told = |now: &str| -> Result<Value> {
        let check = probe.validate(&asked("有事", now)?)?;
        Ok(serde_json::from_str(&check.findings.first().context("what it was told")?.message)?)
    };
    let one = told("2026-03-02T09:30")?;
    assert_eq!(one["now"], "2026-03-02T09:30:00", "the call's own time");
    assert_eq!((&one["environment"], &one["arguments"]), (&json!({}), &json!([])));
    for closed in ["folder", "file"] {
        assert!(one[closed].as_str().is_some_and(|why| why.ends_with("Error")), "{closed}: {one}");
    }
    assert_eq!(told("2026-03-02T09:30")?, one, "the same call has the same answer, chance included");
    let other = told("2026-03-02T09:31")?;
    assert_ne!(other["chance"], one["chance"]);
    let fault = |what: &str| probe.validate(&asked(what, "2026-03-02T09:30")?).err().context("it is there");
    assert!(matches!(fault("network")?.kind, FaultKind::Trap(_) | FaultKind::Asked(_)));
    let asleep = fault("sleep")?;
    assert!(matches!(&asleep.kind, FaultKind::Asked(what) if what.contains("clock")), "{asleep}");
    assert_eq!(told("2026-03-02T09:30")?, one, "a fault leaves nothing behind");
    Ok(())
}

#[test]
fn python_answers_as_rust_does() -> Result<()> {
    let Some(python) = componentize()? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    run(folder, "guiju regulation new request && guiju regulation pack request --out rust.wasm")?;
    fs::copy(root().join("sdk/python/regulation.py"), folder.join("regulation.py"))?;
    build(folder, &python, "regulation", "request.wasm")?;
    let limits = json!({ "limits": LIMITS });
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
