//! An office swaps a regulation on the command line: trust, install, compare, rehearse, schedule, confirm, replay, verify.

use anyhow::{Context, Result, ensure};
use guiju_package::Package;
use guiju_tests::{
    Database, PASSWORD, Person,
    acts::plainly,
    developer::shell,
    packages::{leaning, publisher, revised},
    process::Server,
};
use serde_json::json;
use sqlx::{AnyConnection, Connection, Executor};
use std::{fs, io, path::Path};

fn run(folder: &Path, script: &str) -> Result<String> {
    let output = shell(folder, script)?.output()?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success(), "{script}\n{said}");
    Ok(said)
}

/// An office on which commands are run: the folder with its data and the files that are worked with.
struct Place<'a> {
    folder: &'a Path,
    /// The options that name data, database and moment.
    options: String,
}

impl Place<'_> {
    /// A command on regulations by somebody.
    fn by(&self, login: &str, words: &str) -> Result<String> {
        let Self { folder, options } = self;
        run(folder, &format!("guiju regulation {words} --login {login} --password-file password {options}"))
    }
}

/// The test office, with one leave filed and approved, then its server is stopped: the leave.
async fn one_leave(data: &Path, url: Option<&str>) -> Result<u64> {
    fs::create_dir_all(data)?;
    let mut server = Server::start(env!("CARGO_BIN_EXE_server").as_ref(), data, url, "2026-03-02T09:00")?;
    let (li, wang) = (Person::log_in(&server.base, "li").await?, Person::log_in(&server.base, "wang").await?);
    let leave = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "有事" });
    let matter = li.file("attendance/leave", leave).await?;
    wang.does(matter, "approve", plainly()).await?;
    server.kill()?;
    Ok(matter)
}

async fn swapped(database: Database) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let data = folder.join("data");
    let url = match database {
        Database::Sqlite => None,
        Database::Postgres => Some(guiju_tests::fresh().await?),
    };
    let matter = one_leave(&data, url.as_deref()).await?;
    fs::write(folder.join("password"), PASSWORD)?;
    fs::write(folder.join("publisher.pub"), publisher().public().to_string())?;
    fs::write(folder.join("attendance.wasm"), Package::open(&revised()?).signed(&publisher()))?;
    fs::write(folder.join("unsigned.wasm"), revised()?)?;
    let database = url.map(|url| format!(" --database {url}")).unwrap_or_default();
    let kept = format!("--data data{database} --at 2026-03-02T10:00");
    let place = Place { folder, options: kept.clone() };
    installed(&place)?;
    scheduled(&place)?;
    tells_who_leans(&place)?;
    assert!(run(folder, &format!("guiju replay {matter} {kept}"))?.contains("every one gives the same bytes"));
    assert!(run(folder, &format!("guiju replay --all {kept}"))?.contains("every one gives the same bytes"));
    assert!(run(folder, &format!("guiju verify {kept}"))?.contains("unbroken"));
    unread(folder, &kept)?;
    if database.contains("postgres") {
        let copied = run(folder, &format!("guiju backup --data data{database} --to copy"))?;
        assert!(copied.contains("pg_dump") && folder.join("copy/regulations").exists(), "{copied}");
    }
    looks_at_no_other_version(folder, &kept, &database, &data).await
}

/// Nothing unsigned is taken; what a trusted publisher signed is installed, compared and rehearsed.
fn installed(place: &Place) -> Result<()> {
    let refused = place.by("zhou", "install unsigned.wasm").err().context("unsigned, and taken")?.to_string();
    assert!(refused.contains("没有签名") && refused.contains("refused for 1 reasons"), "{refused}");
    let trust = "trust publisher.pub --name 市中心";
    assert!(place.by("zhou", trust).is_err(), "the security officer says whom the office trusts");
    place.by("wu", trust)?;
    assert!(place.by("zhou", "install attendance.wasm")?.contains("1.1.0 is installed"));
    let list = place.by("zhou", "list")?;
    let installed = |line: &str| ["attendance", "1.1.0", "市中心"].iter().all(|word| line.contains(word));
    assert!(list.lines().any(installed), "{list}");
    let compared = place.by("zhou", "compare attendance 1.1.0")?;
    assert!(compared.contains("1.0.0 → 1.1.0") && compared.contains("10 分钟以内到岗不计"), "{compared}");
    let values = "--set section_head_half_days=2 --set supervising_half_days=3";
    let rehearsed = place.by("zhou", &format!("rehearse attendance {values} --export differs.csv"))?;
    assert!(rehearsed.contains("judgements asked again"), "{rehearsed}");
    assert!(place.folder.join("differs.csv").exists());
    Ok(())
}

