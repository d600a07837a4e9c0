//! The programs that cargo makes of the tests, and running them.
//!
//! `cargo test` runs one program after the other. Many of ours wait for a clock, a browser or a server, so two run side by side here;
//! what measures the machine itself runs alone.

use crate::run::{cargo, output};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Mutex,
    time::Instant,
};

/// Leaves out the portal, whose tests are the browser's, and this program, which is built before everything else.
pub const OWN: [&str; 4] = ["--exclude", "guiju-portal", "--exclude", "xtask"];
/// The packages that have unit tests alone. These are built and run once, in the copy without regulations (`alone.rs`).
const IN_THE_COPY: [&str; 5] = ["guiju-api", "guiju-domain", "guiju-engine", "guiju-model", "guiju-store"];

/// The longest, which begin first, so that none of them runs on when all others have ended.
const LONGEST: [&str; 9] =
    ["browser", "story", "host", "trials", "killed", "languages", BARE_HOST, "statements", "guide"];
/// The host's tests in the copy without regulations.
const BARE_HOST: &str = "host without regulations";
/// What measures memory and waiting under load, which others would spoil.
const ALONE: [&str; 1] = ["attack"];

/// A test program.
pub struct Suite {
    /// The crate's or the file's name.
    pub name: String,
    program: PathBuf,
    /// The folder of its package, in which it runs.
    folder: PathBuf,
    /// Whether it runs without settings: on SQLite alone, and of what it needs there it has nothing.
    is_bare: bool,
}

impl Suite {
    /// The same without settings, if it is the host's.
    pub fn of_the_copy(self) -> Self {
        if self.name == "host" { Self { name: BARE_HOST.to_owned(), is_bare: true, ..self } } else { self }
    }
}

/// What became of a test program.
pub struct Ran {
    pub name: String,
    /// What it printed.
    pub said: String,
    pub passed: bool,
    pub seconds: u64,
    /// The tests that could not run here, each with what it needs.
    pub skipped: Vec<String>,
    /// Whether it ran without settings.
    pub is_bare: bool,
}

/// Builds the tests, but for those of the copy without regulations.
pub fn built() -> Result<Vec<Suite>> {
    let mut tests = cargo(&["test", "--locked", "--workspace"]);
    tests.args(OWN).args(IN_THE_COPY.iter().flat_map(|package| ["--exclude", package]));
    let mut suites = of(tests)?;
    suites.extend(of(cargo(&["test", "--locked", "-p", "xtask"]))?);
    Ok(suites)
}

/// Fails if a package of those that are tested in the copy has more than unit tests: nothing would run them.
pub fn have_units_alone() -> Result<()> {
    let metadata = output(&mut cargo(&["metadata", "--locked", "--no-deps", "--format-version=1"]))?;
    let metadata = serde_json::from_str::<Value>(&metadata)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    for package in packages.filter(|package| package["name"].as_str().is_some_and(|name| IN_THE_COPY.contains(&name))) {
        let mut targets = package["targets"].as_array().into_iter().flatten();
        if let Some(test) = targets.find(|target| target["kind"][0] == "test") {
            bail!("{} has tests beside its unit tests: {}; take it out of IN_THE_COPY", package["name"], test["name"]);
        }
    }
    Ok(())
}

/// Builds the tests that a command of cargo would run.
pub fn of(mut command: Command) -> Result<Vec<Suite>> {
    command.args(["--no-run", "--message-format=json-render-diagnostics"]).stderr(Stdio::inherit());
    let built = command.output().context("cargo test")?;
    if !built.status.success() {
        bail!("the tests do not build: {}", built.status);
    }
    let lines = String::from_utf8_lossy(&built.stdout);
    let mut suites = Vec::new();
    for line in lines.lines() {
        let message = serde_json::from_str::<Value>(line).with_context(|| line.to_owned())?;
        suites.extend(suite(&message));
    }
    if suites.is_empty() {
        bail!("cargo names no test program");
    }
    Ok(suites)
}

/// The test program that a message of cargo tells of, if it does.
fn suite(message: &Value) -> Option<Suite> {
    let test = message["profile"]["test"].as_bool()?;
    let program = message["executable"].as_str().filter(|_| test)?;
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?;
    let name = message["target"]["name"].as_str()?.to_owned();
    Some(Suite { name, program: program.into(), folder: folder.into(), is_bare: false })
}

/// Runs all of them, two at a time, and those alone that have to be; each is told when it ends.
pub fn run(mut suites: Vec<Suite>, settings: &[(&str, String)], told: impl Fn(Ran) + Sync) -> Result<()> {
    // A macro's tests are linked with the compiler's own libraries, which cargo would name as well.
    let libraries = output(Command::new("rustc").args(["--print", "target-libdir"]))?.trim().to_owned();
    let start = |suite: &Suite| {
        let mut command = Command::new(&suite.program);
        command.current_dir(&suite.folder).env("LD_LIBRARY_PATH", &libraries);
        if suite.is_bare {
            command.env_remove("CI");
        } else {
            command.envs(settings.iter().map(|(name, value)| (name, value)));
        }
        told(ran(suite, &mut command));
    };
    let alone = suites.extract_if(.., |suite| ALONE.contains(&suite.name.as_str())).collect::<Vec<_>>();
    suites.sort_by_key(|suite| LONGEST.iter().position(|longest| suite.name == *longest).unwrap_or(LONGEST.len()));
    let waiting = Mutex::new(suites.into_iter());
    let next = || waiting.lock().ok()?.next();
    let lane = || {
        while let Some(suite) = next() {
            start(&suite);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(lane);
        lane();
    });
    alone.iter().for_each(start);
    Ok(())
}

/// The variable that names the file in which a test program writes what it skips, a line each (`tests/src/place.rs`).
const SKIPPED: &str = "GUIJU_TEST_SKIPPED";

fn ran(suite: &Suite, command: &mut Command) -> Ran {
    let started = Instant::now();
    let program = suite.program.file_name().unwrap_or_default().to_string_lossy();
    let skips = env::temp_dir().join(format!("guiju-skipped-{}-{program}", std::process::id()));
    command.env(SKIPPED, &skips);
    let (said, passed) = match command.stderr(Stdio::inherit()).output() {
        Ok(output) => (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success()),
        Err(error) => (format!("{} does not start: {error}", suite.program.display()), false),
    };
    let skipped = fs::read_to_string(&skips).unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>();
    if !skipped.is_empty() {
        // What cannot be removed is only a small file in a temporary folder.
        fs::remove_file(&skips).ok();
    }
    let (name, seconds) = (suite.name.clone(), started.elapsed().as_secs());
    Ran { name, said, passed, seconds, skipped, is_bare: suite.is_bare }
}
