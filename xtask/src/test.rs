//! `cargo xtask test`: everything, with a count at the end that says what passed and what failed.

use crate::{
    alone, clauses, plugins, portal,
    run::{cargo, output, run},
    tidy,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Runs every stage; a stage that fails lets the others go on, so that one run tells everything.
pub fn test() -> Result<()> {
    let started = Instant::now();
    let mut count = Count::default();
    count.stage("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])));
    count.stage("tidiness", tidy::check);
    count.stage("regulations", || plugins::build().map(drop));
    count.stage("portal", || portal::build().map(drop));
    count.stage("lints", || {
        run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    let of_all = |words: &[&str]| {
        let mut command = cargo(&["test", "--locked", "--workspace", "--exclude", "guiju-portal"]);
        command.args(words);
        command
    };
    count.stage("building the tests", || run(&mut of_all(&["--no-run"])));
    count.stage("clauses", clauses::report_of_tests);
    // End to end needs a database server and a browser; both are installed where that is possible.
    let postgres = need("PostgreSQL", "postgresql", || Postgres::start().map(Some))?;
    let browser = need("a browser", "chromium chromium-driver fonts-noto-cjk", || Ok(browser().then_some(())))?;
    let mut tests = of_all(&["--no-fail-fast"]);
    if let Some(postgres) = &postgres {
        tests.env("GUIJU_TEST_POSTGRES", &postgres.url);
    }
    if browser.is_some() {
        // The rules by which pages are checked for people who hear or feel them.
        run(Command::new("npm").args([
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            "target/axe",
            "axe-core@4",
        ]))?;
        tests.env("GUIJU_TEST_BROWSER", "1");
    }
    if let Some(python) = need("componentize-py", "python3 python3-venv", python)? {
        tests.env("GUIJU_TEST_PYTHON", python);
    }
    if let Some(moto) = need("an S3-compatible store", "python3 python3-venv", moto)? {
        tests.env("GUIJU_TEST_MOTO", moto);
    }
    if need("an OCI registry", "docker-registry", || Ok(registry().then_some(())))?.is_some() {
        tests.env("GUIJU_TEST_REGISTRY", REGISTRY);
    }
    count.tests(&mut tests)?;
    count.stage("the host without regulations", || alone::check(postgres.as_ref().map(|server| server.url.as_str())));
    drop(postgres);
    println!(
        "\n{} in {} s",
        if count.failed == 0 { "everything passed" } else { "something failed" },
        started.elapsed().as_secs()
    );
    for failure in &count.failures {
        println!("  failed: {failure}");
    }
    println!("{} passed, {} failed", count.passed, count.failed);
    if count.failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}

#[derive(Default)]
struct Count {
    passed: u64,
    failed: u64,
    failures: Vec<String>,
}

impl Count {
    fn stage(&mut self, name: &str, stage: impl FnOnce() -> Result<()>) {
        println!("── {name}");
        let started = Instant::now();
        match stage() {
            Ok(()) => self.passed += 1,
            Err(error) => {
                println!("{error:#}");
                self.failed += 1;
                self.failures.push(name.to_owned());
            }
        }
        println!("── {name}: {} s", started.elapsed().as_secs());
    }

    /// Runs cargo's tests and reads their closing lines.
    fn tests(&mut self, command: &mut Command) -> Result<()> {
        println!("── tests");
        let started = Instant::now();
        let output = command.stderr(Stdio::inherit()).output().context("cargo test")?;
        let text = String::from_utf8_lossy(&output.stdout);
        print!("{text}");
        let mut read = 0;
        for line in text.lines().filter_map(|line| line.strip_prefix("test result: ")) {
            let number = |word: &str| {
                let before = line.split(word).next()?;
                before.split_whitespace().last()?.parse::<u64>().ok()
            };
            self.passed += number(" passed").unwrap_or(0);
            self.failed += number(" failed").unwrap_or(0);
            read += 1;
        }
        self.failures.extend(text.lines().filter(|line| line.ends_with("... FAILED")).map(str::to_owned));
        if !output.status.success() && self.failures.is_empty() || read == 0 {
            self.failed += 1;
            self.failures.push("cargo test".to_owned());
        }
        println!("── tests: {} s", started.elapsed().as_secs());
        Ok(())
    }
}

/// Something the tests need: found, or installed and found, or skipped with a word — on CI never skipped.
fn need<T>(name: &str, packages: &str, find: impl Fn() -> Result<Option<T>>) -> Result<Option<T>> {
    if let Ok(Some(found)) = find() {
        return Ok(Some(found));
    }
    println!("installing {packages}");
    let mut update = Command::new("apt-get");
    let mut install = Command::new("apt-get");
    install
        .args(["install", "-y", "-q", "--no-install-recommends"])
        .args(packages.split(' '))
        .env("DEBIAN_FRONTEND", "noninteractive");
    let installed = run(update.args(["update", "-q"])).and_then(|()| run(&mut install));
    match installed.and_then(|()| find()) {
        Ok(Some(found)) => Ok(Some(found)),
        other if std::env::var_os("CI").is_some() => bail!("{name} is needed on CI: {:?}", other.err()),
        other => {
            let why = other.err().map_or_else(|| "not found".to_owned(), |error| format!("{error:#}"));
            println!("SKIPPED: everything that needs {name} ({why})");
            Ok(None)
        }
    }
}

/// A server of the OCI distribution protocol.
const REGISTRY: &str = "/usr/bin/docker-registry";

fn registry() -> bool {
    Path::new(REGISTRY).exists()
}

/// The folder with what makes components of Python, installed beside the build at its first use.
fn python() -> Result<Option<PathBuf>> {
    let folder = std::env::current_dir()?.join("target/python/bin");
    if !folder.join("componentize-py").exists() {
        run(Command::new("python3").args(["-m", "venv", "target/python"]))?;
        run(Command::new("target/python/bin/pip").args(["install", "--quiet", "componentize-py==0.25.1"]))?;
    }
    Ok(Some(folder))
}

/// A server of the S3 protocol, installed beside the build at its first use.
fn moto() -> Result<Option<PathBuf>> {
    let program = std::env::current_dir()?.join("target/moto/bin/moto_server");
    if !program.exists() {
        run(Command::new("python3").args(["-m", "venv", "target/moto"]))?;
        run(Command::new("target/moto/bin/pip").args(["install", "--quiet", "moto[server]==5.2.5"]))?;
    }
    Ok(Some(program))
}

fn browser() -> bool {
    ["/usr/bin/chromium", "/usr/bin/chromedriver"].iter().all(|path| Path::new(path).exists())
}

/// A throw-away PostgreSQL on loopback, stopped when it is dropped.
struct Postgres {
    url: String,
    server: Child,
    folder: PathBuf,
}

impl Postgres {
    fn start() -> Result<Self> {
        let mut versions = fs::read_dir("/usr/lib/postgresql")?.flatten().map(|entry| entry.path()).collect::<Vec<_>>();
        versions.sort();
        let bin = versions.pop().context("no version of PostgreSQL")?.join("bin");
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("guiju-postgres-{}", std::process::id()));
        let data = folder.join("data");
        fs::create_dir_all(&folder)?;
        // PostgreSQL refuses to run as root.
        let root = output(Command::new("id").arg("-u"))?.trim() == "0";
        if root {
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let command = |program: &str| {
            let path = bin.join(program);
            if root {
                let mut command = Command::new("setpriv");
                command
                    .args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"])
                    .arg(path)
                    .current_dir("/");
                command
            } else {
                Command::new(path)
            }
        };
        run(command("initdb")
            .args(["-A", "trust", "-U", "guiju", "-E", "UTF8", "--locale=C", "-D"])
            .arg(&data)
            .stdout(Stdio::null()))?;
        let server = command("postgres")
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300", "-p", &port.to_string(), "-k"])
            .arg(&folder)
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()?;
        let postgres = Self { url: format!("postgres://guiju@127.0.0.1:{port}"), server, folder };
        for _ in 0..100 {
            let ready = command("pg_isready").args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]).status();
            if ready.is_ok_and(|status| status.success()) {
                return Ok(postgres);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("PostgreSQL does not answer")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
