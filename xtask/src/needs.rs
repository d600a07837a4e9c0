//! What tests need beside the project: a database server, a browser, Python packages, a registry, a proxy.

use crate::run::{output, run};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Once,
    time::Duration,
};

/// What was found of it.
pub struct Needs {
    postgres: Option<Postgres>,
    browser: bool,
    python: Option<PathBuf>,
    moto: Option<PathBuf>,
    registry: bool,
    proxy: bool,
}

impl Needs {
    /// Looks for all of it and installs what is missing.
    pub fn found() -> Result<Self> {
        need("curl and jq", "curl jq", || Ok(json().then_some(())))?;
        Ok(Self {
            postgres: need("PostgreSQL", "postgresql", || Postgres::start().map(Some))?,
            browser: need("a browser", BROWSER, browser)?.is_some(),
            python: need("Python's packages", "python3 python3-venv", python)?,
            moto: need("an S3-compatible store", "python3 python3-venv", moto)?,
            registry: need("an OCI registry", "docker-registry", || Ok(registry().then_some(())))?.is_some(),
            proxy: need("a proxy", "haproxy", || Ok(proxy().then_some(())))?.is_some(),
        })
    }

    /// What the tests are told of it, as variables of their environment.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let path = |path: &PathBuf| path.to_string_lossy().into_owned();
        let all = [
            ("GUIJU_TEST_POSTGRES", self.postgres.as_ref().map(|postgres| postgres.url.clone())),
            ("GUIJU_TEST_BROWSER", self.browser.then(|| "1".to_owned())),
            ("GUIJU_TEST_PYTHON", self.python.as_ref().map(path)),
            ("GUIJU_TEST_MOTO", self.moto.as_ref().map(path)),
            ("GUIJU_TEST_REGISTRY", self.registry.then(|| REGISTRY.to_owned())),
            ("GUIJU_TEST_PROXY", self.proxy.then(|| "haproxy".to_owned())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Something the tests need: found, or installed and found, or skipped with a word — on CI never skipped.
pub fn need<T>(name: &str, packages: &str, find: impl Fn() -> Result<Option<T>>) -> Result<Option<T>> {
    if let Ok(Some(found)) = find() {
        return Ok(Some(found));
    }
    println!("installing {packages}");
    match install(packages).and_then(|()| find()) {
        Ok(Some(found)) => Ok(Some(found)),
        other if std::env::var_os("CI").is_some() => bail!("{name} is needed on CI: {:?}", other.err()),
        other => {
            let why = other.err().map_or_else(|| "not found".to_owned(), |error| format!("{error:#}"));
            println!("SKIPPED: everything that needs {name} ({why})");
            Ok(None)
        }
    }
}

/// Installs packages of the system; what there is to install is asked for once.
fn install(packages: &str) -> Result<()> {
    static LISTED: Once = Once::new();
    let quietly = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        run(command
            .args(words)
            .args(packages.split(' ').filter(|_| words[0] == "install"))
            .stdout(Stdio::null())
            .env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let mut listed = Ok(());
    LISTED.call_once(|| listed = quietly(&["update", "-qq"]));
    listed?;
    quietly(&["install", "-y", "-qq", "--no-install-recommends"])
}

/// A server of the OCI distribution protocol.
pub const REGISTRY: &str = "/usr/bin/docker-registry";

pub fn registry() -> bool {
    Path::new(REGISTRY).exists()
}

/// What the examples of the API guide are written with.
pub fn json() -> bool {
    ["/usr/bin/curl", "/usr/bin/jq"].iter().all(|path| Path::new(path).exists())
}

/// Packages of Python that tests use, each with the program by which one sees that it is there.
const PYTHON: [(&str, &str); 4] = [
    ("componentize-py", "componentize-py==0.25.1"),
    ("openapi-spec-validator", "openapi-spec-validator==0.7.2"),
    ("openapi-python-client", "openapi-python-client==0.29.1"),
    ("schemathesis", "schemathesis==4.32.5"),
];

/// The folder with the programs of Python's packages, installed beside the build at their first use.
pub fn python() -> Result<Option<PathBuf>> {
    let folder = std::env::current_dir()?.join("target/python/bin");
    let missing = PYTHON.iter().filter(|(program, _)| !folder.join(program).exists());
    let missing = missing.map(|(_, package)| *package).collect::<Vec<_>>();
    if !missing.is_empty() {
        run(Command::new("python3").args(["-m", "venv", "target/python"]))?;
        run(Command::new("target/python/bin/pip").args(["install", "--quiet"]).args(missing))?;
    }
    Ok(Some(folder))
}

/// A server of the S3 protocol, installed beside the build at its first use.
pub fn moto() -> Result<Option<PathBuf>> {
    let program = std::env::current_dir()?.join("target/moto/bin/moto_server");
    if !program.exists() {
        run(Command::new("python3").args(["-m", "venv", "target/moto"]))?;
        run(Command::new("target/moto/bin/pip").args(["install", "--quiet", "moto[server]==5.2.5"]))?;
    }
    Ok(Some(program))
}

/// A proxy in front of several servers.
pub fn proxy() -> bool {
    ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy"].iter().any(|path| Path::new(path).exists())
}

/// What a browser and its driver come in, with a typeface that has Chinese.
pub const BROWSER: &str = "chromium chromium-driver fonts-noto-cjk";

/// A browser that a program can drive, and the rules by which pages are checked for people who hear or feel them.
pub fn browser() -> Result<Option<()>> {
    if !["/usr/bin/chromium", "/usr/bin/chromedriver"].iter().all(|path| Path::new(path).exists()) {
        return Ok(None);
    }
    if !Path::new("target/axe/node_modules/axe-core/axe.min.js").exists() {
        let words = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", "target/axe", "axe-core@4"];
        run(Command::new("npm").args(words))?;
    }
    Ok(Some(()))
}

/// A throw-away PostgreSQL on loopback, stopped when it is dropped.
pub struct Postgres {
    pub url: String,
    server: Child,
    folder: PathBuf,
}

impl Postgres {
    pub fn start() -> Result<Self> {
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
            // It is thrown away after the tests, so it need not wait for the disk.
            .args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"])
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
