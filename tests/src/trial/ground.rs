//! A copy of the played office, its server processes and its command line.

use super::{
    program::{AT, binary, database, regulations},
    running::Running,
    visitor::Visitor,
};
use crate::{client::client, database::Database, parts::share_compiled, person::PASSWORD, place::root, wait};
use anyhow::{Context, Result, ensure};
use sqlx::{AnyPool, any::AnyPoolOptions};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::sync::OnceCell;

/// A data folder with the test office in it.
pub struct Ground {
    /// The folder.
    pub data: PathBuf,
    /// The database, if it is not the file in the folder.
    pub database: Option<String>,
    folder: tempfile::TempDir,
}

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub struct Start<'a> {
    /// The moment at which its clock begins; the machine's own if none.
    pub at: Option<&'a str>,
    /// Variables of its environment, by name.
    pub env: &'a [(&'a str, &'a str)],
    /// Settings as YAML.
    pub config: &'a str,
    /// Another data folder on the same database.
    pub data: Option<&'a Path>,
    /// Where to listen; anywhere if not named.
    pub listen: Option<&'a str>,
}

impl Start<'_> {
    /// At a moment of the office.
    #[must_use]
    pub fn at(moment: &str) -> Start<'_> {
        Start { at: Some(moment), ..Start::default() }
    }
}

/// A running server.
pub struct Served {
    /// The address under which it answers, without a path.
    pub base: String,
    child: Child,
}

/// What a command of the binary came to.
#[derive(Debug)]
pub struct Ran {
    /// Whether it ended well.
    pub well: bool,
    /// What it said, on both outputs.
    pub said: String,
}

/// The office as it was played, for everybody in this process.
static PLAYED: [OnceCell<(PathBuf, Option<String>)>; 2] = [OnceCell::const_new(), OnceCell::const_new()];
static NEXT: AtomicU32 = AtomicU32::new(0);

impl Ground {
    /// A copy on the database of the trials.
    ///
    /// # Errors
    /// If the binary cannot play the office.
    pub async fn lay() -> Result<Self> {
        Self::lay_on(database()).await
    }

    /// A copy on a database.
    ///
    /// # Errors
    /// If the binary cannot play the office.
    pub async fn lay_on(database: Database) -> Result<Self> {
        let (played, template) =
            PLAYED[usize::from(database == Database::Postgres)].get_or_try_init(|| play(database)).await?;
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        copy(played, &data)?;
        let database = match template {
            Some(template) => Some(copy_of(template).await?),
            None => None,
        };
        Ok(Self { data, database, folder })
    }

    /// A folder that is there already, such as one of an earlier version.
    #[must_use]
    pub fn of(folder: tempfile::TempDir, database: Option<String>) -> Self {
        Self { data: folder.path().join("data"), database, folder }
    }

    /// Serves it at the moment at which it was played.
    ///
    /// # Errors
    /// If the server does not come up.
    pub async fn serve(&self) -> Result<Served> {
        self.serve_so(&Start::at(AT)).await
    }

    /// Serves it.
    ///
    /// # Errors
    /// If the server does not come up.
    pub async fn serve_so(&self, start: &Start<'_>) -> Result<Served> {
        let mut command = program("serve");
        command.args(["--listen", start.listen.unwrap_or("127.0.0.1:0")]).args(start.at.map(|at| format!("--at={at}")));
        command.envs(start.env.iter().copied());
        let elsewhere = start.data.is_some().then(|| self.url());
        let database = self.database.clone().or(elsewhere);
        self.where_it_is(&mut command, start.data.unwrap_or(&self.data), database.as_deref(), start.config)?;
        Served::spawn(command).await
    }

    /// A command of the binary on this folder, such as `["verify"]`.
    ///
    /// # Errors
    /// If the program does not start.
    pub fn run(&self, words: &[&str]) -> Result<Ran> {
        let output = self.command(words)?.output()?;
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        Ok(Ran { well: output.status.success(), said: said.into_owned() })
    }