/// It is scheduled by one keeper and confirmed by another, and its new clauses get their wording.
fn scheduled(place: &Place) -> Result<()> {
    let asked = place.by("zhou", "schedule attendance --version 1.1.0 --from 2026-04-01 --reason 修订")?;
    let id = asked.split_whitespace().nth(1).context("a number")?;
    assert!(place.by("zhou", &format!("confirm {id}")).is_err(), "not by the one who asked");
    place.by("wu", &format!("confirm {id}"))?;
    fs::write(place.folder.join("wording.md"), "### 1.1a\n迟到以十分钟为限。\n\n### 1.1b\n早退照旧。\n")?;
    assert!(place.by("zhou", "word attendance 1.1.0 wording.md")?.contains("2 clauses"));
    let list = place.by("zhou", "list")?;
    assert!(list.contains("from 2026-04-01") && list.contains("2024-01-01 – 2026-04-01"), "{list}");
    Ok(())
}

/// Who relies on what a package lacks is said as soon as it is installed, by the names of both.
fn tells_who_leans(place: &Place) -> Result<()> {
    let installs = |name: &str| {
        fs::write(place.folder.join("leaning.wasm"), leaning(name)?)?;
        place.by("zhou", "install leaning.wasm")
    };
    for name in ["lender", "leaner"] {
        let said = installs(name)?;
        assert!(!said.contains("! "), "{said}");
        let asked = place.by("zhou", &format!("schedule {name} --version 1.0.0 --from 2026-03-03 --reason 试行"))?;
        let id = asked.split_whitespace().nth(1).context("a number")?;
        place.by("wu", &format!("confirm {id}"))?;
    }
    let said = installs("revised_lender")?;
    let hindrance =
        said.lines().find(|line| line.starts_with("! ")).context("nothing is said of whoever leans on it")?;
    assert!(hindrance.contains("还物制度 1.0.0") && hindrance.contains("借物制度 2.0.0"), "{said}");
    Ok(())
}

/// Commands whose reader is gone before the first line, on standard output and on standard error, end as they would with one.
fn unread(folder: &Path, kept: &str) -> Result<()> {
    let by_zhou = format!("--login zhou --password-file password {kept}");
    for (command, well) in [
        (format!("guiju verify {kept}"), true),
        (format!("guiju replay --all {kept}"), true),
        (format!("guiju keeper list {kept}"), true),
        (format!("guiju regulation list {by_zhou}"), true),
        (format!("guiju regulation compare attendance 1.1.0 {by_zhou}"), true),
        (format!("guiju regulation install unsigned.wasm {by_zhou}"), false),
        ("guiju regulation inspect attendance.wasm".to_owned(), true),
        ("guiju --help".to_owned(), true),
    ] {
        let gone = || io::pipe().map(|(_, writer)| writer);
        let output = shell(folder, &format!("exec {command}"))?.stdout(gone()?).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() == well && !said.contains("panicked"), "{command}: {said}");
        let status = shell(folder, &format!("exec {command}"))?.stdout(gone()?).stderr(gone()?).status()?;
        assert_eq!(status.code(), Some(i32::from(!well)), "{command} with neither output read");
    }
    Ok(())
}

/// How many migrations a database says it has; nothing if it has no table of them.
async fn migrations(connection: &mut AnyConnection) -> Option<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM _sqlx_migrations").fetch_one(connection).await.ok()
}

