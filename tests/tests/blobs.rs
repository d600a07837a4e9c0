//! Attachments and packages in a store that servers share: a folder, and a bucket of an S3-compatible server that can be cut
//! off. `GUIJU_TEST_MOTO` names that server's program; without it the half about buckets is skipped, which is said.

use anyhow::{Context, Result, ensure};
use guiju::{
    app::App,
    clock::Clock,
    config::Config,
    fixtures, health, http,
    policy::following,
    store::{BlobError, BlobName, BlobPlace, Blobs, Bucket, digest},
};
use guiju_api::StoredFile;
use guiju_tests::{
    Person, client,
    process::{Line, Server},
    root, wait,
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
};

const AT: &str = "2026-03-02T09:00";
const PDF: &[u8] = b"%PDF-1.7 a file that is attached";
const BUCKET: &str = "guiju";
/// Names the key that owns the bucket; the server of the tests does not look at what it signed.
const OWNER: &str =
    "AWS4-HMAC-SHA256 Credential=test/20260302/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";

/// A bucket on loopback, behind a line that can be cut.
struct Store {
    line: Line,
    direct: String,
    server: Child,
    place: BlobPlace,
}

impl Store {
    async fn start(folder: &Path) -> Result<Option<Self>> {
        let Ok(program) = std::env::var("GUIJU_TEST_MOTO") else {
            return guiju_tests::skipped("no S3-compatible server").map(|()| None);
        };
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(program);
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let server = command.spawn()?;
        let target = format!("127.0.0.1:{port}");
        let direct = format!("http://{target}/{BUCKET}");
        let line = Line::to(target).await?;
        let secret_key_file = folder.join("secret");
        std::fs::write(&secret_key_file, "secret-of-the-test\n")?;
        let bucket = Bucket {
            endpoint: format!("http://{}", line.address),
            bucket: BUCKET.to_owned(),
            region: "us-east-1".to_owned(),
            access_key: "test".to_owned(),
            secret_key_file,
            allow_http: true,
        };
        let store = Self { line, direct, server, place: BlobPlace::S3(bucket) };
        wait::until("the S3-compatible server answers", async || {
            let made = client().build()?.put(&store.direct).send().await;
            Ok(made.is_ok_and(|made| made.status().is_success()))
        })
        .await?;
        Ok(Some(store))
    }

    /// Puts bytes under a name past the server that serves the office.
    async fn tamper(&self, name: &BlobName, bytes: &[u8]) -> Result<()> {
        let put = client().build()?.put(format!("{}/{name}", self.direct)).header("authorization", OWNER);
        let put = put.body(bytes.to_vec()).send().await?;
        Ok(put.error_for_status().map(drop)?)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A server of the test office with its files in `place`.
async fn serve(data: &Path, place: &BlobPlace) -> Result<(String, Arc<App>)> {
    let compiled = root().join("target/compiled");
    std::fs::create_dir_all(&compiled)?;
    if !data.join("compiled").exists() {
        std::os::unix::fs::symlink(&compiled, data.join("compiled"))?;
    }
    let clock = Clock::default();
    clock.set(AT.parse().map_err(|why| anyhow::anyhow!("{why}"))?);
    let config = Config { data: data.to_owned(), blobs: Some(place.clone()), ..Config::default() };
    let app = App::open(config, clock).await?;
    if app.policy(guiju_tests::OFFICE).is_err() {
        fixtures::load(&app, &root().join("target/regulations"), &root().join("tests/office"), &[]).await?;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let base = format!("http://{}", listener.local_addr()?);
    let served = app.clone();
    tokio::spawn(async move { http::serve(&served, listener, std::future::pending()).await });
    Ok((base, app))
}

fn leave() -> Value {
    json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "有事" })
}

fn paper(title: &str) -> Value {
    json!({
        "arrival": "received", "from": "区委办", "title": title, "received_at": "2026-03-02T08:50", "urgency": "ordinary",
        "secrecy": "none", "proposal": "拟请领导阅示", "from_above": false,
    })
}

/// What every place does: whole or not at all, compared at each read, mended by the right bytes.
async fn holds(blobs: &Blobs, spoil: impl AsyncFn(&BlobName, &[u8]) -> Result<()>) -> Result<()> {
    let name = BlobName::attachment(guiju_tests::OFFICE, &digest(PDF));
    assert!(matches!(blobs.get(&name).await, Err(BlobError::Missing(_))));
    assert!(matches!(blobs.put(&name, b"other bytes".to_vec()).await, Err(BlobError::Damaged(_))));
    blobs.put(&name, PDF.to_vec()).await?;
    blobs.put(&name, PDF.to_vec()).await?;
    assert_eq!(blobs.get(&name).await?, PDF);
    assert_eq!(blobs.names().await?, std::slice::from_ref(&name));
    let mut wrong = PDF.to_vec();
    wrong[9] ^= 1;
    spoil(&name, &wrong).await?;
    assert!(matches!(blobs.get(&name).await, Err(BlobError::Damaged(_))), "one byte is wrong");
    assert_eq!(blobs.faults().len(), 1);
    blobs.put(&name, PDF.to_vec()).await?;
    assert_eq!(blobs.get(&name).await?, PDF, "the right bytes take the place of the damaged ones");
    assert_eq!(blobs.faults(), []);
    blobs.remove(&name).await?;
    blobs.remove(&name).await?;
    assert_eq!(blobs.names().await?, []);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let blobs = Blobs::open(Some(&BlobPlace::Folder(folder.path().to_owned())), Path::new("unused"))?;
    let at = |name: &BlobName| folder.path().join(name.to_string());
    holds(&blobs, async |name, bytes| Ok(std::fs::write(at(name), bytes)?)).await?;
    // What a killed process left unfinished is no file.
    let name = BlobName::attachment(guiju_tests::OFFICE, &digest(PDF));
    std::fs::create_dir_all(folder.path().join("attachments/1"))?;
    std::fs::write(folder.path().join(format!("{name}#1")), &PDF[..9])?;
    std::fs::write(folder.path().join(format!("{name}.77-0.new")), &PDF[..9])?;
    assert_eq!(blobs.names().await?, []);
    // A share that is not mounted is no empty store, and is used again once it is.
    let away = folder.path().join("away");
    let shared = Blobs::open(Some(&BlobPlace::Folder(away.clone())), Path::new("unused"))?;
    assert!(matches!(shared.get(&name).await, Err(BlobError::Unreachable(_))));
    assert!(matches!(shared.put(&name, PDF.to_vec()).await, Err(BlobError::Unreachable(_))));
    assert!(!away.exists());
    std::fs::create_dir(&away)?;
    shared.put(&name, PDF.to_vec()).await?;
    assert_eq!(shared.get(&name).await?, PDF);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some(store) = Store::start(folder.path()).await? else { return Ok(()) };
    let blobs = Blobs::open(Some(&store.place), folder.path())?;
    holds(&blobs, async |name, bytes| store.tamper(name, bytes).await).await?;
    // An upload that was begun and torn never shows under its name.
    let name = BlobName::attachment(guiju_tests::OFFICE, &digest(PDF));
    let begun = client().build()?.post(format!("{}/{name}?uploads", store.direct)).header("authorization", OWNER);
    let begun = begun.send().await?;
    let text = begun.text().await?;
    let id = text.split("<UploadId>").nth(1).and_then(|rest| rest.split('<').next()).context("an upload")?;
    let part = format!("{}/{name}?partNumber=1&uploadId={id}", store.direct);
    let torn = client().build()?.put(part).header("authorization", OWNER).body(PDF[..9].to_vec());
    torn.send().await?.error_for_status()?;
    assert!(matches!(blobs.get(&name).await, Err(BlobError::Missing(_))));
    assert_eq!(blobs.names().await?, []);
    Ok(())
}

/// The bucket is gone for a while: files are refused in words, everything else goes on, and a restart serves what it can.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_is_gone_for_a_while() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some(store) = Store::start(folder.path()).await? else { return Ok(()) };
    let data = folder.path().join("data");
    std::fs::create_dir(&data)?;
    let (base, app) = serve(&data, &store.place).await?;
    let li = Person::log_in(&base, "li").await?;
    let (status, stored) = li.upload("/api/attachments?name=a.pdf", PDF.to_vec()).await?;
    ensure!(status == StatusCode::CREATED, "{stored}");
    let stored: StoredFile = stored.read()?;
    let address = format!("/api/attachments/{}", stored.digest);
    assert_eq!(li.bytes(&address).await?, (StatusCode::OK, PDF.to_vec()));
    assert!(!data.join("attachments").exists(), "nothing of it lies in the data folder");