    /// The same while it runs; `["serve", "--listen", "127.0.0.1:0"]` serves.
    ///
    /// # Errors
    /// If the program does not start.
    pub fn start(&self, words: &[&str]) -> Result<Running> {
        Running::start(self.command(words)?)
    }

    fn command(&self, words: &[&str]) -> Result<Command> {
        let (first, rest) = words.split_first().context("a command")?;
        let mut command = program(first);
        command.args(rest);
        self.where_it_is(&mut command, &self.data, self.database.as_deref(), "")?;
        Ok(command)
    }

    /// Says where folder and database are, and how the rest is set.
    fn where_it_is(&self, command: &mut Command, data: &Path, database: Option<&str>, config: &str) -> Result<()> {
        let path = self.folder.path().join(format!("config-{}.yaml", NEXT.fetch_add(1, Ordering::Relaxed)));
        fs::write(&path, format!("{PATIENT}{config}"))?;
        command.arg("--config").arg(path).arg("--data").arg(data);
        command.args(database.map(|database| format!("--database={database}")));
        Ok(())
    }

    /// The database itself, as somebody with access to it has it.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub async fn pool(&self) -> Result<AnyPool> {
        sqlx::any::install_default_drivers();
        Ok(AnyPoolOptions::new().max_connections(1).connect(&self.url()).await?)
    }

    /// Does something to the database behind the server's back.
    ///
    /// # Errors
    /// If the database refuses it.
    pub async fn tamper(&self, statement: &str) -> Result<u64> {
        let pool = self.pool().await?;
        let done = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&pool).await?;
        pool.close().await;
        Ok(done.rows_affected())
    }

    /// A number out of the database.
    ///
    /// # Errors
    /// If the question gives none.
    pub async fn number(&self, question: &str) -> Result<i64> {
        let pool = self.pool().await?;
        let number: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(question.to_owned())).fetch_one(&pool).await?;
        pool.close().await;
        Ok(number)
    }

    /// Texts out of the database, one a row.
    ///
    /// # Errors
    /// If the question gives none.
    pub async fn texts(&self, question: &str) -> Result<Vec<String>> {
        let pool = self.pool().await?;
        let texts = sqlx::query_scalar(sqlx::AssertSqlSafe(question.to_owned())).fetch_all(&pool).await?;
        pool.close().await;
        Ok(texts)
    }

    /// A second folder for another server of the same database, with the same files in it.
    ///
    /// # Errors
    /// If the disk cannot be used.
    pub fn beside(&self) -> Result<PathBuf> {
        let data = self.folder.path().join("second");
        copy(&self.data, &data)?;
        if self.database.is_none() {
            for name in ["guiju.sqlite", "guiju.sqlite-wal", "guiju.sqlite-shm"] {
                fs::remove_file(data.join(name)).or_else(absent)?;
            }
        }
        Ok(data)
    }

    /// The database's address.
    #[must_use]
    pub fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite://{}?mode=rw", self.file().display()))
    }

    /// The file of the database.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.data.join("guiju.sqlite")
    }
}

/// Machines that run many trials at once are slow.
const PATIENT: &str = "limits: { call_milliseconds: 5000 }\n";

/// The program under trial with a command, saying little.
fn program(word: &str) -> Command {
    let mut command = Command::new(binary());
    command.arg(word).env_remove("GUIJU_DATABASE");
    if std::env::var_os("RUST_LOG").is_none() {
        command.env("RUST_LOG", "error");
    }
    command
}