/// A command that only looks refuses a database of a newer and of an older version, says what to do, and changes nothing.
async fn looks_at_no_other_version(folder: &Path, kept: &str, database: &str, data: &Path) -> Result<()> {
    sqlx::any::install_default_drivers();
    let url = database.trim().strip_prefix("--database ").map(str::to_owned);
    let url = url.unwrap_or_else(|| format!("sqlite://{}?mode=rw", data.join("guiju.sqlite").display()));
    let mut connection = AnyConnection::connect(&url).await?;
    let by_zhou = format!("--login zhou --password-file password {kept}");
    // The tables stay; what counts is how far the database says that it was brought.
    for (brought, says) in [
        (
            "UPDATE _sqlx_migrations SET version = version + 1000 WHERE version > 20",
            "use the program that served it last",
        ),
        ("DELETE FROM _sqlx_migrations WHERE version > 1000", "`guiju serve` brings it up to date"),
        ("DROP TABLE _sqlx_migrations", "`guiju serve` brings it up to date"),
    ] {
        connection.execute(brought).await?;
        let before = migrations(&mut connection).await;
        for command in [
            format!("verify {kept}"),
            format!("backup --data data{database} --to elsewhere"),
            format!("anchor check 1 0000 {kept}"),
            format!("anchor now {kept}"),
            format!("replay --all {kept}"),
            format!("keeper list {kept}"),
            format!("regulation list {by_zhou}"),
            format!("regulation compare attendance 1.1.0 {by_zhou}"),
        ] {
            let refused =
                run(folder, &format!("guiju {command}")).err().with_context(|| format!("{brought}: {command}"))?;
            assert!(refused.to_string().contains(says), "{brought}: {refused}");
        }
        assert_eq!(migrations(&mut connection).await, before, "{brought}: a command that looks migrated the database");
    }
    Ok(())
}