    store.line.cut();
    let (status, problem) = li.upload("/api/attachments?name=b.pdf", b"%PDF-1.7 another".to_vec()).await?;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{problem}");
    assert!(problem.title().contains("稍后再试"), "{problem}");
    assert_eq!(li.bytes(&address).await?.0, StatusCode::SERVICE_UNAVAILABLE);
    li.file("attendance/leave", leave()).await?;
    assert!(health::check(&app).await.ready, "what is loaded stays loaded");

    // Another server is started meanwhile: it says that it is behind, and serves what needs no package.
    let (second, behind) = serve(&data, &store.place).await?;
    assert!(!health::check(&behind).await.ready);
    let wang = Person::log_in(&second, "wang").await?;
    let (status, problem) = wang.files("attendance/leave", leave()).await?;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{problem}");
    assert!(following::attempt(&behind).await, "it is behind as long as the bucket is gone");

    store.line.mend();
    assert!(!following::attempt(&behind).await, "it has caught up");
    assert!(health::check(&behind).await.ready);
    let wang = Person::log_in(&second, "wang").await?;
    wang.file("attendance/leave", leave()).await?;
    assert_eq!(li.bytes(&address).await?.1, PDF);
    Ok(())
}

/// Two processes on one data folder: what one changes the other knows at once, and nothing is lost or doubled.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_folder() -> Result<()> {
    const EACH: usize = 20;
    let folder = tempfile::tempdir()?;
    let program: PathBuf = env!("CARGO_BIN_EXE_server").into();
    let start = || Server::start(program.as_os_str(), folder.path(), None, AT);
    let (one, other) = (start()?, start()?);
    let (li, again) = (Person::log_in(&one.base, "li").await?, Person::log_in(&other.base, "li").await?);
    let upload = "/api/attachments?name=a.pdf";
    let (first, second) = tokio::join!(li.upload(upload, PDF.to_vec()), again.upload(upload, PDF.to_vec()));
    let stored: StoredFile = first?.1.read()?;
    assert_eq!(stored, second?.1.read()?);
    let mut ids = Vec::new();
    let (chen, also_chen) = (Person::log_in(&one.base, "chen").await?, Person::log_in(&other.base, "chen").await?);
    for index in 0..EACH {
        let filed = |title: &str| paper(&format!("{title}{index}"));
        let (one, other) = tokio::join!(
            chen.file("document-flow/incoming", filed("甲")),
            also_chen.file("document-flow/incoming", filed("乙"))
        );
        ids.extend([one?, other?]);
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 2 * EACH);
    let address = format!("/api/attachments/{}", stored.digest);
    assert_eq!(again.bytes(&address).await?.1, PDF);
    let audit = Person::log_in(&other.base, "zhou").await?.audit().await?;
    assert_eq!(audit.broken_at, None, "{audit:?}");
    Ok(())
}
