//! Backup and restore as `docs/operations.md` describes them: the lines of its code blocks are run as they stand there, with
//! folders of this test in place of the server's.

use anyhow::{Context, Result, ensure};
use guiju_api::StoredFile;
use guiju_tests::{
    Database, Person,
    developer::shell,
    root,
    trial::{AT, Ground, Start},
};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The code block after a line of the guide, under a heading.
fn block(heading: &str, line: &str) -> Result<String> {
    let guide = fs::read_to_string(root().join("docs/operations.md"))?;
    let (_, under) = guide.split_once(heading).with_context(|| heading.to_owned())?;
    let (_, after) = under.split_once(line).with_context(|| line.to_owned())?;
    let block = after.split("```").nth(1).context("a code block")?;
    Ok(block.to_owned())
}

/// Where the guide's folders are in this test, and where its database.
struct Places {
    folder: PathBuf,
    server: Option<String>,
    restored: String,
}

impl Places {
    /// The guide's lines with this test's places; the last, which serves, apart.
    fn here(&self, block: &str) -> String {
        let mut lines = block.to_owned();
        for place in ["/backup", "/srv", "/safe", "/mnt"] {
            lines = lines.replace(&format!(" {place}/"), &format!(" {}{place}/", self.folder.display()));
        }
        if let Some(server) = &self.server {
            lines = lines.replace("postgres://guiju@db.example.cn", server);
        }
        lines.replace("guiju_restored", &self.restored)
    }

    fn run(&self, lines: &str, database: Option<&str>) -> Result<String> {
        let mut command = shell(&self.folder, lines)?;
        command.env_remove("GUIJU_DATABASE").envs(database.map(|url| ("GUIJU_DATABASE", url)));
        if let Some(server) = &self.server {
            let (user, host) = server.trim_start_matches("postgres://").split_once('@').context("user@host")?;
            let (host, port) = host.split_once(':').context("host:port")?;
            command.envs([("PGUSER", user), ("PGHOST", host), ("PGPORT", port)]);
        }
        let output = command.output()?;
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        ensure!(output.status.success(), "{lines}\n{said}");
        Ok(said)
    }
}

async fn restored(database: Database) -> Result<()> {
    let ground = Ground::lay_on(database).await?;
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    for place in ["srv", "backup", "safe", "mnt/second-place/anchors"] {
        fs::create_dir_all(folder.join(place))?;
    }
    std::os::unix::fs::symlink(&ground.data, folder.join("srv/guiju"))?;
    let second = folder.join("mnt/second-place/anchors");
    let config = format!("anchor_copies: [{}]\n", second.display());
    let served = ground.serve_so(&Start { config: &config, ..Start::at(AT) }).await?;
    let li = Person::log_in(&served.base, "li").await?;
    let certificate = li.attach("证明.pdf", "%PDF-1.7 在医院").await?;
    let content =
        json!({ "kind": "sick", "span": "2026-03-05 am/2026-03-05 am", "reason": "就医", "certificate": certificate });
    let matter = li.file("attendance/leave", content).await?;
    served.stop()?;

    let places = Places {
        folder: folder.to_owned(),
        server: guiju_tests::postgres().filter(|_| database == Database::Postgres),
        restored: format!("guiju_restored_{}", std::process::id()),
    };
    let line = if database == Database::Postgres { "On PostgreSQL" } else { "On SQLite" };
    // The head is anchored in the second place, as the server does it by itself every few minutes.
    fs::write(folder.join("config.yaml"), &config)?;
    places.run("guiju anchor now --config config.yaml --data srv/guiju", ground.database.as_deref())?;
    places.run(&places.here(&block("## Backup", line)?), ground.database.as_deref())?;
    copy_keys(&ground.data, folder)?;
    // The office goes on: what is filed now is anchored, but not in the backup.
    let served = ground.serve_so(&Start { config: &config, ..Start::at("2026-03-02T10:00") }).await?;
    let li = Person::log_in(&served.base, "li").await?;
    for day in ["2026-03-10", "2026-03-11"] {
        let content = json!({ "kind": "personal", "span": format!("{day} am/{day} am"), "reason": "有事" });
        li.file("attendance/leave", content).await?;
    }
    served.stop()?;
    places.run("guiju anchor now --config config.yaml --data srv/guiju", ground.database.as_deref())?;

    let steps = places.here(&block("## Restore", line)?);
    let serves = steps.lines().find(|line| line.starts_with("guiju serve")).context("a line that serves")?.to_owned();
    let said = places.run(&steps.replace(&serves, ""), None)?;
    ensure!(said.contains("unbroken") && said.contains("every one gives the same bytes"), "{said}");
    ensure!(said.contains("are not in the copy"), "what was filed after the backup is told: {said}");
    acknowledged(&places)?;
    goes_on(&places, matter, &certificate).await
}

/// A restore in earnest is acknowledged: from then on the gap is no alarm, and it is named.
fn acknowledged(places: &Places) -> Result<()> {
    let database = places.server.as_ref().map(|server| format!("{server}/{}", places.restored));
    let database = database.as_deref();
    let verify = "guiju verify --data srv/restored --against mnt/second-place/anchors";
    let refused = places.run(verify, database).err().context("a gap that nobody acknowledged")?.to_string();
    ensure!(refused.contains("cut off"), "{refused}");
    places.run(
        "guiju anchor restored --data srv/restored --against mnt/second-place/anchors --reason 硬盘损坏",
        database,
    )?;
    let said = places.run(verify, database)?;
    ensure!(said.contains("tells of a restore") && said.contains("硬盘损坏"), "{said}");
    Ok(())
}

/// Keys are kept apart from the backup.
fn copy_keys(data: &Path, folder: &Path) -> Result<()> {
    ensure!(!folder.join("backup/guiju/keys").exists(), "keys are not in the backup");
    fs::create_dir_all(folder.join("safe/keys"))?;
    for file in fs::read_dir(data.join("keys"))? {
        let file = file?;
        fs::copy(file.path(), folder.join("safe/keys").join(file.file_name()))?;
    }
    Ok(())
}

/// Somebody logs in at the restored server and opens a matter with its attachment.
async fn goes_on(places: &Places, matter: u64, certificate: &StoredFile) -> Result<()> {
    let data = tempfile::tempdir()?;
    fs::rename(places.folder.join("srv/restored"), data.path().join("data"))?;
    let database = places.server.as_ref().map(|server| format!("{server}/{}", places.restored));
    let ground = Ground::of(data, database);
    let served = ground.serve().await?;
    let li = Person::log_in(&served.base, "li").await?;
    let shown = li.matter(matter).await?;
    ensure!(shown.status == "open", "{shown:?}");
    let file = li.text(&format!("/api/attachments/{}", certificate.digest)).await?;
    ensure!(file.ends_with("在医院"), "{file}");
    served.stop()
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() -> Result<()> {
    restored(Database::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() -> Result<()> {
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    restored(Database::Postgres).await
}