/// What is copied while the server runs is served as it is: with all that was filed before, attachments too, and nothing after.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let (data, copy) = (folder.join("data"), folder.join("copy"));
    fs::create_dir_all(&data)?;
    let program = env!("CARGO_BIN_EXE_server");
    let server = Server::start(program.as_ref(), &data, None, "2026-03-02T09:00")?;
    let li = Person::log_in(&server.base, "li").await?;
    let certificate = li.attach("a.pdf", "%PDF-1.7 first").await?;
    let leave = |kind: &str, on: &str| json!({ "kind": kind, "span": format!("{on} am/{on} am"), "reason": "有事", "certificate": certificate });
    let before = li.file("attendance/leave", leave("sick", "2026-03-05")).await?;
    let backup = || run(folder, "guiju backup --data data --to copy");
    assert!(backup()?.contains("unbroken"));
    let after = li.file("attendance/leave", leave("sick", "2026-03-06")).await?;
    {
        std::os::unix::fs::symlink(data.join("compiled"), copy.join("compiled"))?;
        let copied = Server::start(program.as_ref(), &copy, None, "2026-03-02T10:00")?;
        let li = Person::log_in(&copied.base, "li").await?;
        assert_eq!(li.matter(before).await?.status, "open");
        assert!(li.matter(after).await.is_err(), "filed after the copy was made");
        let digest = &certificate.digest;
        assert_eq!(li.bytes(&format!("/api/attachments/{digest}")).await?.1, b"%PDF-1.7 first");
        let refused = backup().err().context("it is being served")?.to_string();
        assert!(refused.contains("name another folder"), "{refused}");
    }
    fs::remove_file(copy.join("guiju.sqlite-wal"))?;
    assert!(backup()?.contains(" 0 files"), "what is there is not copied again");
    assert!(run(folder, "guiju verify --data copy")?.contains("unbroken"));
    assert!(run(folder, "guiju backup --data data --to data").is_err());
    fs::write(folder.join("password"), PASSWORD)?;
    for slip in [
        "backup --to other",
        "verify",
        "replay --all",
        "anchor key",
        "anchor now",
        "keeper appoint --role security --login li",
        "regulation list --login li --password-file password",
    ] {
        let refused = run(folder, &format!("guiju {slip} --data dta")).err().context("there is no office")?.to_string();
        assert!(refused.contains("dta holds no office"), "{slip}: {refused}");
        assert!(!folder.join("dta").exists(), "{slip} makes an empty office");
    }
    // A file that the database names is gone: the copy is no backup, and says so.
    let kept = fs::read_dir(data.join("attachments/1"))?.flatten().next().context("an attachment")?.path();
    fs::remove_file(kept)?;
    let refused = run(folder, "guiju backup --data data --to other").err().context("a file is missing")?.to_string();
    assert!(refused.contains("an attachment is missing"), "{refused}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() -> Result<()> {
    swapped(Database::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() -> Result<()> {
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    swapped(Database::Postgres).await
}

/// The blocks of the API guide as one script, for the people of the test office.
fn api_guide(base: &str) -> Result<String> {
    let guide = fs::read_to_string(guiju_tests::root().join("docs/api.md"))?;
    let blocks = guide.split("```sh\n").skip(1).filter_map(|after| after.split("```").next());
    let mut script = blocks.collect::<String>();
    let here = [
        ("http://127.0.0.1:8080", base),
        ("guiju-demo-2026", PASSWORD),
        ("zhulin", "li"),
        ("wangqiang", "wang"),
        ("zhoujianguo", "zhou"),
    ];
    for (demonstration, test) in here {
        ensure!(script.contains(demonstration), "the guide does not name {demonstration}");
        script = script.replace(demonstration, test);
    }
    Ok(script)
}

#[test]
fn the_api_guide_runs_as_it_stands() -> Result<()> {
    if std::process::Command::new("jq").arg("--version").output().is_err() {
        return guiju_tests::skipped("no jq");
    }
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    fs::create_dir_all(&data)?;
    let server = Server::start(env!("CARGO_BIN_EXE_server").as_ref(), &data, None, "2026-12-01T09:00")?;
    let said = run(folder.path(), &api_guide(&server.base)?)?;
    // Filed and decided, refused with every fault, read and exported.
    assert!(said.contains(r#""status":"open""#) && said.contains(r#""status":"completed""#), "{said}");
    assert!(said.contains(r#"["reason","请填写“事由”","2.1"]"#), "{said}");
    assert_eq!(said.matches("2026年12月10日上午").count(), 2, "{said}");
    Ok(())
}

/// An author's slips are named with file, line and remedy; nothing with slips is packed.
#[test]
fn an_authors_slips() -> Result<()> {
    let folder = guiju_tests::root().join("tests/00-careless");
    let module = guiju_tests::root().join("target/wasm32-unknown-unknown/plugin/regulation_careless.wasm");
    let place = tempfile::tempdir()?;
    let cases = "- case: 领一盒笔\n  on: 2026-03-02\n  supply: { what: 笔 }\n  expect: { route: [office-director] }\n";
    fs::create_dir_all(place.path().join("crate/cases"))?;
    fs::write(place.path().join("crate/cases/supply.yaml"), cases)?;
    fs::create_dir_all(place.path().join("crate/src"))?;
    fs::copy(folder.join("src/lib.rs"), place.path().join("crate/src/lib.rs"))?;
    let component = module.display();
    let failed = |script: &str| -> Result<String> {
        let output = shell(place.path(), script)?.output()?;
        ensure!(output.status.code() == Some(1), "{script}: {:?}", output.status);
        Ok(format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
    };
    let checked = failed(&format!("guiju regulation check crate --component {component}"))?;
    for part in [
        "role section-head is not declared",
        "series supply has no {number} in its pattern — write {number} where the number stands",
        "{amount} stands for nothing",
        "the read of supply has no bound — narrow it, and say by `at_most` how many there are at most",
        "supply has no field quantity",
        "crate/src/lib.rs:38: case 领一盒笔",
        "5 findings",
    ] {
        assert!(checked.contains(part), "{part}: {checked}");
    }
    let packed = failed(&format!("guiju regulation pack crate --component {component} --out careless.wasm"))?;
    assert!(packed.contains("{amount} stands for nothing") && !place.path().join("careless.wasm").exists(), "{packed}");
    Ok(())
}