impl Served {
    async fn spawn(mut command: Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("its output")?).lines();
        let errors = BufReader::new(child.stderr.take().context("its errors")?).lines();
        // What it prints is read to the end, so that it never waits for a reader.
        let told = std::thread::spawn(move || errors.map_while(Result::ok).take(20_000).collect::<Vec<_>>().join("\n"));
        let base = tokio::task::spawn_blocking(move || {
            let base = lines.find_map(|line| line.ok().filter(|line| line.starts_with("http://")));
            std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
            base
        })
        .await?;
        match base {
            Some(base) => Ok(Self { base: base.trim().to_owned(), child }),
            None => {
                let status = child.wait()?;
                anyhow::bail!("the server ended before it listened: {status}; {}", told.join().unwrap_or_default())
            }
        }
    }

    /// Logs somebody of the test office in.
    ///
    /// # Errors
    /// If that fails.
    pub async fn person(&self, login: &str) -> Result<Visitor> {
        Visitor::enter(&self.base, login, PASSWORD).await
    }

    /// Somebody without a session.
    ///
    /// # Errors
    /// If no client can be made.
    pub fn stranger(&self) -> Result<Visitor> {
        Visitor::stranger(&self.base)
    }

    /// From now on the most memory is counted anew: what the start took, and compiling regulations, is forgotten.
    ///
    /// # Errors
    /// If the kernel does not take it.
    pub fn forgets_peak(&self) -> Result<()> {
        Ok(fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }

    /// Most memory that the process has had since its start or since that was forgotten, in MiB.
    ///
    /// # Errors
    /// If the kernel does not say.
    pub fn peak(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("VmHWM")?;
        Ok(line.split_whitespace().nth(1).context("a number")?.parse::<u64>()? / 1024)
    }

    /// Ends it as an administrator does, and waits until it has ended.
    ///
    /// # Errors
    /// If it does not end.
    pub fn stop(mut self) -> Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        wait::until_blocking("the server ends", || Ok(self.child.try_wait()?.is_some()))
    }

    /// SIGKILL: nothing is finished, nothing is flushed.
    ///
    /// # Errors
    /// If it cannot be killed.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is not there need not be removed.
fn absent(why: std::io::Error) -> std::io::Result<()> {
    if why.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(why) }
}

/// Plays the test office with the binary's own command.
async fn play(database: Database) -> Result<(PathBuf, Option<String>)> {
    let all = root().join("target/trials");
    // What is left of runs that have ended.
    for entry in fs::read_dir(&all).into_iter().flatten().flatten() {
        let process = entry.path().file_stem().map(|stem| Path::new("/proc").join(stem));
        if process.is_some_and(|process| !process.exists()) {
            fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path())).or_else(absent)?;
        }
    }
    let data = all.join(format!("{}.{database:?}", std::process::id()));
    fs::create_dir_all(&data)?;
    share_compiled(&data)?;
    let config = all.join(format!("{}.{database:?}-yaml", std::process::id()));
    let database = database.made().await?;
    fs::write(&config, PATIENT)?;
    let mut command = program("demo");
    command.args(["--listen", "127.0.0.1:0", "--at", AT]).arg("--data").arg(&data).arg("--config").arg(config);
    command.arg("--regulations").arg(regulations()?).arg("--office").arg(root().join("tests/office"));
    if let Some(database) = &database {
        command.args(["--database", database]);
    }
    Served::spawn(command).await.context("playing the test office")?.stop()?;
    Ok((data, database))
}

/// A database that is a copy of another, to which nobody is connected.
async fn copy_of(template: &str) -> Result<String> {
    let (server, name) = template.rsplit_once('/').context("a database's name")?;
    let copy = format!("{name}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    sqlx::any::install_default_drivers();
    let pool = AnyPoolOptions::new().max_connections(1).connect(&format!("{server}/postgres")).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {copy} TEMPLATE {name}"))).execute(&pool).await?;
    pool.close().await;
    Ok(format!("{server}/{copy}"))
}

/// Copies a folder; what is a link stays one.
///
/// # Errors
/// If the disk cannot be used.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = Command::new("cp").arg("-a").arg(from).arg(to).status()?;
    ensure!(copied.success(), "{} cannot be copied", from.display());
    Ok(())
}

/// Whether a server says that it is well.
///
/// # Errors
/// If it does not answer.
pub async fn healthy(base: &str) -> Result<bool> {
    Ok(client().build()?.get(format!("{base}/healthz")).send().await?.status().is_success())
}
