//! Limits: connections that stand still, what an answer carries, packages that nobody trusts, what no database takes.

use anyhow::{Context, Result, ensure};
use guiju_api::{EntranceEntry, EntranceOpened, Filing, Me, PersonEntry};
use guiju_package::{Key, Package};
use guiju_tests::{
    Database, Office,
    accounts::credentials,
    on_each_database,
    packages::{publisher, revised, trusts, with_cases},
    said, wait,
};
use reqwest::StatusCode;
use serde_json::json;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// So long a test waits for the server to give a connection up.
const PATIENCE: Duration = wait::PATIENCE;
/// Between two pieces of somebody who drips.
const DRIP: Duration = Duration::from_millis(200);
const AT: &str = "2026-03-02T09:00";

/// A server on which seconds are enough to see a limit.
async fn impatient() -> Result<Office> {
    Office::configured(Database::Sqlite, AT, |config| {
        config.limits_http.header_seconds = 1;
        config.limits_http.body_seconds = 1;
        config.limits_http.upload_seconds = 2;
        config.limits_http.idle_seconds = 2;
    })
    .await
}

async fn connect(office: &Office) -> Result<TcpStream> {
    Ok(TcpStream::connect(office.base.trim_start_matches("http://")).await?)
}

/// Reads until the other side ends; what it said.
async fn until_closed(mut socket: TcpStream) -> Result<String> {
    let mut said = Vec::new();
    // A reset is an end as well.
    let read = tokio::time::timeout(PATIENCE, socket.read_to_end(&mut said)).await.context("it is still open")?;
    drop(read);
    Ok(String::from_utf8_lossy(&said).into_owned())
}

/// Asks on a connection that stays open, and reads the answer.
async fn asks(socket: &mut TcpStream) -> Result<()> {
    socket.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await?;
    let mut piece = [0; 4096];
    let read = tokio::time::timeout(PATIENCE, socket.read(&mut piece)).await.context("no answer")??;
    ensure!(piece[..read].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&piece[..read]));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silent_connections_are_closed() -> Result<()> {
    let office = impatient().await?;
    let mut open = Vec::new();
    for number in 0..200 {
        let mut socket = connect(&office).await?;
        // Some say nothing, some begin a head, some drip.
        match number % 3 {
            0 => {}
            1 => socket.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\nx-").await?,
            _ => socket.write_all(b"POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 500\r\n\r\n{").await?,
        }
        open.push(socket);
    }
    for socket in open {
        until_closed(socket).await?;
    }
    assert_eq!(guiju_tests::get(format!("{}/healthz", office.base)).await?.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_drips_and_a_body_that_drips_are_given_up() -> Result<()> {
    let office = impatient().await?;
    let mut head = connect(&office).await?;
    head.write_all(b"GET /healthz HTTP/1.1\r\n").await?;
    // Each byte in time, but never a whole head: the connection is given up.
    wait::paced(DRIP, async || {
        Ok(head
            .write_all(
                b"a: b
",
            )
            .await
            .is_err())
    })
    .await?;
    let mut body = connect(&office).await?;
    body.write_all(b"POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 5000\r\n\r\n").await?;
    let (mut reader, mut writer) = body.into_split();
    let dripping = tokio::spawn(async move {
        let mut drips = tokio::time::interval(DRIP);
        while writer.write_all(b" ").await.is_ok() {
            drips.tick().await;
        }
    });
    let mut said = Vec::new();
    let answer = async {
        let mut piece = [0; 4096];
        while let Ok(read) = reader.read(&mut piece).await {
            said.extend_from_slice(&piece[..read]);
            if read == 0 {
                break;
            }
        }
    };
    tokio::time::timeout(PATIENCE, answer).await.context("it still reads")?;
    let said = String::from_utf8_lossy(&said);
    assert!(said.starts_with("HTTP/1.1 408") && said.contains("limit.slow-body"), "{said}");
    dripping.abort();
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_are_bounded_by_source_and_an_idle_one_is_kept_for_a_while() -> Result<()> {
    let office = Office::configured(Database::Sqlite, AT, |config| {
        config.limits_http.connections_per_source = 5;
        config.limits_http.idle_seconds = 60;
        config.limits_http.header_seconds = 1;
    })
    .await?;
    let mut kept = connect(&office).await?;
    asks(&mut kept).await?;
    // A connection that has been silent since then is given up: as long as it takes to send a head.
    until_closed(connect(&office).await?).await?;
    asks(&mut kept).await.context("a pause between two requests may be longer than a head")?;
    let mut more = Vec::new();
    for _ in 0..4 {
        let mut socket = connect(&office).await?;
        // Once it is answered it is counted.
        asks(&mut socket).await?;
        more.push(socket);
    }
    let said = until_closed(connect(&office).await?).await?;
    assert!(said.starts_with("HTTP/1.1 503") && said.contains("retry-after"), "{said}");
    drop(more);
    wait::until("there is room again", async || {
        let answer = guiju_tests::get(format!("{}/healthz", office.base)).await;
        Ok(answer.is_ok_and(|answer| answer.status() == StatusCode::OK))
    })
    .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_are_read_by_whoever_knows_the_token() -> Result<()> {
    guiju::http::install_metrics();
    let office = Office::open(Database::Sqlite, AT).await?;
    assert_eq!(guiju_tests::get(format!("{}/metrics", office.base)).await?.status(), StatusCode::NOT_FOUND);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("token");
    std::fs::write(&file, "s3cret-token\n")?;
    let office = Office::configured(Database::Sqlite, AT, |config| config.metrics_token_file = Some(file)).await?;
    let address = format!("{}/metrics", office.base);
    assert_eq!(guiju_tests::get(address.clone()).await?.status(), StatusCode::NOT_FOUND);
    let client = guiju_tests::client().build()?;
    let wrong = client.get(&address).header("authorization", "Bearer other").send().await?;
    assert_eq!(wrong.status(), StatusCode::NOT_FOUND);
    let right = client.get(&address).header("authorization", "Bearer s3cret-token").send().await?;
    assert_eq!(right.status(), StatusCode::OK);
    assert!(right.text().await?.contains("guiju_connections"));
    Ok(())
}

/// Whatever comes of a request, its answer has an id of its own; one that the caller gave is given back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_its_id_and_the_headers_that_protect() -> Result<()> {
    let office = Office::open(Database::Sqlite, AT).await?;
    let client = guiju_tests::client().build()?;
    let mut ids = std::collections::BTreeSet::new();
    let asked = [
        ("GET", "/", StatusCode::OK),
        ("GET", "/livez", StatusCode::OK),
        ("GET", "/api/openapi.json", StatusCode::OK),
        ("GET", "/api/session", StatusCode::UNAUTHORIZED),
        ("GET", "/api/nothing", StatusCode::NOT_FOUND),
        ("PATCH", "/api/session", StatusCode::METHOD_NOT_ALLOWED),
        ("POST", "/api/session", StatusCode::BAD_REQUEST),
        ("GET", "/api/search?q=a%00b", StatusCode::BAD_REQUEST),
    ];
    for (method, path, status) in asked {
        let method = reqwest::Method::from_bytes(method.as_bytes())?;
        let answer = client.request(method, format!("{}{path}", office.base)).send().await?;
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(!header("content-security-policy").is_empty() && !header("cache-control").is_empty(), "{path}");
        let id = header("x-request-id").to_owned();
        assert!(id.len() == 36 && ids.insert(id.clone()), "{path}: the id {id:?} is no other's");
    }
    let given = client.get(format!("{}/livez", office.base)).header("x-request-id", "from-the-proxy-7").send().await?;
    assert_eq!(given.headers().get("x-request-id").context("no id")?, "from-the-proxy-7");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_and_headers_follow_the_configuration() -> Result<()> {
    let office = Office::configured(Database::Sqlite, AT, |config| {
        config.set_public_address("https://guiju.example.cn/").unwrap_or_default();
    })
    .await?;
    let client = guiju_tests::client().build()?;
    let credentials = credentials("zhou", guiju_tests::PASSWORD);
    let answer = client.post(format!("{}/api/session", office.base)).body(said(&credentials)).send().await?;
    let header =
        |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let cookie = header("set-cookie");
    assert!(cookie.contains("; Secure"), "{cookie}");
    assert!(header("strict-transport-security").starts_with("max-age="));
    assert!(header("permissions-policy").contains("camera=()"));
    assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin");
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    let get = |path: &str| client.get(format!("{}{path}", office.base)).header("cookie", cookie.clone());
    let me: Me = serde_json::from_str(&get("/api/session").send().await?.text().await?)?;
    let entry = EntranceEntry {
        kind: "board".to_owned(),
        regulation: "whereabouts".to_owned(),
        what: "board".to_owned(),
        place: "大厅".to_owned(),
    };
    let opened = client
        .post(format!("{}/api/entrances", office.base))
        .header("cookie", cookie.clone())
        .header("x-csrf-token", me.csrf)
        .header("host", "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("x-forwarded-proto", "http")
        .body(said(&entry))
        .send()
        .await?
        .text()
        .await?;
    let opened: EntranceOpened = serde_json::from_str(&opened).context(opened)?;
    let address = opened.address;
    assert!(address.starts_with("https://guiju.example.cn/"), "{address}");
    let plain = Office::open(Database::Sqlite, AT).await?;
    assert!(plain.app.public_address().starts_with("http://127.0.0.1:"), "{}", plain.app.public_address());
    assert!(guiju::health::warned(&plain.app).await.iter().any(|warning| warning.contains("未配置对外地址")));
    assert!(
        !guiju_tests::get(format!("{}/healthz", plain.base)).await?.headers().contains_key("strict-transport-security")
    );
    Ok(())
}

on_each_database! {
    /// A package that nobody trusts is refused for its signature before a byte of it is compiled; one whose shape is wrong, before
    /// it is compiled; only then are its cases run.
    an_untrusted_package_is_not_compiled(office, "2026-03-02T09:00") {
        trusts(&office).await?;
        let zhou = office.person("zhou").await?;
        let before = office.app.policy.compilations();
        let traps = "- case: 中途停止\n  on: 2026-03-02\n  trap: {}\n  expect: {}\n- case: 没完没了\n  on: 2026-03-02\n  endless: {}\n  expect: {}\n";
        let hostile = with_cases("hostile", traps)?;
        // Sound to look at and dear to compile.
        let huge = wat::parse_str(format!("(component (core module {}))", "(func (result i32) i32.const 1)".repeat(25_000)))?;
        let stranger = Key::from_seed(&[77; 32]);
        for (file, says) in [
            (hostile.clone(), "没有签名"),
            (Package::open(&hostile).signed(&stranger), "不在本单位信任的发布者之列"),
            (huge.clone(), "没有签名"),
            (Package::open(&huge).signed(&stranger), "不在本单位信任的发布者之列"),
            (vec![0; 4096], "没有签名"),
            // Trusted, but of no use: its shape is read, and it is not compiled.
            (Package::open(&huge).signed(&publisher()), "接口约定"),
        ] {
            let (status, problem) = zhou.upload("/api/packages", file).await?;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
            assert_eq!(problem.findings().len(), 1, "{problem}");
            assert!(problem.to_string().contains(says), "{says}: {problem}");
        }
        assert_eq!(office.app.policy.compilations(), before, "nothing of it was compiled");
        let (status, problem) = zhou.upload("/api/packages", Package::open(&hostile).signed(&publisher())).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert!(problem.to_string().contains("中途停止"), "a trusted one is compiled and its cases run: {problem}");
        // Whoever sets an office up need not sign, but a signature that is there must hold.
        let mut altered = Package::open(&revised()?).signed(&publisher());
        let at = altered.len() / 2;
        altered[at] ^= 1;
        let compiled = office.app.policy.compilations();
        let day = guiju_model::Date::new(2024, 1, 1).unwrap_or_default();
        assert!(guiju::organisation::bind(&office.app, guiju_tests::OFFICE, &altered, day, None).await.is_err());
        assert_eq!(office.app.policy.compilations(), compiled);
        Ok(())
    }

    /// What no database takes is refused in words wherever it is said: in a body, behind the question mark, in the path.
    what_cannot_be_stored_is_refused(office, "2026-03-02T09:00") {
        let (li, zhou) = (office.person("li").await?, office.person("zhou").await?);
        let nul = Filing { content: json!({ "reason": "a\u{0}b" }), ..Filing::default() };
        for path in ["/api/forms/attendance/leave/file", "/api/forms/attendance/leave/preview"] {
            let (status, problem) = li.post(path, &nul).await?;
            assert_eq!((status, problem.code().as_str()), (StatusCode::BAD_REQUEST, "text.control-character"), "{problem}");
        }
        let (status, _) = li.put("/api/forms/attendance/leave/draft", &nul).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let (status, _) = zhou.post("/api/people", &PersonEntry { name: "a\u{0}".to_owned(), department: "办公室".to_owned(), ..PersonEntry::default() }).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let credentials = credentials("a\u{0}", "x");
        let answer = guiju_tests::client().build()?.post(format!("{}/api/session", office.base)).body(said(&credentials)).send().await?;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        for path in [
            "/api/search?q=a%00b",
            "/api/regulations/a%00b",
            "/api/packages?regulation=%00",
            "/api/trays/decide?offset=-1",
            "/api/trays/decide?offset=9223372036854775807",
            "/api/notices?offset=-1",
            "/api/rehearsals/1/differences?page=9223372036854775807",
            "/api/rehearsals/1/differences?clause=&page=18446744073709551615",
        ] {
            let (status, problem) = zhou.look(path).await?;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{path}: {problem}");
            assert!(!problem.title().is_empty(), "{problem}");
        }
        let long = "x".repeat(5_000);
        let (status, _) = zhou.look(&format!("/api/search?q={long}")).await?;
        assert!(status.is_client_error(), "{status}");
        for path in ["/api/matters/18446744073709551615", "/api/matters/99999999999999999999999", "/api/matters/-1", "/api/matters/7777777"] {
            let (status, problem) = zhou.look(path).await?;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}: {problem}");
        }
        let (status, problem) = zhou.post("/api/matters/1/acts", &json!({ "action": "approve", "task": 18_446_744_073_709_551_615_u64 })).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
        Ok(())
    }
}
